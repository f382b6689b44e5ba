"""Every answer of a study that stands, as arrays, and which of them are votes."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.stats.agreement import CountTable, count_table
from fmnist_gui.core.stats.distinct import distinct

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class StudyLabels:
    """One row for each trial with an answer that stands, the oldest first; arrays of shape (n,).

    ``image`` is the index in the study's split, or, of an attention check, in the split that it
    is of. ``annotator`` counts through ``people``, each of whom has the name at the same place of
    ``names``. One name is one person, however it is capitalised and whichever ids there are; id
    and name are those of the oldest answer. People whose answers were withdrawn are not in here.
    ``chosen`` is a class or :data:`CANNOT_TELL`, ``label`` the class in the file. ``response_s`` is
    in seconds, NaN where it is unknown or was given to many images at once, ``answered_us`` in
    microseconds since 1970 UTC, 0 where it is unknown: such answers stand last. ``session`` counts
    the sittings.
    """

    image: Numbers
    annotator: Numbers
    chosen: Numbers
    label: Numbers
    response_s: NDArray[np.float64]
    answered_us: Numbers
    session: Numbers
    is_check: Flags
    is_repeat: Flags
    is_batch: Flags
    is_imported: Flags
    is_simulated: Flags
    was_seen: Flags
    people: tuple[UUID, ...]
    names: tuple[str, ...]

    def __len__(self) -> int:
        """Return the number of answers."""
        return len(self.image)

    @cached_property
    def asked(self) -> Flags:
        """Which count as a label that the study asked for: each person's first of each image.

        "Cannot tell" is one: the image was looked at. Attention checks and repeats are none, and
        neither are answers to images whose label the person had seen, unless they were given to
        many at once, which never claims to be blind. Simulated people count only where no real
        ones have answered.
        """
        able = ~self.is_check & ~self.is_repeat & (~self.was_seen | self.is_batch)
        real = able & ~self.is_simulated
        able = real if real.any() else able
        rows = np.flatnonzero(able)
        # One number for a pair sorts ten times as fast as pairs do.
        images, place = distinct(self.image[rows])
        pair = self.annotator[rows] * max(len(images), 1) + place
        _, first = np.unique(pair, return_index=True)
        found = np.zeros_like(able)
        found[rows[first]] = True
        return found

    @cached_property
    def votes(self) -> Flags:
        """Which of those that were asked for name a class."""
        found: Flags = self.asked & (self.chosen != CANNOT_TELL)
        return found

    def named(self, class_count: int) -> Flags:
        """Return which votes are for one of so many classes; others can only be of a bad file."""
        found: Flags = self.votes & (self.chosen < class_count)
        return found

    def counts(self, class_count: int) -> tuple[Numbers, CountTable]:
        """Return the images with a vote, (m,), ascending, and their votes, (m, class_count)."""
        rows = self.named(class_count)
        image, place = distinct(self.image[rows])
        return image, count_table(place, self.chosen[rows], class_count=class_count)
