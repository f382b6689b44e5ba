"""The end of a sitting of a study: how many answers are saved, and who goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from fmnist_gui.core.study.progress import Progress
from fmnist_gui.core.study.turn import Turn
from fmnist_gui.ui import theme
from fmnist_gui.ui.column_view import ColumnView, wrapped
from fmnist_gui.ui.plain_text import isolated

WIDTH_PX = 560
COMPLETE = "Every image has the labels that it needs."
NOTHING_LEFT = "Nothing is left for you: others go on with the rest."
CLOSED = {
    "paused": "The study is paused; whoever leads it lets it go on.",
    "closed": "The study is closed.",
    "running": "",
}


def labels_of(progress: Progress) -> str:
    """Return how many of how many labels there are."""
    least = "at least " if progress.is_least else ""
    return f"{progress.given:,} of {least}{progress.wanted:,} labels"


class KeptView(ColumnView):
    """Tells nothing about right or wrong, for others are still to answer.

    Signals:
        more_asked(None): the same person goes on.
        hand_over_asked(None): somebody else does.
        left(None): nobody does.
    """

    more_asked = Signal()
    hand_over_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(theme.scaled_px(WIDTH_PX), parent)
        self._title, self._labels, self._about = (
            wrapped(role) for role in ("headline", "section", "hint")
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._message = wrapped("wrong")
        self.more_button = QPushButton()
        self.more_button.setProperty("role", "primary")
        self.more_button.setToolTip("Enter")
        self.hand_over_button = QPushButton("Hand over …")
        self.done_button = QPushButton("Done")
        self.done_button.setToolTip("Esc")
        self._compose()
        self.more_button.clicked.connect(self.more_asked)
        self.hand_over_button.clicked.connect(self.hand_over_asked)
        self.done_button.clicked.connect(self.left)

    @property
    def _rest(self) -> tuple[QWidget, ...]:
        """All but how many answers are saved."""
        buttons = (self.more_button, self.hand_over_button, self.done_button)
        return (self._labels, self._bar, self._about, *buttons)

    @property
    def saved(self) -> str:
        """How many answers are saved."""
        return self._title.text()

    @property
    def words(self) -> str:
        """All that is said."""
        labels = (self._title, self._labels, self._about, self._message)
        return " ".join(label.text() for label in labels if not label.isHidden())

    def wait(self, saved: int, *, new: int) -> None:
        """Tell that `saved` answers are kept, `new` labels among them, and nothing else yet.

        Checks and repeats are answers too, and count towards no label of the study.
        """
        told = "1 answer saved" if saved == 1 else f"{saved:,} answers saved"
        labels = "a new label" if new == 1 else f"{new:,} new labels"
        self._title.setText(f"{told}." if new == saved else f"{told}, {labels} among them.")
        self.say("")
        for part in self._rest:
            part.hide()

    def tell(self, turn: Turn) -> None:
        """Tell how far the study is, and offer what there is to do."""
        study, state = turn.record.study, turn.record.state
        for part in self._rest:
            part.show()
        self._labels.setText(f"{isolated(study.name)}: {labels_of(turn.progress)}")
        self._bar.setRange(0, max(1, turn.progress.wanted))
        self._bar.setValue(turn.progress.given)
        self._bar.setAccessibleName(self._labels.text())
        is_running = state == "running"
        # Whoever comes to the keyboard next must not go on under another name.
        more = f"More is for {isolated(turn.name)}; hand over to anybody else."
        self._about.setText(CLOSED[state] or (more if turn.left else nothing_left(turn.progress)))
        self._about.setVisible(bool(self._about.text()))
        self.more_button.setText(f"{turn.left:,} more")
        self.more_button.setVisible(is_running and turn.left > 0)
        self.hand_over_button.setVisible(is_running and not turn.progress.is_complete)
        first = (self.more_button, self.hand_over_button, self.done_button)
        next(button for button in first if not button.isHidden()).setFocus()

    def say(self, sentence: str) -> None:
        """Say what cannot be done; empty for nothing."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter the button that has the keyboard; be done with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _compose(self) -> None:
        column = self.column
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._labels)
        column.addWidget(self._bar)
        column.addWidget(self._about)
        column.addWidget(self._message)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.more_button, self.hand_over_button, self.done_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)


def nothing_left(progress: Progress) -> str:
    """Return why a person to whom nothing can be handed out is handed nothing."""
    return COMPLETE if progress.is_complete else NOTHING_LEFT
