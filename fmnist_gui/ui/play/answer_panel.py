"""What is asked below the image: the class, then perhaps how sure, then perhaps what else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fmnist_gui.core.session.inquiry import REASONS, Question
from fmnist_gui.core.session.key_map import LEVEL_KEYS, KeyMap, extra_keys
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.stats.calibration import LEVELS
from fmnist_gui.ui import theme
from fmnist_gui.ui.answer_button import HEIGHT_PX
from fmnist_gui.ui.play.answer_grid import SPACING_PX, AnswerGrid, rows_of
from fmnist_gui.ui.play.question_line import LINE_PX, SKIP_WORDS, QuestionLine


class AnswerPanel(QWidget):
    """The buttons of what is asked now, with a line of words above where more is ever asked.

    The keys are the sitting's affair; they are written on the buttons.

    Signals:
        class_chosen(ButtonChosen): a class was pressed with the mouse.
        level_chosen(ButtonChosen): a level of confidence was pressed with the mouse.
        reason_chosen(ButtonChosen): why no class can be told was pressed with the mouse.
        skipped(): what may be left out is left out.
    """

    class_chosen = Signal(object)
    level_chosen = Signal(object)
    reason_chosen = Signal(object)
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
        self.reasons = AnswerGrid(
            [words.capitalize() for words in REASONS], LEVEL_KEYS, order=range(len(REASONS))
        )
        self.line = QuestionLine(extra_keys(keys) if protocol.is_collecting else None)
        self._stack = QStackedWidget()
        self._compose()
        self.line.setVisible(asks_more(protocol))
        self.grid.chosen.connect(self.class_chosen)
        self.levels.chosen.connect(self.level_chosen)
        self.reasons.chosen.connect(self.reason_chosen)
        self.line.skipped.connect(self.skipped)
        self.ask("class", None)

    @property
    def skip_button(self) -> QPushButton:
        """Leaves out what may be left out."""
        return self.line.skip_button

    @property
    def words(self) -> str:
        """What the line above the buttons asks."""
        return self.line.words

    def ask(self, question: Question, given: int | None) -> None:
        """Ask `question`; `given` is the class that was named, None while it is not."""
        pages = {"confidence": self._rated, "reason": self._reasoned}
        self._stack.setCurrentWidget(pages.get(question, self.grid))
        self.grid.clear()
        if given is None:
            self.line.ask(self._usual, role="hint")
        elif question == "reason":
            self.line.ask("Cannot tell. Why? Esc goes back.", role="section", skip=SKIP_WORDS[1])
        else:
            self.grid.buttons[given].mark("given")
            is_second = question == "second choice"
            more = "What else could it be?" if is_second else "How sure are you?"
            skip = SKIP_WORDS[0] if is_second else ""
            self.line.ask(f"{self._names[given]}. {more}", role="section", skip=skip)

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

    def _compose(self) -> None:
        self._rated, self._reasoned = _topped(self.levels), _topped(self.reasons)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._rated)
        self._stack.addWidget(self._reasoned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING_PX)
        column.addWidget(self.line)
        column.addWidget(self._stack)


def _topped(grid: AnswerGrid) -> QWidget:
    """Return `grid` at the top of what room there is."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(grid)
    column.addStretch(1)
    return made


def asks_more(protocol: Protocol) -> bool:
    """Whether more than the class is asked under `protocol`, or can be said."""
    is_asking = protocol.confidence != "none" or protocol.has_second_choice
    return is_asking or protocol.is_collecting


def panel_height_px(buttons: int, *, asks_more: bool) -> int:
    """Return how high a panel of so many classes is, in logical pixels."""
    rows = rows_of(buttons)
    line = theme.scaled_px(LINE_PX) + SPACING_PX if asks_more else 0
    return rows * (theme.scaled_px(HEIGHT_PX) + SPACING_PX) - SPACING_PX + line
