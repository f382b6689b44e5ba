"""Gathers evidence about the open images, and ranks them by it, off the window's thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fmnist_gui import resources
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.review.conclusion import Rule
from fmnist_gui.core.review.decided import decided_images
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.evidence import Evidence, ModelOpinion
from fmnist_gui.core.review.mixture import QueueWish, queue
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.review.name import NAME
from fmnist_gui.ui.review.queue_offer import QueueOffer, missing_work, offers_of, refusal
from fmnist_gui.ui.review.scoring_desk import Work
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.review.difficulty import Difficulty
    from fmnist_gui.core.table.column import Column
    from fmnist_gui.store.evidence import Gathered, PeopleSaid
    from fmnist_gui.store.label_store import LabelStore

GATHER_LANE, OFFER_LANE = "evidence", "queues that can be had"
RANK_LANE, GREYS_LANE = "review queue", "greys for review"

FIRST_SCORES = "First scores"
"""What the quick scores are called until the thorough ones are there."""


@dataclass(frozen=True, eq=False)
class EvidenceKnown:
    """Which queues can be had now, and a table of what can be asked in a filter.

    ``missing`` is what could be computed here and is not.
    """

    offers: tuple[QueueOffer, ...]
    table: Table
    missing: tuple[Work, ...] = ()


@dataclass(frozen=True, eq=False)
class QueueMade:
    """The queue that was wished for; ``is_first`` if quick scores that will be replaced rank it."""

    wish: QueueWish
    queue: ReviewQueue
    is_first: bool = False


@dataclass(frozen=True)
class QueueRefused:
    """A sentence about why there is no such queue."""

    wish: QueueWish
    sentence: str


class QueueMaker(QObject):
    """Knows what the queues of the open gallery can be made of, and makes them.

    What others write is read at once while somebody looks (``is_watched``), and else when they
    come back, so that nobody who answers elsewhere is held up. What the page writes itself is read
    with the next queue.

    Signals:
        known(EvidenceKnown): other queues can be had than before, or more can be asked.
        made(QueueMade): a queue that was asked for.
        refused(QueueRefused): there is no such queue.
    """

    known = Signal(object)
    made = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        parent: QObject,
        *,
        is_watched: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_watched = is_watched
        # Something was written since it was read; what was read is what is shown.
        self._is_stale = self._is_current = False
        self._gallery: Gallery | None = None
        self._annotator = ""
        self._people: PeopleSaid | None = None
        self._gathered: Gathered | None = None
        self._first: tuple[ModelOpinion, ...] = ()
        self._greys: tuple[Column, ...] = ()
        self._complaints: set[str] = set()
        self._waiting: tuple[QueueWish, tuple[Decision, ...], Rule] | None = None
        workspace.labels_changed.connect(self._on_labels_changed)
        workspace.scores_changed.connect(self._on_scores_changed)

    @property
    def is_ready(self) -> bool:
        """Whether it is known what queues can be had."""
        return self._gathered is not None

    @property
    def first(self) -> tuple[ModelOpinion, ...]:
        """The quick scores that rank until better ones are there, if any."""
        return self._first

    @property
    def evidence(self) -> Evidence | None:
        """What queues are made of now; first scores count as those of the newest model."""
        if self._gathered is None:
            return None
        known = self._gathered.evidence
        return replace(known, models=(*self._first, *known.models)) if self._first else known

    @property
    def table(self) -> Table:
        """What can be asked in a filter."""
        if self._gathered is None:
            return Table(0)
        return self._gathered.table.with_columns(*self._greys)

    def open(self, gallery: Gallery | None) -> None:
        """Gather what is known about another gallery; what was asked before is forgotten."""
        self._gallery = gallery
        self._people = self._gathered = self._waiting = None
        self._is_current = False
        self._first, self._greys = (), ()
        self.known.emit(EvidenceKnown(offers_of(None), Table(0)))
        if gallery is not None and len(gallery):
            self._measure(gallery)
            self._read_people()

    def follow_annotator(self) -> bool:
        """Read again what is known if somebody else is here now, or wrote something.

        Return whether it is somebody else.
        """
        is_other = self._annotator != self._workspace.annotator_name
        if self._is_stale or is_other:
            self._read_people()
        return is_other

    def take_first(self, found: "Difficulty") -> None:
        """Let quick scores rank until the thorough ones have been gathered."""
        if self._gathered is None or found.probs.keys() != {
            split.name for split in self._gathered.evidence.gallery.splits
        }:
            return
        self._first = tuple(
            ModelOpinion(FIRST_SCORES, split, probs) for split, probs in found.probs.items()
        )
        self._tell()

    def forget_first(self) -> None:
        """Let go of quick scores after which no thorough ones came."""
        if self._first:
            self._first = ()
            self._tell()

    def ask(self, wish: QueueWish, decisions: Sequence[Decision], rule: Rule) -> None:
        """Make a queue; `decisions` are those that stand. What is asked too early waits."""
        self._waiting = wish, tuple(decisions), rule
        evidence = self.evidence
        if self._is_stale:
            self._read_people()
        if evidence is None or not self._is_current:
            return
        self._waiting = None
        gallery, table, given = evidence.gallery, self.table, tuple(decisions)
        is_first = bool(self._first) and "models" in wish.sources

        def work(_report: Report, _is_cancelled: CancelCheck) -> ReviewQueue:
            decided = decided_images(gallery, given, person=evidence.person, rule=rule)
            return queue(wish, evidence, table=table, decided=decided)

        def then(found: ReviewQueue) -> None:
            if gallery is self._gallery:
                self.made.emit(QueueMade(wish, found, is_first))

        def failed(error: Exception) -> None:
            if not isinstance(error, FmnistError):
                raise error
            self.refused.emit(QueueRefused(wish, refusal(error)))

        self._workspace.tasks.run(work, then, failed=failed, lane=RANK_LANE)

    def _read_people(self) -> None:
        gallery = self._gallery
        if gallery is None:
            return
        name = self._annotator = self._workspace.annotator_name
        self._is_stale = self._is_current = False

        def verb(store: "LabelStore") -> "PeopleSaid":
            from fmnist_gui.store.evidence import read_people

            return read_people(store, gallery, name=name)

        def then(people: "PeopleSaid") -> None:
            if gallery is self._gallery and name == self._annotator:
                self._people = people
                self._gather()

        def failed(error: Exception) -> None:
            # Models and crowds rank without the database too.
            self._workspace.report(error)
            if gallery is self._gallery and self._people is None:
                from fmnist_gui.store.evidence import PeopleSaid

                self._people = PeopleSaid()
                self._gather()

        self._workspace.ask(verb, then, failed=failed)

    def _gather(self) -> None:
        gallery, people, dataset = self._gallery, self._people, self._workspace.dataset
        if gallery is None or people is None or dataset is None:
            return
        self._is_current = False
        folder, catalog = self._workspace.home.scores, self._workspace.catalog

        def work(_report: Report, _is_cancelled: CancelCheck) -> "Gathered":
            from fmnist_gui.core.review.suspect import read_namings, suspects_in
            from fmnist_gui.store.evidence import gather
            from fmnist_gui.store.score_shelf import ScoreShelf

            suspects = suspects_in(gallery, read_namings(resources.suspects()), catalog)
            return gather(dataset, gallery, ScoreShelf(folder), people, suspects=suspects)

        def then(found: "Gathered") -> None:
            if gallery is self._gallery:
                self._take(found)

        def failed(error: Exception) -> None:
            self._waiting = None
            self._workspace.report(error)

        self._workspace.tasks.run(work, then, failed=failed, lane=GATHER_LANE)

    def _take(self, found: "Gathered") -> None:
        for error in found.damaged:
            # Each is said once, not with every file that is added.
            if str(error) not in self._complaints:
                self._complaints.add(str(error))
                self._workspace.report(error)
        self._gathered, self._is_current = found, True
        self._tell()
        if self._waiting is not None:
            self.ask(*self._waiting)

    def _tell(self) -> None:
        gallery, evidence, table = self._gallery, self.evidence, self.table
        missing = () if self._gathered is None else missing_work(self._gathered.evidence)

        def work(_report: Report, _is_cancelled: CancelCheck) -> tuple[QueueOffer, ...]:
            return offers_of(evidence)

        def then(offers: tuple[QueueOffer, ...]) -> None:
            if gallery is self._gallery:
                self.known.emit(EvidenceKnown(offers, table, missing))

        self._workspace.tasks.run(work, then, lane=OFFER_LANE)

    def _measure(self, gallery: Gallery) -> None:
        """Measure brightness and contrast, which a filter may ask for."""

        def work(report: Report, is_cancelled: CancelCheck) -> "tuple[Column, ...]":
            from fmnist_gui.core.table.score_column import grey_columns

            return grey_columns(gallery, report, is_cancelled)

        def then(columns: "tuple[Column, ...]") -> None:
            if gallery is self._gallery:
                self._greys = columns
                if self._gathered is not None:
                    self._tell()

        self._workspace.tasks.run(work, then, lane=GREYS_LANE)

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if changed.is_exposure:
            return
        self._is_stale = True
        if changed.by != NAME and self._is_watched():
            self._read_people()

    def _on_scores_changed(self, _changed: object) -> None:
        self._first = ()
        self._gather()
