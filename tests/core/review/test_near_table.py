"""The table of neighbours is exact among the components, and knows copies by their pixels."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.projection.near_tree import nearest_of_all
from fmnist_gui.core.projection.pca import principal
from fmnist_gui.core.review import near_table as room
from fmnist_gui.core.review.near_table import near_table


def _images(count: int = 400) -> Images:
    """Return smooth images of some kinds, so that few components tell most of them."""
    rng = np.random.default_rng(count)
    kinds = rng.integers(0, 200, (6, 12, 12))
    images = kinds[rng.integers(0, 6, count)] + rng.integers(0, 55, (count, 12, 12))
    return images.astype(np.uint8)


def test_neighbours_are_the_exact_ones_among_the_components(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "COMPONENTS", 10)
    images = _images()
    points = principal(images, 10).scores.astype(np.float64)
    distances = cdist(points, points)
    np.fill_diagonal(distances, np.inf)
    table = near_table(images)
    assert np.array_equal(table.numbers, np.argsort(distances, axis=1, kind="stable")[:, :8])
    assert np.allclose(table.distances, np.sort(distances, axis=1)[:, :8], rtol=1e-6)
    flat = images.reshape(len(images), -1).astype(np.float64)
    apart = np.linalg.norm(flat[:, None] - flat[table.numbers], axis=2)
    assert np.allclose(table.pixel_distances, apart, rtol=1e-6)
    assert table.numbers.dtype == np.dtype(np.int32)
    assert table.distances.dtype == table.pixel_distances.dtype == np.dtype(np.float32)


def test_the_same_images_give_the_same_bytes() -> None:
    first, second = near_table(_images()), near_table(_images())
    assert first.numbers.tobytes() == second.numbers.tobytes()
    assert first.distances.tobytes() == second.distances.tobytes()


def test_copies_come_first_by_their_number_wherever_they_lie() -> None:
    images = _images(3000)
    # In other chunks of the components, which round in other ways.
    copies = [3, 1024, 2047, 2051, 2999]
    images[copies] = images[3]
    table = near_table(images)
    for number in copies:
        others = [other for other in copies if other != number]
        assert table.numbers[number, :4].tolist() == others
        assert table.distances[number, :4].tolist() == [0.0] * 4
        assert table.pixel_distances[number, :4].tolist() == [0.0] * 4
        assert table.distances[number, 4] > 0


def test_of_many_copies_the_first_are_kept() -> None:
    images = _images(300)
    copies = list(range(5, 300, 4))
    images[copies] = images[5]
    table = near_table(images)
    for number in copies:
        expected = [other for other in copies if other != number][:8]
        assert table.numbers[number].tolist() == expected
        assert not table.distances[number].any()
        assert not table.pixel_distances[number].any()
    others = np.setdiff1d(np.arange(300), copies)
    assert (table.distances[others] > 0).all()
    assert np.setdiff1d(np.intersect1d(table.numbers[others], copies), copies[:9]).size == 0


def test_images_that_are_all_the_same_are_not_all_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []

    def count(points: NDArray[np.float32], *given: Any, **named: Any) -> Any:
        compared.append(len(points))
        return nearest_of_all(points, *given, **named)

    monkeypatch.setattr(room, "nearest_of_all", count)
    table = near_table(np.full((2000, 2, 2), 7, dtype=np.uint8))
    assert compared == [9]
    assert table.numbers[:2].tolist() == [[1, 2, 3, 4, 5, 6, 7, 8], [0, 2, 3, 4, 5, 6, 7, 8]]
    assert table.numbers[-1].tolist() == list(range(8))
    assert not table.distances.any()


@pytest.mark.parametrize(("count", "kept"), [(0, 0), (1, 0), (3, 2)])
def test_few_images_have_fewer_neighbours(count: int, kept: int) -> None:
    table = near_table(_images()[:count])
    assert table.numbers.shape == (count, kept)
    assert len(table) == count


def test_it_says_how_far_it_is() -> None:
    said: list[tuple[int, int]] = []
    near_table(_images(), report=lambda *how: said.append(how))
    assert said == sorted(said)
    assert said[-1] == (100, 100)


@pytest.mark.parametrize(
    "stop", [1, room._COMPONENTS_SHARE, room._COMPONENTS_SHARE + 10, 100 - room._PIXELS_SHARE]
)
def test_it_can_be_cancelled_in_each_of_its_parts(stop: int) -> None:
    reached = [0]
    with pytest.raises(Cancelled):
        near_table(
            _images(6000),
            report=lambda done, _: reached.append(done),
            is_cancelled=lambda: reached[-1] >= stop,
        )
    assert stop <= reached[-1] < 100
