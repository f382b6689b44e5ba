"""Small labels on the canvas: the mark of a class and its name.

Part of the first paint: imports neither numpy nor, at once, the names of ``Qt``.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPixmap

from fmnist_gui.ui import class_mark, theme

PAD = 6
COLOURS = theme.DARK
"""The ground of the canvas is dark whatever the theme, and so are its labels."""


def width_px(name: str) -> float:
    """Return the logical width of a chip that says `name` in full."""
    return _mark_px() + 3 * PAD + QFontMetricsF(theme.font(theme.SMALL)).horizontalAdvance(name)


def height_px() -> int:
    """Return the logical height of a chip."""
    return round(QFontMetricsF(theme.font(theme.SMALL)).height()) + PAD


def pixmap(number: int, name: str, *, widest_px: float, ratio: float) -> QPixmap:
    """Return the chip of class `number`, not wider than `widest_px` logical pixels."""
    wide = min(width_px(name), max(widest_px, _mark_px() + 2 * PAD))
    return _pixmap(number, name, int(wide), ratio=ratio, text_px=theme.scaled_px(theme.SMALL))


def _mark_px() -> int:
    return theme.scaled_px(11)


@lru_cache(maxsize=512)
def _pixmap(number: int, name: str, width: int, *, ratio: float, text_px: int) -> QPixmap:
    del text_px  # only part of the key: the font may change while the program runs
    height, side = height_px(), _mark_px()
    made = QPixmap(QSize(width, height) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(0, 0, 0, 0))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(theme.CANVAS)
    ground.setAlphaF(0.85)
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(0, 0, width, height), 4, 4)
    painter.fillPath(frame, ground)
    mark = QRectF(PAD, (height - side) / 2, side, side)
    class_mark.paint(painter, mark, number, colours=COLOURS)
    room = width - side - 3 * PAD + 1
    if room > side:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(COLOURS.text))
        metrics = QFontMetricsF(painter.font())
        baseline = (height + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(side + 2 * PAD, baseline), _shortened(name, room, metrics=metrics))
    painter.end()
    return made


def _shortened(name: str, room_px: float, *, metrics: QFontMetricsF) -> str:
    if metrics.horizontalAdvance(name) <= room_px:
        return name
    # Not above: these names take long to import, and the first paint comes without.
    from PySide6.QtCore import Qt

    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, room_px)
