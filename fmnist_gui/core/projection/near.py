"""The nearest of some points among others, all of them compared."""

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.progress import CancelCheck, Cancelled, Report

Points = NDArray[np.float32]
"""Points in any number of dimensions, shape (n, d)."""

_CHUNK = 512


def nearest_points(
    points: Points,
    queries: Points,
    count: int,
    *,
    is_own: bool,
    report: Report,
    is_cancelled: CancelCheck,
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return which `count` of `points` are nearest to each query, and how far: both (q, count).

    With `is_own` the queries are the points, and none is its own neighbour. Distances are those of
    float32, which is enough for a picture. It reports queries. Raises Cancelled.
    """
    lengths = np.einsum("ij,ij->i", points, points)
    numbers = np.empty((len(queries), count), dtype=np.intp)
    squares = np.empty((len(queries), count), dtype=np.float32)
    for start in range(0, len(queries), _CHUNK):
        if is_cancelled():
            raise Cancelled
        part = queries[start : start + _CHUNK]
        found = lengths - 2 * (part @ points.T)
        found += np.einsum("ij,ij->i", part, part)[:, None]
        if is_own:
            own = np.arange(len(part))
            found[own, start + own] = np.inf
        nearest = np.argpartition(found, count - 1, axis=1)[:, :count]
        values = np.take_along_axis(found, nearest, axis=1)
        order = np.argsort(values, axis=1, kind="stable")
        numbers[start : start + len(part)] = np.take_along_axis(nearest, order, axis=1)
        squares[start : start + len(part)] = np.take_along_axis(values, order, axis=1)
        report(start + len(part), len(queries))
    # Rounding takes the distance of doubles a little below 0.
    return numbers, np.sqrt(np.maximum(squares, 0))
