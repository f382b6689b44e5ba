"""One image large on mid-grey: softened, as squares, or with its grey values."""

from collections import OrderedDict
from typing import Literal, get_args

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.session.stimulus import scaled
from fmnist_gui.ui import pixels, theme
from fmnist_gui.ui.image.picture import magnified
from fmnist_gui.ui.image.pixel_sheet import PixelSheet
from fmnist_gui.ui.image.subject import Subject

Way = Literal["smooth", "nearest", "values"]
"""How the pixels are shown."""

WAYS: tuple[Way, ...] = get_args(Way)

AIR_PX = 8
"""At least so much of the surround is around the image."""

CORNER_PX = 8
KEPT = 12
"""So many images are kept ready: those that come next, and the one before."""


_Key = tuple[int | None, Way, int, float, str]


class Stimulus(QWidget):
    """The image as large as whole multiples of its pixels allow, in the middle.

    Its surround does not follow the theme, since it changes what people see. Where the squares of
    grey values would be too small for their numbers, they scroll.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self._way: Way = "smooth"
        self._gallery: Gallery | None = None
        self._ready: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._sheet = PixelSheet(ground=theme.STIMULUS_SURROUND)
        self._values = QScrollArea(self)
        self._values.setFrameShape(QFrame.Shape.NoFrame)
        self._values.setWidgetResizable(True)
        self._values.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._values.setWidget(self._sheet)
        self._values.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def way(self) -> Way:
        """How the pixels are shown."""
        return self._way

    @property
    def values_px(self) -> int:
        """How wide it has to be for grey values that need not scroll."""
        return self._sheet.minimumWidth() + AIR_PX

    def show_image(self, subject: Subject) -> None:
        """Show another image."""
        self._subject = subject
        if self._way == "values":
            self._sheet.show_image(subject.image)
        rows, columns = subject.image.shape
        self.setAccessibleName(f"Image of {columns} by {rows} pixels, {self._way}")
        self.update()

    def show_way(self, way: Way) -> None:
        """Show the image in another way."""
        self._way = way
        if self._subject is not None:
            self.show_image(self._subject)
        self._values.setVisible(way == "values")

    def prepare(self, subject: Subject) -> None:
        """Have an image ready before it is shown."""
        if not self.size().isEmpty():
            self._picture(subject)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the grey values all the place."""
        super().resizeEvent(event)
        air = AIR_PX // 2
        self._values.setGeometry(self.rect().adjusted(air, air, -air, -air))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surround, and the image in its middle."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture(self._subject))
        painter.end()

    def _picture(self, subject: Subject | None) -> QPixmap:
        """Return all of it with this image, or with none while grey values stand there."""
        if subject is not None and subject.gallery is not self._gallery:
            self._gallery = subject.gallery
            self._ready.clear()
        number = None if subject is None or self._way == "values" else subject.number
        look = theme.current()
        key = number, self._way, self.width(), self.devicePixelRatioF(), look.name
        made = self._ready.get(key)
        if made is None:
            made = self._ready[key] = self._painted(None if number is None else subject, look)
            if len(self._ready) > KEPT:
                self._ready.popitem(last=False)
        self._ready.move_to_end(key)
        return made

    def _painted(self, subject: Subject | None, look: theme.Theme) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        # What covers is drawn faster.
        made.fill(QColor(look.ground))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.STIMULUS_SURROUND))
        painter.drawRoundedRect(QRectF(self.rect()), CORNER_PX, CORNER_PX)
        if subject is not None:
            inner = min(self.width(), self.height()) - 2 * AIR_PX
            side = max(1, int(inner * ratio))
            image = _magnified(subject.image, side, way=self._way, ratio=ratio)
            size = image.deviceIndependentSize()
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawPixmap(QPointF(int(left), int(top)), image)
        painter.end()
        return made


def _magnified(image: pixels.Grey, side: int, *, way: Way, ratio: float) -> QPixmap:
    """Return `image` on up to `side` physical pixels; what is larger than these is shrunk."""
    if max(image.shape) > side:
        return magnified(image, int(side / ratio), ratio=ratio)
    grey = scaled(
        np.asarray(image), side=side, smoothing="bicubic" if way == "smooth" else "nearest"
    )
    made = QPixmap.fromImage(pixels.screen_image(grey))
    made.setDevicePixelRatio(ratio)
    return made
