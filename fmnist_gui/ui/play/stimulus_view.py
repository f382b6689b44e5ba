"""Shows what a trial shows, pixel for pixel, and tells when it was really painted."""

import time

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.ui import theme
from fmnist_gui.ui.pixels import screen_image

MARGIN_PX = 16
CROSS_PX, CROSS_LINE_PX = 24, 2


class StimulusView(QWidget):
    """A mid-grey field, whatever the theme, with one thing in its middle or nothing.

    Signals:
        painted(int): what was asked for last has reached the screen; the monotonic clock in
            nanoseconds.
    """

    painted = Signal(object)

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_px = side_px
        self._picture: QImage | None = None
        self._has_cross = False
        self._is_trial = False
        self._is_new = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def prepared(self, pixels: Images) -> QImage:
        """Return `pixels` (rows, columns) ready to be shown, one physical pixel each."""
        image = screen_image(pixels)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        return image

    def show_image(self, image: QImage) -> None:
        """Show the image of the trial, which :meth:`prepared` made."""
        self._show(image, is_trial=True)

    def show_mask(self, mask: QImage) -> None:
        """Show a mask, which :meth:`prepared` made."""
        self._show(mask)

    def show_cross(self) -> None:
        """Show where to look."""
        self._show(None, has_cross=True)

    def show_nothing(self) -> None:
        """Leave the field empty."""
        self._show(None)

    @property
    def is_image_visible(self) -> bool:
        """Whether the image of the trial is on the screen."""
        return self._is_trial

    def minimumSizeHint(self) -> QSize:
        """Leave room for the image with air around it."""
        side = int(self._side_px / self.devicePixelRatioF()) + 2 * MARGIN_PX
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint, and stamp the onset once the pixels have left for the screen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.STIMULUS_SURROUND))
        if self._picture is not None:
            painter.drawImage(self._corner(self._picture), self._picture)
        elif self._has_cross:
            self._paint_cross(painter)
        painter.end()
        if self._is_new:
            self._is_new = False
            # A timer of 0 runs after the backing store has been flushed to the screen.
            QTimer.singleShot(0, self, self._stamp)

    def _show(
        self, picture: QImage | None, *, has_cross: bool = False, is_trial: bool = False
    ) -> None:
        self._picture, self._has_cross, self._is_trial = picture, has_cross, is_trial
        self._is_new = True
        self.setAccessibleName("The image to label" if is_trial else "")
        self.update(self._middle())

    def _stamp(self) -> None:
        # What has been asked for since is stamped when it is painted itself.
        if not self._is_new:
            self.painted.emit(time.monotonic_ns())

    def _middle(self) -> QRect:
        """Return the part of the field that ever changes."""
        side = int(self._side_px / self.devicePixelRatioF()) + CROSS_PX
        found = QRect(0, 0, side, side)
        found.moveCenter(self.rect().center())
        return found

    def _corner(self, image: QImage) -> QPointF:
        size = image.deviceIndependentSize()
        return QPointF(self.width() - size.width(), self.height() - size.height()) / 2

    def _paint_cross(self, painter: QPainter) -> None:
        middle = QRectF(self.rect()).center()
        for across, down in ((CROSS_PX, CROSS_LINE_PX), (CROSS_LINE_PX, CROSS_PX)):
            bar = QRectF(0, 0, across, down)
            bar.moveCenter(middle)
            painter.fillRect(bar, QColor(theme.STIMULUS_INK))
