"""Small marks in the corner of a cell that say by shape what its tint says by colour."""

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from fmnist_gui.core.mosaic.tint import Tint
from fmnist_gui.ui import class_mark, theme, verdict_mark

SIDE_PX = 12
PAD_PX = 2


def marks_of(tint: Tint, *, ratio: float) -> Mapping[int, QPixmap]:
    """Return the mark of each value of a tint; none for scores, whose colours are a scale."""
    column = tint.column
    if column.is_of_classes:
        count = len(column.choices)
        return {
            value: _class_mark(value, theme.scaled_px(SIDE_PX), ratio) for value in range(count)
        }
    if column.kind == "flag":
        side = theme.scaled_px(SIDE_PX)
        return {
            value: _flag_mark(bool(value), colour, side, ratio)
            for value, colour in enumerate(tint.palette)
        }
    return {}


@lru_cache(maxsize=600)
def _class_mark(number: int, side: int, ratio: float) -> QPixmap:
    made, painter = _begun(side, ratio)
    box = QRectF(PAD_PX, PAD_PX, side, side)
    class_mark.paint(painter, box, number, colours=theme.DARK)
    painter.end()
    return made


@lru_cache(maxsize=32)
def _flag_mark(is_wrong: bool, colour: str, side: int, ratio: float) -> QPixmap:
    made, painter = _begun(side, ratio)
    box = QRectF(PAD_PX, PAD_PX, side, side)
    mark = verdict_mark.CROSS if is_wrong else verdict_mark.TICK
    verdict_mark.paint(painter, box, mark=mark, colour=colour)
    painter.end()
    return made


def _begun(side: int, ratio: float) -> tuple[QPixmap, QPainter]:
    whole = side + 2 * PAD_PX
    made = QPixmap(QSize(whole, whole) * ratio)
    made.setDevicePixelRatio(ratio)
    ground = QColor(theme.CANVAS)
    ground.setAlphaF(0.8)
    made.fill(QColor(0, 0, 0, 0))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(0, 0, whole, whole), 3, 3)
    return made, painter
