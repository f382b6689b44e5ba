"""The nearest neighbours of all points are those of a plain search in float64."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors

from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.projection import near_tree
from fmnist_gui.core.projection.near_tree import nearest_of_all

Points = NDArray[np.float32]


def _points(count: int = 1500, dimensions: int = 20, *, seed: int = 0) -> Points:
    """Return points of which the first coordinates vary most, in some clusters, far from zero."""
    rng = np.random.default_rng(seed)
    widths = 400 / np.arange(1, dimensions + 1)
    middles = rng.normal(size=(7, dimensions)) * 3 * widths
    points = middles[rng.integers(0, 7, count)] + rng.normal(size=(count, dimensions)) * widths
    return (points + 1000).astype(np.float32)


def _by_brute_force(points: Points, count: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    exact = points.astype(np.float64)
    squares = cdist(exact, exact, "sqeuclidean")
    np.fill_diagonal(squares, np.inf)
    numbers = np.argsort(squares, axis=1, kind="stable")[:, :count]
    return numbers, np.sqrt(np.take_along_axis(squares, numbers, axis=1))


@pytest.mark.parametrize(("count", "dimensions"), [(1500, 20), (1500, 2), (700, 70), (40, 5)])
def test_it_finds_what_brute_force_in_float64_finds(count: int, dimensions: int) -> None:
    points = _points(count, dimensions)
    numbers, distances = nearest_of_all(points, 8)
    expected, expected_distances = _by_brute_force(points, 8)
    assert np.array_equal(numbers, expected)
    assert np.allclose(distances, expected_distances, rtol=1e-12)


def test_it_finds_what_scikit_learn_finds() -> None:
    points = _points(3000, 40, seed=1)
    search = NearestNeighbors(n_neighbors=8, algorithm="kd_tree").fit(points.astype(np.float64))
    expected = search.kneighbors(return_distance=False)
    numbers, _ = nearest_of_all(points, 8)
    assert np.array_equal(numbers, expected)


def test_rounding_of_float32_decides_nothing() -> None:
    # Far from zero float32 loses all that tells these points apart.
    rng = np.random.default_rng(2)
    points = (5000 + rng.integers(0, 40, (900, 6)) / 16).astype(np.float32)
    numbers, distances = nearest_of_all(points, 8)
    expected, expected_distances = _by_brute_force(points, 8)
    assert np.array_equal(numbers, expected)
    assert np.array_equal(distances, expected_distances)


def test_of_equally_near_points_the_lower_number_comes_first() -> None:
    points = np.repeat(_points(300), 4, axis=0)[np.random.default_rng(0).permutation(1200)]
    numbers, _ = nearest_of_all(points, 8)
    assert np.array_equal(numbers, _by_brute_force(points, 8)[0])


def test_more_neighbours_than_a_small_leaf_holds_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_tree, "_LEAF", 5)
    points = _points(200)
    numbers, _ = nearest_of_all(points, 30)
    assert np.array_equal(numbers, _by_brute_force(points, 30)[0])


def test_few_pairs_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    points = _points(1200)
    monkeypatch.setattr(near_tree, "_LEAF", 50)
    whole = nearest_of_all(points, 8)
    monkeypatch.setattr(near_tree, "_WAITING_MAX", 10)
    parts = nearest_of_all(points, 8)
    assert np.array_equal(whole[0], parts[0])
    assert np.array_equal(whole[1], parts[1])


def test_far_leaves_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_tree, "_LEAF", 100)
    looks: list[int] = []
    look = near_tree._Search._look

    def count(self: near_tree._Search, leaf: int, rows: NDArray[np.intp]) -> None:
        looks.append(len(rows))
        look(self, leaf, rows)

    monkeypatch.setattr(near_tree._Search, "_look", count)
    nearest_of_all(_points(1500), 8)
    leaves = 16
    assert 1500 < sum(looks) < 1500 * leaves / 3


@pytest.mark.parametrize(("points", "kept"), [(0, 0), (1, 0), (2, 1), (5, 4), (9, 8)])
def test_there_are_no_more_neighbours_than_other_points(points: int, kept: int) -> None:
    numbers, distances = nearest_of_all(_points(10)[:points], 8)
    assert numbers.shape == distances.shape == (points, kept)
    assert all(own not in row for own, row in enumerate(numbers.tolist()))


def test_it_says_how_far_it_is_and_stops_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_tree, "_LEAF", 100)
    said: list[tuple[int, int]] = []
    nearest_of_all(_points(500), 8, report=lambda *how: said.append(how))
    assert said == sorted(said)
    assert said[-1] == (500, 500)
    assert len(said) == 8
    said.clear()
    with pytest.raises(Cancelled):
        nearest_of_all(
            _points(500),
            8,
            report=lambda *how: said.append(how),
            is_cancelled=lambda: len(said) == 3,
        )
    assert len(said) == 3
