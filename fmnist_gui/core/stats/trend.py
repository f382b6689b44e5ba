"""Whether people get better or worse as they go on: blocks of trials and a test over them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.response_time import outliers


@dataclass(frozen=True)
class Block:
    """Trials that follow each other, numbered from 1; ``interval`` is Wilson's 95 %.

    ``median_s`` is the median response time, None where none is known.
    """

    number: int
    right: int
    count: int
    interval: Interval
    median_s: float | None = None

    @property
    def share(self) -> float:
        """The share right."""
        return self.right / self.count


class Trend(NamedTuple):
    """Result of a trend test: ``z`` is positive where accuracy rises, ``p`` is two-sided."""

    z: float
    p: float


def blocks(
    is_right: ArrayLike,
    *,
    size: int,
    seconds: ArrayLike | None = None,
    excluded: ArrayLike | None = None,
) -> tuple[Block, ...]:
    """Return blocks of `size` trials, the last one with what is left.

    `is_right` has shape (n,), in the order of the trials. `seconds` are their response times and
    `excluded` marks the first after a start or a break, both of the same shape: these and the
    outliers leave the medians, never a count. Raises ValueError for a size below 1 and for times
    that do not pair.
    """
    right = np.asarray(is_right, dtype=np.bool_)
    if size < 1:
        raise ValueError(f"a block holds at least one trial, not {size}")
    times = np.full(len(right), np.nan)
    if seconds is not None:
        t = np.asarray(seconds, dtype=np.float64)
        if t.shape != right.shape:
            raise ValueError(f"times {t.shape} and right {right.shape} do not pair")
        is_left_out = outliers(t, excluded=excluded) | ~(t > 0)
        if excluded is not None:
            is_left_out |= np.asarray(excluded, dtype=np.bool_)
        times = np.where(is_left_out, np.nan, t)
    made = []
    for number, start in enumerate(range(0, len(right), size), start=1):
        part, timed = right[start : start + size], times[start : start + size]
        kept = timed[~np.isnan(timed)]
        hits, count = int(part.sum()), len(part)
        median_s = float(np.median(kept)) if len(kept) else None
        made.append(Block(number, hits, count, wilson(hits, count), median_s))
    return tuple(made)


def block_trend(made: Sequence[Block]) -> Trend | None:
    """Return the trend over blocks in their order; None where it is undefined."""
    return cochran_armitage([block.right for block in made], [block.count for block in made])


def cochran_armitage(
    right: ArrayLike, count: ArrayLike, *, scores: ArrayLike | None = None
) -> Trend | None:
    """Return the test for a linear trend in proportions (Cochran 1954, Armitage 1955).

    `right` of `count` trials in each of k groups, shape (k,), at `scores`, by default their order.
    The variance is that over all ways to deal out the right answers, with N - 1 in place of N
    (Mantel 1963), which makes it the linear-by-linear association test. None where there is
    nothing to tell: trials at fewer than two scores, or all right, or all wrong.
    """
    k, n = np.asarray(right, np.float64), np.asarray(count, np.float64)
    s = np.arange(len(k), dtype=np.float64) if scores is None else np.asarray(scores, np.float64)
    if not k.shape == n.shape == s.shape or k.ndim != 1:
        raise ValueError(f"right {k.shape}, count {n.shape} and scores {s.shape} do not pair")
    if not np.all((k >= 0) & (k <= n)):
        raise ValueError("a group has between 0 and all of its trials right")
    total, hits = n.sum(), k.sum()
    if len(set(s[n > 0].tolist())) < 2 or hits in (0, total):
        return None
    centred = s - (n @ s) / total
    share = hits / total
    variance = share * (1 - share) * (n @ centred**2) * total / (total - 1)
    z = float(k @ centred / math.sqrt(variance))
    return Trend(z, math.erfc(abs(z) / math.sqrt(2)))
