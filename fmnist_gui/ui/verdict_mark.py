"""A tick and a cross in thin round lines: the shapes that say right and wrong."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

TICK, CROSS = "tick", "cross"
LINES = {
    TICK: (((0.12, 0.55), (0.4, 0.82), (0.9, 0.18)),),
    CROSS: (((0.15, 0.15), (0.85, 0.85)), ((0.85, 0.15), (0.15, 0.85))),
}
"""The lines of each in the unit square."""

PEN_SHARE = 1 / 6.5
"""Width of a line, of the side of the mark."""

LEAST_PEN_PX = 1.5


def paint(painter: QPainter, box: QRectF, *, mark: str, colour: str) -> None:
    """Paint the tick or the cross into the square `box`."""
    pen = QPen(QColor(colour), max(LEAST_PEN_PX, box.width() * PEN_SHARE))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    for line in LINES[mark]:
        side, corner = box.width(), box.topLeft()
        painter.drawPolyline([corner + QPointF(x * side, y * side) for x, y in line])
    painter.restore()
