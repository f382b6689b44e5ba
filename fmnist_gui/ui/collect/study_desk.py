"""Reads studies in the store's worker, and works out in others what is told about them."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.stats.agreement import alpha_interval
from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.core.study.agreement import SEED
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.progress import Progress, progress
from fmnist_gui.ui import undertaking
from fmnist_gui.ui.collect.story import StudyRead, StudyStory, story_of
from fmnist_gui.ui.tasks import Job
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.study.labels import StudyLabels
    from fmnist_gui.store.label_store import LabelStore

STORY_LANE, INTERVAL_LANE = "study", "study interval"


class StudyDesk(QObject):
    """Tells of one study after the other; a late answer about another one is dropped.

    Signals:
        listed(tuple): every StudyRecord, the newest first.
        told(StudyStory): what is known about the study that was asked for.
        interval_told(tuple): the ends of the interval of its alpha, which take longer.
        interval_progressed(Progress): how far it is with them.
        counted(tuple): the hash of a study and its Progress.
        unreadable(None): the studies cannot be read; why has been said.
    """

    listed = Signal(object)
    told = Signal(object)
    interval_told = Signal(object)
    interval_progressed = Signal(object)
    counted = Signal(object)
    unreadable = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._request = 0
        self._round = 0
        self._interval_job: Job | None = None

    def read_list(self) -> None:
        """Read which studies there are."""

        def verb(store: "LabelStore") -> tuple[StudyRecord, ...]:
            return store.studies.records()

        def failed(error: Exception) -> None:
            self.unreadable.emit()
            self._on_failed(error)

        self._workspace.ask(verb, self.listed.emit, failed=failed)

    def ask(self, record: StudyRecord) -> None:
        """Tell about a study, read anew."""
        sha256 = record.study.sha256
        self._request += 1
        request = self._request

        def verb(store: "LabelStore") -> StudyRead:
            labels = store.studies.labels(sha256)
            return StudyRead(
                record,
                labels,
                store.studies.withdrawn_answers(sha256),
                store.review.decisions(record.study.fingerprint),
            )

        def then(read: StudyRead) -> None:
            # What was asked for since is read after this.
            if request == self._request:
                self._tell(read)

        self._workspace.ask(verb, then, failed=self._on_failed)

    def count(self, records: tuple[StudyRecord, ...]) -> None:
        """Tell how far these studies are, one after the other, in place of those before."""
        self._round += 1
        self._count_next(list(records), self._round)

    def stop_interval(self) -> None:
        """Give up the interval of alpha; everything else stays."""
        if self._interval_job is not None:
            self._interval_job.cancel()

    def rest(self) -> None:
        """Let go of what is asked for: nobody looks any more, or somebody answers."""
        self._request += 1
        self._round += 1

    def _tell(self, read: StudyRead) -> None:
        def work(_report: Report, is_cancelled: CancelCheck) -> StudyStory:
            return story_of(read, is_cancelled=is_cancelled)

        request = self._request

        def then(story: StudyStory) -> None:
            if request == self._request:
                self.told.emit(story)
                self.find_interval(story)

        self._workspace.tasks.run(work, then, failed=self._on_failed, lane=STORY_LANE)

    def find_interval(self, story: StudyStory) -> None:
        """Tell the interval of alpha of what was told."""
        if story.agreement.alpha is None:
            return
        counts = story.agreement.counts

        def work(report: Report, is_cancelled: CancelCheck) -> Interval:
            rng = np.random.default_rng(SEED)
            return alpha_interval(counts, rng=rng, report=report, is_cancelled=is_cancelled)

        request = self._request

        def then(interval: Interval) -> None:
            if request == self._request:
                self.interval_told.emit(interval)

        def on_progress(done: int, total: int) -> None:
            self.interval_progressed.emit(undertaking.Progress(done, total))

        self._interval_job = self._workspace.tasks.run(
            work, then, failed=self._on_failed, on_progress=on_progress, lane=INTERVAL_LANE
        )

    def _count_next(self, records: list[StudyRecord], round_: int) -> None:
        if not records or round_ != self._round:
            return
        study = records[0].study

        def verb(store: "LabelStore") -> "StudyLabels":
            return store.studies.labels(study.sha256)

        def then(labels: "StudyLabels") -> None:
            def work(_report: Report, _is_cancelled: CancelCheck) -> Progress:
                return progress(study, labels)

            self._workspace.tasks.run(work, on_counted, failed=self._on_failed)

        def on_counted(found: Progress) -> None:
            self.counted.emit((study.sha256, found))
            self._count_next(records[1:], round_)

        self._workspace.ask(verb, then, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.rest()
        self._workspace.report(error)
