"""Images on their way from one layout to another, drawn straight into a picture."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.compose import has_gaps
from fmnist_gui.core.mosaic.layout import EMPTY, Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.tint import Tint, multiplied

MOST_IMAGES = 150_000
"""More than this cannot be moved smoothly and are not."""

Points = NDArray[np.float32]
"""Top left corners of images in physical pixels of the picture, x and y, shape (n, 2)."""

Words = NDArray[np.uint32]
"""Pixels as 0xFFRRGGBB."""


@dataclass(frozen=True)
class Camera:
    """Where a layout is seen from: (column, row) lands on ``scale`` x (column, row) + offset.

    ``width`` and ``height`` are those of one cell in physical pixels, ``x`` and ``y`` the place of
    the first cell.
    """

    x: float
    y: float
    width: float
    height: float

    def corners(self, layout: Layout, numbers: Numbers) -> Points:
        """Return where these images of `layout` stand; NaN where it does not hold them."""
        cells = layout.cells.ravel()
        # What EMPTY cells write lands behind the last image and is not read.
        last = int(max(cells.max(initial=0), numbers.max(initial=0)))
        places = np.full(last + 2, EMPTY, dtype=np.int32)
        places[cells] = np.arange(len(cells), dtype=np.int32)
        found = places[numbers]
        row, column = np.divmod(found, np.int32(layout.columns))
        points = np.empty((len(numbers), 2), dtype=np.float32)
        np.multiply(column, np.float32(self.width), out=points[:, 0], casting="unsafe")
        np.multiply(row, np.float32(self.height), out=points[:, 1], casting="unsafe")
        points += np.array((self.x, self.y), dtype=np.float32)
        points[found == EMPTY] = np.nan
        return points


@dataclass(frozen=True, eq=False)
class Flight:
    """Pictures of (rows, columns) pixels in which images go from `starts` to `ends`.

    ``tiles`` is (n, rows, columns) of each image at the size it has at the end.
    """

    tiles: Words
    starts: Points
    ends: Points
    ground: np.uint32

    @property
    def rim(self) -> tuple[int, int]:
        """Rows and columns around a frame that hold what of an image lies outside."""
        return self.tiles.shape[1:3]

    def frame(self, share: float, shape: tuple[int, int]) -> Words:
        """Return the picture of `shape` (rows, columns) after `share` (0 to 1) of the way.

        It has a rim on each side that is not to be shown.
        """
        _, high, wide = self.tiles.shape
        rows, columns = shape[0] + 2 * high, shape[1] + 2 * wide
        picture = np.full((rows, columns), self.ground, dtype=np.uint32)
        points = np.rint(self.starts + (self.ends - self.starts) * np.float32(share))
        x, y = points[:, 0].astype(np.intp) + wide, points[:, 1].astype(np.intp) + high
        seen = np.flatnonzero((x >= 0) & (x <= columns - wide) & (y >= 0) & (y <= rows - high))
        line = np.dtype(f"V{4 * wide}")
        places = np.ndarray((rows * columns - wide + 1,), line, picture, strides=(4,))
        lines = self.tiles.view(line)[..., 0]
        first = y[seen] * columns + x[seen]
        for down in range(high):
            places[first + down * columns] = lines[seen, down]
        return picture


def flight(
    pyramid: Pyramid,
    before: tuple[Layout, Camera],
    after: tuple[Layout, Camera],
    *,
    shape: tuple[int, int],
    ground: np.uint32,
    colours: Words,
    tint: Tint | None = None,
) -> Flight | None:
    """Return the flight from one layout to another as far as it is seen in `shape`.

    Images that are only in the new layout stand at their place from the start. `colours` are
    those of the 256 grey values. None when nothing moves in sight, or too much.
    """
    numbers = after[0].order
    if not 0 < len(numbers) <= MOST_IMAGES:
        return None
    ends = after[1].corners(after[0], numbers)
    starts = before[1].corners(before[0], numbers)
    is_new = np.isnan(starts[:, 0])
    starts[is_new] = ends[is_new]
    size = _size(pyramid, after[1])
    is_seen = _meets(starts, ends, size=size, shape=shape)
    if not is_seen.all():
        seen = np.flatnonzero(is_seen)
        numbers, starts, ends = numbers[seen], starts[seen], ends[seen]
    if np.array_equal(starts, ends):
        return None
    tiles = _tiles(pyramid, numbers, size=size, colours=colours, tint=tint)
    return Flight(tiles, starts, ends, ground)


def _size(pyramid: Pyramid, camera: Camera) -> tuple[int, int]:
    """Return (rows, columns) of an image on the screen."""
    rows, columns = pyramid.images.shape[1:]
    high, wide = camera.height * rows / (rows + 1), camera.width * columns / (columns + 1)
    if not has_gaps(pyramid, pyramid.side_for(max(high, wide))):
        # Gaps that the canvas does not have would make a pattern of their own.
        return math.ceil(camera.height), math.ceil(camera.width)
    return max(1, round(high)), max(1, round(wide))


def _meets(
    starts: Points, ends: Points, *, size: tuple[int, int], shape: tuple[int, int]
) -> NDArray[np.bool_]:
    """Return which images may be seen on their way: whose path's box meets the picture."""
    low, high = np.minimum(starts, ends), np.maximum(starts, ends)
    return (
        (low[:, 0] < shape[1])
        & (low[:, 1] < shape[0])
        & (high[:, 0] + size[1] > 0)
        & (high[:, 1] + size[0] > 0)
    )


def _tiles(
    pyramid: Pyramid,
    numbers: Numbers,
    *,
    size: tuple[int, int],
    colours: Words,
    tint: Tint | None,
) -> Words:
    level = pyramid.level(pyramid.side_for(max(size)))
    # A whole image as one item is gathered several times faster than its pixels.
    whole = level.reshape(-1).view(f"V{level[0].size}")
    grey = np.take(whole, numbers).view(np.uint8).reshape(-1, *level.shape[1:])
    if level.shape[1:] != size:
        high, wide = size
        down = (np.arange(high) * level.shape[1]) // high
        across = (np.arange(wide) * level.shape[2]) // wide
        grey = grey[:, down[:, None], across]
    tiles = np.take(colours, grey, mode="clip")
    if tint is not None:
        tiles = multiplied(tiles, tint.colours[numbers][:, None, None])
    return np.ascontiguousarray(tiles)
