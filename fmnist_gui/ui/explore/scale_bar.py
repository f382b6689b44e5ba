"""The scale of a legend: colours from the least value to the greatest."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.kept_picture import KeptPicture

COLOURS = theme.DARK
UNKNOWN = "unknown"
WIDTH_PX, BAR_PX, SWATCH_PX, GAP_PX = 168, 10, 10, 4


class ScaleBar(QWidget):
    """A bar of colours, its two ends in words, and the colour of what is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: tuple[str, ...] = ()
        self._low = self._high = self._unknown = ""
        self._kept = KeptPicture(COLOURS.card)

    def show_scale(self, colours: Sequence[str], *, low: str, high: str, unknown: str) -> None:
        """Show other colours, from that of `low` to that of `high`; `unknown` is one too, or ""."""
        self._colours = tuple(colours)
        self._low, self._high, self._unknown = low, high, unknown
        self._kept.forget()
        words = f"A scale of colours from {low} to {high}"
        self.setAccessibleName(words + (", and one for what is unknown" if unknown else ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the bar with one line under it, or two."""
        metrics = QFontMetricsF(theme.font(theme.SMALL))
        words = metrics.horizontalAdvance(self._low + self._high) + 4 * GAP_PX
        lines = 2 if self._unknown else 1
        high = theme.scaled_px(BAR_PX) + lines * (GAP_PX + metrics.height())
        return QSize(round(max(theme.scaled_px(WIDTH_PX), words)), round(high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the bar from memory."""
        self._kept.paint(self, self._draw)

    def _draw(self, made: QPixmap) -> None:
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        metrics = QFontMetricsF(painter.font())
        high = theme.scaled_px(BAR_PX)
        _draw_colours(painter, QRectF(0, 0, self.width(), high), self._colours)
        baseline = high + GAP_PX + metrics.ascent()
        painter.setPen(QColor(COLOURS.text))
        painter.drawText(QPointF(0, baseline), self._low)
        right = self.width() - metrics.horizontalAdvance(self._high)
        painter.drawText(QPointF(right, baseline), self._high)
        if self._unknown:
            baseline += metrics.height() + GAP_PX
            self._draw_unknown(painter, metrics, baseline=baseline)
        painter.end()

    def _draw_unknown(self, painter: QPainter, metrics: QFontMetricsF, *, baseline: float) -> None:
        side = theme.scaled_px(SWATCH_PX)
        middle = baseline - (metrics.ascent() - metrics.descent()) / 2
        painter.setPen(QColor(COLOURS.hint))
        painter.drawText(QPointF(side + 2 * GAP_PX, baseline), UNKNOWN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._unknown))
        painter.drawRoundedRect(QRectF(0, middle - side / 2, side, side), 3, 3)


def _draw_colours(painter: QPainter, box: QRectF, colours: Sequence[str]) -> None:
    gradient = QLinearGradient(box.topLeft(), box.topRight())
    for number, colour in enumerate(colours):
        gradient.setColorAt(number / max(1, len(colours) - 1), QColor(colour))
    shape = QPainterPath()
    shape.addRoundedRect(box, 3, 3)
    painter.fillPath(shape, gradient)
