"""A chart as a picture to keep: the sentence above it, how to read it below."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.ui.results import scene_painter
from fmnist_gui.ui.theme import Theme

WIDTH = 800.0
MARGIN = 24.0
GAP = 12.0
RATIO = 2.0
"""Pixels per unit: fit for print and for bright screens."""

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def picture(figure: Figure, source: str, *, colours: Theme) -> QImage:
    """Return `figure` as an image 1600 pixels wide; `source` says whose session it is."""
    inner = WIDTH - 2 * MARGIN
    scene = figure.scene(inner)
    bold, small = scene_painter.face(15, is_bold=True), scene_painter.face(12)
    note = f"{figure.note}\n{source}"
    head, foot = _height(bold, figure.sentence, inner), _height(small, note, inner)
    height = MARGIN + head + GAP + scene.height + GAP + foot + MARGIN
    image = QImage(round(WIDTH * RATIO), round(height * RATIO), QImage.Format.Format_RGB32)
    image.fill(QColor(colours.card))
    painter = QPainter(image)
    painter.scale(RATIO, RATIO)
    painter.translate(MARGIN, MARGIN)
    _write(painter, bold, figure.sentence, QRectF(0, 0, inner, head), colours.text)
    painter.translate(0, head + GAP)
    scene_painter.paint(painter, scene, colours=colours)
    painter.translate(0, scene.height + GAP)
    _write(painter, small, note, QRectF(0, 0, inner, foot), colours.hint)
    painter.end()
    return image


def _height(font: QFont, text: str, width: float) -> float:
    room = QRectF(0, 0, width, 10_000)
    return QFontMetricsF(font).boundingRect(room, _WRAP.value, text).height()


def _write(painter: QPainter, font: QFont, text: str, place: QRectF, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, _WRAP.value, text)
