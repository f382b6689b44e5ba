"""One image large, with its grey values written into its pixels."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.ui import pixels, theme
from fmnist_gui.ui.class_mark import ClassMark
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.explore import grey_value
from fmnist_gui.ui.explore.subject import Subject
from fmnist_gui.ui.plain_text import PlainLabel

FIRST_PIXEL_PX = 24
AIR_PX = 12
SCREEN_SHARE = 0.92
HINT = "← → neighbours   Ctrl+C copies   Esc closes"


@dataclass(frozen=True)
class NeighbourAsked:
    """A person wants to go `step` places along the layout from image `number`."""

    number: int
    step: int


class ImageView(QDialog):
    """A window that shows one image, as large as the window allows.

    Signals:
        neighbour_asked(NeighbourAsked): an arrow key was pressed.
    """

    neighbour_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self._is_blind = False
        self._mark, self._name = ClassMark(14), ElidedLabel()
        self._name.setProperty("role", "section")
        self._place = PlainLabel()
        self._place.setProperty("role", "hint")
        self.sheet = PixelSheet()
        self._compose()

    @property
    def subject(self) -> Subject | None:
        """What it shows."""
        return self._subject

    @property
    def told_numbers(self) -> list[int]:
        """The images whose label can be read off the window."""
        is_told = self._subject is not None and not self._is_blind and self.isVisible()
        return [self._subject.number] if self._subject is not None and is_told else []

    def show_image(self, subject: Subject, *, is_blind: bool, place: str) -> None:
        """Show another image; `place` says where in the layout it stands."""
        is_first = self._subject is None
        self._subject, self._is_blind = subject, is_blind
        name = "label hidden" if is_blind else subject.class_name
        title = f"{subject.title}  {name}"
        self.setWindowTitle(title.replace("  ", ", "))
        self._mark.show_class(None if is_blind else subject.label)
        self._name.say(title)
        self._place.setText(place)
        self.sheet.show_image(subject.image)
        if is_first:
            self._take_size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour, copy, or close."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._subject is not None:
            self.neighbour_asked.emit(NeighbourAsked(self._subject.number, step))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.sheet.copy()
        else:
            super().keyPressEvent(event)

    def _take_size(self) -> None:
        """Open with comfortable pixels, smaller where the screen is small."""
        free = self.screen().availableSize() * SCREEN_SHARE
        wished = self.sheet.size_at(theme.scaled_px(FIRST_PIXEL_PX))
        bars = self.sizeHint().height() - self._scroll.sizeHint().height()
        self.resize((wished + QSize(0, bars)).boundedTo(free))

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(8)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._name, 1)
        head.addWidget(self._place)
        scroll = self._scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.sheet)
        hint = ElidedLabel(HINT)
        hint.setProperty("role", "small")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        column.addLayout(foot)


class PixelSheet(QWidget):
    """The pixels of one image as equal squares, each with its grey value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        painter.fillRect(self.rect(), QColor(theme.CANVAS))
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
