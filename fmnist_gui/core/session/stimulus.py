"""The image of a trial as the pixels that are put on the screen."""

from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Smoothing = Literal["bicubic", "nearest"]


def fitted_size(rows: int, columns: int, *, side: int) -> tuple[int, int]:
    """Return (height, width) of an image magnified by a whole number to fill at most `side`.

    Whole multiples keep every pixel of the image equally large; an image larger than `side`
    stays at its own size.
    """
    factor = max(1, side // max(rows, columns))
    return rows * factor, columns * factor


def scaled(
    image: NDArray[np.uint8], *, side: int, smoothing: Smoothing, inverted: bool = False
) -> NDArray[np.uint8]:
    """Return `image` (rows, columns) magnified to `side` physical pixels on its longer edge.

    Bicubic is Keys' cubic convolution with a = -0.5 (Keys 1981, IEEE ASSP 29:1153), edges
    repeated: Qt's own smooth scaling is only bilinear.
    """
    height, width = fitted_size(image.shape[0], image.shape[1], side=side)
    shown = 255 - image if inverted else image
    if smoothing == "nearest":
        factor = height // image.shape[0]
        return np.repeat(np.repeat(shown, factor, axis=0), factor, axis=1)
    tall = _stretched(shown.astype(np.float32), height)
    smooth = _stretched(tall.T, width).T
    rounded: NDArray[np.uint8] = np.rint(smooth.clip(0, 255)).astype(np.uint8)
    return rounded


def smoothed(images: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Return many `images` (n, rows, columns) as (n, height, width), by the same cubic.

    Here matrix products are several times faster: one for each image, since a single large one
    would wake every core, in memory that stays in the cache.
    """
    count, rows, columns = images.shape
    down, across = _cubic_matrix(rows, height), _cubic_matrix(columns, width).T
    wide = np.empty((rows, width), dtype=np.float32)
    smooth = np.empty((height, width), dtype=np.float32)
    found = np.empty((count, height, width), dtype=np.uint8)
    for image, target in zip(images.astype(np.float32), found, strict=True):
        np.matmul(image, across, out=wide)
        np.matmul(down, wide, out=smooth)
        np.add(smooth, 0.5, out=smooth)
        np.clip(smooth, 0, 255, out=smooth)
        target[:] = smooth
    return found


@lru_cache(maxsize=8)
def _cubic_matrix(source: int, target: int) -> NDArray[np.float32]:
    """Return the weight of each of `source` pixels in each of `target`, (target, source)."""
    places, weights = _cubic_taps(source, target)
    matrix = np.zeros((target, source), dtype=np.float32)
    np.add.at(matrix, (np.arange(target)[:, None], places), weights)
    return matrix


def _stretched(lines: NDArray[np.float32], target: int) -> NDArray[np.float32]:
    """Return `lines` (n, m) interpolated to (target, m).

    Four taps added up: a matrix product would wake every core for a few thousand numbers, and
    wait for them on a busy machine.
    """
    places, weights = _cubic_taps(len(lines), target)
    stretched = np.zeros((target, lines.shape[1]), dtype=np.float32)
    for tap in range(4):
        stretched += weights[:, tap, None] * lines[places[:, tap]]
    return stretched


@lru_cache(maxsize=8)
def _cubic_taps(source: int, target: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return which four of `source` pixels make each of `target`, and their weights."""
    at = (np.arange(target) + 0.5) * source / target - 0.5
    places = np.floor(at).astype(np.intp)[:, None] + np.arange(-1, 3)
    distance = np.abs(at[:, None] - places)
    near = 1.5 * distance**3 - 2.5 * distance**2 + 1
    far = -0.5 * distance**3 + 2.5 * distance**2 - 4 * distance + 2
    weights = np.where(distance <= 1, near, np.where(distance < 2, far, 0.0))
    return places.clip(0, source - 1), weights.astype(np.float32)
