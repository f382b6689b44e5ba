"""Arrays of grey values as pictures that Qt can show."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

Grey = NDArray[np.uint8]
"""Grey values of one picture, shape (rows, columns)."""


def grey_image(pixels: Grey) -> QImage:
    """Return `pixels` (rows, columns) as a Grayscale8 image with memory of its own."""
    rows, columns = pixels.shape
    packed = np.ascontiguousarray(pixels)
    borrowed = QImage(packed.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    return borrowed.copy()


def screen_image(pixels: Grey) -> QImage:
    """Return `pixels` (rows, columns) as an RGB32 image, the format that is fastest to draw.

    Converting once and drawing RGB32 is several times faster than letting Qt scale grey pixels.
    """
    rows, columns = pixels.shape
    packed = np.ascontiguousarray(pixels)
    borrowed = QImage(packed.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)


class ScreenMemory:
    """Memory for one RGB32 picture after the other.

    Asking the system for ten megabytes in each frame, and clearing them, takes milliseconds.
    """

    def __init__(self) -> None:
        self._words = np.empty(0, dtype=np.uint32)

    def screen_image(self, pixels: Grey) -> QImage:
        """Return `pixels` as an RGB32 image; the one returned before is overwritten."""
        rows, columns = pixels.shape
        if self._words.size < rows * columns:
            self._words = np.empty(rows * columns, dtype=np.uint32)
        packed = np.ascontiguousarray(pixels)
        grey = QImage(packed.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
        stride = columns * self._words.itemsize
        image = QImage(self._words.data, columns, rows, stride, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(0, 0, grey)
        painter.end()
        return image


def magnified(pixels: Grey, *, factor: int, device_pixel_ratio: float = 1) -> QPixmap:
    """Return `pixels` (rows, columns) with each one as a square of `factor` logical pixels."""
    rows, columns = pixels.shape
    ratio = device_pixel_ratio
    size = round(columns * factor * ratio), round(rows * factor * ratio)
    scaled = grey_image(pixels).scaled(
        *size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
    )
    pixmap = QPixmap.fromImage(scaled)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def largest_factor(pixels: Grey, side_px: int, *, most: int) -> int:
    """Return the largest whole factor up to `most` at which `pixels` fit into `side_px`."""
    longer: int = max(pixels.shape)
    return max(1, min(most, side_px // longer))
