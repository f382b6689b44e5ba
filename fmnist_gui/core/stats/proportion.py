"""How sure a share of right answers is: intervals for one proportion."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.errors import RequestError

NARROWEST = 1e-6
"""No half-width below a millionth is asked for: it would take some 10**12 images."""

FINITE_MINIMUM = 500
"""Below this number of trials the finite population is not allowed for."""


@dataclass(frozen=True)
class Interval:
    """A range, ends included.

    Of proportions it lies between 0 and 1, of their differences between -1 and 1.
    """

    low: float
    high: float

    def __iter__(self) -> Iterator[float]:
        """Give low, then high, so that it unpacks."""
        return iter((self.low, self.high))

    def __contains__(self, value: float) -> bool:
        """Whether `value` lies inside."""
        return self.low <= value <= self.high


def check_counts(right: int, count: int, *, minimum: int = 0) -> None:
    """Raise RequestError unless ``0 <= right <= count`` and ``count >= minimum``."""
    if not (0 <= right <= count and count >= minimum):
        raise RequestError(
            f"{right} right of {count} images is no score; "
            f"give a count of at least {minimum} and a number right between 0 and it"
        )


@lru_cache(maxsize=16)
def critical_z(confidence: float) -> float:
    """Return the normal quantile of a two-sided interval, 1.959964 for 0.95."""
    if not 0 < confidence < 1:
        raise RequestError(f"a confidence lies between 0 and 1, not at {confidence:g}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def finite_factor(count: int, population: int) -> float:
    """Return sqrt((N-n)/(N-1)), by which the standard error shrinks for these very N images.

    Raises RequestError below 500 trials, where it would promise too much, or above `population`.
    """
    if not FINITE_MINIMUM <= count <= population:
        raise RequestError(
            f"the finite population can be allowed for from {FINITE_MINIMUM} to {population} "
            f"images, not with {count}; leave it off"
        )
    return math.sqrt((population - count) / (population - 1)) if population > 1 else 0.0


def wilson(
    right: int, count: int, *, confidence: float = 0.95, population: int | None = None
) -> Interval:
    """Return Wilson's score interval (1927); 0 to 1 while there is no trial.

    `population` narrows it to "this person over exactly these images" (see finite_factor).
    Raises RequestError for impossible counts.
    """
    check_counts(right, count)
    if count == 0:
        return Interval(0.0, 1.0)
    z = critical_z(confidence)
    if population is not None:
        z *= finite_factor(count, population)
    centre, half = _wilson(right / count, count, z)
    return Interval(
        0.0 if right == 0 else max(0.0, centre - half),
        1.0 if right == count else min(1.0, centre + half),
    )


def share_interval(share: float, count: int) -> Interval:
    """Return Wilson's 95 % interval of a share of `count` that need be no whole number of them.

    It is that of the nearest whole number.
    """
    return wilson(round(share * count), count)


def wilson_array(
    right: ArrayLike, count: ArrayLike, *, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the low and the high ends of Wilson's interval, in the shape both broadcast to.

    Cells without a trial get 0 to 1. Counts are taken as they are.
    """
    k, n = np.broadcast_arrays(np.asarray(right, np.float64), np.asarray(count, np.float64))
    z = critical_z(confidence)
    some = np.maximum(n, 1)
    p = k / some
    denominator = 1 + z * z / some
    centre = (p + z * z / (2 * some)) / denominator
    half = z * np.sqrt(p * (1 - p) / some + z * z / (4 * some * some)) / denominator
    low = np.where(k == 0, 0.0, np.maximum(0.0, centre - half))
    high = np.where(k == n, 1.0, np.minimum(1.0, centre + half))
    return low, high


def exact(right: int, count: int, *, confidence: float = 0.95) -> Interval:
    """Return the interval of Clopper and Pearson (1934), which never covers too little.

    Raises RequestError for impossible counts.
    """
    check_counts(right, count)
    from scipy.special import betaincinv

    tail = _tail(confidence)
    wrong = count - right
    return Interval(
        0.0 if right == 0 else float(betaincinv(right, wrong + 1, tail)),
        1.0 if wrong == 0 else float(betaincinv(right + 1, wrong, 1 - tail)),
    )


