"""How simulated people decide which class an image is of."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LOOK_ALIKES = (frozenset({0, 2, 3, 4, 6}), frozenset({5, 7, 9}))
"""Fashion-MNIST's tops and shoes, which are taken for each other."""

SIMILAR_WEIGHT = 9.0
"""How many times as likely a mistake is a class of the same group as one outside it."""

Shares = NDArray[np.float64]
"""How often each class is chosen, adding up to 1."""


class Chooser(Protocol):
    """How a simulated person decides."""

    def choose(
        self,
        image_index: int,
        label: int,
        rng: "np.random.Generator",
        *,
        allowed: Collection[int] = (),
    ) -> int:
        """Return a class number for an image whose label in the file is `label`.

        Only one of the `allowed` classes, all if empty.
        """
        ...


@dataclass(frozen=True)
class AccuracyChooser:
    """Right with probability `accuracy`; mistakes prefer classes that look alike."""

    accuracy: float
    class_count: int

    def choose(
        self,
        image_index: int,
        label: int,
        rng: "np.random.Generator",
        *,
        allowed: Collection[int] = (),
    ) -> int:
        """Return the label, or a class confused with it."""
        if rng.random() < self.accuracy or self.class_count == 1:
            return label
        return _drawn(self._mistakes(label), label, rng, allowed=allowed)

    def confusion(self) -> Shares:
        """Return how often each class, by column, is chosen for each label, shape (C, C)."""
        if self.class_count == 1:
            return np.ones((1, 1))
        mistakes = np.stack([self._mistakes(label) for label in range(self.class_count)])
        return self.accuracy * np.eye(self.class_count) + (1 - self.accuracy) * mistakes

    def _mistakes(self, label: int) -> Shares:
        weights = np.ones(self.class_count)
        for group in LOOK_ALIKES if self.class_count == 10 else ():
            if label in group:
                weights[list(group)] = SIMILAR_WEIGHT
        weights[label] = 0.0
        weights /= weights.sum()
        return weights


class _RowChooser(ABC):
    """Decides by one row of a table, in proportion to its entries."""

    def choose(
        self,
        image_index: int,
        label: int,
        rng: np.random.Generator,
        *,
        allowed: Collection[int] = (),
    ) -> int:
        """Return a class in proportion to the row of the image or of its label."""
        return _drawn(self._row(image_index, label), label, rng, allowed=allowed)

    @abstractmethod
    def _row(self, image_index: int, label: int) -> NDArray[np.float64] | NDArray[np.int64]: ...


@dataclass(frozen=True, eq=False)
class ConfusionChooser(_RowChooser):
    """Answers as a confusion matrix says: `confusion` is (C, C), rows the file's labels.

    Counts or shares, with something in every row that is asked about.
    """

    confusion: NDArray[np.float64]

    def _row(self, image_index: int, label: int) -> NDArray[np.float64]:
        row: NDArray[np.float64] = self.confusion[label]
        return row


@dataclass(frozen=True, eq=False)
class CountsChooser(_RowChooser):
    """Answers as a random member of a crowd: `counts` is (images, classes), row = image index."""

    counts: NDArray[np.int64]

    def _row(self, image_index: int, label: int) -> NDArray[np.int64]:
        row: NDArray[np.int64] = self.counts[image_index]
        return row


def _drawn(
    row: NDArray[np.float64] | NDArray[np.int64],
    label: int,
    rng: "np.random.Generator",
    *,
    allowed: Collection[int],
) -> int:
    """Return a class in proportion to `row` among the `allowed`; the label if there is none."""
    weights = np.array(row, dtype=np.float64)
    if allowed:
        weights[~np.isin(np.arange(len(weights)), list(allowed))] = 0.0
        if not weights.sum():
            return label
    return int(rng.choice(len(weights), p=weights / weights.sum()))
