"""Averaged copies of every image, so that a far view needs few pixels of each."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

SMALLEST_SIDES = (4, 3, 2, 1)
"""Every pyramid ends in these, whatever the size of the images."""

ENOUGH = 0.9
"""A level serves until it has to be magnified by more than 1 / 0.9, which hardly anybody sees."""

CHUNK = 256
"""Images that are averaged at once; few, because their floats are what takes memory."""


class Pyramid:
    """The images as they are and averaged copies with fewer pixels.

    A level is named by its side: the pixels along the longer edge. A worker calls :meth:`make`
    while the window's thread already reads: a level appears only when it is whole.
    """

    def __init__(self, images: Images) -> None:
        self.images = np.ascontiguousarray(images)
        rows, columns = images.shape[1:]
        self.side = int(max(rows, columns))
        self._levels: dict[int, Images] = {self.side: self.images}

    @property
    def sides(self) -> tuple[int, ...]:
        """The levels that are there, the finest first."""
        return tuple(sorted(self._levels, reverse=True))

    @property
    def is_complete(self) -> bool:
        """Whether all levels have been made."""
        return set(level_sides(self.side)) <= self._levels.keys()

    @property
    def size_bytes(self) -> int:
        """The memory that the averaged copies take."""
        return sum(level.nbytes for side, level in self._levels.items() if side != self.side)

    def level(self, side: int) -> Images:
        """Return the images with `side` pixels on the longer edge, shape (n, rows, columns)."""
        return self._levels[side]

    def side_for(self, side_px: float) -> int:
        """Return the coarsest level that is there and fine enough for `side_px` on the screen."""
        return min(
            (side for side in self._levels.copy() if side >= side_px * ENOUGH), default=self.side
        )

    def make(self, report: Report = ignore, is_cancelled: CancelCheck = never) -> None:
        """Make the levels that are missing. Raises Cancelled; whole levels stay."""
        missing = [side for side in build_order(self.side) if side not in self._levels]
        count = len(self.images)
        for number, side in enumerate(missing):
            rows, columns = self.shape(side)
            double = self._levels.get(2 * side, self.images)
            is_half = double.shape[1:] == (2 * rows, 2 * columns)
            source = double if is_half else self.images
            level = np.empty((count, rows, columns), dtype=np.uint8)
            for start in range(0, count, CHUNK):
                if is_cancelled():
                    raise Cancelled
                part = source[start : start + CHUNK]
                small = _halved(part) if is_half else averaged(part, rows, columns=columns)
                level[start : start + CHUNK] = small
                report(number * count + start, len(missing) * count)
            level.flags.writeable = False
            self._levels[side] = level
        report(len(missing) * count, len(missing) * count)

    def shape(self, side: int) -> tuple[int, int]:
        """Return (rows, columns) of an image of level `side`."""
        rows, columns = self.images.shape[1:]
        return max(1, round(rows * side / self.side)), max(1, round(columns * side / self.side))


def level_sides(side: int) -> tuple[int, ...]:
    """Return the sides of the averaged copies of images with `side` pixels, the finest first.

    Each has about half the pixels of the one before, so that none is reduced by more than 1.5.
    """
    ladder = []
    rung = side
    while rung > SMALLEST_SIDES[0] + 1:
        rung = round(rung / math.sqrt(2))
        ladder.append(rung)
    return tuple(sorted({rung for rung in (*ladder, *SMALLEST_SIDES) if rung < side}, reverse=True))


def build_order(side: int) -> Sequence[int]:
    """Return the order in which levels are made: the exact halves first, since they are cheap."""
    halves = []
    half = side
    while half % 2 == 0 and half > 1:
        half //= 2
        halves.append(half)
    ladder = level_sides(side)
    return [rung for rung in ladder if rung in halves] + [
        rung for rung in ladder if rung not in halves
    ]


def averaged(images: Images, rows: int, *, columns: int) -> Images:
    """Return each image reduced to (rows, columns) by the mean over the area of each pixel."""
    count, height, width = images.shape
    lines = images.astype(np.float32).reshape(count * height, width)
    narrow = (lines @ _shares(width, columns)).reshape(count, height, columns)
    small = np.matmul(_shares(height, rows).T, narrow)
    # What is left of 255 after rounding in float32 may be a hair above it.
    rounded: Images = np.minimum(small + 0.5, 255).astype(np.uint8)
    return rounded


def _shares(source: int, target: int) -> NDArray[np.float32]:
    """Return the (source, target) matrix of the share of each old pixel in each new one."""
    edges = np.linspace(0, source, target + 1)
    starts = np.maximum(np.arange(source)[:, None], edges[:-1])
    ends = np.minimum(np.arange(1, source + 1)[:, None], edges[1:])
    shares: NDArray[np.float32] = np.clip(ends - starts, 0, None).astype(np.float32)
    return shares * np.float32(target / source)


def _halved(images: Images) -> Images:
    down = images[:, ::2].astype(np.uint16)
    down += images[:, 1::2]
    both = down[:, :, ::2] + down[:, :, 1::2]
    both += 2
    both >>= 2
    return both.astype(np.uint8)
