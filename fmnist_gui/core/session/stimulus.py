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
    down = _cubic_weights(image.shape[0], height)
    across = _cubic_weights(image.shape[1], width)
    smooth: NDArray[np.float32] = down @ shown.astype(np.float32) @ across.T
    rounded: NDArray[np.uint8] = np.rint(smooth.clip(0, 255)).astype(np.uint8)
    return rounded


@lru_cache(maxsize=8)
def _cubic_weights(source: int, target: int) -> NDArray[np.float32]:
    """Return the (target, source) matrix that interpolates a line of pixels."""
    at = (np.arange(target) + 0.5) * source / target - 0.5
    weights = np.zeros((target, source), dtype=np.float64)
    first = np.floor(at).astype(int) - 1
    for tap in range(4):
        place = first + tap
        distance = np.abs(at - place)
        near = 1.5 * distance**3 - 2.5 * distance**2 + 1
        far = -0.5 * distance**3 + 2.5 * distance**2 - 4 * distance + 2
        weight = np.where(distance <= 1, near, np.where(distance < 2, far, 0.0))
        np.add.at(weights, (np.arange(target), np.clip(place, 0, source - 1)), weight)
    return weights.astype(np.float32)
