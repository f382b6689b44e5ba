"""One image large, with its grey values written into its pixels."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.ui import theme
from fmnist_gui.ui.class_mark import ClassMark
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.image.pixel_sheet import FIRST_PIXEL_PX, PixelSheet
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.plain_text import PlainLabel

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
