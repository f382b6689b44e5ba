"""Paints a chart's marks in the colours of the theme."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPen, QPolygonF

from fmnist_gui.core.chart.scene import Badge, Box, Dot, Ink, Scene, Stroke, Text
from fmnist_gui.ui import class_mark
from fmnist_gui.ui.theme import Theme


def paint(painter: QPainter, scene: Scene, *, colours: Theme) -> None:
    """Paint `scene` at 100 % from the painter's origin; scale the painter for other sizes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in scene.marks:
        match mark:
            case Box():
                _box(painter, mark, colours)
            case Stroke():
                _stroke(painter, mark, colours)
            case Dot():
                _dot(painter, mark, colours)
            case Text():
                _text(painter, mark, colours)
            case Badge():
                half = mark.side / 2
                place = QRectF(mark.x - half, mark.y - half, mark.side, mark.side)
                class_mark.paint(painter, place, mark.number, colours=colours)


def colour(ink: Ink, colours: Theme) -> QColor:
    """Return an ink's colour."""
    if isinstance(ink, int):
        return QColor(colours.class_colour(ink))
    return QColor(colours.hover if ink == "track" else getattr(colours, ink))


def face(size: int, *, is_bold: bool = False) -> QFont:
    """Return the interface font at `size` pixels, unscaled, with figures of equal width."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    if hasattr(QFont, "Tag"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _box(painter: QPainter, box: Box, colours: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if box.fill is not None:
        fill = colour(box.fill, colours)
        fill.setAlphaF(box.opacity)
        painter.setBrush(fill)
    if box.outline is not None:
        painter.setPen(QPen(colour(box.outline, colours), box.outline_width))
    place = QRectF(box.x, box.y, box.width, box.height)
    painter.drawRoundedRect(place, box.radius, box.radius)


def _stroke(painter: QPainter, stroke: Stroke, colours: Theme) -> None:
    pen = QPen(colour(stroke.ink, colours), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.is_dashed:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke.points]))


def _dot(painter: QPainter, dot: Dot, colours: Theme) -> None:
    painter.setPen(QPen(QColor(colours.card), 1.5))
    painter.setBrush(colour(dot.ink, colours))
    x, y, radius = dot.x, dot.y, dot.radius
    if dot.is_diamond:
        corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
        painter.drawPolygon(QPolygonF([QPointF(a, b) for a, b in corners]))
    else:
        painter.drawEllipse(QPointF(x, y), radius, radius)


def _text(painter: QPainter, text: Text, colours: Theme) -> None:
    font = face(text.size, is_bold=text.is_bold)
    metrics = QFontMetricsF(font)
    shown = text.text
    if text.most is not None:
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, text.most)
    width = metrics.horizontalAdvance(shown)
    start = {"start": 0.0, "middle": -width / 2, "end": -width}[text.anchor]
    painter.save()
    painter.setFont(font)
    painter.setPen(colour(text.ink, colours))
    painter.translate(text.x, text.y)
    painter.rotate(text.turn)
    painter.drawText(QPointF(start, 0), shown)
    painter.restore()
