"""Lays widgets out from left to right, in as many rows as their sizes need."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Each item has its own size; hidden ones take no room."""

    def __init__(self, parent: QWidget | None = None, *, gap_px: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap_px = gap_px
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item, behind all others."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Never grow beyond what is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the narrower it is, the more rows it takes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high all rows are within `width`."""
        return self._place(QRect(0, 0, width, 0), is_real=False)

    def sizeHint(self) -> QSize:
        """Return one row."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() + self._gap_px for size in sizes) - self._gap_px
        return QSize(max(wide, 0), max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least

    def setGeometry(self, room: QRect) -> None:
        """Place every item."""
        super().setGeometry(room)
        self._place(room, is_real=True)

    def _place(self, room: QRect, *, is_real: bool) -> int:
        """Place the items within the width of `room`, if `is_real`; return how high they stand."""
        top = 0
        for row in self._rows(room.width()):
            high = max(size.height() for _, size in row)
            left = 0
            for item, size in row:
                if is_real:
                    place = room.topLeft() + QPoint(left, top + (high - size.height()) // 2)
                    item.setGeometry(QRect(place, size))
                left += size.width() + self._gap_px
            top += high + self._gap_px
        return max(top - self._gap_px, 0)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the items that take room, with their sizes, row by row."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = width
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), width))
            if not rows or left + size.width() > width:
                rows.append([])
                left = 0
            rows[-1].append((item, size))
            left += size.width() + self._gap_px
        return rows
