"""Images that show what a class is like, and where it borders on another one."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.dataset.predictions import Probs
from fmnist_gui.core.review import quality

Floats = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Likeness:
    """How like each class n images are.

    ``to_class`` is (n, classes), the higher the more alike; only differences within a row count.
    ``typicality`` (n,) tells how good an example of its own class an image is. Both are NaN for
    images of which nothing is known.
    """

    to_class: Floats
    typicality: Floats


def likeness_of_scores(probs: Probs, labels: Labels) -> Likeness:
    """Return it from probabilities out of sample (n, classes): the surer, the more typical.

    ``typicality`` is the normalised margin of :func:`fmnist_gui.core.review.quality.margin`.
    """
    return Likeness(probs, quality.margin(probs, labels))


def likeness_of_points(points: Floats, labels: Labels, classes: int) -> Likeness:
    """Return it from places (n, d) in a space in which like images lie together.

    The likeness to a class is the squared distance to the mean of its images, turned negative; an
    image nearest to the mean of its own class is the most typical. A class without images is like
    no image.
    """
    held = np.bincount(labels, minlength=classes)
    sums = np.zeros((classes, points.shape[1]))
    np.add.at(sums, labels, points)
    means = sums / np.maximum(held, 1)[:, None]
    lengths = np.einsum("nd,nd->n", points, points, dtype=np.float64)
    squares = lengths[:, None] - 2 * (points @ means.T) + (means**2).sum(axis=1)
    # In the precision in which classes are compared below.
    to_class = -squares.astype(np.float32)
    to_class[:, held == 0] = -np.inf
    return Likeness(to_class, quality.self_confidence(to_class, labels))


def typical(likeness: Likeness, labels: Labels, number: int, *, count: int) -> Numbers:
    """Return up to `count` images labelled with class `number`, the most typical first."""
    own = np.flatnonzero((labels == number) & np.isfinite(likeness.typicality))
    return own[_first(-likeness.typicality[own], count)]


def border(likeness: Likeness, labels: Labels, number: int, *, towards: int, count: int) -> Numbers:
    """Return up to `count` images labelled with class `number` that are nearly like `towards`.

    They are on their own side: no class is more like them than `number`. First come those whose
    second class is `towards`, and of these the ones with the least difference between the two.
    """
    own = np.flatnonzero(labels == number)
    values = likeness.to_class[own]
    others = quality.best_other(values, labels[own])
    # A comparison with NaN is false.
    is_inside = values[:, number] >= others
    own, values, others = own[is_inside], values[is_inside], others[is_inside]
    is_second = values[:, towards] >= others
    apart = values[:, number] - values[:, towards]
    order = np.lexsort((apart, ~is_second))
    return own[order[np.isfinite(apart[order])][:count]]


@dataclass(frozen=True, eq=False)
class ExampleBook:
    """Looks examples up, each kind once; `count` of each, found among images labelled (n,)."""

    likeness: Likeness
    labels: Labels
    count: int
    _found: dict[tuple[int, int | None], tuple[int, ...]] = field(default_factory=dict)

    def typical(self, number: int) -> tuple[int, ...]:
        """Return the most typical images of class `number`; nothing for one there is not."""
        return self._look_up(number, None)

    def border(self, number: int, towards: int) -> tuple[int, ...]:
        """Return images of class `number` that are nearly like `towards`, if there are both."""
        return self._look_up(number, towards)

    def _look_up(self, number: int, towards: int | None) -> tuple[int, ...]:
        key = number, towards
        if key not in self._found:
            self._found[key] = self._find(number, towards)
        return self._found[key]

    def _find(self, number: int, towards: int | None) -> tuple[int, ...]:
        classes = range(self.likeness.to_class.shape[1])
        if number not in classes or towards == number:
            return ()
        if towards is None:
            found = typical(self.likeness, self.labels, number, count=self.count)
        elif towards in classes:
            found = border(self.likeness, self.labels, number, towards=towards, count=self.count)
        else:
            return ()
        return tuple(found.tolist())


def _first(values: Floats, count: int) -> NDArray[np.intp]:
    """Return where the `count` smallest values stand, in order, of equal ones the first."""
    order: NDArray[np.intp] = np.argsort(values, kind="stable")[:count]
    return order
