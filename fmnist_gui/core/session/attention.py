"""Images that nobody who looks takes for another class, as attention checks."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Split

CANDIDATES_SHARE = 0.005
"""Checks are drawn from this share of a split, those furthest from any other class."""

CLEAR_PERCENT = 90
"""A class gives checks if so many of the images that lie nearest to its mean are its own."""

CHUNK = 4096


def clearest(split: Split, *, class_count: int, classes: Collection[int] = ()) -> NDArray[np.intp]:
    """Return the images of `split` that are clearest by their pixels, the clearest first.

    An image is as clear as it is closer to the mean image of its own class than to any other
    mean, relative to that other distance. Classes for which others are taken, as all tops and
    shoes, give none: of the images nearest to the mean of a class nine in ten must be its own.
    Where no class is as clear as that, the clearest one of all gives them; among some `classes`
    alone, as among tops, none does, for a person who looks would fail them. One in two hundred of
    the split is returned, of images whose own mean is the nearest, from the classes in turn.

    On the test images of Fashion-MNIST these are trousers and bags, on which 94.6 % of the people
    of Fashion-MNIST-H say what the file says, and 86.9 % on the worst of the 50. `classes` are
    the only ones that can be answered, all if empty; no other one is looked at.
    """
    numbers = np.unique(split.labels)
    present = numbers[np.isin(numbers, list(classes) or np.arange(class_count))]
    here = np.flatnonzero(np.isin(split.labels, present))
    if not len(here):
        return here
    pixels = split.images.reshape(len(split), -1)
    means: NDArray[np.float64] = np.stack([_mean(pixels[split.labels == c]) for c in present])
    own = np.searchsorted(present, split.labels[here])
    ratios, nearest = np.empty(len(here)), np.empty(len(here), dtype=np.intp)
    for start in range(0, len(here), CHUNK):
        part = slice(start, start + CHUNK)
        ratios[part], nearest[part] = _ratios(pixels[here[part]], own[part], means)
    found = np.flatnonzero(
        (ratios < 1) & np.isin(own, _clear_classes(own, nearest, has_one=not classes))
    )
    found = found[np.argsort(ratios[found], kind="stable")]
    # Stable, so that of those that are equally far down their class the clearest comes first.
    in_turn = np.argsort(_ranks(own[found]), kind="stable")
    count = max(1, round(CANDIDATES_SHARE * len(here)))
    return here[found[in_turn[:count]]]


def drawn_checks(
    split: Split,
    count: int,
    *,
    classes: Collection[int],
    excluded: Sequence[int],
    rng: "np.random.Generator",
) -> list[int]:
    """Draw `count` of the clearest images of `split`, fewer where there are not so many.

    None of the `excluded` ones. For `classes` see :func:`clearest`.
    """
    if not count:
        return []
    class_count = int(split.labels.max(initial=0)) + 1
    clear = clearest(split, class_count=class_count, classes=classes)
    clear = clear[~np.isin(clear, excluded)]
    return rng.choice(clear, min(count, len(clear)), replace=False).tolist() if len(clear) else []


def _mean(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the mean image in whole greys, the same on every machine."""
    found: NDArray[np.float64] = np.rint(pixels.sum(axis=0, dtype=np.int64) / len(pixels))
    return found


def _clear_classes(
    own: NDArray[np.intp], nearest: NDArray[np.intp], *, has_one: bool
) -> NDArray[np.intp]:
    """Return the classes that hardly any image of another class lies nearest to.

    With `has_one` the clearest one at any rate.
    """
    near = np.bincount(nearest, minlength=own.max() + 1)
    right = np.bincount(nearest[nearest == own], minlength=len(near))
    shares = right / np.maximum(near, 1)
    clear = CLEAR_PERCENT / 100
    return np.flatnonzero(shares >= (min(clear, shares.max()) if has_one else clear))


def _ranks(own: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return how many of the same class come before each, shape (n,)."""
    ranks = np.empty(len(own), dtype=np.intp)
    for number in np.unique(own):
        of_class = np.flatnonzero(own == number)
        ranks[of_class] = np.arange(len(of_class))
    return ranks


def _ratios(
    pixels: NDArray[np.uint8], own: NDArray[np.intp], means: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the squared distance to the own mean over that to the nearest other, and the nearest.

    Both have shape (n,); the second is a row of `means`, which may be the own one.

    In float64 every sum of squares of greys is exact, whatever the order in which a library adds.
    """
    grey = pixels.astype(np.float64)
    square = (grey * grey).sum(axis=1)[:, None] + (means * means).sum(axis=1)
    distance = square - 2 * (grey @ means.T)
    of_all = distance.argmin(axis=1)
    rows = np.arange(len(own))
    to_own = distance[rows, own].copy()
    distance[rows, own] = np.inf
    nearest = distance.min(axis=1)
    # Two classes with one mean image cannot be told apart by it.
    found = np.ones(len(own))
    np.divide(to_own, nearest, out=found, where=nearest > 0)
    return found, of_all
