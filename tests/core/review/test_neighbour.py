"""The nearest images are those that a plain search finds, to the last tie."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from sklearn.neighbors import NearestNeighbors

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.review import neighbour
from fmnist_gui.core.review.neighbour import nearest
from tests.sample import split


def plain_search(images: Images, query: int, count: int) -> tuple[list[int], list[float]]:
    wide = images.astype(np.int64)
    squares = ((wide - wide[query]) ** 2).sum(axis=(1, 2))
    order = [int(n) for n in np.argsort(squares, kind="stable") if n != query][:count]
    return order, [float(np.sqrt(squares[n])) for n in order]


def assert_as_plain(images: Images, queries: NDArray[np.intp], count: int) -> None:
    found = nearest(images, queries, count)
    for row, query in enumerate(queries):
        numbers, distances = plain_search(images, int(query), count)
        assert found.numbers[row].tolist() == numbers
        assert found.distances[row].tolist() == distances


# Few grey values make many ties.
few_images = arrays.arrays(
    np.uint8,
    st.tuples(st.integers(1, 40), st.integers(1, 3), st.integers(1, 3)),
    elements=st.sampled_from([0, 1, 127, 128, 255]),
)


@given(images=few_images, count=st.integers(0, 45))
def test_as_a_plain_search_with_ties_by_the_lower_number(images: Images, count: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbour, "_CHUNK", 7)
        patch.setattr(neighbour, "_QUERIES", 5)
        assert_as_plain(images, np.arange(len(images)), count)


@pytest.mark.parametrize(("rows", "columns"), [(28, 28), (32, 32), (20, 30), (64, 64)])
def test_exact_over_many_chunks_and_sizes(rows: int, columns: int) -> None:
    images = split("train", 5000 if rows < 64 else 2100, rows=rows, columns=columns).images.copy()
    # The greatest distance there is, and doubles of the queries far away from them.
    images[1], images[2], images[-1], images[-2] = 0, 255, images[7], images[2]
    assert_as_plain(images, np.array([7, 2, 1, len(images) - 1, 7]), 9)


def test_as_scikit_learn_on_the_real_images(fashion_mnist: Path) -> None:
    images = load(fashion_mnist, catalog=Catalog(())).splits["test"].images
    queries = np.arange(0, len(images), 500)
    flat = images.reshape(len(images), -1).astype(np.float64)
    search = NearestNeighbors(n_neighbors=13, algorithm="brute").fit(flat)
    distances, numbers = search.kneighbors(flat[queries])

    found = nearest(images, queries, 12)

    np.testing.assert_array_equal(found.numbers, numbers[:, 1:])
    np.testing.assert_allclose(found.distances, distances[:, 1:])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_images(count: int) -> None:
    images = split("train", count).images
    found = nearest(images, range(count), 5)
    assert found.numbers.shape == found.distances.shape == (count, max(0, count - 1))
    assert found.numbers.ravel().tolist() == ([1, 0] if count == 2 else [])


@pytest.mark.parametrize("number", [-1, 10])
def test_a_number_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(IndexError):
        nearest(split("train", 10).images, [3, number], 2)


def test_progress_rises_to_the_end_and_can_be_cancelled() -> None:
    images = split("train", 5000, rows=4, columns=4).images
    reports: list[tuple[int, int]] = []
    queries = range(0, 5000, 5)
    nearest(images, queries, 3, report=lambda *given: reports.append(given))
    assert reports == sorted(reports)
    assert reports[-1] == (10_000, 10_000)

    reports.clear()
    with pytest.raises(Cancelled):
        nearest(
            images,
            queries,
            3,
            report=lambda *given: reports.append(given),
            is_cancelled=lambda: len(reports) == 2,
        )
    assert len(reports) == 2
