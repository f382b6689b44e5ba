"""The nearest neighbours of all of some points among themselves, exactly.

The points are halved again and again along the direction in which they differ most, as in a k-d
tree (Friedman, Bentley and Finkel 1977), into leaves of some hundred. A point is compared with the
leaves whose box is no farther than the neighbours that it has already: all of a leaf in one matrix
product, whose rounding is allowed for. What may be among the nearest is measured again in float64.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

_LEAF = 550
_BOX_AXES = 16
"""By so many of the first coordinates a box is told from a point; the widest should come first."""

_FIRST_LOOK, _MORE = 8, 4
"""After so many leaves the bounds are drawn closer, and again after as many times more."""

_WAITING_MAX = 1 << 20
"""Pairs that wait to be measured, some 100 MB of them."""

_MEASURED = 4096

Points = NDArray[np.float32]
Numbers = NDArray[np.intp]
Floats = NDArray[np.float64]


def nearest_of_all(
    points: Points, count: int, *, report: Report = ignore, is_cancelled: CancelCheck = never
) -> tuple[NDArray[np.int32], Floats]:
    """Return which `count` other points are nearest to each of `points`, (n, d), and how far.

    Both are (n, count), the nearest first, of equally near ones the lower number; there are fewer
    than `count` where there are no more points. Distances are Euclidean, computed in float64. It
    is exact, and quickest where the first coordinates vary most. Reports points. Raises Cancelled.
    """
    total = len(points)
    count = max(0, min(count, total - 1))
    numbers = np.empty((total, count), dtype=np.int32)
    distances = np.empty((total, count))
    if not count:
        return numbers, distances
    leaves = _leaves_of(points, least=count + 1)
    for leaf, (begin, end) in enumerate(leaves.bounds):
        if is_cancelled():
            raise Cancelled
        search = _Search(leaves, leaf, count)
        search.run()
        own = leaves.order[begin:end]
        numbers[own] = search.numbers
        distances[own] = np.sqrt(search.squares)
        report(end, total)
    return numbers, distances


@dataclass(frozen=True, eq=False)
class _Leaves:
    """Points in the order of their leaves; ``order`` says which they are, ``bounds`` the leaves.

    Rows of ``asking`` and ``asked``, (n, d + 1), have the product x·y - |y|²/2, which is greatest
    for the nearest y; ``halves`` is |x|²/2. ``slack`` is more than what float32 rounds off any
    squared distance so computed. ``low`` and ``high`` are the corners of boxes, (leaves, axes).
    """

    order: Numbers
    bounds: tuple[tuple[int, int], ...]
    asking: Points
    asked: Points
    halves: Floats
    slack: float
    low: Points
    high: Points

    def gaps(self, leaf: int) -> Points:
        """Return the squared distance of each point of a leaf to each box, (points, leaves)."""
        begin, end = self.bounds[leaf]
        gaps = np.zeros((end - begin, len(self.bounds)), dtype=np.float32)
        for axis, (low, high) in enumerate(zip(self.low.T, self.high.T, strict=True)):
            place = self.asking[begin:end, axis, None]
            outside = np.maximum(low - place, place - high)
            np.maximum(outside, 0, out=outside)
            gaps += outside * outside
        return gaps

    def squares(self, some: Numbers, others: Numbers) -> Floats:
        """Return the squared distances of pairs, computed in float64."""
        squares = np.empty(len(some))
        for start in range(0, len(some), _MEASURED):
            part = slice(start, start + _MEASURED)
            apart = self.asking[some[part], :-1].astype(np.float64)
            apart -= self.asking[others[part], :-1]
            np.einsum("ij,ij->i", apart, apart, out=squares[part])
        return squares


class _Search:
    """The search for the neighbours of the points of one leaf, (points, count) of them."""

    def __init__(self, leaves: _Leaves, leaf: int, count: int) -> None:
        self._leaves = leaves
        self._leaf = leaf
        self._begin, end = leaves.bounds[leaf]
        size = end - self._begin
        self._lengths = 2 * leaves.halves[self._begin : end]
        self._waiting: list[tuple[Numbers, Numbers]] = []
        self._waiting_count = 0
        self.squares = np.full((size, count), np.inf)
        self.numbers = np.full((size, count), len(leaves.order), dtype=np.int64)
        self._bounds = self._first_bounds()

    def run(self) -> None:
        """Look at all leaves that may hold a neighbour, those that most points are near first."""
        gaps = self._leaves.gaps(self._leaf)
        tighten_at = _FIRST_LOOK
        for looked, leaf in enumerate(np.argsort(gaps.sum(axis=0), kind="stable").tolist()):
            if looked == tighten_at or self._waiting_count > _WAITING_MAX:
                self._measure()
                tighten_at *= _MORE if looked == tighten_at else 1
            rows = np.flatnonzero(gaps[:, leaf] <= self._bounds + self._leaves.slack)
            if len(rows):
                self._look(leaf, rows)
        self._measure()

    def _first_bounds(self) -> Floats:
        """Return for each point a square that its farthest neighbour is surely within."""
        leaves, count = self._leaves, self.squares.shape[1]
        own = slice(*leaves.bounds[self._leaf])
        likeness = leaves.asking[own] @ leaves.asked[own].T
        np.fill_diagonal(likeness, -np.inf)
        least = np.partition(likeness, -count, axis=1)[:, -count]
        bounds: Floats = self._lengths - 2 * least.astype(np.float64) + leaves.slack
        return bounds

    def _look(self, leaf: int, rows: Numbers) -> None:
        """Note which points of `leaf` may be neighbours of those of our own in `rows`."""
        leaves = self._leaves
        begin, end = leaves.bounds[leaf]
        likeness = leaves.asking[self._begin + rows] @ leaves.asked[begin:end].T
        least = (self._lengths[rows] - self._bounds[rows] - leaves.slack) / 2
        found = np.flatnonzero(likeness >= least.astype(np.float32)[:, None])
        which, others = np.divmod(found, end - begin)
        some, others = rows[which], others + begin
        if leaf == self._leaf:
            is_other = some + begin != others
            some, others = some[is_other], others[is_other]
        self._waiting.append((some, others))
        self._waiting_count += len(some)

    def _measure(self) -> None:
        """Measure what was noted, and keep the nearest."""
        if not self._waiting_count:
            return
        some, others = (np.concatenate(parts) for parts in zip(*self._waiting, strict=True))
        self._waiting, self._waiting_count = [], 0
        squares = self._leaves.squares(self._begin + some, others)
        size, count = self.squares.shape
        all_rows = np.concatenate([np.repeat(np.arange(size), count), some])
        all_numbers = np.concatenate([self.numbers.ravel(), self._leaves.order[others]])
        all_squares = np.concatenate([self.squares.ravel(), squares])
        order = np.lexsort((all_numbers, all_squares, all_rows))
        # Each point brings its `count` from before, so that there are always as many.
        starts = np.searchsorted(all_rows[order], np.arange(size))
        kept = order[starts[:, None] + np.arange(count)]
        self.squares, self.numbers = all_squares[kept], all_numbers[kept]
        self._bounds = np.minimum(self._bounds, self.squares[:, -1])


def _leaves_of(points: Points, *, least: int) -> _Leaves:
    """Return the leaves of all points, each with `least` of them or more."""
    parts: list[Numbers] = []
    waiting = [np.arange(len(points))]
    while waiting:
        part = waiting.pop()
        half = len(part) // 2
        if len(part) <= _LEAF or half < least:
            parts.append(part)
            continue
        inside = points[part]
        widest = int(inside.var(axis=0).argmax())
        split = np.argpartition(inside[:, widest], half)
        waiting += [part[split[half:]], part[split[:half]]]
    order = np.concatenate(parts)
    ends = np.cumsum([len(part) for part in parts]).tolist()
    bounds = tuple(zip([0, *ends[:-1]], ends, strict=True))
    ordered = points[order]
    halves = np.einsum("ij,ij->i", ordered, ordered, dtype=np.float64) / 2
    ones = np.ones((len(points), 1), dtype=np.float32)
    boxes = [ordered[begin:end, :_BOX_AXES] for begin, end in bounds]
    return _Leaves(
        order,
        bounds,
        asking=np.concatenate([ordered, ones], axis=1),
        asked=np.concatenate([ordered, -halves[:, None].astype(np.float32)], axis=1),
        halves=halves,
        slack=_slack(points.shape[1], float(halves.max())),
        low=np.array([box.min(axis=0) for box in boxes]),
        high=np.array([box.max(axis=0) for box in boxes]),
    )


def _slack(dimensions: int, half: float) -> float:
    """Return a bound of the rounding of a squared distance between points of |x|²/2 up to `half`.

    A sum of m products in float32 is off by at most about m 2**-24 times the sum of their sizes
    (Higham 2002, 3.1), here at most 3 `half`; a squared distance is twice that. That to a box, at
    most 8 `half`, is off by less than m + 3 times 2**-24 of itself.
    """
    return (dimensions + 8) * 2.0**-24 * 8 * half
