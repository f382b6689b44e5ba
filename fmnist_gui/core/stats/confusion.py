"""Which classes are taken for which, and how well each is told from the rest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.proportion import Interval, wilson, wilson_array

Confusion = NDArray[np.int64]
"""Counts, shape (C, C): rows are the file's labels, columns the answers."""

THIN_ROW = 10
"""A class with fewer trials is shown greyed."""


@dataclass(frozen=True)
class ClassScore:
    """How one class did; ``interval`` is Wilson's 95 %, 0 to 1 without a trial."""

    number: int
    count: int
    right: int
    interval: Interval

    @property
    def accuracy(self) -> float | None:
        """The share right, None without a trial."""
        return self.right / self.count if self.count else None

    @property
    def is_thin(self) -> bool:
        """Whether there are too few trials to look at closely."""
        return self.count < THIN_ROW


class Sensitivity(NamedTuple):
    """Signal detection: how well a class is told apart, and how freely it is named.

    A negative ``criterion`` means that the class is named too readily.
    """

    d_prime: float
    criterion: float


def confusion(labels: ArrayLike, answers: ArrayLike, *, class_count: int) -> Confusion:
    """Return the counts of each answer to each label.

    `labels` and `answers` are class numbers, shape (n,). Raises ValueError when they differ in
    length or name a class outside ``range(class_count)``.
    """
    rows = np.asarray(labels, dtype=np.int64)
    columns = np.asarray(answers, dtype=np.int64)
    if rows.shape != columns.shape or rows.ndim != 1:
        raise ValueError(f"labels {rows.shape} and answers {columns.shape} do not pair")
    for numbers in (rows, columns):
        if numbers.size and not 0 <= numbers.min() <= numbers.max() < class_count:
            raise ValueError(f"class numbers outside 0 to {class_count - 1}")
    flat = np.bincount(rows * class_count + columns, minlength=class_count**2)
    return flat.reshape(class_count, class_count).astype(np.int64, copy=False)


def per_class(matrix: Confusion) -> tuple[ClassScore, ...]:
    """Return one score per class, in class order."""
    counts = matrix.sum(axis=1).tolist()
    rights = np.diagonal(matrix).tolist()
    return tuple(
        ClassScore(number, count, right, wilson(right, count))
        for number, (count, right) in enumerate(zip(counts, rights, strict=True))
    )


def balanced_accuracy(matrix: Confusion) -> float | None:
    """Return the mean share right over the classes; None while a class has no trial."""
    counts = matrix.sum(axis=1)
    if not len(counts) or not counts.all():
        return None
    return float(np.mean(np.diagonal(matrix) / counts))


def balanced_interval(scores: Sequence[ClassScore]) -> Interval | None:
    """Return the 95 % interval of the mean share right over classes; None where that is.

    The classes' Wilson intervals combined as those of independent proportions (the recovery of
    variance estimates, Zou and Donner 2008).
    """
    shares = [score.accuracy for score in scores]
    if not shares or None in shares:
        return None
    pairs = [(p, score.interval) for p, score in zip(shares, scores, strict=True) if p is not None]
    mean = sum(p for p, _ in pairs) / len(pairs)
    below = math.hypot(*(p - ends.low for p, ends in pairs)) / len(pairs)
    above = math.hypot(*(ends.high - p for p, ends in pairs)) / len(pairs)
    return Interval(mean - below, mean + above)


def row_shares(matrix: Confusion) -> NDArray[np.float64]:
    """Return each cell as a share of its row, shape (C, C); rows without a trial are 0."""
    totals = np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    return np.asarray(matrix / totals, dtype=np.float64)


def cell_intervals(matrix: Confusion) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return low and high of Wilson's 95 % interval of each row share, both (C, C)."""
    return wilson_array(matrix, matrix.sum(axis=1, keepdims=True))


def cell_content(matrix: Confusion) -> list[list[list[float]] | None]:
    """Return the intervals of :func:`cell_intervals` fit for JSON: [low, high] for each cell.

    A row without a trial is None.
    """
    pairs = np.stack(cell_intervals(matrix), axis=-1)
    has_some = matrix.sum(axis=1) > 0
    return [row.tolist() if some else None for row, some in zip(pairs, has_some, strict=True)]


def sensitivity(hits: int, positives: int, *, false_alarms: int, negatives: int) -> Sensitivity:
    """Return d' and the criterion c with the log-linear correction (Hautus 1995).

    `hits` of `positives` images of the class were named so, and `false_alarms` of the
    `negatives` other images too. Raises RequestError for impossible counts.
    """
    if not (0 <= hits <= positives and 0 <= false_alarms <= negatives):
        raise RequestError(
            f"{hits} hits of {positives} and {false_alarms} false alarms of {negatives} "
            "cannot be; give counts that are not above their totals"
        )
    hit_z = NormalDist().inv_cdf((hits + 0.5) / (positives + 1))
    alarm_z = NormalDist().inv_cdf((false_alarms + 0.5) / (negatives + 1))
    return Sensitivity(hit_z - alarm_z, -(hit_z + alarm_z) / 2)


def class_sensitivity(matrix: Confusion, number: int) -> Sensitivity | None:
    """Return class `number` against the rest; None without trials on either side."""
    positives = int(matrix[number].sum())
    negatives = int(matrix.sum()) - positives
    if not positives or not negatives:
        return None
    hits = int(matrix[number, number])
    return sensitivity(
        hits,
        positives,
        false_alarms=int(matrix[:, number].sum()) - hits,
        negatives=negatives,
    )


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return `p_values` in their order, corrected for their number (Holm 1979)."""
    p = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(stepped, 1.0)
    return tuple(corrected.tolist())
