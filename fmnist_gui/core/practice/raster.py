"""Turn outlines into masks, and blur them."""

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]


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
    return (winding != 0).astype(np.float32)


def soften(field: Field, across: float, down: float | None = None) -> Field:
    """Return the field blurred by three boxes each way, close to a Gaussian.

    `across` and `down` (the same unless given) are its sigmas in cells. Beyond its border the
    field counts as 0.
    """
    field = _boxes(field.T, across).T
    return _boxes(field, across if down is None else down)


def _boxes(field: Field, sigma: float) -> Field:
    """Return three running means over rows, each `width` (odd) rows wide."""
    half = round(np.sqrt(4.0 * sigma * sigma + 1.0)) // 2
    if half == 0:
        return field
    width = 2 * half + 1
    rows, columns = field.shape
    for _ in range(3):
        total = np.zeros((rows + 2 * width, columns), dtype=np.float32)
        np.cumsum(field, axis=0, out=total[half + 1 : half + 1 + rows])
        total[half + 1 + rows :] = total[half + rows]
        field = (total[width : width + rows] - total[:rows]) / np.float32(width)
    return field
