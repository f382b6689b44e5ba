"""What can be written next, each with a few words on it, and what is wrong so far."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.query.offer import Suggestion
from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import PlainLabel

PAD_PX, GAP_PX = 8, 24
AIR_PX = 8
LEAST_WIDTH_PX = 320
HINT = Qt.ItemDataRole.UserRole


class SuggestionList(QFrame):
    """A card that hangs below a line of text; it never takes the focus.

    Signals:
        taken(int): the suggestion with this number was clicked.
    """

    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.items = QListWidget()
        self.items.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.items.setMouseTracking(True)
        self.items.setUniformItemSizes(True)
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.items.setItemDelegate(_Delegate(self.items))
        self.items.setStyleSheet("QListWidget { background: transparent; }")
        self.items.setAccessibleName("Suggestions")
        self.error = PlainLabel()
        self.error.setProperty("role", "flag")
        self.error.setWordWrap(True)
        self.error.setContentsMargins(PAD_PX, 4, PAD_PX, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(0)
        column.addWidget(self.items)
        column.addWidget(self.error)
        self.items.itemEntered.connect(self.items.setCurrentItem)
        self.items.itemClicked.connect(lambda item: self.taken.emit(self.items.row(item)))
        self.hide()

    @property
    def chosen(self) -> int | None:
        """The number of the suggestion that is marked."""
        row = self.items.currentRow()
        return row if row >= 0 else None

    @property
    def has_suggestions(self) -> bool:
        """Whether suggestions are open."""
        return not self.isHidden() and self.items.count() > 0

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """List other suggestions, none of them marked."""
        self.items.clear()
        for suggestion in suggestions:
            item = QListWidgetItem(suggestion.text, self.items)
            item.setData(HINT, suggestion.hint)
        self.items.setCurrentRow(-1)
        self.items.setVisible(bool(suggestions))

    def say(self, sentence: str) -> None:
        """Say what is wrong; nothing with an empty sentence."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def step(self, by: int) -> None:
        """Mark the next suggestion or the one before; after the last comes the first."""
        count = self.items.count()
        row = self.items.currentRow()
        first = 0 if by > 0 else count - 1
        self.items.setCurrentRow(first if row < 0 else (row + by) % count)

    def hang(self, below: QWidget) -> None:
        """Open under `below`, inside of its window; close when there is nothing to show."""
        window = below.window()
        if self.items.count() == 0 and not self.error.text():
            self.hide()
            return
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = below.mapTo(window, below.rect().bottomLeft())
        top = corner.y() + 5
        width = max(below.width(), theme.scaled_px(LEAST_WIDTH_PX), self._wished_px())
        width = min(width, window.width() - 2 * AIR_PX)
        left = max(AIR_PX, min(corner.x(), window.width() - AIR_PX - width))
        self._fit(width, window.height() - AIR_PX - top)
        self.move(left, top)
        self.show()
        self.raise_()

    def _wished_px(self) -> int:
        metrics = QFontMetrics(self.items.font())
        rows = [self.items.item(row) for row in range(self.items.count())]
        hints = [metrics.horizontalAdvance(str(item.data(HINT))) for item in rows]
        bar = self.items.verticalScrollBar().sizeHint().width()
        return text_px(self.items) + GAP_PX + max(hints, default=0) + 2 * PAD_PX + 12 + bar

    def _fit(self, width: int, room: int) -> None:
        inside = width - 10
        said = self.error.heightForWidth(inside) if self.error.text() else 0
        row = self.items.sizeHintForRow(0) if self.items.count() else 0
        fitting = max(1, (room - said - 10) // row) if row else 0
        self.items.setFixedHeight(min(self.items.count(), fitting) * row)
        self.setFixedSize(width, self.items.height() * bool(row) + said + 10)


def text_px(items: QListWidget) -> int:
    """Return the width of the longest suggestion."""
    metrics = QFontMetrics(items.font())
    texts = (items.item(row).text() for row in range(items.count()))
    return max((metrics.horizontalAdvance(text) for text in texts), default=0)


class _Delegate(QStyledItemDelegate):
    """Draws the suggestion and, in a column of its own, the grey words on it."""

    def __init__(self, items: QListWidget) -> None:
        super().__init__(items)
        self._items = items

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, QFontMetrics(self._items.font()).height() + PAD_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours, rect = theme.current(), option.rect
        mark = QColor(colours.accent)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(QRectF(rect), 4, 4)
            painter.fillRect(QRect(rect.left(), rect.top() + 4, 2, rect.height() - 8), mark)
        metrics = QFontMetrics(self._items.font())
        painter.setFont(self._items.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        end = rect.left() + PAD_PX + text_px(self._items)
        parts = (
            (index.data(), colours.text, rect.left() + PAD_PX),
            (index.data(HINT), colours.hint, end + GAP_PX),
        )
        for text, colour, left in parts:
            box = QRect(left, rect.top(), max(0, rect.right() - PAD_PX - left), rect.height())
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(str(text), Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, middle, shown)
        painter.restore()
