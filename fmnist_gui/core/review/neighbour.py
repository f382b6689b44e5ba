"""Which images of a gallery are most like a given one, pixel by pixel."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

_CHUNK = 2048
_QUERIES = 512

_FEW = 4
_PIXELS_AT_ONCE = 1 << 22

_EXACT_PIXELS = 1024
"""Up to here float32 holds every sum of products of two grey values around 0 exactly: 2**24."""

_SLACK = 8.0
"""More than what float32 rounds off a squared distance of images of that size."""

Floats = NDArray[np.floating]
Keys = NDArray[np.int64]
"""Squared distance times n plus the number: their order is that of the neighbours."""

_NOBODY = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The nearest images of q images, the nearest first.

    ``numbers`` is (q, count), ``distances`` (q, count) Euclidean in grey values. There are fewer
    than were asked for when the gallery holds no more.
    """

    numbers: NDArray[np.intp]
    distances: NDArray[np.float64]


def nearest(
    images: Images,
    queries: Sequence[int] | NDArray[np.intp],
    count: int,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Neighbours:
    """Return the `count` nearest images of each image that `queries` numbers, without itself.

    ``images`` is (n, rows, columns). The search looks at all of them and is exact; of equally near
    images the lower number comes first. It reports images compared, and needs some 20 MB beside
    the result. Raises Cancelled, and IndexError for a number that is not there.
    """
    chosen = np.asarray(queries, dtype=np.intp)
    size = len(images)
    if len(chosen) and (chosen.min() < 0 or chosen.max() >= size):
        raise IndexError("a query is no number of the gallery")
    count = max(0, min(count, size - 1))
    keys = np.full((len(chosen), count), _NOBODY)
    steps = range(0, len(chosen), _QUERIES) if count else range(0)
    for step, first in enumerate(steps):
        block = slice(first, first + _QUERIES)
        search = _Search(images, chosen[block], keys[block])
        for start in range(0, size, _CHUNK):
            if is_cancelled():
                raise Cancelled
            search.look(start)
            report(step * size + min(start + _CHUNK, size), len(steps) * size)
    squares, numbers = np.divmod(keys, max(1, size))
    return Neighbours(numbers.astype(np.intp), np.sqrt(squares))


def pixel_distances(
    images: Images,
    numbers: NDArray[np.integer],
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> NDArray[np.float64]:
    """Return how far each image is from those that its row of `numbers`, (n, count), names.

    Euclidean over all pixels, in grey values, and exact: 0 for the very same pixels alone. Reports
    images. Raises Cancelled.
    """
    size, count = numbers.shape
    squares = np.empty((size, count))
    step = max(1, _PIXELS_AT_ONCE // max(1, count * images[:1].size))
    for start in range(0, size if count else 0, step):
        if is_cancelled():
            raise Cancelled
        part = slice(start, start + step)
        own, others = _around_zero(images[part]), _around_zero(images[numbers[part].ravel()])
        others = others.reshape(len(own), count, -1)
        products = np.einsum("ip,ikp->ik", own, others).astype(np.int64)
        lengths = np.einsum("ikp,ikp->ik", others, others).astype(np.int64)
        squares[part] = lengths + _squared_lengths(own)[:, None] - 2 * products
        report(min(start + step, size), size)
    return np.sqrt(squares)


class _Search:
    """The search for the neighbours of some images; `best` (q, count) is kept sorted in place."""

    def __init__(self, images: Images, queries: NDArray[np.intp], best: Keys) -> None:
        self._images = images
        self._queries = queries
        self._best = best
        self._wanted = _around_zero(images[queries])
        self._lengths = _squared_lengths(self._wanted)

    def look(self, start: int) -> None:
        """Compare with the images from `start` on."""
        chunk = _around_zero(self._images[start : start + _CHUNK])
        lengths = _squared_lengths(chunk)
        products = self._products(chunk)
        # The squared distance less the length of the query, which is the same along a row.
        squares = lengths.astype(chunk.dtype) - 2 * products
        own = self._queries - start
        is_here = (own >= 0) & (own < len(chunk))
        squares[is_here, own[is_here]] = np.inf
        rows, columns = np.nonzero(squares <= self._bounds(squares)[:, None])
        exact = lengths[columns] + self._lengths[rows]
        exact -= 2 * products[rows, columns].astype(np.int64)
        self._merge(rows, exact * len(self._images) + (start + columns))

    def _products(self, chunk: Floats) -> Floats:
        if len(self._wanted) > _FEW:
            return self._wanted @ chunk.T
        # Without the threads of the matrix product, which wait for each other on a busy machine.
        products: Floats = np.einsum("qp,np->qn", self._wanted, chunk)
        return products

    def _bounds(self, squares: Floats) -> Floats:
        """Return for each query the square above which no image of the chunk is wanted."""
        worst = self._best[:, -1]
        count = self._best.shape[1]
        bounds = (worst // len(self._images) - self._lengths).astype(np.float64) + _SLACK
        if count < squares.shape[1] and (worst == _NOBODY).any():
            least = np.partition(squares, count - 1)[:, count - 1]
            bounds = np.minimum(bounds, least.astype(np.float64) + _SLACK)
        # Never infinite: that is what an image itself is at.
        return np.minimum(bounds, np.finfo(squares.dtype).max).astype(squares.dtype)

    def _merge(self, rows: NDArray[np.intp], keys: Keys) -> None:
        queries, count = self._best.shape
        all_rows = np.concatenate([np.repeat(np.arange(queries), count), rows])
        all_keys = np.concatenate([self._best.ravel(), keys])
        order = np.lexsort((all_keys, all_rows))
        starts = np.searchsorted(all_rows[order], np.arange(queries))
        # Each query brings its `count` from before, so that there are always as many.
        self._best[:] = all_keys[order][starts[:, None] + np.arange(count)]


def _around_zero(images: Images) -> Floats:
    """Return images as (n, pixels) of -128 to 127, in floats that keep their products exact."""
    flat = images.reshape(len(images), -1)
    exact = np.float32 if flat.shape[1] <= _EXACT_PIXELS else np.float64
    # Turning the highest bit takes 128 away, and is cheaper than doing so in floats.
    return (flat ^ 128).view(np.int8).astype(exact)


def _squared_lengths(vectors: Floats) -> NDArray[np.int64]:
    lengths: NDArray[np.int64] = np.einsum("ij,ij->i", vectors, vectors).astype(np.int64)
    return lengths
