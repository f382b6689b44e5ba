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
LEAST_SIGNS = 4


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
        are_together = _paint_classes(painter, text, row)
        _paint_place(painter, text.translated(0, side // 2), row, has_suggested=not are_together)
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


def _paint_classes(painter: QPainter, place: QRect, row: QueueRow) -> bool:
    """Write the label and behind an arrow the class that may be right, both with their marks.

    Return whether there was room for both; where there was not, the label stands alone.
    """
    painter.setFont(theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold))
    metrics = QFontMetrics(painter.font())
    space = metrics.horizontalAdvance(" ")
    around = theme.scaled_px(MARK_PX) + space
    room = place.width() - around
    if row.suggested is not None:
        arrow = metrics.horizontalAdvance(ARROW) + 2 * space + around
        wished = sum(map(metrics.horizontalAdvance, (row.label_name, row.suggested_name)))
        if wished + arrow <= room:
            left = _write_class(painter, place, place.x(), row.label, name=row.label_name)
            left = _write(painter, place, left + space, ARROW, theme.current().hint) + space
            _write_class(painter, place, left, row.suggested, name=row.suggested_name)
            return True
    name = metrics.elidedText(row.label_name, Qt.TextElideMode.ElideRight, room)
    _write_class(painter, place, place.x(), row.label, name=name)
    return row.suggested is None


def _paint_place(painter: QPainter, place: QRect, row: QueueRow, *, has_suggested: bool) -> None:
    """Write where the image is, and at the right what was decided.

    With ``has_suggested`` the class that may be right goes before, for which there was no room
    above, unless it has been decided already.
    """
    colours, mode = theme.current(), Qt.TextElideMode.ElideRight
    painter.setFont(theme.font(theme.SMALL))
    metrics = QFontMetrics(painter.font())
    gap = theme.scaled_px(GAP_PX)
    verdict = metrics.elidedText(row.verdict, mode, place.width() * 3 // 4)
    right = place.right() - metrics.horizontalAdvance(verdict)
    if verdict:
        _write(painter, place, right, verdict, colours.accent if row.is_changed else colours.hint)
        right -= gap
    left = place.x()
    if has_suggested and row.suggested is not None and not verdict:
        left = _write(painter, place, left, ARROW, colours.hint) + gap // 2
        around = theme.scaled_px(MARK_PX) + metrics.horizontalAdvance(" ")
        name = metrics.elidedText(row.suggested_name, mode, right - left - around)
        left = _write_class(painter, place, left, row.suggested, name=name) + gap
    shown = metrics.elidedText(row.place, mode, right - left)
    # A sign or two of it would only be noise.
    if shown == row.place or len(shown) > LEAST_SIGNS:
        _write(painter, place, left, shown, colours.hint)


def _write_class(painter: QPainter, place: QRect, left: int, number: int, *, name: str) -> int:
    """Paint the mark of a class and write its name; return where that ends."""
    mark = theme.scaled_px(MARK_PX)
    box = QRectF(left, place.y() + (place.height() - mark) / 2, mark, mark)
    class_mark.paint(painter, box, number, colours=theme.current())
    space = QFontMetrics(painter.font()).horizontalAdvance(" ")
    return _write(painter, place, left + mark + space, name, theme.current().text)


def _write(painter: QPainter, place: QRect, left: int, text: str, colour: str) -> int:
    """Write `text` in the middle of the height of `place`; return where it ends."""
    painter.setPen(QColor(colour))
    width = QFontMetrics(painter.font()).horizontalAdvance(text)
    box = QRect(left, place.y(), width + 1, place.height())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    return left + width
