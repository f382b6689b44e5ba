"""Shows the image of a trial, and tells when it was really painted."""

import time

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.ui import theme
from fmnist_gui.ui.pixels import screen_image

MARGIN_PX = 32


class StimulusView(QWidget):
    """A mid-grey field, whatever the theme, with one image in its middle or a few words.

    Signals:
        painted(int): the image given last has reached the screen for the first time; the
            monotonic clock in nanoseconds.
    """

    painted = Signal(object)

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_px = side_px
        self._image: QImage | None = None
        self._words = ""
        self._is_new = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def prepared(self, pixels: Images) -> QImage:
        """Return `pixels` (rows, columns) ready to be shown, one physical pixel each."""
        image = screen_image(pixels)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        return image

    def show_image(self, image: QImage) -> None:
        """Show what :meth:`prepared` made."""
        self._image, self._words, self._is_new = image, "", True
        self.setAccessibleName("The image to label")
        self.update()

    def show_words(self, words: str) -> None:
        """Hide the image and show `words` instead."""
        self._image, self._words, self._is_new = None, words, False
        self.setAccessibleName(words)
        self.update()

    @property
    def is_image_visible(self) -> bool:
        """Whether an image is on the screen, and not words."""
        return self._image is not None

    def minimumSizeHint(self) -> QSize:
        """Leave room for the image with air around it."""
        side = int(self._side_px / self.devicePixelRatioF()) + 2 * MARGIN_PX
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint, and stamp the onset once the pixels have left for the screen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.STIMULUS_SURROUND))
        if self._image is not None:
            painter.drawImage(self._corner(self._image), self._image)
        elif self._words:
            painter.setFont(theme.font(theme.LARGE))
            painter.setPen(QColor("#101010"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), int(flags), self._words)
        painter.end()
        if self._is_new:
            self._is_new = False
            # A timer of 0 runs after the backing store has been flushed to the screen.
            QTimer.singleShot(0, self, self._stamp)

    def _stamp(self) -> None:
        if self._image is not None:
            self.painted.emit(time.monotonic_ns())

    def _corner(self, image: QImage) -> QPoint:
        ratio = image.devicePixelRatio()
        size = QSize(int(image.width() / ratio), int(image.height() / ratio))
        return QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
