"""The mark of a class: a glyph and a colour, the same wherever the class is shown."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.chart.glyph import contours
from fmnist_gui.ui import theme
from fmnist_gui.ui.theme import Theme


@lru_cache(maxsize=64)
def glyph(number: int) -> QPainterPath:
    """Return the glyph of class `number` inside the unit square, to be filled.

    Told apart by outline alone, at 10 pixels and without colour, as :mod:`core.chart.glyph`
    draws it.
    """
    path = QPainterPath()
    for contour in contours(number):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in contour]))
        path.closeSubpath()
    return path


def paint(painter: QPainter, box: QRectF, number: int, *, colours: Theme) -> None:
    """Fill the glyph of class `number` into the square `box` in its colour."""
    place = QTransform.fromTranslate(box.x(), box.y()).scale(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(place.map(glyph(number)), QColor(colours.class_colour(number)))
    painter.restore()


def pixmap(number: int, side_px: int, *, colours: Theme, device_pixel_ratio: float = 1) -> QPixmap:
    """Return the mark of class `number` on a transparent square of `side_px` logical pixels."""
    made = QPixmap(QSize(side_px, side_px) * device_pixel_ratio)
    made.setDevicePixelRatio(device_pixel_ratio)
    made.fill(QColor(0, 0, 0, 0))
    painter = QPainter(made)
    paint(painter, QRectF(0, 0, side_px, side_px), number, colours=colours)
    painter.end()
    return made


class ClassMark(QWidget):
    """A small widget that shows the mark of one class in the colours of the theme."""

    def __init__(self, side_px: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_px = side_px
        self._number: int | None = None

    def show_class(self, number: int | None) -> None:
        """Show the mark of class `number`; None shows nothing."""
        self._number = number
        self.setVisible(number is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square as large as the text beside it."""
        side = theme.scaled_px(self._side_px)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a mark is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the glyph in the middle."""
        if self._number is None:
            return
        side = min(self.width(), self.height(), self.sizeHint().width())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        paint(painter, box, self._number, colours=theme.current())
        painter.end()
