"""A score beside what the average person of a crowd would have reached on these very images."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fmnist_gui.core.stats.proportion import check_counts


@dataclass(frozen=True)
class Adjusted:
    """A score of ``right`` of ``n`` beside ``expected``, the right answers of the average worker.

    ``z`` is how many standard deviations of that worker's luck lie between them, None when no
    image leaves anything to luck. ``upper_p`` is the exact chance that the worker gets as many
    right or more, ``lower_p`` as many or fewer.
    """

    n: int
    right: int
    expected: float
    expected_accuracy: float
    z: float | None
    upper_p: float
    lower_p: float


def adjusted(shares: ArrayLike, right: int) -> Adjusted:
    """Return `right` answers beside the crowd's on the same images.

    `shares`, shape (n,), are the shares of the crowd that chose the label of each image. Right
    answers of the average worker are a sum of independent draws with these chances, a Poisson
    binomial: mean sum q, variance sum q(1-q). Raises RequestError for impossible counts and no
    image, ValueError for shares of another shape or outside 0 to 1.
    """
    q = np.asarray(shares, dtype=np.float64)
    if q.ndim != 1 or not np.all((q >= 0) & (q <= 1)):
        raise ValueError(f"no shares of a crowd: shape {q.shape}, or outside 0 to 1")
    check_counts(right, len(q), minimum=1)
    expected = float(q.sum())
    variance = float((q * (1 - q)).sum())
    return Adjusted(
        n=len(q),
        right=right,
        expected=expected,
        expected_accuracy=expected / len(q),
        z=(right - expected) / math.sqrt(variance) if variance else None,
        # As wrong answers: 1 minus the lower tail would be rounding where the chance is small.
        upper_p=_at_most(len(q) - right, 1 - q),
        lower_p=_at_most(right, q),
    )


def _at_most(count: int, chances: ArrayLike) -> float:
    from scipy.stats import poisson_binom

    return min(1.0, float(poisson_binom.cdf(count, chances)))
