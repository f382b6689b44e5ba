"""Draws pages that were laid out as SVG, for programs that show no such files."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from fmnist_gui.core.exchange.decision_sheet import MARK

RATIO = 2
"""Pixels per unit: fit for print and for bright screens."""


def png_of(svg: str) -> bytes:
    """Return the page as a PNG file that says what it is.

    May run in any thread, once there is an application: without one Qt finds no letters.
    """
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.defaultSize() * RATIO
    image = QImage(QSize(size), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setText("Title", MARK)
    writer.write(image)
    return bytes(buffer.data().data())
