"""What is asked below the image: the class, then perhaps how sure, then perhaps what else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.session.inquiry import Question
from fmnist_gui.core.session.key_map import LEVEL_KEYS, KeyMap
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.stats.calibration import LEVELS
from fmnist_gui.ui import theme
from fmnist_gui.ui.answer_button import HEIGHT_PX
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.play.answer_grid import SPACING_PX, AnswerGrid, rows_of

LINE_PX = 36
"""Height of the words above the buttons, at 100 % font."""


class AnswerPanel(QWidget):
    """The buttons of what is asked now, with a line of words above where more is ever asked.

    The keys are the sitting's affair; they are written on the buttons.

    Signals:
        class_chosen(ButtonChosen): a class was pressed with the mouse.
        level_chosen(ButtonChosen): a level of confidence was pressed with the mouse.
        skipped(): there is nothing else that it could be.
    """

    class_chosen = Signal(object)
    level_chosen = Signal(object)
    skipped = Signal()

    def __init__(
        self,
        names: Sequence[str],
        keys: KeyMap,
        *,
        order: Sequence[int],
        protocol: Protocol,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._usual = "Which class is it?"
        if protocol.confidence == "shift":
            self._usual += " Hold Shift if you are unsure."
        self.grid = AnswerGrid(names, keys.keys, order=order)
        self.levels = AnswerGrid(
            [level.name.capitalize() for level in LEVELS], LEVEL_KEYS, order=range(len(LEVELS))
        )
        self.skip_button = QPushButton("Nothing else")
        self.skip_button.setToolTip("Enter")
        self.skip_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = ElidedLabel()
        self._line = QWidget()
        self._stack = QStackedWidget()
        self._compose()
        self._line.setVisible(asks_more(protocol))
        self.skip_button.setVisible(False)
        self.grid.chosen.connect(self.class_chosen)
        self.levels.chosen.connect(self.level_chosen)
        self.skip_button.clicked.connect(self.skipped)
        self.ask("class", None)

    @property
    def words(self) -> str:
        """What the line above the buttons asks."""
        return self._words.whole

    def ask(self, question: Question, given: int | None) -> None:
        """Ask `question`; `given` is the class that was named, None while it is not."""
        is_second = question == "second choice"
        self._stack.setCurrentWidget(self._rated if question == "confidence" else self.grid)
        self.skip_button.setVisible(is_second)
        self._set_role("hint" if given is None else "section")
        if given is None:
            self._say(self._usual)
            return
        self.grid.clear()
        self.grid.buttons[given].mark("given")
        more = "What else could it be?" if is_second else "How sure are you?"
        self._say(f"{self._names[given]}. {more}")

    def mark_feedback(self, *, label: int, chosen: int) -> None:
        """Mark the file's label, and the answer if it was another."""
        self.grid.clear()
        for number, verdict in ((chosen, "wrong"), (label, "right")):
            # What the file says may be no class that has a button here.
            if button := self.grid.buttons.get(number):
                button.mark("right" if verdict == "right" else "wrong")

    def clear(self) -> None:
        """Ask for a class again, without any mark."""
        self.grid.clear()
        self.ask("class", None)

    def _say(self, words: str) -> None:
        # What is said anew has everything laid out anew, and the next image would wait for it.
        if words != self._words.whole:
            self._words.say(words)

    def _set_role(self, role: str) -> None:
        if self._words.property("role") != role:
            self._words.setProperty("role", role)
            # A dynamic property changes nothing until the style is asked again.
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)

    def _compose(self) -> None:
        self._line.setFixedHeight(theme.scaled_px(LINE_PX))
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._words, 1)
        line.addWidget(self.skip_button)
        policy = self.skip_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.skip_button.setSizePolicy(policy)
        self._rated = QWidget()
        rated = QVBoxLayout(self._rated)
        rated.setContentsMargins(0, 0, 0, 0)
        rated.addWidget(self.levels)
        rated.addStretch(1)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._rated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING_PX)
        column.addWidget(self._line)
        column.addWidget(self._stack)


def asks_more(protocol: Protocol) -> bool:
    """Whether more than the class is asked under `protocol`."""
    return protocol.confidence != "none" or protocol.has_second_choice


def panel_height_px(buttons: int, *, asks_more: bool) -> int:
    """Return how high a panel of so many classes is, in logical pixels."""
    rows = rows_of(buttons)
    line = theme.scaled_px(LINE_PX) + SPACING_PX if asks_more else 0
    return rows * (theme.scaled_px(HEIGHT_PX) + SPACING_PX) - SPACING_PX + line
