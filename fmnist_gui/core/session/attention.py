"""Images that nobody who looks takes for another class, as attention checks."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Split

CANDIDATES_SHARE = 0.005
"""Checks are drawn from this share of a split, those furthest from any other class."""

CHUNK = 4096


def clearest(split: Split, *, class_count: int, classes: Collection[int] = ()) -> NDArray[np.intp]:
    """Return the images of `split` that are clearest by their pixels, the clearest first.

    An image is as clear as it is closer to the mean image of its own class than to any other
    mean, relative to that other distance. One in two hundred of the split is returned, of images
    whose own mean is the nearest. A pixel mean says nothing of a class whose members look like
    those of others; such classes hardly appear here, which is what a check needs. `classes` are
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
    ratios = np.empty(len(here))
    for start in range(0, len(here), CHUNK):
        part = slice(start, start + CHUNK)
        ratios[part] = _ratios(pixels[here[part]], own[part], means)
    order = np.argsort(ratios, kind="stable")
    count = max(1, round(CANDIDATES_SHARE * len(here)))
    return here[order[: min(count, int((ratios < 1).sum()))]]


def drawn_checks(
    split: Split,
    count: int,
    *,
    classes: Collection[int],
    excluded: Sequence[int],
    rng: np.random.Generator,
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


def _ratios(
    pixels: NDArray[np.uint8], own: NDArray[np.intp], means: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the squared distance to the own mean over that to the nearest other one, shape (n,).

    In float64 every sum of squares of greys is exact, whatever the order in which a library adds.
    """
    grey = pixels.astype(np.float64)
    square = (grey * grey).sum(axis=1)[:, None] + (means * means).sum(axis=1)
    distance = square - 2 * (grey @ means.T)
    rows = np.arange(len(own))
    to_own = distance[rows, own].copy()
    distance[rows, own] = np.inf
    nearest = distance.min(axis=1)
    # Two classes with one mean image cannot be told apart by it.
    found = np.ones(len(own))
    np.divide(to_own, nearest, out=found, where=nearest > 0)
    return found
