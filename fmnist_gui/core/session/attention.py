"""Images that nobody who looks takes for another class, as attention checks."""

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Split

CANDIDATES_SHARE = 0.005
"""Checks are drawn from this share of a split, those furthest from any other class."""

CHUNK = 8192


def clearest(split: Split, *, class_count: int) -> NDArray[np.intp]:
    """Return the images of `split` that are clearest by their pixels, the clearest first.

    An image is as clear as it is closer to the mean image of its own class than to any other
    mean, relative to that other distance. One in two hundred of the split is returned, of images
    whose own mean is the nearest. A pixel mean says nothing of a class whose members look like
    those of others; such classes hardly appear here, which is what a check needs.
    """
    present = np.unique(split.labels)
    pixels = split.images.reshape(len(split), -1)
    means = np.zeros((class_count, pixels.shape[1]), dtype=np.float32)
    for number in present:
        means[number] = pixels[split.labels == number].mean(axis=0, dtype=np.float64)
    margins = np.concatenate(
        [
            _margins(pixels[start : start + CHUNK], split.labels[start : start + CHUNK], means)
            for start in range(0, len(split), CHUNK)
        ]
    )
    order = np.argsort(-margins, kind="stable")
    count = max(1, round(CANDIDATES_SHARE * len(split)))
    return order[: min(count, int((margins > 0).sum()))]


def _margins(
    pixels: NDArray[np.uint8], labels: NDArray[np.uint8], means: NDArray[np.float32]
) -> NDArray[np.float32]:
    grey = pixels.astype(np.float32)
    square = np.einsum("ij,ij->i", grey, grey)[:, None] + np.einsum("ij,ij->i", means, means)
    distance = np.sqrt(np.maximum(square - 2 * grey @ means.T, 0))
    # Classes without an image have a mean of zeros, which is no image's neighbour.
    distance[:, ~means.any(axis=1)] = np.inf
    rows = np.arange(len(labels))
    own = distance[rows, labels].copy()
    distance[rows, labels] = np.inf
    nearest = distance.min(axis=1)
    found: NDArray[np.float32] = np.where(
        np.isfinite(nearest) & (nearest > 0), (nearest - own) / np.maximum(nearest, 1e-6), 1.0
    ).astype(np.float32)
    return found
