"""How far people agree: alpha with its interval, and the kappas."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.core.study import agreement_sentence, sentence
from fmnist_gui.ui.card.label import words, wrappable
from fmnist_gui.ui.collect.folding_table import FoldingTable, RestButton
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import StoryCard
from fmnist_gui.ui.collect.work_row import WorkRow
from fmnist_gui.ui.undertaking import Progress

WORKING = "The interval of alpha is being computed."
STOPPED = "The interval of alpha was not computed."


class AgreementCard(StoryCard):
    """The interval comes after everything else, and its computing can be stopped.

    Signals:
        stopped(None): the interval is not wanted any more.
        interval_asked(StudyStory): that of this story is wanted after all.
    """

    stopped = Signal()
    interval_asked = Signal(object)

    def __init__(self, story: StudyStory, parent: QWidget | None = None) -> None:
        super().__init__("Agreement", parent)
        self.alpha_label, self.basis_label = words("", "lead"), words("", "hint")
        self.work = WorkRow()
        self.fleiss_label, self.pairs_label = words("", "hint"), words("", "hint")
        for part in (
            self.alpha_label,
            self.work,
            self.basis_label,
            self.fleiss_label,
            self.pairs_label,
        ):
            self.column.addWidget(part)
        self.rest_button = RestButton("pairs")
        self.column.addWidget(self.rest_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.table: FoldingTable | None = None
        self._story = story
        self.work.stopped.connect(self._on_stopped)
        self.work.asked.connect(self._on_asked)
        self.show_story(story)

    def show_story(self, story: StudyStory) -> None:
        """Show the agreement of the moment, whose interval is still to come."""
        self._story = story
        found = story.agreement
        self.alpha_label.setText(wrappable(sentence.alpha(found, None)))
        basis = agreement_sentence.basis(found)
        self.basis_label.setText(wrappable(basis))
        self.basis_label.setVisible(bool(basis))
        self.fleiss_label.setText(wrappable(agreement_sentence.fleiss(found)))
        note = agreement_sentence.pairs_note(found)
        self.pairs_label.setText(wrappable(note))
        self.pairs_label.setVisible(bool(note))
        if found.alpha is None:
            self.work.say("")
        else:
            self.work.begin(WORKING)
        self._show_pairs()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the interval is."""
        if self.work.is_working:
            self.work.show_progress(progress)

    def show_interval(self, interval: Interval) -> None:
        """Show the interval."""
        self.alpha_label.setText(wrappable(sentence.alpha(self._story.agreement, interval)))
        self.work.say("")

    def _show_pairs(self) -> None:
        made = agreement_sentence.pairs_table(self._story.agreement)
        if self.table is not None and self.table.table == made:
            return
        if self.table is not None:
            self.column.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        folded = agreement_sentence.folded_pairs(self._story.agreement)
        self.table = FoldingTable(made, folded)
        self.table.setAccessibleName("Agreement of two people each: kappa is Cohen’s")
        self.column.insertWidget(self.column.indexOf(self.rest_button), self.table)
        self.table.setVisible(bool(made.rows))
        self.rest_button.serve(self.table)

    def _on_stopped(self) -> None:
        self.work.say(STOPPED, can_ask=True)
        self.stopped.emit()

    def _on_asked(self) -> None:
        self.work.begin(WORKING)
        self.interval_asked.emit(self._story)
