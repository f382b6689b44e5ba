"""How many people chose each class of an image."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Vote:
    """How many people chose a class, and which share of all who chose that is."""

    class_number: int
    count: int
    share: float


def votes_of(counts: NDArray[np.number]) -> tuple[Vote, ...]:
    """Return the classes that anybody chose, from the numbers of answers (classes,).

    The most chosen first, of equally many the lower class; nothing for counts that are not known.
    """
    if not np.isfinite(counts).all():
        return ()
    total = int(counts.sum())
    order: Sequence[int] = np.argsort(-counts, kind="stable").tolist()
    return tuple(
        Vote(number, int(counts[number]), int(counts[number]) / total)
        for number in order
        if counts[number] > 0
    )
