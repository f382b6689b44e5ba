"""Medians of many groups at once."""

import numpy as np
from numpy.typing import NDArray


def group_medians(groups: NDArray[np.integer], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the median of the `values` (n,) of each group that occurs, by ascending group.

    `groups` (n,) says which group each value belongs to.
    """
    ascending = values[np.lexsort((values, groups))]
    _, counts = np.unique(groups, return_counts=True)
    starts = np.cumsum(counts) - counts
    lower, upper = ascending[starts + (counts - 1) // 2], ascending[starts + counts // 2]
    return np.asarray((lower + upper) / 2, dtype=np.float64)
