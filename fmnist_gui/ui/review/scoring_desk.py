"""Has scores and neighbours of the open images computed beside the window, one after the other."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.time_left import TimeLeft
from fmnist_gui.ui.tasks import Job
from fmnist_gui.ui.workspace import DatasetOpened, ScoresChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset
    from fmnist_gui.core.review.difficulty import Difficulty
    from fmnist_gui.store.score_shelf import ScoreShelf

Work = Literal["scores", "neighbours"]

USUAL_IMAGES = 70_000
USUAL_S: dict[Work, float] = {"scores": 30.0, "neighbours": 15.0}
"""How long either takes for so many images on two cores."""

LANE = "scoring"


@dataclass(frozen=True)
class WorkProgress:
    """How far a piece of work is; ``left_s`` is None while nobody can tell how long it takes.

    With a ``total`` of 0 it waits for another one to end.
    """

    work: Work
    done: int
    total: int
    left_s: float | None = None


@dataclass(frozen=True, eq=False)
class FirstScored:
    """Quick scores are there, to rank by until the thorough ones are."""

    found: "Difficulty"


@dataclass(frozen=True)
class WorkEnded:
    """A piece of work is over; ``is_done`` unless it was cancelled or failed."""

    work: Work
    is_done: bool


class _Making:
    """What is under way, and the quick scores that its thread has put down here meanwhile."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.time_left = TimeLeft()
        self.first: Difficulty | None = None
        self.job: Job | None = None


class ScoringDesk(QObject):
    """Runs one piece of work at a time, each in a process of its own; a second one waits.

    When one is done the workspace says that scores have changed.

    Signals:
        progressed(WorkProgress): it goes on.
        first_scored(FirstScored): quick scores can be used already.
        ended(WorkEnded): it is over.
    """

    progressed = Signal(object)
    first_scored = Signal(object)
    ended = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._making: _Making | None = None
        self._waiting: list[Work] = []
        workspace.dataset_opened.connect(self._on_dataset_opened)

    @property
    def under_way(self) -> tuple[Work, ...]:
        """What runs and what waits, in order."""
        running = () if self._making is None else (self._making.work,)
        return (*running, *self._waiting)

    def start(self, work: Work) -> None:
        """Begin `work`, or let it wait until the other one has ended."""
        if work in self.under_way or self._workspace.dataset is None:
            return
        if self._making is not None:
            self._waiting.append(work)
            self.progressed.emit(WorkProgress(work, 0, 0))
        else:
            self._run(work, self._workspace.dataset)

    def cancel(self, work: Work) -> None:
        """Give it up; nothing of it is kept."""
        if work in self._waiting:
            self._waiting.remove(work)
            self.ended.emit(WorkEnded(work, is_done=False))
        elif self._making is not None and self._making.work == work:
            if self._making.job is not None:
                self._making.job.cancel()
            self._end(is_done=False)

    def _run(self, work: Work, dataset: "Dataset") -> None:
        making = self._making = _Making(work)
        folder = self._workspace.home.scores
        total = sum(len(split) for split in dataset.splits.values())

        def act(report: Report, is_cancelled: CancelCheck) -> str:
            from fmnist_gui.store.score_shelf import ScoreShelf

            compute = _scored if work == "scores" else _neighboured
            return compute(
                dataset, ScoreShelf(folder), making, report=report, is_cancelled=is_cancelled
            )

        def then(sentence: str) -> None:
            self._end(is_done=True)
            self._workspace.scores_changed.emit(ScoresChanged(sentence))

        def failed(error: Exception) -> None:
            self._end(is_done=False)
            self._workspace.report(error)

        self.progressed.emit(WorkProgress(work, 0, total))
        making.job = self._workspace.tasks.run(
            act, then, failed=failed, on_progress=self._on_progress, lane=LANE
        )

    def _on_progress(self, done: int, total: int) -> None:
        making = self._making
        if making is None:
            return
        if making.first is not None:
            found, making.first = making.first, None
            self.first_scored.emit(FirstScored(found))
        left_s = making.time_left.update(time.monotonic(), done, total)
        self.progressed.emit(WorkProgress(making.work, done, total, left_s))

    def _end(self, *, is_done: bool) -> None:
        making, self._making = self._making, None
        if making is None:
            return
        self.ended.emit(WorkEnded(making.work, is_done))
        if self._waiting and self._workspace.dataset is not None:
            self._run(self._waiting.pop(0), self._workspace.dataset)

    def _on_dataset_opened(self, _opened: DatasetOpened) -> None:
        # Nobody waits for scores of images that are not here any more.
        for work in reversed(self.under_way):
            self.cancel(work)


def usual_s(work: Work, count: int) -> float:
    """Return how long `work` takes for so many images, about."""
    return USUAL_S[work] * count / USUAL_IMAGES


def _scored(
    dataset: "Dataset",
    shelf: "ScoreShelf",
    making: _Making,
    *,
    report: Report,
    is_cancelled: CancelCheck,
) -> str:
    """Score the images and return what to say about it."""
    from fmnist_gui.store.scoring import score

    def on_first(found: "Difficulty") -> None:
        making.first = found

    score(
        dataset,
        shelf,
        now=datetime.now(UTC),
        report=report,
        is_cancelled=is_cancelled,
        on_first=on_first,
    )
    return f"{_count(dataset)} scored by models that have not seen their labels."


def _neighboured(
    dataset: "Dataset",
    shelf: "ScoreShelf",
    _making: _Making,
    *,
    report: Report,
    is_cancelled: CancelCheck,
) -> str:
    """Find the neighbours and return what to say about it."""
    from fmnist_gui.store.neighbour_table import neighbours_of

    neighbours_of(dataset, shelf, now=datetime.now(UTC), report=report, is_cancelled=is_cancelled)
    return f"The nearest neighbours of {_count(dataset)} are found."


def _count(dataset: "Dataset") -> str:
    return images(sum(len(split) for split in dataset.splits.values()))
