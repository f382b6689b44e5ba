"""Images in the order in which they deserve a look, and how far somebody has come with them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.review.quality import Scores
from fmnist_gui.core.stats.proportion import Interval, wilson

LOOK_BACK = 100
"""Over how many decisions the yield of a queue is told."""

NO_CLASS = -1
"""In place of a suggested class where nothing is suggested."""


@dataclass(frozen=True)
class Candidate:
    """An image that deserves a look: image `number` of the gallery, and what the file says of it.

    ``score`` is what it was ranked by, ``suggested`` the class other than the label for which most
    speaks, if any, and ``why`` a short clause that tells a person why it is here.
    """

    number: int
    label: int
    score: float
    suggested: int | None
    why: str


@dataclass(frozen=True, eq=False)
class ReviewQueue(Sequence[Candidate]):
    """Images of a gallery, the one that deserves a look most first; arrays have shape (n,).

    ``key`` is kept with each decision, ``title`` names the queue and ``ranks_by`` is a sentence
    that says by what it ranks. ``suggested`` is :data:`NO_CLASS` where there is none, and ``why``
    returns the clause about image `number`. ``decided`` are the numbers of the images which would
    be here too, were they not decided, and ``notes`` say what else is missing.
    """

    key: str
    title: str
    ranks_by: str
    numbers: Numbers
    labels: Labels
    scores: Scores
    suggested: NDArray[np.integer]
    why: Callable[[int], str]
    decided: Numbers
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return how many images wait."""
        return len(self.numbers)

    @overload
    def __getitem__(self, position: int) -> Candidate: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Candidate, ...]: ...
    def __getitem__(self, position: int | slice) -> Candidate | tuple[Candidate, ...]:
        """Return the candidate at `position`, or those of a slice. Raises IndexError."""
        if isinstance(position, slice):
            return tuple(self._candidate(at) for at in range(len(self))[position])
        return self._candidate(range(len(self))[position])

    def __iter__(self) -> Iterator[Candidate]:
        """Give the candidates in order."""
        return map(self._candidate, range(len(self)))

    def position_of(self, number: int) -> int | None:
        """Return where image `number` of the gallery stands, None if it is not here."""
        return self._positions.get(number)

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {number: position for position, number in enumerate(self.numbers.tolist())}

    def _candidate(self, position: int) -> Candidate:
        number, suggested = int(self.numbers[position]), int(self.suggested[position])
        return Candidate(
            number,
            int(self.labels[position]),
            float(self.scores[position]),
            None if suggested == NO_CLASS else suggested,
            self.why(number),
        )


def queue_of(
    key: str, title: str, ranks_by: str, *, candidates: Sequence[Candidate]
) -> ReviewQueue:
    """Return a queue of these candidates, in the order given."""
    clauses = {candidate.number: candidate.why for candidate in candidates}
    suggested = (c.suggested for c in candidates)
    return ReviewQueue(
        key,
        title,
        ranks_by,
        numbers=np.array([c.number for c in candidates], dtype=np.intp),
        labels=np.array([c.label for c in candidates], dtype=np.uint8),
        scores=np.array([c.score for c in candidates], dtype=np.float64),
        suggested=np.array([NO_CLASS if s is None else s for s in suggested], dtype=np.int16),
        why=clauses.__getitem__,
        decided=np.empty(0, dtype=np.intp),
    )


@dataclass(frozen=True)
class Yield:
    """What came of ``looked`` images decided in a queue.

    The ``relabelled`` got another label. ``ambiguous``, ``bad`` and ``duplicates`` have no label
    that could take its place, and the ``unsure`` ones were left open.
    """

    looked: int = 0
    relabelled: int = 0
    ambiguous: int = 0
    bad: int = 0
    duplicates: int = 0
    unsure: int = 0

    @property
    def changed(self) -> int:
        """How many labels are another one now."""
        return self.relabelled

    @property
    def finds(self) -> int:
        """Of how many the label does not stand: changed, or found to be no label of one class."""
        return self.relabelled + self.ambiguous + self.bad + self.duplicates

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % interval of the share of finds."""
        return wilson(self.finds, self.looked)


@dataclass(frozen=True)
class QueueProgress:
    """How many of the ``total`` images of a queue are ``done``, and what came of it.

    ``first`` and ``last`` are the yields of the first and of the last :data:`LOOK_BACK` images
    decided in this queue. ``sentence`` tells of the last ones and what became of them, and
    ``hint`` sets the last beside the first, with Wilson's 95 % intervals, so that one sees when to
    stop; it is empty where nothing can be said.
    """

    done: int
    total: int
    first: Yield
    last: Yield
    sentence: str
    hint: str = ""

    @property
    def looked(self) -> int:
        """Over how many decisions the yield is told."""
        return self.last.looked

    @property
    def changed(self) -> int:
        """How many of these labels are another one now."""
        return self.last.changed
