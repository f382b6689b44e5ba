"""Every answer to the images of one split that may be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Classes = NDArray[np.int16]
"""Class numbers, shape (n,)."""

Flags = NDArray[np.bool_]

TAKEN_BACK = -1
"""In place of a current answer where none stands."""


@dataclass(frozen=True, eq=False)
class GivenAnswers:
    """One row for each answered trial, the oldest first; every array has shape (n,).

    ``chosen`` is the first answer of the trial, the one that counts, and ``current`` the one that
    stands, :data:`TAKEN_BACK` if none does. ``response_s`` (seconds, NaN where nobody measured it)
    and ``was_seen`` belong to the first, and ``is_scored`` tells that it is of the main phase of a
    scored session. ``is_standard`` tells that the rules are the standard ones, and that the images
    were drawn by chance and shown as usual.

    ``is_collected`` marks labels that were collected, in a study, for a selection or elsewhere:
    they may be votes and never measure a person. Of these both ``chosen`` and ``current`` are the
    answer that stands, and what names no class is not in here. ``is_batch`` marks those given to
    many images at once, which never claim that the label was not known.

    ``annotator`` counts through ``annotators``, in which a name stands twice if two people bear
    it, each with the id at the same place of ``people``, and ``session`` through ``sessions``.

    Scored sessions that can still be gone on with are not in here: they tell nothing about right
    and wrong. Neither are studies that are not closed, and people who were withdrawn from one.
    Practice and simulated people are, with their flags.
    """

    image_index: NDArray[np.intp]
    chosen: Classes
    current: Classes
    label: Classes
    response_s: NDArray[np.float64]
    annotator: NDArray[np.intp]
    session: NDArray[np.intp]
    is_simulated: Flags
    is_scored: Flags
    is_standard: Flags
    was_seen: Flags
    is_collected: Flags
    is_batch: Flags
    annotators: tuple[str, ...]
    people: tuple[UUID, ...]
    sessions: tuple[UUID, ...]

    def __len__(self) -> int:
        """Return the number of answered trials."""
        return len(self.image_index)

    def are_by(self, person: UUID | None) -> Flags:
        """Return which answers the annotator with this id gave, whoever else has the name.

        None for None, who is nobody.
        """
        numbers = [n for n, known in enumerate(self.people) if known == person]
        return np.isin(self.annotator, numbers)


def own_answers(known: Mapping[str, GivenAnswers], person: UUID | None) -> dict[str, Flags]:
    """Return for each split which of its answers count as those of the annotator with this id.

    Simulated ones count for nobody, except for one who has no others: whoever asks for a simulated
    person wants to see what it said.
    """
    by = {split: given.are_by(person) for split, given in known.items()}
    real = {split: by[split] & ~given.is_simulated for split, given in known.items()}
    return real if any(flags.any() for flags in real.values()) else by
