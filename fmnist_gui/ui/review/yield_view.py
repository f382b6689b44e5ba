"""How far a queue is, and what came of it lately."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fmnist_gui.core.review.queue import QueueProgress
from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import PlainLabel, literal

BIASED = (
    "Intervals are 95 %. A queue is no random sample: its yield says nothing about all the other "
    "images, nor what lies further down."
)

SENTENCE_LINES = 3
"""So many are kept for the sentence, which grows with what was found."""


class YieldView(QWidget):
    """A sentence on the yield, below it how many are done, and when there is one a hint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = PlainLabel()
        self.sentence.setFont(theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold))
        self.detail = PlainLabel()
        self.hint = PlainLabel()
        for label in (self.detail, self.hint):
            label.setProperty("role", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self.sentence, self.detail, self.hint):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        self.hide()

    def show_progress(self, progress: QueueProgress | None) -> None:
        """Show how far a queue is; None, without one, shows nothing."""
        self.setVisible(progress is not None)
        if progress is None:
            return
        done = f"{progress.done:,} of {progress.total:,} done"
        if progress.done and not progress.looked:
            done += ", all elsewhere"
        self.sentence.setText(progress.sentence)
        self.detail.setText(done)
        # What follows does not move with every decision.
        self.setMinimumHeight(_high(self.sentence, SENTENCE_LINES) + 2 + _high(self.detail, 1))
        self.hint.setText(progress.hint)
        self.hint.setVisible(bool(progress.hint))
        self.setToolTip(literal(BIASED))


def _high(label: PlainLabel, lines: int) -> int:
    """Return how high so many lines of a label are."""
    label.ensurePolished()
    words = "\n".join(lines * "X")
    return label.fontMetrics().boundingRect(QRect(0, 0, 999, 999), 0, words).height()