def jeffreys(right: int, count: int, *, confidence: float = 0.95) -> Interval:
    """Return the equal-tailed interval of Beta(k + 1/2, n - k + 1/2).

    The low end is 0 for none right and the high end 1 for all right, so that what was seen is
    never outside (Brown, Cai and DasGupta 2001). Raises RequestError for impossible counts.
    """
    check_counts(right, count)
    from scipy.special import betaincinv

    tail = _tail(confidence)
    wrong = count - right
    return Interval(
        0.0 if right == 0 else float(betaincinv(right + 0.5, wrong + 0.5, tail)),
        1.0 if wrong == 0 else float(betaincinv(right + 0.5, wrong + 0.5, 1 - tail)),
    )


def anytime(right: int, count: int, *, alpha: float = 0.05) -> Interval:
    """Return the interval that may be looked at after every trial.

    All p with B(k+1, n-k+1) / (p^k (1-p)^(n-k)) < 1/alpha: a uniform mixture against p, which
    by Ville's inequality wrongly leaves out the true p at any time with chance alpha at most.
    Raises RequestError for impossible counts.
    """
    check_counts(right, count)
    if not 0 < alpha < 1:
        raise RequestError(f"an error rate lies between 0 and 1, not at {alpha:g}")
    wrong = count - right
    log_beta = math.lgamma(right + 1) + math.lgamma(wrong + 1) - math.lgamma(count + 2)
    bound = log_beta + math.log(alpha)

    def is_inside(p: float) -> bool:
        return right * math.log(p) + wrong * math.log1p(-p) > bound

    share = right / count if count else 0.5
    low = 0.0 if right == 0 else _edge(is_inside, share, outside=0.0)
    high = 1.0 if wrong == 0 else _edge(is_inside, share, outside=1.0)
    return Interval(low, high)


def needed_for_half_width(
    half_width: float, accuracy: float = 0.835, *, population: int | None = None
) -> int:
    """Return how many images make Wilson's 95 % interval at most +- `half_width` wide.

    Both are proportions. Drawn without replacement from a `population`, no more than all of it are
    needed. Raises RequestError for a width below a millionth or above 1, or no accuracy.
    """
    if not (NARROWEST <= half_width <= 1 and 0 <= accuracy <= 1):
        raise RequestError(
            f"no number of images gives ±{half_width:g} at an accuracy of {accuracy:g}; "
            f"give a width from {NARROWEST:f} to 1 and an accuracy between 0 and 1"
        )
    too_few, enough = 0, 1
    while wilson_half_width(accuracy, enough, population=population) > half_width:
        too_few, enough = enough, 2 * enough if population is None else min(2 * enough, population)
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        if wilson_half_width(accuracy, middle, population=population) > half_width:
            too_few = middle
        else:
            enough = middle
    return enough


def wilson_half_width(share: float, count: int, *, population: int | None = None) -> float:
    """Return half the width of Wilson's 95 % interval when `share` of `count` is found.

    A `population` narrows it from 500 images on (see finite_factor); of all of it nothing is left
    to estimate.
    """
    z = critical_z(0.95)
    if population is not None:
        if count >= population:
            return 0.0
        z *= finite_factor(count, population) if count >= FINITE_MINIMUM else 1.0
    return _wilson(share, count, z)[1]


def _wilson(share: float, count: int, z: float) -> tuple[float, float]:
    denominator = 1 + z * z / count
    centre = (share + z * z / (2 * count)) / denominator
    variance = share * (1 - share) / count + z * z / (4 * count * count)
    return centre, z * math.sqrt(variance) / denominator


def _tail(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise RequestError(f"a confidence lies between 0 and 1, not at {confidence:g}")
    return (1 - confidence) / 2


def _edge(is_inside: Callable[[float], bool], inside: float, *, outside: float) -> float:
    while True:
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            return inside
        if is_inside(middle):
            inside = middle
        else:
            outside = middle
