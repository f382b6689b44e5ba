"""One image magnified by a whole number, at the left edge, where text begins too."""

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import pixels, theme

SIDE_PX = 224
"""Fashion-MNIST's 28 pixels at eight times their size."""

_LEAST_PX = 8


class Picture(QWidget):
    """The image that the side card is about; as high as its pixels become."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: pixels.Grey | None = None
        self._side_px = SIDE_PX
        self._take_height()

    def fit_into(self, side_px: int) -> None:
        """Stay inside a square of `side_px`, and of 224 pixels at 100 % font size."""
        self._side_px = max(_LEAST_PX, min(side_px, theme.scaled_px(SIDE_PX)))
        self._take_height()

    def show_image(self, image: pixels.Grey) -> None:
        """Show other pixels."""
        self._image = image
        rows, columns = image.shape
        self.setAccessibleName(f"Image of {columns} by {rows} pixels")
        self._take_height()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pixels as hard squares."""
        if self._image is not None:
            made = magnified(self._image, self._side_px, ratio=self.devicePixelRatioF())
            painter = QPainter(self)
            painter.drawPixmap(0, 0, made)
            painter.end()

    def _take_height(self) -> None:
        wanted = QSize(self._side_px, self._side_px)
        if self._image is not None:
            wanted = size_in(self._image, self._side_px)
        self.setFixedHeight(wanted.height())


def size_in(image: pixels.Grey, side_px: int) -> QSize:
    """Return the logical size of `image`, magnified as far as fits into a square of `side_px`."""
    rows, columns = image.shape
    if max(rows, columns) > side_px:
        return QSize(columns, rows).scaled(side_px, side_px, Qt.AspectRatioMode.KeepAspectRatio)
    return QSize(columns, rows) * pixels.largest_factor(image, side_px, most=side_px)


def magnified(image: pixels.Grey, side_px: int, *, ratio: float) -> QPixmap:
    """Return `image` at :func:`size_in` as hard squares, smoothed only where it must shrink."""
    size = size_in(image, side_px)
    is_shrunk = max(image.shape) > side_px
    mode = Qt.TransformationMode
    scaled = pixels.grey_image(np.asarray(image)).scaled(
        size * ratio,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        mode.SmoothTransformation if is_shrunk else mode.FastTransformation,
    )
    made = QPixmap.fromImage(scaled)
    made.setDevicePixelRatio(ratio)
    return made
