"""Two sources of answers on the same images: two people, or a person and a model."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fmnist_gui.core.stats import exact_test
from fmnist_gui.core.stats.agreement import kappa
from fmnist_gui.core.stats.proportion import Interval, wilson


@dataclass(frozen=True)
class Paired:
    """How many of the same images both sources had right, only one of them, and neither."""

    both: int
    first_only: int
    second_only: int
    neither: int

    def __post_init__(self) -> None:
        if min(self.both, self.first_only, self.second_only, self.neither) < 0:
            raise ValueError(f"no counts of images: {self}")

    @property
    def n(self) -> int:
        """The number of images."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def first_accuracy(self) -> float | None:
        """The share that the first had right, None without an image."""
        return (self.both + self.first_only) / self.n if self.n else None

    @property
    def second_accuracy(self) -> float | None:
        """The share that the second had right, None without an image."""
        return (self.both + self.second_only) / self.n if self.n else None

    @property
    def difference(self) -> float | None:
        """The first accuracy minus the second, None without an image."""
        return (self.first_only - self.second_only) / self.n if self.n else None

    @property
    def difference_interval(self) -> Interval:
        """The 95 % interval of the difference; -1 to 1 without an image.

        Two Wilson intervals combined with the correlation of the two sources: Newcombe 1998,
        "Improved confidence intervals for the difference between binomial proportions based on
        paired data", method 10.
        """
        if not self.n:
            return Interval(-1.0, 1.0)
        first, second = self.both + self.first_only, self.both + self.second_only
        p1, p2 = first / self.n, second / self.n
        l1, u1 = wilson(first, self.n)
        l2, u2 = wilson(second, self.n)
        difference = (self.first_only - self.second_only) / self.n
        phi = self._correlation()
        return Interval(
            difference - _combined(p1 - l1, u2 - p2, phi=phi),
            difference + _combined(u1 - p1, p2 - l2, phi=phi),
        )

    @property
    def mcnemar_p(self) -> float:
        """The two-sided p of McNemar's exact test on the images that only one had right."""
        return exact_test.binomial(self.first_only, self.first_only + self.second_only, 0.5)

    @property
    def error_consistency(self) -> float | None:
        """How far the two are wrong on the same images, as kappa (Geirhos et al. 2020).

        1 for the same images, 0 for as many as chance makes of the two accuracies. None without
        an image and while both have all right or both all wrong.
        """
        first, second = self.both + self.first_only, self.both + self.second_only
        by_chance = first * second + (self.n - first) * (self.n - second)
        return kappa(self.n, agreeing=self.both + self.neither, by_chance=by_chance)

    def _correlation(self) -> float:
        """Return Newcombe's phi, a positive one with a continuity correction."""
        first, second = self.both + self.first_only, self.both + self.second_only
        product = first * (self.n - first) * second * (self.n - second)
        if not product:
            return 0.0
        excess: float = self.both * self.neither - self.first_only * self.second_only
        if excess > 0:
            excess = max(0.0, excess - self.n / 2)
        return excess / math.sqrt(product)


def paired(first_right: ArrayLike, second_right: ArrayLike) -> Paired:
    """Return the counts of two correctness vectors over the same images, both shape (n,).

    Raises ValueError when they do not pair.
    """
    first = np.asarray(first_right, dtype=np.bool_)
    second = np.asarray(second_right, dtype=np.bool_)
    if first.shape != second.shape or first.ndim != 1:
        raise ValueError(f"answers {first.shape} and answers {second.shape} do not pair")
    return Paired(
        both=int((first & second).sum()),
        first_only=int((first & ~second).sum()),
        second_only=int((~first & second).sum()),
        neither=int((~first & ~second).sum()),
    )


def _combined(first: float, second: float, *, phi: float) -> float:
    # Never below (first - second) ** 2 but by rounding.
    return math.sqrt(max(0.0, first * first - 2 * phi * first * second + second * second))
