"""Which classes are missed more than the others, and which are named too freely."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from fmnist_gui.core.stats.comparison import fisher_p
from fmnist_gui.core.stats.confusion import (
    Confusion,
    Sensitivity,
    class_sensitivity,
    holm,
)
from fmnist_gui.core.stats.proportion import Interval, critical_z


@dataclass(frozen=True)
class ClassTest:
    """A class, ``right`` of ``count``, against all others taken together.

    ``p`` is Fisher's, two-sided, and ``holm_p`` the same corrected for the number of classes
    tested; both are None where either side has no trial.
    """

    number: int
    right: int
    count: int
    rest_right: int
    rest_count: int
    p: float | None
    holm_p: float | None


@dataclass(frozen=True)
class ClassBias:
    """How freely a class is named, and how well it is told from the rest, over ``total`` trials.

    ``images`` bear its label, ``answers`` named it. ``sensitivity`` is None where the class or
    the rest has no trial, and so are the 95 % intervals of its two figures.
    """

    number: int
    images: int
    answers: int
    total: int
    sensitivity: Sensitivity | None
    d_prime_interval: Interval | None
    criterion_interval: Interval | None

    @property
    def difference(self) -> float | None:
        """The share of answers minus the share of labels; None without a trial."""
        return (self.answers - self.images) / self.total if self.total else None


def class_tests(matrix: Confusion) -> tuple[ClassTest, ...]:
    """Return one test per class of its share right against that of all other classes.

    `matrix` has shape (C, C), rows the file's labels. Fisher's exact test and not a binomial one:
    the share right over the others is a sample too, and taking it for exact would claim too
    much, by far so with two or three classes. The tests depend on each other, since each class
    is part of the others' rest; Holm's correction holds all the same.
    """
    counts, rights = matrix.sum(axis=1).tolist(), np.diagonal(matrix).tolist()
    count, right = sum(counts), sum(rights)
    sides = [((k, n), (right - k, count - n)) for k, n in zip(rights, counts, strict=True)]
    tested = {
        number: fisher_p(own, rest)
        for number, (own, rest) in enumerate(sides)
        if own[1] and rest[1]
    }
    corrected = dict(zip(tested, holm(list(tested.values())), strict=True))
    return tuple(
        ClassTest(number, *own, *rest, tested.get(number), corrected.get(number))
        for number, (own, rest) in enumerate(sides)
    )


def class_bias(matrix: Confusion) -> tuple[ClassBias, ...]:
    """Return how freely each class is named and how well it is told apart, in class order.

    `matrix` has shape (C, C), rows the file's labels, columns the answers.
    """
    images, answers = matrix.sum(axis=1).tolist(), matrix.sum(axis=0).tolist()
    return tuple(_bias(matrix, n, images=images[n], answers=answers[n]) for n in range(len(images)))


def _bias(matrix: Confusion, number: int, *, images: int, answers: int) -> ClassBias:
    total = int(matrix.sum())
    found = class_sensitivity(matrix, number)
    if found is None:
        return ClassBias(number, images, answers, total, None, None, None)
    hits = int(matrix[number, number])
    error = d_prime_error(hits, images, false_alarms=answers - hits, negatives=total - images)
    half = critical_z(0.95) * error
    return ClassBias(
        number,
        images,
        answers,
        total,
        found,
        Interval(found.d_prime - half, found.d_prime + half),
        Interval(found.criterion - half / 2, found.criterion + half / 2),
    )


def d_prime_error(hits: int, positives: int, *, false_alarms: int, negatives: int) -> float:
    """Return the standard error of d', twice that of the criterion (Gourevitch, Galanter 1967).

    At the rates of `sensitivity`, whose log-linear correction keeps it finite.
    """
    normal = NormalDist()
    variance = 0.0
    for count, total in ((hits, positives), (false_alarms, negatives)):
        rate = (count + 0.5) / (total + 1)
        variance += rate * (1 - rate) / ((total + 1) * normal.pdf(normal.inv_cdf(rate)) ** 2)
    return math.sqrt(variance)
