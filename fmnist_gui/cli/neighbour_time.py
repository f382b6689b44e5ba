"""How long it takes to find the neighbours of all images, beside a bare product and a peer."""

import os
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.projection.pca import principal
from fmnist_gui.core.review.near_table import COMPONENTS, near_table

_ROWS, _COLUMNS = 512, 4096
"""Of a tile that stays in the cache: the product is to be as quick as it can be."""

Points = NDArray[np.float32]

Measured = tuple[str, float, str]
"""Name, value and unit."""


def measured(images: Images) -> Iterator[Measured]:
    """Give the seconds that all neighbours take, of the clock and of the processor.

    Beside them stand those of the products of all images with each other among the components,
    which any search without a tree needs, and, where it is installed, those of scikit-learn's
    search and the share of neighbours that both name. Each runs in a child with one thread, so that
    a busy machine is as hard on all of them; of the other two only the search itself is timed.
    """
    busy_s, begun = _children_s(), time.monotonic()
    table = run_in_child(near_table, images)
    yield "neighbours_all_images", time.monotonic() - begun, "s"
    yield "neighbours_processor", _children_s() - busy_s, "s"
    points = principal(images, COMPONENTS).scores
    yield "neighbours_matrix_product", run_in_child(product_s, points), "s"
    if find_spec("sklearn") is not None:
        seconds, numbers = run_in_child(by_scikit_learn, points, table.numbers.shape[1])
        yield "neighbours_scikit_learn", seconds, "s"
        yield "neighbours_as_scikit_learn", float((numbers == table.numbers).mean()), "share"


def product_s(points: Points, **_: object) -> float:
    """Return the seconds that the products of all points with each other take."""
    begun = time.monotonic()
    turned = np.ascontiguousarray(points.T)
    tile = np.empty((_ROWS, _COLUMNS), dtype=np.float32)
    for row in range(0, len(points), _ROWS):
        some = points[row : row + _ROWS]
        for column in range(0, len(points), _COLUMNS):
            others = turned[:, column : column + _COLUMNS]
            np.matmul(some, others, out=tile[: len(some), : others.shape[1]])
    return time.monotonic() - begun


def by_scikit_learn(points: Points, count: int, **_: object) -> tuple[float, NDArray[np.intp]]:
    """Return the seconds that scikit-learn takes, and the neighbours that it finds."""
    neighbors = import_module("sklearn.neighbors")
    begun = time.monotonic()
    search = neighbors.NearestNeighbors(n_neighbors=count, algorithm="brute").fit(points)
    numbers: NDArray[np.intp] = search.kneighbors(return_distance=False)
    return time.monotonic() - begun, numbers


def _children_s() -> float:
    """Return the processor time of all children that have ended; 0 where nobody counts it."""
    times = os.times()
    return times.children_user + times.children_system
