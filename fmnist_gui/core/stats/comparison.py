"""A score set against the published one, which is itself a sample."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fmnist_gui.core.stats import exact_test
from fmnist_gui.core.stats.limit import SIGNIFICANCE, VERDICT_MINIMUM
from fmnist_gui.core.stats.proportion import Interval, anytime, check_counts, exact, wilson

Counts = tuple[int, int]
"""Right answers, and of how many."""

PUBLISHED: Counts = (835, 1000)
"""The crowd of the Fashion-MNIST README (2017): a majority of three people, tie rule unknown."""

Verdict = Literal["higher", "lower", "consistent", "too few"]


@dataclass(frozen=True)
class Needed:
    """Right answers that would be told apart from the baseline, None where no number would."""

    higher: int | None
    lower: int | None


@dataclass(frozen=True)
class Comparison:
    """Everything that is said about one score beside a baseline.

    ``difference`` is accuracy minus baseline, a proportion; ``newcombe`` its 95 % interval.
    ``binomial_p`` means something only if the published figure were exact.
    """

    right: int
    count: int
    baseline: Counts
    accuracy: float
    wilson: Interval
    exact: Interval
    difference: float
    newcombe: Interval
    fisher_p: float
    binomial_p: float
    verdict: Verdict
    needed: Needed

    def content(self) -> dict[str, object]:
        """Return the figures under their public keys, fit for JSON."""
        return {
            "accuracy": self.accuracy,
            "wilson": list(self.wilson),
            "exact": list(self.exact),
            "difference": self.difference,
            "newcombe": list(self.newcombe),
            "fisher_p": self.fisher_p,
            "binomial_p": self.binomial_p,
            "verdict": self.verdict,
            "needed": {"higher": self.needed.higher, "lower": self.needed.lower},
        }


def compare(
    right: int, count: int, *, baseline: Counts = PUBLISHED, is_complete: bool = True
) -> Comparison:
    """Return a score of `right` of `count` beside `baseline`.

    A session that has not reached its planned number is not `is_complete` and gets no verdict.
    Raises RequestError for impossible counts and for no image at all.
    """
    check_counts(right, count, minimum=1)
    check_counts(*baseline, minimum=1)
    p_value = fisher_p((right, count), baseline)
    return Comparison(
        right=right,
        count=count,
        baseline=baseline,
        accuracy=right / count,
        wilson=wilson(right, count),
        exact=exact(right, count),
        difference=right / count - baseline[0] / baseline[1],
        newcombe=newcombe((right, count), baseline),
        fisher_p=p_value,
        binomial_p=binomial_p((right, count), baseline[0] / baseline[1]),
        verdict=_verdict((right, count), baseline, p_value) if is_complete else "too few",
        needed=needed(count, baseline),
    )


def newcombe(score: Counts, baseline: Counts = PUBLISHED) -> Interval:
    """Return the 95 % interval of the difference of two independent proportions.

    Two Wilson intervals combined (Newcombe 1998, method 10).
    """
    return _combined(score, wilson(*score), baseline)


def anytime_difference(score: Counts, baseline: Counts = PUBLISHED) -> Interval:
    """Return the 95 % interval of the difference that may be looked at after every trial.

    As Newcombe's, with the anytime interval of the score in place of Wilson's (the recovery of
    variance estimates, Zou and Donner 2008); the baseline is looked at once.
    """
    return _combined(score, anytime(*score), baseline)


def fisher_p(score: Counts, baseline: Counts = PUBLISHED) -> float:
    """Return the two-sided p of Fisher's exact test of two independent scores."""
    return exact_test.fisher(score, baseline)


def binomial_p(score: Counts, accuracy: float = PUBLISHED[0] / PUBLISHED[1]) -> float:
    """Return the two-sided p of the exact binomial test, as if `accuracy` were no sample."""
    return exact_test.binomial(*score, accuracy)


def verdict(score: Counts, baseline: Counts = PUBLISHED) -> Verdict:
    """Return the one word: "too few" below 200 images, else by Fisher's test at 5 %."""
    return _verdict(score, baseline, fisher_p(score, baseline))


@lru_cache(maxsize=256)
def needed(count: int, baseline: Counts = PUBLISHED) -> Needed:
    """Return the least right of `count` that is higher and the most that is lower, by Fisher.

    Says so below 200 images too, where no verdict is given; kept, for it takes a score of tests.
    Raises RequestError for impossible counts.
    """
    check_counts(0, count, minimum=1)
    check_counts(*baseline, minimum=1)
    # Whole numbers, so that a score equal to the baseline counts as neither above nor below.
    first_above = baseline[0] * count // baseline[1] + 1
    last_below = -(-baseline[0] * count // baseline[1]) - 1

    def is_told_apart(right: int) -> bool:
        return fisher_p((right, count), baseline) < SIGNIFICANCE

    higher = _first(is_told_apart, range(first_above, count + 1))
    lower = _first(is_told_apart, range(last_below, -1, -1))
    return Needed(higher, lower)


def _combined(score: Counts, interval: Interval, baseline: Counts) -> Interval:
    p1, p2 = score[0] / score[1], baseline[0] / baseline[1]
    l1, u1 = interval
    l2, u2 = wilson(*baseline)
    difference = p1 - p2
    return Interval(
        difference - math.hypot(p1 - l1, u2 - p2), difference + math.hypot(u1 - p1, p2 - l2)
    )


def _verdict(score: Counts, baseline: Counts, p_value: float) -> Verdict:
    if score[1] < VERDICT_MINIMUM:
        return "too few"
    if p_value >= SIGNIFICANCE:
        return "consistent"
    return "higher" if score[0] * baseline[1] > baseline[0] * score[1] else "lower"


def _first(is_so: Callable[[int], bool], candidates: range) -> int | None:
    """Return the first of `candidates` that `is_so`, which holds from some one on to the end."""
    if not candidates or not is_so(candidates[-1]):
        return None
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if is_so(candidates[middle]):
            high = middle
        else:
            low = middle + 1
    return candidates[low]
