"""Gives every image of a map a cell of its own, near its place."""

import math

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.mosaic.layout import EMPTY, Cells

STRIP = 5
"""Columns that are spread up and down together."""

_REACH = 2
"""How far around a cell its crowd is counted, in cells: a square as wide as a strip, which makes
what was in one cell a square of cells."""

Floats = NDArray[np.floating]
Whole = NDArray[np.intp]


def snapped(places: Floats, *, aspect: float = 1.6, fill: float = 0.35) -> Cells:
    """Return all images on a grid of about `aspect` columns by rows, `fill` of it taken.

    `places` is (n, 2), x to the right and y downwards; see :func:`snapped_into`.
    """
    cells = max(1, math.ceil(len(places) / fill))
    columns = max(1, round(math.sqrt(cells * aspect)))
    return snapped_into(places, columns=columns, rows=math.ceil(cells / columns))


def snapped_into(places: Floats, *, columns: int, rows: int) -> Cells:
    """Return the number of the image in each cell, (rows, columns), -1 where there is none.

    Every image has one cell. Both axes are stretched to the grid by what lies in their middle, so
    that what lies far out comes to the edge and does not make the rest small. Where there is room
    an image stands in the row and beside the column that it wants; a crowd is spread first up and
    down, then to both sides, which keeps who is above and left of whom, better than moving each to
    the nearest free cell. Linear in the cells but for two sorts; the same places give the same
    grid, and of images at one place the lower number stands first. `places` are finite.

    Raises ValueError when the grid has fewer cells than there are images.
    """
    count = len(places)
    if count > rows * columns:
        raise ValueError("there are more images than cells")
    cells = np.full((rows, columns), EMPTY, dtype=np.intp)
    if count:
        across = _stretched(places[:, 0], columns)
        down = _stretched(places[:, 1], rows)
        crowd = _crowd(across.astype(np.intp), down.astype(np.intp), columns=columns, rows=rows)
        row = _spread_down(across, down, crowd, columns=columns, rows=rows)
        cells.ravel()[_spread_across(across, row, columns=columns)] = np.arange(count)
    cells.flags.writeable = False
    return cells


def _stretched(values: Floats, cells: int) -> NDArray[np.float64]:
    """Return the values on a scale from 0 to less than `cells`, far out ones at the ends."""
    wide = values.astype(np.float64)
    low, high = wide.min(), wide.max()
    few = max(1, len(wide) // 100)
    if len(wide) >= 10:
        ordered = np.partition(wide, (few, len(wide) - 1 - few))
        inner_low, inner_high = ordered[few], ordered[-1 - few]
        margin = (inner_high - inner_low) / 5
        if margin > 0:
            low, high = max(low, inner_low - margin), min(high, inner_high + margin)
    if high <= low:
        return np.full(len(wide), cells / 2)
    scaled: NDArray[np.float64] = np.clip((wide - low) / (high - low), 0, 1 - 1e-9) * cells
    return scaled


def _crowd(column: Whole, row: Whole, *, columns: int, rows: int) -> NDArray[np.float64]:
    """Return how many images want a cell around each image's own, for each cell there."""
    counts = np.bincount(row * columns + column, minlength=rows * columns).reshape(rows, columns)
    sums = np.zeros((rows + 1, columns + 1))
    np.cumsum(np.cumsum(counts, axis=0), axis=1, out=sums[1:, 1:])
    top, bottom = np.maximum(row - _REACH, 0), np.minimum(row + _REACH + 1, rows)
    left, right = np.maximum(column - _REACH, 0), np.minimum(column + _REACH + 1, columns)
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    crowd: NDArray[np.float64] = inside / ((bottom - top) * (right - left))
    return crowd


def _spread_down(
    across: NDArray[np.float64],
    down: NDArray[np.float64],
    crowd: NDArray[np.float64],
    *,
    columns: int,
    rows: int,
) -> Whole:
    """Return the row of each image, so that no part of a row is much fuller than it must be."""
    strip = across.astype(np.intp) // STRIP
    order = np.argsort(strip * float(rows + 1) + down, kind="stable")
    strip, wanted = strip[order], down[order].astype(np.intp)
    # A crowd grows by as much up and down as it will to both sides.
    width = np.minimum(STRIP, columns - strip * STRIP)
    height = 1 / (width * np.sqrt(np.maximum(1, crowd[order])))
    before, total = _within(strip, height)
    first = np.minimum(_rank(strip * rows + wanted) * height, 1 - height)
    shift = _apart(wanted + first - before, strip, span=rows + 1 + float(total.max()))
    at = np.clip(shift, 0, np.maximum(0, rows - total)) + before
    # The hair keeps 0.99999... of a row, which rounding made, in the next.
    at = at * np.minimum(1, rows / total) + 1e-9
    row = np.empty(len(order), dtype=np.intp)
    row[order] = np.minimum(at.astype(np.intp), rows - 1)
    return _with_room(row, at[np.argsort(order)], columns=columns, rows=rows)


def _with_room(row: Whole, at: NDArray[np.float64], *, columns: int, rows: int) -> Whole:
    """Move images of rows that are more than full to the next ones."""
    if np.bincount(row).max() <= columns:
        return row
    order = np.argsort(at, kind="stable")
    number = np.arange(len(order))
    wanted = row[order] * columns + np.minimum(_rank(row[order]), columns - 1)
    shift = np.floor(_apart(wanted - number, np.zeros_like(number), span=0.0))
    slot = np.clip(shift, 0, rows * columns - len(order)).astype(np.intp) + number
    moved = np.empty_like(row)
    moved[order] = slot // columns
    return moved


def _spread_across(across: NDArray[np.float64], row: Whole, *, columns: int) -> Whole:
    """Return the cell of each image, counted row by row, in the row that it has."""
    order = np.argsort(row * float(columns + 1) + across, kind="stable")
    row = row[order]
    rank = _rank(row)
    shift = np.floor(_apart(across[order].astype(np.intp) - rank, row, span=2.0 * columns))
    room = columns - np.bincount(row)[row]
    column = np.clip(shift, 0, room).astype(np.intp) + rank
    cell = np.empty_like(order)
    cell[order] = row * columns + column
    return cell


def _apart(shift: Floats | Whole, group: Whole, *, span: float) -> NDArray[np.float64]:
    """Return the shifts as little changed as makes them rise within each group.

    A shift is where something wants to begin less the room that those before it take, so that
    rising shifts do not overlap. Half way between pushing all to one side and to the other.
    `span` is more than shifts of a group differ; groups follow each other.
    """
    lifted = shift + group * span
    pushed = np.maximum.accumulate(lifted) + np.minimum.accumulate(lifted[::-1])[::-1]
    apart: NDArray[np.float64] = pushed / 2 - group * span
    return apart


def _rank(group: Whole) -> Whole:
    """Return how many of the same group stand before each; groups follow each other."""
    number = np.arange(len(group))
    starts = np.r_[True, group[1:] != group[:-1]]
    rank: Whole = number - np.maximum.accumulate(np.where(starts, number, 0))
    return rank


def _within(
    group: Whole, sizes: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the sum of the sizes before each in its group, and of its whole group."""
    ends = np.cumsum(sizes)
    total = np.bincount(group, weights=sizes).astype(np.float64)
    before = ends - sizes - (np.cumsum(total) - total)[group]
    return np.maximum(before, 0), total[group]
