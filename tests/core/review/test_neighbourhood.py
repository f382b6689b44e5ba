import numpy as np
import pytest

from fmnist_gui.core.review.near_table import NearTable
from fmnist_gui.core.review.neighbourhood import neighbourhood

LABELS = np.array([0, 1, 1, 2, 0], dtype=np.uint8)


def table(numbers: list[list[int]], distances: list[list[float]]) -> NearTable:
    apart = np.array(distances, dtype=np.float32)
    return NearTable(np.array(numbers, dtype=np.int32), apart, apart)


def test_the_nearer_an_image_the_more_it_says() -> None:
    near = table(
        [[1, 3, 4], [2, 0, 3], [1, 0, 3], [1, 2, 0], [0, 1, 3]],
        [[10, 20, 40], [5, 5, 10], [5, 10, 10], [4, 4, 2], [0, 2, 4]],
    )
    found = neighbourhood(near, LABELS, classes=3)

    # Votes of 1/10 for class 1, 1/20 for class 2 and 1/40 for its own; one of 1/10 for nobody,
    # since the farthest neighbours are usually 10 grey values away.
    assert found.margins[0] == pytest.approx(
        (1 / 10 - 1 / 40) / (1 / 10 + 1 / 20 + 1 / 40 + 1 / 10)
    )
    # A copy counts as one that is a grey value away.
    assert found.margins[4] == pytest.approx((1 / 2 - 1) / (1 + 1 / 2 + 1 / 4 + 1 / 10))
    assert found.suggested.tolist() == [1, 0, 0, 0, 1]
    assert found.votes.tolist() == [1, 1, 1, 1, 1]
    assert found.count == 3


def test_several_that_are_far_may_outvote_one_that_is_near() -> None:
    near = table([[3, 1, 2], *[[0, 0, 0]] * 4], [[10, 15, 15], *[[1.0, 1.0, 1.0]] * 4])
    found = neighbourhood(near, LABELS, classes=3)
    assert (found.suggested[0], found.votes[0]) == (1, 2)


def test_where_all_agree_nothing_is_suggested() -> None:
    near = table([[4]] * 5, [[3]] * 5)
    found = neighbourhood(near, np.zeros(5, dtype=np.uint8), classes=3)
    assert found.margins.tolist() == pytest.approx([-1 / 2] * 5)
    assert found.suggested.tolist() == [-1] * 5


def test_an_image_alone_has_no_neighbours() -> None:
    near = table([[]], [[]])
    found = neighbourhood(near, LABELS[:1], classes=3)
    assert np.isnan(found.margins).all()
    assert found.count == 0
