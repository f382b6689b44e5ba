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

    def coloured(self, pixels: Grey, colours: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the colour of each pixel, from one for each of the 256 grey values.

        The memory is that of the next picture too.
        """
        if self._words.size < pixels.size:
            self._words = np.empty(pixels.size, dtype=np.uint32)
        words = self._words[: pixels.size].reshape(pixels.shape)
        # Any other mode makes a copy first.
        return np.take(colours, pixels, out=words, mode="clip")


def word_image(words: NDArray[np.uint32]) -> QImage:
    """Return the pixels (rows, columns) as an RGB32 image over the same memory.

    The array has to be kept as long as the image is used.
    """
    rows, columns = words.shape
    return QImage(words.data, columns, rows, words.strides[0], QImage.Format.Format_RGB32)


def glass_image(words: NDArray[np.uint32]) -> QImage:
    """Return colours with their opacity, (rows, columns) of premultiplied 0xAARRGGBB.

    As for :func:`word_image`, the array has to be kept as long as the image is used.
    """
    rows, columns = words.shape
    shape = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(words.data, columns, rows, words.strides[0], shape)


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
