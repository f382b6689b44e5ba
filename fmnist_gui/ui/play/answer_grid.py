"""The answer buttons of all classes, in a grid that never changes within a sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from fmnist_gui.ui.play.answer_button import KEYS, LEAST_FONT_PX, AnswerButton


@dataclass(frozen=True)
class ClassChosen:
    """A button was pressed with the mouse."""

    number: int


class AnswerGrid(QWidget):
    """The buttons of all classes in a fixed grid.

    Signals:
        chosen(ClassChosen): a class was picked with the mouse.
    """

    chosen = Signal(object)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[AnswerButton] = []
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        columns = _columns(len(names))
        for number, name in enumerate(names):
            key = KEYS[number] if number < len(KEYS) else ""
            button = AnswerButton(key, name)
            button.pressed.connect(lambda n=number: self.chosen.emit(ClassChosen(n)))
            self.buttons.append(button)
            grid.addWidget(button, number // columns, number % columns)
            grid.setColumnStretch(number % columns, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set all names in the size that the longest can have."""
        super().resizeEvent(event)
        self._grid.activate()
        size = min((button.fitting_px() for button in self.buttons), default=LEAST_FONT_PX)
        for button in self.buttons:
            button.set_type(size)

    def number_of(self, key: str) -> int | None:
        """Return the class that `key` (one character) answers, or None."""
        number = KEYS.find(key.upper()) if len(key) == 1 else -1
        return number if 0 <= number < len(self.buttons) else None

    def clear(self) -> None:
        """Take every mark away."""
        for button in self.buttons:
            button.mark("")


def _columns(count: int) -> int:
    return 5 if count <= 25 else 8
