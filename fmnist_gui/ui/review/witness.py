"""Finds out what is known about the image under review, and about those that come next."""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.review.conclusion import Conclusion
from fmnist_gui.core.review.evidence import ModelOpinion
from fmnist_gui.core.review.example import ExampleBook
from fmnist_gui.core.review.near_table import NearTable
from fmnist_gui.core.review.queue import Candidate
from fmnist_gui.core.review.remark import Remark
from fmnist_gui.ui.image.neighbour_strip import Neighbour
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.gathering import book_of, examples_of, nearest, nearest_in
from fmnist_gui.ui.review.memory import Memory
from fmnist_gui.ui.review.statement import Statements, statements_of
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.score_shelf import Kept

NEIGHBOUR_LANE, EXAMPLE_LANE = "neighbours under review", "examples under review"
OWN = "review"
"""By this name the page tells that it wrote something: about which images it says itself."""

KEPT = 64
"""Of so many images is remembered what took time to find out."""

FORESEEN = 2
"""Of so many images that come next all is told, so that their pictures can be made."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class CaseKnown:
    """What is known now about the image that was asked for last."""

    case: Case


@dataclass(frozen=True, eq=False)
class CasesForeseen:
    """What is known now about the images that come next, the very next first."""

    cases: tuple[Case, ...]


@dataclass(frozen=True)
class _Wish:
    """What was asked for last."""

    candidate: Candidate
    upcoming: tuple[Candidate, ...]
    conclusion: Conclusion | None
    is_blind: bool

    @property
    def upcoming_numbers(self) -> tuple[int, ...]:
        return tuple(candidate.number for candidate in self.upcoming)


class Witness(QObject):
    """Gathers cases; the store and the search for neighbours are asked off the window's thread.

    Signals:
        known(CaseKnown): more is known about the image that was asked for last.
        foreseen(CasesForeseen): other images come next, or more is known about them; told once
            there is nothing more urgent.
    """

    known = Signal(object)
    foreseen = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.open(None)
        # Two threads share one interpreter: the image is painted before anything is looked up.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look_up)
        self._spare = QTimer(self, singleShot=True, interval=0)
        self._spare.timeout.connect(self._foresee)
        workspace.labels_changed.connect(self._on_labels_changed)

    def open(self, gallery: Gallery | None) -> None:
        """Begin with other data, about which nothing is known yet."""
        self._gallery = gallery
        self._wish: _Wish | None = None
        self._statements = Statements()
        self._first: tuple[ModelOpinion, ...] = ()
        self._near: NearTable | None = None
        self._book: ExampleBook | None = None
        self._is_book_due = True
        self._found = Memory[tuple[Neighbour, ...]](KEPT)
        self._searched: tuple[int, ...] = ()
        self._histories = Memory[tuple[Remark, ...]](KEPT)

    def offer_kept(self, gallery: Gallery, kept: "Kept") -> None:
        """Take what is kept of models and people about `gallery`."""
        if gallery is self._gallery:
            self._statements = statements_of(gallery, kept).with_first(gallery, self._first)
            self._is_book_due = True
            self._tell()
            self._find_examples()

    def offer_first(self, first: tuple[ModelOpinion, ...]) -> None:
        """Take quick scores, told beside all that is kept; none once better ones are there."""
        gallery = self._gallery
        if gallery is not None and first is not self._first:
            self._statements, self._first = self._statements.with_first(gallery, first), first
            self._tell()

    def offer_near(self, gallery: Gallery, near: NearTable) -> None:
        """Take the neighbours of all images of `gallery`; until then they are searched for."""
        if gallery is self._gallery and len(near) == len(gallery):
            self._near = near
            self._tell()

    def ask(
        self,
        candidate: Candidate,
        *,
        upcoming: Sequence[Candidate] = (),
        conclusion: Conclusion | None = None,
        is_blind: bool = False,
    ) -> Case:
        """Return what is at hand about `candidate`, an image of the open data; tell more later.

        Those `upcoming` are looked up ahead. What comes in late about an image that was asked for
        before is kept for the next time, and not told.
        """
        self._wish = _Wish(candidate, tuple(upcoming), conclusion, is_blind)
        case = self._case(candidate, self._wish)
        self._soon.start()
        self._spare.start()
        return case

    def brief(self, candidate: Candidate) -> Case:
        """Return what people and models say about `candidate`, with nothing looked up for it."""
        gallery, said, number = self._gallery, self._statements, candidate.number
        if gallery is None:
            raise RuntimeError("no data is open")
        return Case(
            Subject(gallery, number),
            candidate.suggested,
            candidate.why,
            votes=said.votes(number),
            rankings=said.rankings(number),
        )

    def rest(self) -> None:
        """Look nothing up until something is asked for again, as when nobody looks."""
        self._soon.stop()
        self._spare.stop()

    def forget_history(self, numbers: Iterable[int]) -> None:
        """Ask the store again about these images: something was written about them."""
        self._histories.outdate(numbers)
        self._soon.start()

    def _case(self, candidate: Candidate, wish: _Wish) -> Case:
        gallery, said = self._gallery, self._statements
        if gallery is None:
            raise RuntimeError("a case was asked for before there was any data")
        subject, other = Subject(gallery, candidate.number), candidate.suggested
        if other is None:
            other = said.other_class(candidate.number, subject.label)
        return Case(
            subject,
            candidate.suggested,
            candidate.why,
            votes=said.votes(candidate.number),
            rankings=said.rankings(candidate.number),
            neighbours=self._neighbours(candidate.number),
            examples=() if self._book is None else examples_of(self._book, subject, other),
            history=self._histories.known(candidate.number),
            conclusion=wish.conclusion if candidate is wish.candidate else None,
            reader=self._workspace.annotator_name,
            is_blind=wish.is_blind,
        )

    def _tell(self) -> None:
        if self._wish is not None:
            self.known.emit(CaseKnown(self._case(self._wish.candidate, self._wish)))
            self._spare.start()

    def _tell_of(self, numbers: Collection[int]) -> None:
        """Tell what came in about these images, if any of them is of interest now."""
        wish = self._wish
        if wish is not None and wish.candidate.number in numbers:
            self._tell()
        elif wish is not None and not set(numbers).isdisjoint(wish.upcoming_numbers):
            self._spare.start()

    def _foresee(self) -> None:
        wish = self._wish
        if wish is not None:
            cases = (self._case(candidate, wish) for candidate in wish.upcoming[:FORESEEN])
            self.foreseen.emit(CasesForeseen(tuple(cases)))

    def _look_up(self) -> None:
        """Ask for what is missing, about the image itself before those that come next."""
        wish = self._wish
        if wish is None:
            return
        self._find_examples()
        for numbers in ((wish.candidate.number,), wish.upcoming_numbers):
            self._ask_store(self._histories.missing(numbers))
        self._search(wish)

    # Neighbours

    def _neighbours(self, number: int) -> tuple[Neighbour, ...] | None:
        near = self._near
        return self._found.known(number) if near is None else nearest_in(near, number)

    def _search(self, wish: _Wish) -> None:
        """Search for what is missing in place of any search before: first for the image itself."""
        gallery = self._gallery
        own = (wish.candidate.number,)
        numbers = (
            own if self._found.known(own[0]) is None else self._found.absent(wish.upcoming_numbers)
        )
        if gallery is None or self._near is not None or numbers in ((), self._searched):
            return
        self._searched, memory = numbers, self._found
        ticket = memory.expect(numbers)

        def then(found: dict[int, tuple[Neighbour, ...]]) -> None:
            if memory is self._found:
                self._searched = ()
                self._tell_of(memory.take(found, ticket))
                # Those that come next may be looked up now.
                if self._wish is not None:
                    self._search(self._wish)

        work = partial(nearest, gallery=gallery, numbers=numbers)
        self._workspace.tasks.run(work, then, lane=NEIGHBOUR_LANE)

    # What people said

    def _ask_store(self, numbers: Sequence[int]) -> None:
        gallery = self._gallery
        if gallery is None or not numbers:
            return
        ticket, histories = self._histories.expect(numbers), self._histories
        places = {n: (gallery.split_of(n).fingerprint, gallery.place(n).index) for n in numbers}

        def verb(store: "LabelStore") -> dict[int, tuple[Remark, ...]]:
            return {number: store.image_history(*place) for number, place in places.items()}

        def then(told: dict[int, tuple[Remark, ...]]) -> None:
            if histories is self._histories:
                self._tell_of(histories.take(told, ticket))

        def failed(error: Exception) -> None:
            # Why there is no store has been said when it was opened.
            histories.give_up(ticket)
            _log_only(error)

        self._workspace.ask(verb, then, failed=failed)

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if not changed.is_exposure and changed.by != OWN:
            self._histories.outdate_all()
            self._look_up()

    # Examples

    def _find_examples(self) -> None:
        """Find out which images are good examples, once somebody is there to see them."""
        gallery = self._gallery
        if gallery is None or self._wish is None or not self._is_book_due:
            return
        self._is_book_due = False

        def then(book: ExampleBook) -> None:
            if gallery is self._gallery:
                self._book = book
                self._tell()

        work = partial(book_of, gallery=gallery, probs=self._statements.computed)
        self._workspace.tasks.run(work, then, lane=EXAMPLE_LANE)


def _log_only(error: Exception) -> None:
    if not isinstance(error, FmnistError):
        raise error
    log.warning("what people said about an image is not known: %s", error)
