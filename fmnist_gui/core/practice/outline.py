"""Outlines of pieces of cloth: polygons, curves through points, bands along a path.

Points are float64 arrays of shape (n, 2), x to the right and y down, in garment units. A point
given twice is a corner; through the others the curve is smooth.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Pair = tuple[float, float]


def smooth(points: Sequence[Pair] | Points, *, closed: bool = True, steps: int = 6) -> Points:
    """Return a Catmull-Rom curve through `points`, `steps` points for each.

    A point given twice is a corner: the curve comes in and leaves straight.
    """
    knots = np.asarray(points, dtype=np.float64)
    before, after = np.roll(knots, 1, axis=0), np.roll(knots, -1, axis=0)
    if not closed:
        before[0], after[-1] = knots[0], knots[-1]
    is_corner = (before == knots).all(axis=1) | (after == knots).all(axis=1)
    slope = np.where(is_corner[:, None], 0.0, 0.5 * (after - before))
    start, leave = knots[:, None, :], slope[:, None, :]
    end, arrive = np.roll(start, -1, axis=0), np.roll(leave, -1, axis=0)
    t = np.linspace(0.0, 1.0, steps, endpoint=False)[None, :, None]
    curve = start + t * leave + t * t * (3.0 * (end - start) - 2.0 * leave - arrive)
    curve += t * t * t * (2.0 * (start - end) + leave + arrive)
    flat: Points = curve.reshape(-1, 2)
    return flat if closed else np.concatenate([flat[:-steps], knots[-1:]])


def mirror(points: Sequence[Pair] | Points) -> Points:
    """Return the points on the other side of x = 0, in reverse order."""
    return np.asarray(points, dtype=np.float64)[::-1] * (-1.0, 1.0)


def both_sides(right: Sequence[Pair]) -> Points:
    """Return the closed curve whose right half is given from top to bottom."""
    return smooth(np.concatenate([np.asarray(right, dtype=np.float64), mirror(right)]))


def ellipse(centre: Pair, radii: Pair, *, steps: int = 20) -> Points:
    """Return an ellipse."""
    angle = np.linspace(0.0, 2.0 * np.pi, steps, endpoint=False)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * radii + centre


def box(left_top: Pair, right_bottom: Pair) -> Points:
    """Return an upright rectangle."""
    (left, top), (right, bottom) = left_top, right_bottom
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])


def band(path: Points, widths: float | Sequence[float]) -> Points:
    """Return the outline of a ribbon along `path`, as wide as said at equal stretches of it."""
    ahead = np.gradient(path, axis=0)
    ahead /= np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)[:, None]
    across = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
    given = np.atleast_1d(np.asarray(widths, dtype=np.float64))
    at = np.linspace(0.0, 1.0, len(path))
    half = 0.5 * np.interp(at, np.linspace(0.0, 1.0, len(given)), given)[:, None]
    return np.concatenate([path + across * half, (path - across * half)[::-1]])


def turned(points: Points, angle: float) -> Points:
    """Return the points turned about the origin by `angle` radians."""
    cos, sin = np.cos(angle), np.sin(angle)
    result: Points = points @ np.array([(cos, sin), (-sin, cos)])
    return result


def corner(x: float, y: float) -> tuple[Pair, Pair]:
    """Return the point as a corner for :func:`smooth`."""
    return (x, y), (x, y)
