"""Which numbers occur, and which of them each one is, without sorting where that can be helped."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

SPARSE = 8
"""A table with a place for each number may have so many times as many places as there are."""


def distinct(numbers: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Return the distinct `numbers`, ascending, and the place of each of them there, (n,).

    As ``numpy.unique`` with ``return_inverse``, but of numbers from 0 that lie close together, as
    those of images do, twenty times as fast.
    """
    most = int(numbers.max(initial=0))
    if int(numbers.min(initial=0)) < 0 or most > SPARSE * len(numbers) + 1000:
        found, place = np.unique(numbers, return_inverse=True)
        return found.astype(np.int64, copy=False), place.astype(np.int64, copy=False)
    is_there = np.zeros(most + 1, dtype=np.bool_)
    is_there[numbers] = True
    return np.flatnonzero(is_there), (np.cumsum(is_there) - 1)[numbers]
