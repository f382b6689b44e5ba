"""Puts one picture of many images onto the screen; without numpy, for the first paint."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter


def draw(painter: QPainter, image: QImage, target: QRectF, *, ratio: float) -> None:
    """Draw `image` into `target`, logical pixels of a painter without transform.

    `ratio` is the device's pixel ratio. Magnified pixels stay hard squares, reduced ones are
    interpolated; the corner lies on a whole physical pixel, so that nothing shimmers while it
    is dragged.
    """
    scale = target.width() * ratio / image.width()
    corner = QRectF(target)
    corner.moveTo(round(target.x() * ratio) / ratio, round(target.y() * ratio) / ratio)
    is_same_size = abs(scale - 1) * max(image.width(), image.height()) < 0.5
    if is_same_size:
        corner.setSize(image.size().toSizeF() / ratio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 1 and not is_same_size)
    painter.drawImage(corner, image, QRectF(image.rect()))
