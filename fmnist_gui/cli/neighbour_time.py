"""How long it takes to find the neighbours of all images, beside a bare product and a peer."""

import os
import time
from collections.abc import Iterator
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.projection.pca import principal
from fmnist_gui.core.review.near_table import COMPONENTS, NearTable, near_table

_ROWS, _COLUMNS = 512, 4096
"""Of a tile that stays in the cache: the product is to be as quick as it can be."""

Measured = tuple[str, float, str]
"""Name, value and unit."""


def measured(images: Images) -> Iterator[Measured]:
    """Give the seconds that all neighbours take, of the clock and of the processor.

    Beside them stand those of the products of all images with each other among the components,
    which any search without a tree needs, and, where it is installed, those of scikit-learn's
    search and the share of neighbours that both name. These two use all processors, ours one.
    """
    busy_s, begun = _children_s(), time.monotonic()
    table = run_in_child(near_table, images)
    yield "neighbours_all_images", time.monotonic() - begun, "s"
    yield "neighbours_processor", _children_s() - busy_s, "s"
    points = principal(images, COMPONENTS).scores
    begun = time.monotonic()
    _multiply(points)
    yield "neighbours_matrix_product", time.monotonic() - begun, "s"
    yield from _by_scikit_learn(points, table)


def _children_s() -> float:
    """Return the processor time of all children that have ended; 0 where nobody counts it."""
    times = os.times()
    return times.children_user + times.children_system


def _multiply(points: NDArray[np.float32]) -> None:
    turned = np.ascontiguousarray(points.T)
    tile = np.empty((_ROWS, _COLUMNS), dtype=np.float32)
    for row in range(0, len(points), _ROWS):
        some = points[row : row + _ROWS]
        for column in range(0, len(points), _COLUMNS):
            others = turned[:, column : column + _COLUMNS]
            np.matmul(some, others, out=tile[: len(some), : others.shape[1]])


def _by_scikit_learn(points: NDArray[np.float32], table: NearTable) -> Iterator[Measured]:
    try:
        neighbors = import_module("sklearn.neighbors")
    except ImportError:
        return
    begun = time.monotonic()
    search = neighbors.NearestNeighbors(n_neighbors=table.numbers.shape[1], algorithm="brute")
    numbers = search.fit(points).kneighbors(return_distance=False)
    yield "neighbours_scikit_learn", time.monotonic() - begun, "s"
    yield "neighbours_as_scikit_learn", float((numbers == table.numbers).mean()), "share"
