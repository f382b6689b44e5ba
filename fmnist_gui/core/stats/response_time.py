"""How long answers take, without the trials that measured something else."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.stats.limit import IDLE_S

FASTEST_S = 0.20
"""A key that comes sooner was pressed before the image was seen."""

MAD_FACTOR = 3 * 1.4826
"""Median absolute deviations of ln t that are still ordinary; 1.4826 makes one a sigma."""

Mask = NDArray[np.bool_]
"""True for the trials meant, shape (n,)."""


@dataclass(frozen=True)
class Times:
    """Response times of ``n`` trials, all in seconds."""

    n: int
    median_s: float
    lower_quartile_s: float
    upper_quartile_s: float
    p10_s: float
    p90_s: float
    geometric_mean_s: float


def times_content(times: Times | None) -> dict[str, object]:
    """Return the figures under their public keys, fit for JSON; None each without a trial."""
    return {
        "median_s": times and times.median_s,
        "p10_s": times and times.p10_s,
        "p25_s": times and times.lower_quartile_s,
        "p75_s": times and times.upper_quartile_s,
        "p90_s": times and times.p90_s,
        "n": times.n if times else 0,
    }


def outliers(seconds: ArrayLike, *, excluded: ArrayLike | None = None) -> Mask:
    """Return which trials are too fast, idle, or far from the person's other times.

    Too fast is below 0.20 s, idle above 30 s, far is |ln t - median| > 3 x 1.4826 MAD; median
    and MAD are taken over ln t of all trials but the `excluded` ones (the first after a start
    or a break), the too fast and the idle included. Excluded trials can be outliers too.
    """
    t = np.asarray(seconds, dtype=np.float64)
    flagged = (t < FASTEST_S) | (t > IDLE_S)
    positive = t > 0
    ordinary = positive & ~_mask(excluded, len(t))
    if ordinary.any():
        log_t = np.log(np.where(positive, t, 1.0))
        median = np.median(log_t[ordinary])
        spread = np.median(np.abs(log_t[ordinary] - median))
        flagged |= positive & (np.abs(log_t - median) > MAD_FACTOR * spread)
    return flagged


def summary(
    seconds: ArrayLike,
    *,
    excluded: ArrayLike | None = None,
    among: ArrayLike | None = None,
    keeps_outliers: bool = False,
) -> Times | None:
    """Return the figures over the trials that are neither `excluded` nor outliers.

    None when no trial is left. `seconds` has shape (n,), the masks too. `excluded` holds the
    first trial after a start or a break; `among` keeps only some trials (the right answers),
    after the outliers have been found over all. With `keeps_outliers` nothing but `excluded`
    is left out. Quantiles are interpolated linearly (type 7).
    """
    t = np.asarray(seconds, dtype=np.float64)
    kept = (t > 0) & ~_mask(excluded, len(t))
    if not keeps_outliers:
        kept &= ~outliers(t, excluded=excluded)
    if among is not None:
        kept &= _mask(among, len(t))
    return _describe(t[kept]) if kept.any() else None


def _mask(flags: ArrayLike | None, length: int) -> Mask:
    return np.zeros(length, np.bool_) if flags is None else np.asarray(flags, dtype=np.bool_)


def _describe(t: NDArray[np.float64]) -> Times:
    p10, lower, median, upper, p90 = np.quantile(t, [0.10, 0.25, 0.50, 0.75, 0.90]).tolist()
    return Times(
        n=len(t),
        median_s=median,
        lower_quartile_s=lower,
        upper_quartile_s=upper,
        p10_s=p10,
        p90_s=p90,
        geometric_mean_s=float(np.exp(np.mean(np.log(t)))),
    )
