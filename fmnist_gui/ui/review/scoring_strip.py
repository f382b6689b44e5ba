"""Offers to compute what is missing, and shows how far that is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.time_left import briefly, left_words
from fmnist_gui.ui.elided_button import ElidedButton
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.review.scoring_desk import Work, WorkProgress, usual_s

OFFERS: dict[Work, str] = {"scores": "Score the images", "neighbours": "Find the neighbours"}
DOING: dict[Work, str] = {"scores": "Scoring", "neighbours": "Finding neighbours"}

TIPS: dict[Work, str] = {
    "scores": "Models that have not seen an image's label are asked about it.",
    "neighbours": "They show labels that differ from all around, near duplicates and outliers.",
}
STEPS = 1000
STOPPED = "Stopped; nothing was kept."


class ScoringStrip(QWidget):
    """One piece of work: a button while it is not begun, then how far it is and a way to cancel.

    Signals:
        started(str): the work of this name is to begin.
        cancelled(str): it is to be given up.
    """

    started = Signal(str)
    cancelled = Signal(str)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work: Work = work
        self._is_under_way = self._is_stopped = False
        self._gain = ""
        self.button = ElidedButton()
        self.note = PlainLabel()
        self.note.setProperty("role", "small")
        self.note.setWordWrap(True)
        self.label = ElidedLabel()
        self.label.setProperty("role", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setProperty("role", "link")
        self.cancel_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # A click leaves the keyboard with the page.
        for button in (self.button, self.cancel_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._compose()
        self.button.clicked.connect(lambda: self.started.emit(self.work))
        self.cancel_button.clicked.connect(lambda: self.cancelled.emit(self.work))
        self.hide()

    def offer(self, count: int, *, is_missing: bool, gain: int = 0) -> None:
        """Offer the work on so many images if its result `is_missing`; hide otherwise.

        `gain` is how many more queues it brings.
        """
        if not self._is_under_way:
            words = offer_words(self.work, count)
            self.button.say(words)
            self.button.setToolTip(f"{words}. {TIPS[self.work]}")
            self._gain = gain_words(gain)
            self._say_note()
            self.setVisible(is_missing)

    def stand_out(self, is_main: bool) -> None:
        """Let the button be the one thing to do here, or one among others."""
        self.button.setProperty("role", "primary" if is_main else "")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)

    def show_progress(self, progress: WorkProgress) -> None:
        """Show how far it is, and about how long it will still take."""
        self._is_stopped = False
        self._turn(is_under_way=True)
        self.bar.setRange(0, STEPS if progress.total else 0)
        if not progress.total:
            self.label.say(f"{DOING[self.work]}: next in line")
            return
        self.bar.setValue(STEPS * progress.done // progress.total)
        left = left_words(progress.left_s)
        self.label.say(f"{DOING[self.work]}{', ' if left else ' …'}{left}")

    def end(self, *, is_done: bool = True) -> None:
        """Go back to the offer, which stands if the result is still missing."""
        self._is_stopped = not is_done
        self._turn(is_under_way=False)
        self._say_note()

    def _say_note(self) -> None:
        self.note.setText(STOPPED if self._is_stopped else self._gain)
        self.note.setVisible(bool(self.note.text()) and not self._is_under_way)

    def _turn(self, *, is_under_way: bool) -> None:
        self._is_under_way = is_under_way
        self.button.setVisible(not is_under_way)
        self._under_way.setVisible(is_under_way)
        self.note.setVisible(not is_under_way and bool(self.note.text()))
        self.setVisible(True)

    def _compose(self) -> None:
        self._under_way = QWidget()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel_button)
        inner = QVBoxLayout(self._under_way)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.label)
        inner.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.note)
        column.addWidget(self.button)
        column.addWidget(self._under_way)
        self._under_way.hide()


def offer_words(work: Work, count: int) -> str:
    """Return "Score the images, 30 s": short enough for a narrow window."""
    return f"{OFFERS[work]}, {briefly(usual_s(work, count))}"


def gain_words(gain: int) -> str:
    """Return "Brings 4 more queues.", nothing where it brings none."""
    return f"Brings {gain} more {'queue' if gain == 1 else 'queues'}." if gain else ""
