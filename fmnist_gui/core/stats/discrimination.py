"""How well a score tells two kinds of images apart."""

import numpy as np
from numpy.typing import ArrayLike


def auroc(scores: ArrayLike, is_positive: ArrayLike) -> float | None:
    """Return the chance that a positive image has a higher score than another one.

    `scores` and `is_positive` are (n,); equal scores count half. That is the area under the
    receiver operating characteristic, by the ranks of Mann and Whitney: Hanley and McNeil (1982),
    Radiology 143:29. None where all images are of one kind. Raises ValueError for NaN.
    """
    values = np.asarray(scores, dtype=np.float64)
    positive = np.asarray(is_positive, dtype=bool)
    if np.isnan(values).any():
        raise ValueError("a score is NaN")
    count = int(positive.sum())
    others = len(values) - count
    if not count or not others:
        return None
    _, place, held = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(held)
    ranks = (last - (held - 1) / 2)[place]
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * others))
