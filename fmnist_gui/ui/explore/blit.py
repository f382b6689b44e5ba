"""Puts one picture of many images onto the screen.

Part of the first paint: imports neither numpy nor, at once, the names of ``Qt``.
"""

import math

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

UNEVEN_FROM, UNEVEN_TO = 1.5, 4.0
"""Between these scales pixels drawn plainly would differ in size so that everybody sees it."""


def doubling(scale: float) -> int:
    """Return by which whole number a picture is to be magnified before it is drawn at `scale`.

    Reducing that to what is wanted keeps pixels hard squares, only their edges become soft; a
    scale of 2.4 would else show some pixels 2 and some 3 wide. 1 where it is not worth it.
    """
    is_whole = abs(scale - round(scale)) < 1e-6
    return 1 if is_whole or not UNEVEN_FROM <= scale < UNEVEN_TO else math.ceil(scale)


def magnified(image: QImage, factor: int) -> QImage:
    """Return `image` with each pixel as a square of `factor` pixels."""
    if factor == 1:
        return image
    large = QImage(image.size() * factor, image.format())
    painter = QPainter(large)
    painter.drawImage(QRectF(large.rect()), image, QRectF(image.rect()))
    painter.end()
    return large


def fill(painter: QPainter, area: QRect, colour: str) -> None:
    """Fill `area` with a colour ``#RRGGBB``, as one large pixel.

    QPainter's own fillRect takes so many kinds of brushes that looking for the right one imports
    all the names of ``Qt``.
    """
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    pixel = QImage(bytes((blue, green, red, 255)), 1, 1, 4, QImage.Format.Format_RGB32)
    painter.drawImage(QRectF(area), pixel, QRectF(0, 0, 1, 1))


def draw(painter: QPainter, image: QImage, *, target: QRectF, ratio: float) -> None:
    """Draw `image` into `target`, logical pixels of a painter without transform.

    `ratio` is the device's pixel ratio. Magnified pixels stay hard squares, reduced ones are
    interpolated; the corner lies on a whole physical pixel, so that nothing shimmers while it
    is dragged.
    """
    scale = target.width() * ratio / image.width()
    corner = QRectF(target)
    corner.moveTo(_whole(target.x() * ratio) / ratio, _whole(target.y() * ratio) / ratio)
    is_same_size = abs(scale - 1) * max(image.width(), image.height()) < 0.5
    if is_same_size:
        corner.setSize(image.size().toSizeF() / ratio)
    is_soft = scale < UNEVEN_FROM and not is_same_size
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_soft)
    painter.drawImage(corner, image, QRectF(image.rect()))


def _whole(place: float) -> int:
    """Return the whole pixel that is nearest, always the same one of two that are equally near.

    Rounding to even numbers would let a picture that is dragged stand still and then leap.
    """
    return math.floor(place + 0.5 + 1e-6)
