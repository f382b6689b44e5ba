"""Whether people give the same answer when an image comes again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fmnist_gui.core.stats.agreement import cohen_kappa
from fmnist_gui.core.stats.proportion import Interval, wilson


@dataclass(frozen=True)
class Consistency:
    """Of ``n`` repeats ``same`` had the same answer; ``interval`` is Wilson's 95 % of that share.

    ``kappa`` is Cohen's, None without a repeat or when all answers were of one class.
    """

    n: int
    same: int
    interval: Interval
    kappa: float | None

    @property
    def share(self) -> float | None:
        """The share of repeats with the same answer; None without one."""
        return self.same / self.n if self.n else None


def consistency(first: ArrayLike, again: ArrayLike) -> Consistency:
    """Return how the answers to repeats agree with the first ones.

    `first` and `again` are class numbers, shape (n,), an image each. Agreement by chance is that
    of the two sets of answers (Cohen 1960). Raises ValueError when they differ in length.
    """
    before, after = np.asarray(first, np.int64), np.asarray(again, np.int64)
    if before.shape != after.shape or before.ndim != 1:
        raise ValueError(f"first {before.shape} and repeated {after.shape} answers do not pair")
    n, same = len(before), int((before == after).sum())
    return Consistency(n, same, wilson(same, n), cohen_kappa(before, after))
