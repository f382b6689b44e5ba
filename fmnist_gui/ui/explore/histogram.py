"""How often each grey value occurs in one image, as bars."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.ui import pixels, theme

BINS = 32
GREYS_PER_BIN = 256 // BINS
ROOM_ABOVE = 0.8
"""Height of the second highest bar, as a share, when the highest is cut."""

_BARS_PX, _SCALE_PX, _GAP_PX = 48, 3, 4
_BAR_PX = 7
"""A bar and the gap after it; 32 of them are as wide as the picture of 28 pixels."""


@dataclass(frozen=True, eq=False)
class Bars:
    """Heights of 0 to 1 (32,), by the square root of the counts, and which bar is cut short.

    The square root, since it shows single pixels beside hundreds, and none as none. The peak of
    the background would press down all the rest: what rises far above the others is cut.
    """

    counts: NDArray[np.intp]
    heights: NDArray[np.float64]
    cut: int | None


def bars(image: pixels.Grey) -> Bars:
    """Return the bars of an image of any size."""
    greys = np.bincount(np.asarray(image, dtype=np.uint8).ravel(), minlength=256)
    counts = greys.reshape(BINS, GREYS_PER_BIN).sum(axis=1)
    roots = np.sqrt(counts)
    peak = int(roots.argmax())
    second = float(np.delete(roots, peak).max())
    is_cut = second > 0 and float(roots[peak]) * ROOM_ABOVE > second
    ceiling = second / ROOM_ABOVE if is_cut else max(1.0, float(roots[peak]))
    return Bars(counts, np.minimum(roots / ceiling, 1.0), peak if is_cut else None)


class Histogram(QWidget):
    """The grey values of one image from 0 to 255."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Bars | None = None
        self.setAccessibleName("Histogram of grey values")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_image(self, image: pixels.Grey) -> None:
        """Show the grey values of another image."""
        self._bars = bars(image)
        self.setToolTip(_words(self._bars))
        self.setAccessibleDescription(_words(self._bars))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for bars, scale and words."""
        words = _words_px()
        height = theme.scaled_px(_BARS_PX) + 2 * _GAP_PX + _SCALE_PX + words
        return QSize(theme.scaled_px(BINS * _BAR_PX), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same height: words are never cut."""
        return QSize(BINS * 2, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, under them a scale from black to white and its ends in figures."""
        if self._bars is None:
            return
        step = max(2, min(self.width() // BINS, theme.scaled_px(_BAR_PX)))
        high = theme.scaled_px(_BARS_PX)
        painter = QPainter(self)
        _paint_bars(painter, self._bars, step=step, high=high)
        _paint_scale(painter, QRectF(0, high + _GAP_PX, BINS * step - 1, _SCALE_PX))
        top = high + 2 * _GAP_PX + _SCALE_PX
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(theme.current().hint))
        box = QRectF(0, top, BINS * step - 1, _words_px())
        side = Qt.AlignmentFlag
        painter.drawText(box, side.AlignLeft | side.AlignVCenter, "0")
        painter.drawText(box, side.AlignHCenter | side.AlignVCenter, "grey values")
        painter.drawText(box, side.AlignRight | side.AlignVCenter, "255")
        painter.end()


def _paint_bars(painter: QPainter, shown: Bars, *, step: int, high: int) -> None:
    colours = theme.current()
    for number, height in enumerate(shown.heights.tolist()):
        if height:
            tall = max(1, round(height * high))
            box = QRectF(number * step, high - tall, step - 1, tall)
            painter.fillRect(box, QColor(colours.hint))
    if shown.cut is not None:
        _paint_cut(painter, QPointF(shown.cut * step, high * 0.16), step=step, ratio=high / 48)


def _paint_cut(painter: QPainter, place: QPointF, *, step: int, ratio: float) -> None:
    """Break a bar by a slanting gap, as on axes that leave something out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = painter.pen()
    pen.setColor(QColor(theme.current().card))
    pen.setWidthF(2.5 * ratio)
    painter.setPen(pen)
    rise = QPointF(step + 1, -3 * ratio)
    start = place + QPointF(-1, 3 * ratio)
    painter.drawLine(start, start + rise)
    painter.restore()


def _paint_scale(painter: QPainter, box: QRectF) -> None:
    shades = QLinearGradient(box.topLeft(), box.topRight())
    shades.setColorAt(0, QColor(0, 0, 0))
    shades.setColorAt(1, QColor(255, 255, 255))
    painter.fillRect(box, shades)
    painter.setPen(QColor(theme.current().line))
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def _words_px() -> int:
    return QFontMetrics(theme.font(theme.SMALL)).height()


def _words(shown: Bars) -> str:
    count = int(shown.counts.sum())
    text = f"{count:,} pixels by grey value, in steps of {GREYS_PER_BIN}. "
    text += "Heights follow the square root of the count."
    if shown.cut is not None:
        first = shown.cut * GREYS_PER_BIN
        many = int(shown.counts[shown.cut])
        text += f" The bar of {first} to {first + GREYS_PER_BIN - 1} is cut: {many:,} pixels."
    return text
