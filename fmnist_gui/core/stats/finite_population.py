"""How sure a share is when the images are drawn, without replacement, from so many and no more."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.proportion import (
    FINITE_MINIMUM,
    Interval,
    check_counts,
    wilson,
)


def sample_interval(right: int, count: int, population: int) -> Interval:
    """Return Wilson's 95 % interval of a planned sample of `count` out of `population`.

    The finite population narrows it from 500 images on (see finite_factor); of all images there is
    nothing left to estimate. Raises RequestError for impossible counts.
    """
    _check(right, count, population)
    if 0 < count == population:
        return Interval(right / count, right / count)
    return wilson(right, count, population=population if count >= FINITE_MINIMUM else None)


@lru_cache(maxsize=256)
def anytime_of(right: int, count: int, population: int, *, alpha: float = 0.05) -> Interval:
    """Return the interval that may be looked at after every image drawn from `population`.

    All shares K/N whose hypergeometric chance of `right` in `count` is above alpha / (count + 1):
    the prior-posterior ratio under an even prior, which leaves out the true share at any time with
    chance alpha at most (Waudby-Smith and Ramdas 2020). Its limit for large N is
    :func:`~fmnist_gui.core.stats.proportion.anytime`. Raises RequestError for impossible counts.
    """
    _check(right, count, population)
    if not 0 < alpha < 1:
        raise RequestError(f"an error rate lies between 0 and 1, not at {alpha:g}")
    wrong = count - right
    # Other totals cannot have given what was drawn.
    totals = np.arange(right, population - wrong + 1)
    rest = population - totals
    logs = _log_factorials(population)
    chance = logs[totals] - logs[totals - right] - logs[right]
    chance += logs[rest] - logs[rest - wrong] - logs[wrong]
    chance += logs[count] + logs[population - count] - logs[population]
    inside = totals[chance > math.log(alpha / (count + 1))]
    return Interval(float(inside[0]) / population, float(inside[-1]) / population)


def _check(right: int, count: int, population: int) -> None:
    check_counts(right, count)
    if population < max(count, 1):
        raise RequestError(
            f"{count:,} images cannot be drawn from {population:,} without replacement; "
            "give the number of all images"
        )


@lru_cache(maxsize=4)
def _log_factorials(most: int) -> NDArray[np.float64]:
    """Return log 0!, log 1! ... of shape (most + 1,); scipy would let a window wait for itself."""
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, most + 1)))])
