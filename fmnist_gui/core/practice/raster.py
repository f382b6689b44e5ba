"""Turn outlines into masks, and blur them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.floating[Any]]
"""A picture of numbers, float32, shape (rows, columns)."""


def fill(outline: NDArray[np.float64], shape: tuple[int, int]) -> Field:
    """Return 1 where the centre of a cell lies in the closed polygon (nonzero winding), else 0.

    `outline` has shape (n, 2) in cells, x before y; `shape` is (rows, columns).
    """
    rows, columns = shape
    x0, y0 = outline.T
    x1, y1 = np.roll(outline, -1, axis=0).T
    y = np.arange(rows)[:, None] + 0.5
    upward = (y1 <= y) & (y < y0)
    downward = (y0 <= y) & (y < y1)
    row, edge = np.nonzero(upward | downward)
    slope = (x1[edge] - x0[edge]) / (y1[edge] - y0[edge])
    x = x0[edge] + (row + 0.5 - y0[edge]) * slope
    column = np.ceil(x - 0.5).clip(0, columns).astype(np.intp)
    turn = np.where(downward[row, edge], 1.0, -1.0)
    size = columns + 1
    steps = np.bincount(row * size + column, weights=turn, minlength=rows * size)
    winding = np.cumsum(steps.reshape(rows, size), axis=1)[:, :columns]
    inside: Field = (winding != 0).astype(np.float32)
    return inside


def soften(field: Field, across: float, down: float | None = None) -> Field:
    """Return the field blurred by two boxes each way, close to a Gaussian.

    `across` and `down` (the same unless given) are its sigmas in cells. Beyond its border the
    field counts as 0.
    """
    field = _boxes(field.T, across).T
    return _boxes(field, across if down is None else down)


def _boxes(field: Field, sigma: float) -> Field:
    """Return the running mean of the running mean over rows."""
    # A box of w cells has the variance (w * w - 1) / 12.
    half = round((np.sqrt(6.0 * sigma * sigma + 1.0) - 1.0) / 2.0)
    if half == 0:
        return field
    width, rows = 2 * half + 1, len(field)
    total = np.zeros((rows + 4 * half + 1, field.shape[1]), dtype=np.float32)
    np.cumsum(field, axis=0, out=total[width : width + rows])
    total[width + rows :] = total[width + rows - 1]
    once = (total[width:] - total[:-width]) / np.float32(width)
    np.cumsum(once, axis=0, out=total[1 : len(once) + 1])
    twice: Field = (total[width : width + rows] - total[:rows]) / np.float32(width)
    return twice
