"""How much is enough: what one more label per image would change, computed beside the window."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.chart.study_figure import enough_figure
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.stats.agreement import CountTable
from fmnist_gui.core.stats.one_more import OneMore, lacking
from fmnist_gui.core.study.enough import enough
from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.chart.figure_card import FigureCard
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import StoryCard
from fmnist_gui.ui.collect.work_row import WorkRow
from fmnist_gui.ui.tasks import Job, Tasks
from fmnist_gui.ui.undertaking import Progress

HEADING = "How much is enough"
WORKING = "What one more label per image would change is being computed."
STOPPED = "What one more label per image would change was not computed."
LANE = "study enough"


class EnoughCard(StoryCard):
    """Shows the figure, and while there is none why; the same labels are not computed twice.

    Signals:
        picture_asked(Figure): the chart is to be saved as a picture.
    """

    picture_asked = Signal(object)

    def __init__(
        self,
        story: StudyStory,
        tasks: Tasks,
        icons_folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        # It holds one card or the other, and is none itself.
        self.setProperty("role", "")
        self.column.setContentsMargins(0, 0, 0, 0)
        self._tasks = tasks
        self._icons_folder = icons_folder
        self._story = story
        self._counts: CountTable | None = None
        self._job: Job | None = None
        self.figure_card: FigureCard | None = None
        self.waiting = QFrame()
        self.waiting.setProperty("role", "card")
        inner = QVBoxLayout(self.waiting)
        inner.setContentsMargins(24, 16, 24, 16)
        inner.setSpacing(8)
        inner.addWidget(words(HEADING, "section"))
        self.work = WorkRow()
        inner.addWidget(self.work)
        self.column.addWidget(self.waiting)
        self.work.stopped.connect(self._on_stopped)
        self.work.asked.connect(self._begin)
        self.show_story(story)

    def show_story(self, story: StudyStory) -> None:
        """Compute anew if there are other labels."""
        counts, is_same = story.agreement.counts, self._story.sha256 == story.sha256
        self._story = story
        if is_same and self._counts is not None and np.array_equal(self._counts, counts):
            return
        self._counts = counts
        if why := lacking(counts):
            self._say(why)
        else:
            self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop: nothing is computed behind a sitting; it begins again when this is seen."""
        super().hideEvent(event)
        if self._job is not None:
            self._job.cancel()
            self._job, self._counts = None, None

    def _begin(self) -> None:
        study, labels = self._story.record.study, self._story.read.labels
        if self.figure_card is None:
            self.work.begin(WORKING)

        def work(report: Report, is_cancelled: CancelCheck) -> OneMore:
            return enough(study, labels, report=report, is_cancelled=is_cancelled)

        self._job = self._tasks.run(
            work, self._show, failed=self._on_failed, on_progress=self._on_progress, lane=LANE
        )

    def _on_progress(self, done: int, total: int) -> None:
        self.work.show_progress(Progress(done, total))

    def _show(self, found: OneMore) -> None:
        self._job = None
        made = FigureCard(enough_figure(found), self._icons_folder, can_open=False)
        made.picture_asked.connect(self.picture_asked)
        if before := self.figure_card:
            made.zoom_button.setChecked(before.zoom_button.isChecked())
            made.table_button.setChecked(before.table_button.isChecked())
        self._drop_figure()
        self.figure_card = made
        self.waiting.hide()
        self.column.addWidget(made)

    def _say(self, sentence: str, *, can_ask: bool = False) -> None:
        self._drop_figure()
        self.work.say(sentence, can_ask=can_ask)
        self.waiting.show()

    def _drop_figure(self) -> None:
        if self.figure_card is not None:
            self.column.removeWidget(self.figure_card)
            self.figure_card.hide()
            self.figure_card.deleteLater()
            self.figure_card = None

    def _on_stopped(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._say(STOPPED, can_ask=True)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, FmnistError):
            raise error
        self._say(str(error))
