"""The directions in which the images differ most, and where each image lies along them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

PIXELS_MAX = 1024
"""Larger images are reduced first: the work grows with the square of the pixels."""

_CHUNK = 2048
_MIDDLE = 128
"""Taken from every grey value, so that sums in float32 stay small and exact."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Components:
    """The `count` principal components of n images, the widest first.

    ``mean`` is (pixels,) in grey values, ``axes`` (count, pixels) of length 1, ``scores``
    (n, count) in grey values, ``shares`` (count,) of the whole variance. Pixels are those of the
    images, row by row, or of their reduced copies when they have more than ``PIXELS_MAX``. Where
    the images differ in fewer directions than `count`, the last axes, scores and shares are 0.
    Each axis points to where its largest part is positive.
    """

    mean: Floats
    axes: Floats
    scores: Floats
    shares: Floats


def principal(
    images: Images, count: int, *, report: Report = ignore, is_cancelled: CancelCheck = never
) -> Components:
    """Return the first `count` principal components of `images`, shape (n, rows, columns).

    The covariance of the pixels is summed chunk by chunk; no float copy of all images is made.
    The same images always give the same components. Raises Cancelled.
    """
    total = 2 * len(images)
    block = _block(*images.shape[1:])
    pixels = _reduced(images[:1], block).shape[1] if len(images) else 0
    sums = np.zeros(pixels)
    products = np.zeros((pixels, pixels))
    for start, chunk in _chunks(images, block, is_cancelled):
        sums += chunk.sum(axis=0, dtype=np.float64)
        products += chunk.T @ chunk
        report(start + len(chunk), total)
    mean = sums / max(1, len(images))
    # In place, since each of these takes as much memory as a thousand images.
    products -= np.outer(mean, sums)
    products /= max(1, len(images))
    axes, shares = _axes(products, count)
    del products
    scores = np.zeros((len(images), count), dtype=np.float32)
    shift = (mean @ axes.T).astype(np.float32)
    for start, chunk in _chunks(images, block, is_cancelled):
        scores[start : start + len(chunk)] = chunk @ axes.T - shift
        report(len(images) + start + len(chunk), total)
    return Components((mean + _MIDDLE).astype(np.float32), axes, scores, shares)


def _axes(covariance: NDArray[np.float64], count: int) -> tuple[Floats, Floats]:
    """Return the (count, pixels) axes and the (count,) shares of the variance."""
    from scipy.linalg import eigh

    pixels = len(covariance)
    axes = np.zeros((count, pixels), dtype=np.float32)
    shares = np.zeros(count, dtype=np.float32)
    variance = float(np.trace(covariance))
    if not count or variance <= 0:
        return axes, shares
    first = max(0, pixels - count)
    values, vectors = eigh(covariance, subset_by_index=(first, pixels - 1), overwrite_a=True)
    # What rounding left of directions in which nothing differs would point anywhere.
    is_real = values > variance * 1e-9
    values, vectors = values[is_real][::-1], vectors[:, is_real][:, ::-1]
    largest = np.abs(vectors).argmax(axis=0)
    vectors = vectors * np.sign(vectors[largest, np.arange(len(values))])
    axes[: len(values)] = vectors.T
    shares[: len(values)] = values / variance
    return axes, shares


def _chunks(images: Images, block: int, is_cancelled: CancelCheck) -> Iterator[tuple[int, Floats]]:
    """Return chunks of images as (chunk, pixels) around 0, each with its first number."""
    for start in range(0, len(images), _CHUNK):
        if is_cancelled():
            raise Cancelled
        yield start, _reduced(images[start : start + _CHUNK], block)


def _block(rows: int, columns: int) -> int:
    """Return the side of the square of pixels that becomes one."""
    block = 1
    while -(-rows // block) * -(-columns // block) > PIXELS_MAX:
        block += 1
    return block


def _reduced(images: Images, block: int) -> Floats:
    """Return the images as rows of floats around 0, averaged over squares of `block` pixels.

    The squares at the right and bottom edges have what pixels are left.
    """
    count, rows, columns = images.shape
    if block == 1:
        chunk = images.reshape(count, rows * columns).astype(np.float32)
    else:
        down, across = np.arange(0, rows, block), np.arange(0, columns, block)
        sums = np.add.reduceat(images, across, axis=2, dtype=np.float32)
        sums = np.add.reduceat(sums, down, axis=1)
        sums /= np.outer(np.diff(down, append=rows), np.diff(across, append=columns))
        chunk = sums.reshape(count, -1)
    chunk -= _MIDDLE
    return chunk
