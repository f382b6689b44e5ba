"""Small widgets that show images magnified by a whole number."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import pixels

SIDE_PX = 224
"""Fashion-MNIST's 28 pixels at eight times their size."""

MAGNIFIED = 8
PER_ROW = 4
GAP_PX = 2


class Picture(QWidget):
    """One image, at the left edge, where text begins too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: pixels.Grey | None = None
        self._side_px = 0
        self.fit_into(SIDE_PX)

    def fit_into(self, side_px: int) -> None:
        """Take a square of `side_px`, but not a larger one than eight times 28."""
        self._side_px = max(GAP_PX, min(side_px, SIDE_PX))
        self.setFixedHeight(self._side_px)

    def show_image(self, image: pixels.Grey) -> None:
        """Show other pixels."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pixels as hard squares."""
        if self._image is not None:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, _magnified(self, self._image, self._side_px))
            painter.end()


class Strip(QWidget):
    """Small images in rows of four, as wide together as the picture above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: Sequence[pixels.Grey] = ()
        self._made: list[QPixmap] = []

    def show_images(self, images: Sequence[pixels.Grey], *, width_px: int) -> None:
        """Show other images in a strip of `width_px`."""
        self._step = max(GAP_PX + 1, (width_px + GAP_PX) // PER_ROW)
        self._made = [_magnified(self, image, self._step - GAP_PX) for image in images]
        self.setFixedHeight(strip_height_px(len(images), width_px=width_px))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the images from the left edge."""
        painter = QPainter(self)
        for number, made in enumerate(self._made):
            row, column = divmod(number, PER_ROW)
            painter.drawPixmap(column * self._step, row * self._step, made)
        painter.end()


def strip_height_px(count: int, *, width_px: int) -> int:
    """Return how high a strip of `count` images becomes."""
    step = max(GAP_PX + 1, (width_px + GAP_PX) // PER_ROW)
    return step * -(-count // PER_ROW)


def _magnified(widget: QWidget, image: pixels.Grey, side_px: int) -> QPixmap:
    factor = pixels.largest_factor(image, side_px, most=MAGNIFIED)
    return pixels.magnified(image, factor=factor, device_pixel_ratio=widget.devicePixelRatioF())
