"""One label per image by the method that is chosen, and what adjudicators made of it."""

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.study.adjudication import adjudicated
from fmnist_gui.core.study.consensus import study_consensus
from fmnist_gui.core.study.consensus_sentence import TIPS, TITLES, summary
from fmnist_gui.core.table.consensus_table import METHODS, Consented, Method
from fmnist_gui.ui.card.label import words, wrappable
from fmnist_gui.ui.collect.consensus_list import ConsensusList
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import StoryCard
from fmnist_gui.ui.collect.study_actions import NAME
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.switch import Switch
from fmnist_gui.ui.tasks import Job
from fmnist_gui.ui.workspace import Workspace

LANE = "study consensus"
WORKING = "The labels are being weighed."


class ConsensusCard(StoryCard):
    """A switch of methods, a sentence, and the images; too few labels for a method are a sentence.

    Whose labels are read here counts as having seen them.
    """

    def __init__(
        self, story: StudyStory, workspace: Workspace, parent: QWidget | None = None
    ) -> None:
        super().__init__("Consensus", parent)
        self._workspace = workspace
        self._story = story
        self._job: Job | None = None
        self._told: set[tuple[str, str, int]] = set()
        self.methods = Switch({method: TITLES[method] for method in METHODS}, wraps=True)
        for method in METHODS:
            self.methods.buttons[method].setToolTip(TIPS[method])
        self.summary_label = words("", "lead")
        self.list = ConsensusList()
        self.column.addWidget(self.methods)
        self.column.addWidget(self.summary_label)
        self.column.addWidget(self.list)
        self.methods.chosen.connect(lambda _: self._begin())
        self.list.seen.connect(self._on_seen)
        self.show_story(story)

    @property
    def method(self) -> Method:
        """How votes become a label."""
        return next(method for method in METHODS if method == self.methods.current)

    def show_story(self, story: StudyStory) -> None:
        """Weigh the labels of the moment."""
        self._story = story
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop: nothing is computed behind a sitting."""
        super().hideEvent(event)
        if self._job is not None:
            self._job.cancel()

    def _begin(self) -> None:
        story, method, split = self._story, self.method, self._split()
        study = story.record.study
        if not self.list.model.rows:
            self.summary_label.setText(WORKING)
            self.list.hide()

        def work(report: Report, is_cancelled: CancelCheck) -> Consented:
            return study_consensus(
                study, story.read.labels, method, report=report, is_cancelled=is_cancelled
            )

        def then(found: Consented) -> None:
            self._show(found, split)

        self._job = self._workspace.tasks.run(work, then, failed=self._on_failed, lane=LANE)

    def _show(self, found: Consented, split: Split | None) -> None:
        study, settled = self._story.record.study, self._story.settled
        labels = split.labels if split is not None else np.empty(0, dtype=np.uint8)
        table = adjudicated(found.table, settled, split=study.split, labels=labels)
        self.summary_label.setText(wrappable(summary(replace(found, table=table))))
        is_share = table.method == "plurality"
        self.list.show_rows(table.rows, study.class_names, split, is_share=is_share)
        self.list.show()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, FmnistError):
            raise error
        self.summary_label.setText(wrappable(spoken(error)))
        self.list.show_rows((), self._story.record.study.class_names, None)
        self.list.hide()

    def _on_seen(self, indices: tuple[int, ...]) -> None:
        split = self._split()
        if split is None:
            return
        who = self._workspace.annotator_name, split.fingerprint
        fresh = [index for index in indices if (*who, index) not in self._told]
        self._told.update((*who, index) for index in fresh)
        self._workspace.expose(split, fresh, source=NAME)

    def _split(self) -> Split | None:
        """Return the images of the study; None while other data is open."""
        study, dataset = self._story.record.study, self._workspace.dataset
        split = dataset.splits.get(study.split) if dataset is not None else None
        return split if split is not None and split.fingerprint == study.fingerprint else None
