"""The answer buttons of all classes, in a grid that never changes within a sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from fmnist_gui.ui.answer_button import LEAST_FONT_PX, AnswerButton

SPACING_PX = 8


@dataclass(frozen=True)
class ButtonChosen:
    """A button was pressed with the mouse: a class, or a level of confidence."""

    number: int


class AnswerGrid(QWidget):
    """One button for each number in `order`, with its name and key, row by row.

    ``buttons`` are those by number.

    Signals:
        chosen(ButtonChosen): a button was pressed with the mouse.
    """

    chosen = Signal(object)

    def __init__(
        self,
        names: Sequence[str],
        keys: Sequence[str],
        *,
        order: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.buttons: dict[int, AnswerButton] = {}
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACING_PX)
        columns = _columns(len(order))
        for place, number in enumerate(order):
            button = AnswerButton(keys[number], names[number])
            button.pressed.connect(lambda n=number: self.chosen.emit(ButtonChosen(n)))
            self.buttons[number] = button
            grid.addWidget(button, place // columns, place % columns)
            grid.setColumnStretch(place % columns, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set all names in the size that the longest can have."""
        super().resizeEvent(event)
        self._grid.activate()
        sizes = (button.fitting_px() for button in self.buttons.values())
        size = min(sizes, default=LEAST_FONT_PX)
        for button in self.buttons.values():
            button.set_type(size)

    def clear(self) -> None:
        """Take every mark away."""
        for button in self.buttons.values():
            button.mark("")


def _columns(count: int) -> int:
    return 5 if count <= 25 else 8


def rows_of(count: int) -> int:
    """Return how many rows so many buttons take."""
    return -(-count // _columns(count))
