"""Whether people are right as often as they say they are sure."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.stats.proportion import Interval, wilson

ECE_MINIMUM = 50
"""Below this number of trials the expected calibration error is mostly noise and is hidden."""


class StatedLevel(NamedTuple):
    """One way to say how sure one is, and the chance of being right that it stands for."""

    name: str
    stated: float


LEVELS: tuple[StatedLevel, ...] = (
    StatedLevel("guess", 0.25),
    StatedLevel("unsure", 0.55),
    StatedLevel("fairly sure", 0.80),
    StatedLevel("sure", 0.97),
)
"""The four levels that people choose from, least sure first."""


@dataclass(frozen=True)
class Level:
    """The trials at one stated probability; ``interval`` is Wilson's 95 % of the share right."""

    stated: float
    n: int
    right: int
    interval: Interval

    @property
    def share(self) -> float:
        """The share right; a level without a trial is none."""
        return self.right / self.n


@dataclass(frozen=True)
class Calibration:
    """Stated probabilities beside what came of them, over ``n`` trials.

    ``brier`` is the mean squared distance of the stated probability from 1 (right) or 0 (wrong).
    ``ece``, the expected calibration error, is None below 50 trials. ``over_confidence`` is the
    mean stated probability minus the share right, and ``over_confidence_interval`` its 95 %.
    Without a trial all of them are None and there is no level. ``levels`` ascend.
    """

    n: int
    brier: float | None
    ece: float | None
    over_confidence: float | None
    over_confidence_interval: Interval | None
    levels: tuple[Level, ...]

    @property
    def right(self) -> int:
        """How many trials were right at any level."""
        return sum(level.right for level in self.levels)

    @property
    def mean_stated(self) -> float | None:
        """The mean stated probability; None without a trial."""
        return sum(level.stated * level.n for level in self.levels) / self.n if self.n else None


def calibration(stated: ArrayLike, is_right: ArrayLike) -> Calibration:
    """Return how the `stated` probabilities of being right, shape (n,), compare with `is_right`.

    Each distinct stated value is a level. The interval of the over-confidence takes what was
    stated as given and the share right by Wilson's interval, which is a little too wide where the
    levels differ. Brier's score: Brier 1950. Raises ValueError when the two differ in length or a
    stated value is no probability.
    """
    said, right = _paired(stated, is_right)
    n = len(said)
    if not n:
        return Calibration(0, None, None, None, None, ())
    low, high = wilson(int(right.sum()), n)
    mean = float(said.mean())
    return Calibration(
        n=n,
        brier=float(np.mean((said - right) ** 2)),
        ece=expected_calibration_error(said, right) if n >= ECE_MINIMUM else None,
        over_confidence=mean - float(right.mean()),
        over_confidence_interval=Interval(mean - high, mean - low),
        levels=_levels(said, right),
    )


def expected_calibration_error(stated: ArrayLike, is_right: ArrayLike) -> float:
    """Return the mean distance of share right and stated probability over the levels.

    Weighted by their trials, of which there is at least one; the levels take the place of the
    bins of Naeini, Cooper and Hauskrecht 2015. Raises ValueError as `calibration` does, and
    without a trial.
    """
    said, right = _paired(stated, is_right)
    if not len(said):
        raise ValueError("no trial has a stated probability")
    levels = _levels(said, right)
    return sum(abs(level.right - level.n * level.stated) for level in levels) / len(said)


def _levels(said: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[Level, ...]:
    values, member, counts = np.unique(said, return_inverse=True, return_counts=True)
    rights = np.bincount(member, weights=right, minlength=len(values)).astype(np.int64)
    return tuple(
        Level(value, count, hits, wilson(hits, count))
        for value, count, hits in zip(
            values.tolist(), counts.tolist(), rights.tolist(), strict=True
        )
    )


def _paired(
    stated: ArrayLike, is_right: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    said, right = np.asarray(stated, np.float64), np.asarray(is_right, np.bool_)
    if said.shape != right.shape or said.ndim != 1:
        raise ValueError(f"stated {said.shape} and right {right.shape} do not pair")
    if not np.all((said >= 0) & (said <= 1)):
        raise ValueError("a stated probability lies between 0 and 1")
    return said, right
