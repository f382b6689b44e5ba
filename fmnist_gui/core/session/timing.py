"""How long the answers of a session took, without the trials that measured something else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.stats import response_time
from fmnist_gui.core.stats.response_time import Times


@dataclass(frozen=True)
class Timing:
    """Response times over all timed trials, and over right and wrong first answers apart.

    ``right_s`` and ``wrong_s`` are the times themselves, in seconds and ascending, without
    outliers and the first trials after a break. Summaries are None without a trial.
    """

    all: Times | None
    right: Times | None
    wrong: Times | None
    right_s: tuple[float, ...]
    wrong_s: tuple[float, ...]

    @property
    def kept(self) -> int:
        """How many times enter the figures."""
        return len(self.right_s) + len(self.wrong_s)


@dataclass(frozen=True, eq=False)
class TimedTrials:
    """The trials of a session as arrays of one length, in their order.

    ``is_kept`` marks the times that enter figures: no outlier, and not the first after a break.
    """

    seconds: NDArray[np.float64]
    is_right: NDArray[np.bool_]
    is_excluded: NDArray[np.bool_]
    is_kept: NDArray[np.bool_]


def timed(trials: Sequence[Trial]) -> TimedTrials:
    """Return the times of `trials` with what leaves them out."""
    seconds = np.array([trial.response_s for trial in trials], dtype=np.float64)
    excluded = np.array([not trial.is_timed for trial in trials], dtype=np.bool_)
    return TimedTrials(
        seconds=seconds,
        is_right=np.array([trial.is_right for trial in trials], dtype=np.bool_),
        is_excluded=excluded,
        is_kept=(seconds > 0) & ~excluded & ~response_time.outliers(seconds, excluded=excluded),
    )


def timing(trials: Sequence[Trial]) -> Timing:
    """Return the figures over `trials`."""
    found = timed(trials)
    seconds, excluded, right = found.seconds, found.is_excluded, found.is_right
    return Timing(
        all=response_time.summary(seconds, excluded=excluded),
        right=response_time.summary(seconds, excluded=excluded, among=right),
        wrong=response_time.summary(seconds, excluded=excluded, among=~right),
        right_s=tuple(np.sort(seconds[found.is_kept & right]).tolist()),
        wrong_s=tuple(np.sort(seconds[found.is_kept & ~right]).tolist()),
    )
