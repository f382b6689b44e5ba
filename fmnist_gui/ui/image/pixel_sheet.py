"""The pixels of one image large, with their grey values."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import pixels, theme
from fmnist_gui.ui.image import grey_value

FIRST_PIXEL_PX = 24
AIR_PX = 12


class PixelSheet(QWidget):
    """The pixels of one image as equal squares, each with its grey value, on `ground`."""

    def __init__(self, parent: QWidget | None = None, *, ground: str = theme.CANVAS) -> None:
        super().__init__(parent)
        self._ground = QColor(ground)
        self._image: pixels.Grey | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_image(self, image: pixels.Grey) -> None:
        """Show other pixels; never smaller than their numbers can be read."""
        self._image = image
        self.setMinimumSize(self.size_at(theme.scaled_px(grey_value.SMALLEST_PIXEL_PX)))
        self.setAccessibleName(f"{image.shape[0]} by {image.shape[1]} grey values")
        self.update()

    def size_at(self, pixel_px: int) -> QSize:
        """Return the size of the widget with squares of `pixel_px` logical pixels."""
        rows, columns = (28, 28) if self._image is None else self._image.shape
        return QSize(columns * pixel_px + 2 * AIR_PX, rows * pixel_px + 2 * AIR_PX)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return self.size_at(theme.scaled_px(FIRST_PIXEL_PX))

    def copy(self) -> None:
        """Put the picture, numbers included, on the clipboard."""
        if self._image is not None:
            QGuiApplication.clipboard().setImage(self._picture(self._image))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the squares in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground)
        if self._image is not None:
            made = self._picture(self._image)
            size = made.size().toSizeF() / self.devicePixelRatioF()
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), made)
        painter.end()

    def _picture(self, image: pixels.Grey) -> QImage:
        ratio = self.devicePixelRatioF()
        rows, columns = image.shape
        side = min((self.width() - 2 * AIR_PX) / columns, (self.height() - 2 * AIR_PX) / rows)
        physical = max(1, int(side * ratio))
        return pixels.screen_image(
            grey_value.picture(image.astype(np.uint16), physical, ratio=ratio)
        )
