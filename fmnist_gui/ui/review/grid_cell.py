"""What is painted over the image of a cell: a mark, what was decided, the class suggested."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from fmnist_gui.ui import class_mark, theme, verdict_mark

INK = theme.DARK
"""The canvas is dark in every theme, and so is what stands on it."""

CORNER_PX, PLATE_PAD_PX, PLATE_SHARE = 12, 2, 0.85
MOST_CORNER_SHARE = 0.26
"""The mark of the suggested class grows with the letters, but covers no more of a cell's side."""

MARK_SHARE, MARK_PEN_SHARE, STAMP_SHARE = 0.6, 0.045, 0.34
"""Side and line of the cross, and side of a decided image's glyph, as shares of the cell's."""

DIM, DECIDED_DIM = 0.6, 0.78
"""How much of the ground covers an image that is marked, or decided."""

LEAST_WORDS_PX = 52
"""Cells smaller than this show no words."""


@dataclass(frozen=True)
class Stamp:
    """What was decided about an image while its page is still open: words, and a class if any."""

    words: str
    to_class: int | None = None


@dataclass(frozen=True)
class GridCell:
    """Image `number` of the gallery on a page; ``spoken`` is what a screen reader says of it."""

    number: int
    spoken: str
    suggested: int | None = None
    stamp: Stamp | None = None


def paint_suggestion(painter: QPainter, box: QRectF, suggested: int | None) -> None:
    """Paint the glyph of the suggested class into the lower right corner, on a dark plate."""
    if suggested is None:
        return
    side = min(theme.scaled_px(CORNER_PX), int(box.width() * MOST_CORNER_SHARE))
    plate = _plate(suggested, side, painter.device().devicePixelRatioF())
    size = plate.deviceIndependentSize()
    painter.drawPixmap(box.bottomRight() - QPointF(size.width(), size.height()), plate)


@lru_cache(maxsize=200)
def _plate(number: int, side: int, ratio: float) -> QPixmap:
    whole = side + 2 * PLATE_PAD_PX
    made = QPixmap(QSize(whole, whole) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(0, 0, 0, 0))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ground(PLATE_SHARE))
    painter.drawRoundedRect(QRectF(0, 0, whole, whole), 3, 3)
    box = QRectF(PLATE_PAD_PX, PLATE_PAD_PX, side, side)
    class_mark.paint(painter, box, number, colours=INK)
    painter.end()
    return made


def paint_mark(painter: QPainter, box: QRectF) -> None:
    """Dim a cell and cross it out; dark edges keep the cross apart from any image."""
    painter.fillRect(box, _ground(DIM))
    side = box.width() * MARK_SHARE
    corner = box.center() - QPointF(side, side) / 2
    lines = [
        QLineF(corner + QPointF(*first) * side, corner + QPointF(*last) * side)
        for first, last in verdict_mark.LINES[verdict_mark.CROSS]
    ]
    width = max(2.0, box.width() * MARK_PEN_SHARE)
    for colour, around in ((theme.CANVAS, 3.0), (INK.wrong, 0.0)):
        pen = QPen(QColor(colour), width + around)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLines(lines)


def paint_stamp(painter: QPainter, box: QRectF, stamp: Stamp) -> None:
    """Let an image step back and say what was decided about it."""
    painter.fillRect(box, _ground(DECIDED_DIM))
    # What was suggested no longer matters.
    corner = theme.scaled_px(CORNER_PX) + 2 * PLATE_PAD_PX
    painter.fillRect(QRectF(box.bottomRight(), QSizeF(-corner, -corner)), QColor(theme.CANVAS))
    has_words = box.width() >= theme.scaled_px(LEAST_WORDS_PX)
    middle = box.center()
    font = theme.font(theme.SMALL)
    metrics = QFontMetrics(font)
    if stamp.to_class is not None:
        side = box.width() * STAMP_SHARE
        glyph = QRectF(0, 0, side, side)
        glyph.moveCenter(middle - QPointF(0, metrics.height() / 2 if has_words else 0))
        class_mark.paint(painter, glyph, stamp.to_class, colours=INK)
        middle = QPointF(middle.x(), glyph.bottom() + metrics.height() / 2 + 2)
    if has_words or stamp.to_class is None:
        line = QRectF(box.x() + 2, 0, box.width() - 4, metrics.height())
        line.moveCenter(middle)
        painter.setFont(font)
        painter.setPen(QColor(INK.text))
        elided = metrics.elidedText(stamp.words, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, elided)


def paint_outline(painter: QPainter, box: QRectF, *, is_current: bool, has_focus: bool) -> None:
    """Frame the cell where the keyboard stands, or the one under the pointer."""
    colour = INK.accent if is_current and has_focus else INK.hint
    width = 2.0 if is_current else 1.0
    away = 1 + width / 2
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(-away, -away, away, away), 3, 3)


def _ground(share: float) -> QColor:
    colour = QColor(theme.CANVAS)
    colour.setAlphaF(share)
    return colour
