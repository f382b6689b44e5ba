"""One label per image from the answers of many people, with what it is worth.

The models are fitted by expectation and maximisation (EM) from vote shares, so that the same
answers always give the same labels.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.stats.agreement import CountTable

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

SMOOTHING = 0.01
"""Added to every count of which a probability is made, so that none is 0."""

SETTLED = 1e-9
"""A fit ends when no posterior changes by more than this in a round."""

MOST_ROUNDS = 200


@dataclass(frozen=True, eq=False)
class SparseAnswers:
    """Who said what of which image: one row per answer, each array of shape (n,).

    ``image`` counts through ``image_count`` images, each with at least one answer, ``annotator``
    through ``annotator_count`` people, ``chosen`` through ``class_count`` classes. A person may
    have answered an image more than once. Raises ValueError for anything else.
    """

    image: Numbers
    annotator: Numbers
    chosen: Numbers
    image_count: int
    annotator_count: int
    class_count: int

    def __post_init__(self) -> None:
        if self.class_count < 2:
            raise ValueError("a consensus needs two classes to choose from")
        for numbers, count, what in (
            (self.image, self.image_count, "image"),
            (self.annotator, self.annotator_count, "annotator"),
            (self.chosen, self.class_count, "class"),
        ):
            if numbers.shape != (len(self.image),) or numbers.dtype.kind not in "iu":
                raise ValueError(f"{what} numbers {numbers.dtype} of shape {numbers.shape}")
            if numbers.size and not 0 <= numbers.min() <= numbers.max() < count:
                raise ValueError(f"{what} numbers outside 0 to {count - 1}")
        if len(np.unique(self.image)) != self.image_count:
            raise ValueError("an image without an answer")

    def __len__(self) -> int:
        """Return the number of answers."""
        return len(self.image)

    @property
    def cell(self) -> Numbers:
        """Where each answer stands in the flat table of images and classes, shape (n,)."""
        return self.image.astype(np.int64) * self.class_count + self.chosen

    def counts(self) -> CountTable:
        """Return the votes of each image, shape (images, classes)."""
        flat = np.bincount(self.cell, minlength=self.image_count * self.class_count)
        return flat.reshape(self.image_count, self.class_count).astype(np.int64, copy=False)

    def shares(self) -> Floats:
        """Return the share of each class in the votes of each image, (images, classes)."""
        counts = self.counts()
        shares: Floats = counts / counts.sum(axis=1, keepdims=True)
        return shares


@dataclass(frozen=True, eq=False)
class Consensus:
    """A model of the answers, and what it makes of each image.

    ``posterior`` is the probability of each class, (images, classes); ``prior`` how common each
    class is, (classes,); ``confusion`` how each person answers images of each class, (people,
    classes, answers), rows that sum to 1. ``rounds`` were computed; ``has_settled`` is False
    when the last of :data:`MOST_ROUNDS` still changed something.
    """

    posterior: Floats
    prior: Floats
    confusion: Floats
    rounds: int
    has_settled: bool

    @property
    def label(self) -> Numbers:
        """The most probable class of each image, (images,); of equal ones the lowest number."""
        found: Numbers = self.posterior.argmax(axis=1).astype(np.int64, copy=False)
        return found


def class_prior(posterior: Floats) -> Floats:
    """Return how common each class is, (classes,), from posteriors, (images, classes)."""
    smoothed = posterior.sum(axis=0) + SMOOTHING
    prior: Floats = smoothed / smoothed.sum()
    return prior


def normalised(scores: Floats) -> Floats:
    """Return rows of logarithms, (images, classes), as probabilities; `scores` is overwritten."""
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores


def settle(
    start: Floats,
    better: Callable[[Floats], Floats],
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> tuple[Floats, int, bool]:
    """Return posteriors that one more round does not change, the rounds, and whether they settled.

    `better` makes new posteriors from old ones, both (images, classes). Reports rounds of
    :data:`MOST_ROUNDS`, which is also reported when fewer were enough. Raises Cancelled.
    """
    posterior, rounds, has_settled = start, 0, False
    while not has_settled and rounds < MOST_ROUNDS:
        if is_cancelled():
            raise Cancelled
        found = better(posterior)
        # Without images there is nothing that could change.
        has_settled = bool(np.abs(found - posterior).max(initial=0.0) <= SETTLED)
        posterior, rounds = found, rounds + 1
        report(MOST_ROUNDS if has_settled else rounds, MOST_ROUNDS)
    return posterior, rounds, has_settled
