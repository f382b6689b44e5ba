"""Speed and accuracy together: quantiles of times, accuracy by time, and a curve through both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.stats.proportion import Interval, wilson

QUANTILES = (0.1, 0.3, 0.5, 0.7, 0.9)

EX_GAUSSIAN_MINIMUM = 100
"""Below this number of times three parameters are not worth fitting."""

NARROWEST, WIDEST = 0.01, 2.0
"""Where sigma and tau are looked for, in standard deviations of the times."""

LEAST_GAIN = 0.01
"""In log likelihood over a normal curve; with less the times tell of no tail."""


@dataclass(frozen=True)
class QuantilePoint:
    """The time within which the share ``quantile`` of the answers came.

    ``interval`` is its 95 % in seconds, None where there are too few answers for both ends.
    """

    quantile: float
    time_s: float
    interval: Interval | None


@dataclass(frozen=True)
class TimeQuantiles:
    """Quantiles of ``n`` response times, ascending; no point without a time."""

    n: int
    points: tuple[QuantilePoint, ...]


@dataclass(frozen=True)
class SpeedPoint:
    """The trials of about one speed; ``interval`` is Wilson's 95 % of the share right."""

    median_s: float
    right: int
    count: int
    interval: Interval

    @property
    def share(self) -> float:
        """The share right."""
        return self.right / self.count


@dataclass(frozen=True)
class ExGaussian:
    """A normal time of mean ``mu_s`` and deviation ``sigma_s`` plus an exponential one.

    ``tau_s`` is the mean of the exponential part, the tail of slow answers. Fitted to ``n`` times.
    """

    mu_s: float
    sigma_s: float
    tau_s: float
    n: int


def quantile_points(seconds: ArrayLike, *, quantiles: Sequence[float] = QUANTILES) -> TimeQuantiles:
    """Return the `quantiles` of times, shape (n,): once for right answers, once for wrong ones.

    Interpolated linearly (type 7). The intervals are from one order statistic to another, whatever
    the distribution, and cover at least 95 % (Conover 1999, 3.2). The times are those without
    outliers.
    """
    t = np.sort(np.asarray(seconds, dtype=np.float64))
    if not len(t):
        return TimeQuantiles(0, ())
    times = np.quantile(t, quantiles).tolist()
    return TimeQuantiles(
        len(t),
        tuple(
            QuantilePoint(quantile, time_s, _quantile_interval(t, quantile))
            for quantile, time_s in zip(quantiles, times, strict=True)
        ),
    )


def speed_accuracy(
    seconds: ArrayLike, is_right: ArrayLike, *, bins: int = 5
) -> tuple[SpeedPoint, ...]:
    """Return the accuracy of the fastest fifth of the trials, the next, ... to the slowest.

    Both have shape (n,); the times are those without outliers. Equal times share a bin, so that
    the order of the trials does not matter; a bin that has none is left out. Raises ValueError
    when the two do not pair or for less than one bin.
    """
    t, right = _paired(seconds, is_right)
    if bins < 1:
        raise ValueError(f"times are divided into at least one bin, not {bins}")
    if not len(t):
        return ()
    faster = np.searchsorted(np.sort(t), t, side="left")
    member = faster * bins // len(t)
    points = []
    for number in np.unique(member):
        chosen = member == number
        hits, count = int(right[chosen].sum()), int(chosen.sum())
        points.append(SpeedPoint(float(np.median(t[chosen])), hits, count, wilson(hits, count)))
    return tuple(points)


def correct_per_second(seconds: ArrayLike, is_right: ArrayLike) -> float | None:
    """Return right answers per second spent answering, one figure for speed and accuracy.

    The rate correct score of Woltz and Was (2006). Both have shape (n,), the times without
    outliers. None without a time. Raises ValueError when the two do not pair.
    """
    t, right = _paired(seconds, is_right)
    total = float(t.sum())
    return int(right.sum()) / total if total > 0 else None


def ex_gaussian(seconds: ArrayLike) -> ExGaussian | None:
    """Return the ex-Gaussian that makes times of shape (n,) most likely.

    Starts from the moments (Heathcote 1996). None below 100 times, and where there is no such
    curve: times that are all equal, without a tail of slow answers, or with nothing but a tail.
    Times from which outliers were taken have lost some of their tail, which makes tau smaller.
    """
    t = np.asarray(seconds, dtype=np.float64)
    if len(t) < EX_GAUSSIAN_MINIMUM or np.ptp(t) == 0:
        return None
    from scipy.optimize import minimize
    from scipy.stats import exponnorm

    mean, spread = float(t.mean()), float(t.std())
    standard = (t - mean) / spread

    def surprise(parameters: NDArray[np.float64]) -> float:
        mu, sigma, tau = parameters[0], *np.exp(parameters[1:])
        return -float(exponnorm.logpdf(standard, tau / sigma, loc=mu, scale=sigma).mean())

    tau = min(max(np.cbrt(np.mean(standard**3) / 2), 0.1), 0.95)
    start = [-tau, np.log(1 - tau**2) / 2, np.log(tau)]
    limits = (np.log(NARROWEST), np.log(WIDEST))
    found = minimize(surprise, start, method="L-BFGS-B", bounds=[(None, None), limits, limits])
    widths = np.exp(found.x[1:])
    gain = len(t) * (np.log(2 * np.pi * np.e) / 2 - found.fun)
    if not found.success or gain < LEAST_GAIN or widths[0] <= NARROWEST * 1.001:
        return None
    return ExGaussian(
        mu_s=mean + spread * float(found.x[0]),
        sigma_s=spread * float(widths[0]),
        tau_s=spread * float(widths[1]),
        n=len(t),
    )


def _quantile_interval(ascending: NDArray[np.float64], quantile: float) -> Interval | None:
    """Return the order statistics that enclose the quantile with at least 95 %, or None."""
    from scipy.special import bdtr

    n = len(ascending)
    # Chance that at most 0, 1, ... n of the times lie below the true quantile.
    at_most = bdtr(np.arange(n + 1), n, quantile)
    low = int(np.searchsorted(at_most, 0.025, side="right")) - 1
    high = int(np.searchsorted(at_most, 0.975, side="left"))
    if low < 0 or high >= n:
        return None
    return Interval(float(ascending[low]), float(ascending[high]))


def _paired(
    seconds: ArrayLike, is_right: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    t, right = np.asarray(seconds, np.float64), np.asarray(is_right, np.bool_)
    if t.shape != right.shape or t.ndim != 1:
        raise ValueError(f"times {t.shape} and right {right.shape} do not pair")
    return t, right
