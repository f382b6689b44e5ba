"""A chart as a picture to keep: the sentence above it, how to read it below."""

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.chart.scene import Scene
from fmnist_gui.ui.chart import scene_painter
from fmnist_gui.ui.theme import Theme

WIDTH = 800.0
MARGIN = 24.0
GAP = 12.0
RATIO = 2.0
"""Pixels per unit: fit for print and for bright screens."""

SVG_DPI = 96

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class _Page:
    """A figure laid out for a page: its sentence, the chart, and the words below it."""

    figure: Figure
    note: str
    scene: Scene
    head: float
    foot: float

    @property
    def height(self) -> float:
        return MARGIN + self.head + GAP + self.scene.height + GAP + self.foot + MARGIN


def picture(figure: Figure, source: str, *, colours: Theme) -> QImage:
    """Return `figure` as an image 1600 pixels wide; `source` says whose figures it shows."""
    page = _page(figure, source)
    image = QImage(round(WIDTH * RATIO), round(page.height * RATIO), QImage.Format.Format_RGB32)
    image.fill(QColor(colours.card))
    painter = QPainter(image)
    painter.scale(RATIO, RATIO)
    _paint(painter, page, colours)
    painter.end()
    return image


def drawing(figure: Figure, source: str, *, colours: Theme) -> bytes:
    """Return `figure` as SVG, whose lines and words stay sharp at every size."""
    page = _page(figure, source)
    area = QRectF(0, 0, WIDTH, page.height)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    # Qt writes its sizes in millimetres by this; any other would scale the page.
    generator.setResolution(SVG_DPI)
    generator.setSize(area.size().toSize())
    generator.setViewBox(area)
    generator.setTitle(figure.title)
    generator.setDescription(figure.sentence)
    painter = QPainter(generator)
    painter.fillRect(area, QColor(colours.card))
    _paint(painter, page, colours)
    painter.end()
    return bytes(buffer.data().data())


def _page(figure: Figure, source: str) -> _Page:
    inner = WIDTH - 2 * MARGIN
    note = f"{figure.note}\n{source}"
    head, foot = _height(_bold(), figure.sentence, inner), _height(_small(), note, inner)
    return _Page(figure, note, figure.scene(inner), head, foot)


def _paint(painter: QPainter, page: _Page, colours: Theme) -> None:
    inner = WIDTH - 2 * MARGIN
    painter.translate(MARGIN, MARGIN)
    place = QRectF(0, 0, inner, page.head)
    _write(painter, _bold(), page.figure.sentence, place, colours.text)
    painter.translate(0, page.head + GAP)
    scene_painter.paint(painter, page.scene, colours=colours)
    painter.translate(0, page.scene.height + GAP)
    _write(painter, _small(), page.note, QRectF(0, 0, inner, page.foot), colours.hint)


def _bold() -> QFont:
    return scene_painter.face(15, is_bold=True)


def _small() -> QFont:
    return scene_painter.face(12)


def _height(font: QFont, text: str, width: float) -> float:
    room = QRectF(0, 0, width, 10_000)
    return QFontMetricsF(font).boundingRect(room, _WRAP.value, text).height()


def _write(painter: QPainter, font: QFont, text: str, place: QRectF, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, _WRAP.value, text)
