"""The nearest neighbours of all images of a data set, among all of them."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.projection.near_tree import nearest_of_all
from fmnist_gui.core.projection.pca import principal
from fmnist_gui.core.review.neighbour import pixel_distances

COUNT = 8
"""How many neighbours are kept of each image."""

COMPONENTS = 64
"""They hold 0.88 of the variance of Fashion-MNIST; 48 hold 0.86, and are hardly quicker."""

METHOD = f"nearest-{COUNT}-of-{COMPONENTS}-components"
"""Kept with the table: another method gives other neighbours."""

# What each part takes, in hundredths of the whole.
_COMPONENTS_SHARE, _SEARCH_SHARE, _PIXELS_SHARE = 15, 70, 15
_LOOK_EVERY = 4096


@dataclass(frozen=True, eq=False)
class NearTable:
    """The nearest images of each of n images by gallery number, the nearest first.

    ``numbers`` (n, count) int32; ``distances`` (n, count) float32, Euclidean in the space of the
    principal components, in grey values; ``pixel_distances`` (n, count) float32, those of the same
    pairs over all pixels, 0 for an exact copy alone. Of equally near images the lower number comes
    first. ``count`` is ``COUNT``, fewer where there are not as many other images.
    """

    numbers: NDArray[np.int32]
    distances: NDArray[np.float32]
    pixel_distances: NDArray[np.float32]

    def __len__(self) -> int:
        """Return the number of images."""
        return len(self.numbers)


@dataclass(frozen=True, eq=False)
class NearRanking:
    """A score of each image, and the image that it was compared with.

    ``scores`` (n,) float64, NaN where there is nothing to say; ``counterparts`` (n,) int32, -1
    there.
    """

    scores: NDArray[np.float64]
    counterparts: NDArray[np.int32]


def near_table(
    images: Images, *, report: Report = ignore, is_cancelled: CancelCheck = never
) -> NearTable:
    """Return the nearest neighbours of all `images`, (n, rows, columns), in their own order.

    They are the exact ones in the space of the first ``COMPONENTS`` principal components, in which
    an image is an exact copy's neighbour at distance 0. The same images always give the same
    table. It needs some 200 MB beside the images. Reports hundredths of the work. Raises Cancelled.
    """
    found = principal(
        images,
        COMPONENTS,
        report=_part(report, 0, _COMPONENTS_SHARE),
        is_cancelled=is_cancelled,
    )
    originals, ranks = _copies(images, is_cancelled)
    # Rounding differs by where a row of pixels stands among others.
    points = found.scores[originals]
    # Of more copies than are kept nobody has the others as neighbours.
    chosen = np.flatnonzero(ranks <= COUNT)
    begin, end = _COMPONENTS_SHARE, _COMPONENTS_SHARE + _SEARCH_SHARE
    places, squares = nearest_of_all(
        points[chosen], COUNT, report=_part(report, begin, end), is_cancelled=is_cancelled
    )
    numbers = np.empty((len(images), places.shape[1]), dtype=np.int32)
    distances = np.zeros(numbers.shape, dtype=np.float32)
    numbers[chosen], distances[chosen] = chosen[places], squares
    others = np.flatnonzero(ranks > COUNT)
    numbers[others, :1] = originals[others, None]
    numbers[others, 1:] = numbers[originals[others], :-1]
    pixels = pixel_distances(
        images, numbers, report=_part(report, end, 100), is_cancelled=is_cancelled
    )
    return NearTable(numbers, distances, pixels.astype(np.float32))


def _copies(images: Images, is_cancelled: CancelCheck) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return for each image the first with the same pixels, and how many copies lie before it."""
    firsts: dict[bytes, int] = {}
    originals = np.empty(len(images), dtype=np.intp)
    ranks = np.empty(len(images), dtype=np.intp)
    counts = np.zeros(len(images), dtype=np.intp)
    for number, image in enumerate(images):
        if number % _LOOK_EVERY == 0 and is_cancelled():
            raise Cancelled
        first = firsts.setdefault(hashlib.sha256(image.tobytes()).digest(), number)
        originals[number], ranks[number] = first, counts[first]
        counts[first] += 1
    return originals, ranks


def _part(report: Report, begin: int, end: int) -> Report:
    """Return a report whose whole is from `begin` to `end` hundredths."""
    return lambda done, total: report(begin + (end - begin) * done // max(1, total), 100)
