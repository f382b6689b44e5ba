"""One line in the list of a queue: the image, its place, its label and what may be right."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.image.picture import magnified
from fmnist_gui.ui.pixels import Grey

PADDING_PX, GAP_PX, SIDE_PX, MARK_PX = 8, 8, 36, 10
ARROW = "→"
PICTURES_KEPT = 256


@dataclass(frozen=True, eq=False)
class QueueRow:
    """What a line says.

    ``suggested`` is the class that may be right, if any is named. ``verdict`` is a word on what was
    decided, empty while the image waits; ``is_changed`` says that its label does not stand.
    """

    number: int
    image: Grey
    place: str
    label: int
    label_name: str
    suggested: int | None
    suggested_name: str
    why: str
    verdict: str = ""
    is_changed: bool = False

    @property
    def said(self) -> str:
        """The line in words, for those who listen."""
        perhaps = f"perhaps {self.suggested_name}" if self.suggested is not None else ""
        parts = (self.place, f"labelled {self.label_name}", perhaps, self.verdict, self.why)
        return ", ".join(filter(None, parts))


def row_height() -> int:
    """Return how high every line is."""
    return theme.scaled_px(SIDE_PX + 2 * PADDING_PX)


class QueueDelegate(QStyledItemDelegate):
    """Paints a line; pictures that were painted a moment ago are kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures: dict[tuple[int, int, float], QPixmap] = {}

    def forget(self) -> None:
        """Let go of pictures of other images."""
        self._pictures.clear()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the same height for every line."""
        return QSize(theme.scaled_px(200), row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, QueueRow):
            return
        painter.save()
        place: QRect = option.rect
        _paint_ground(painter, place, option.state)
        pad, gap = theme.scaled_px(PADDING_PX), theme.scaled_px(GAP_PX)
        side = theme.scaled_px(SIDE_PX)
        corner = QRect(place.x() + theme.scaled_px(12), place.y() + pad, side, side)
        painter.fillRect(corner, QColor(theme.CANVAS))
        picture = self._picture(row, side, painter.device().devicePixelRatioF())
        size = picture.deviceIndependentSize()
        left = corner.x() + (side - size.width()) / 2
        painter.drawPixmap(int(left), int(corner.y() + (side - size.height()) / 2), picture)
        text = QRect(corner.right() + 1 + gap, corner.y(), 0, side // 2)
        text.setRight(place.right() - pad)
        _paint_classes(painter, text, row)
        _paint_place(painter, text.translated(0, side // 2), row)
        painter.restore()

    def _picture(self, row: QueueRow, side: int, ratio: float) -> QPixmap:
        key = (row.number, side, ratio)
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) >= PICTURES_KEPT:
                self._pictures.clear()
            found = self._pictures[key] = magnified(np.asarray(row.image), side, ratio=ratio)
        return found


def _paint_ground(painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
    colours = theme.current()
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(place, QColor(colours.hover))
        accent = QRect(place.x(), place.y(), theme.scaled_px(3), place.height())
        painter.fillRect(accent, QColor(colours.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        hover = QColor(colours.hover)
        hover.setAlphaF(0.5)
        painter.fillRect(place, hover)
    painter.setPen(QPen(QColor(colours.line)))
    painter.drawLine(place.bottomLeft(), place.bottomRight())


def _paint_classes(painter: QPainter, place: QRect, row: QueueRow) -> None:
    """Write the label, and the class that may be right behind an arrow, both with their marks.

    Where there is too little room for both, each gives way by as much as it is longer than half.
    """
    font = theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    mark = theme.scaled_px(MARK_PX)
    space = metrics.horizontalAdvance(" ")
    arrow = metrics.horizontalAdvance(ARROW) + 2 * space
    names = [(row.label, row.label_name)]
    if row.suggested is not None:
        names.append((row.suggested, row.suggested_name))
    room = place.width() - len(names) * (mark + space) - (len(names) - 1) * arrow
    left = place.x()
    for (number, _), text in zip(names, _shared(metrics, [n for _, n in names], room), strict=True):
        if left > place.x():
            left = _write(painter, place, left + space, ARROW, theme.current().hint) + space
        top = place.y() + (place.height() - mark) / 2
        class_mark.paint(painter, QRectF(left, top, mark, mark), number, colours=theme.current())
        left = _write(painter, place, left + mark + space, text, theme.current().text)


def _shared(metrics: QFontMetrics, names: list[str], room: int) -> list[str]:
    """Return `names` shortened so that together they fit into `room`."""
    widths = [metrics.horizontalAdvance(name) for name in names]
    if sum(widths) <= room:
        return names
    half = room // len(names)
    spare = sum(max(0, half - width) for width in widths)
    mode = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(name, mode, max(half + spare, 0)) for name in names]


def _paint_place(painter: QPainter, place: QRect, row: QueueRow) -> None:
    """Write where the image is, and at the right what was decided."""
    colours = theme.current()
    painter.setFont(theme.font(theme.SMALL))
    metrics = QFontMetrics(painter.font())
    verdict = metrics.elidedText(row.verdict, Qt.TextElideMode.ElideRight, place.width() * 3 // 5)
    taken = metrics.horizontalAdvance(verdict)
    if verdict:
        colour = colours.accent if row.is_changed else colours.hint
        _write(painter, place, place.right() - taken, verdict, colour)
    gap = theme.scaled_px(GAP_PX)
    room = place.width() - (taken + gap if taken else 0)
    shown = metrics.elidedText(row.place, Qt.TextElideMode.ElideRight, room)
    _write(painter, place, place.x(), shown, colours.hint)


def _write(painter: QPainter, place: QRect, left: int, text: str, colour: str) -> int:
    """Write `text` in the middle of the height of `place`; return where it ends."""
    painter.setPen(QColor(colour))
    width = QFontMetrics(painter.font()).horizontalAdvance(text)
    box = QRect(left, place.y(), width + 1, place.height())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    return left + width
