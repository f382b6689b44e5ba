"""Near duplicates are told by how far apart two images are beside their other neighbours."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from fmnist_gui.core.review import duplicate
from fmnist_gui.core.review.duplicate import Pair, duplicate_pairs, duplicates
from fmnist_gui.core.review.near_table import NearTable, near_table

ONE_SPLIT = np.zeros(6, dtype=np.uint8)
ONE_LABEL = np.zeros(6, dtype=np.uint8)


def _table(places: Sequence[float] | NDArray[np.float64], *, kept: int = 3) -> NearTable:
    """Return the table of images that lie on a line, or anywhere."""
    points = np.array(places, dtype=np.float64).reshape(len(places), -1)
    apart = cdist(points, points)
    np.fill_diagonal(apart, np.inf)
    numbers = np.argsort(apart, axis=1, kind="stable")[:, :kept].astype(np.int32)
    distances = np.take_along_axis(apart, numbers, axis=1).astype(np.float32)
    # Nothing of it is to be seen among the components.
    return NearTable(numbers, np.zeros_like(distances), distances)


def test_a_pair_is_found_once_and_the_nearest_comes_first() -> None:
    near = _table([0, 10, 100, 200, 204, 300])
    pairs = duplicate_pairs(near, ONE_LABEL, ONE_SPLIT)
    assert [(pair.first, pair.second, pair.distance) for pair in pairs] == [(3, 4, 4), (0, 1, 10)]
    # The third neighbour of 3 is 100 away, and that of 4 104; of 0 it is 200 away, of 1 190.
    assert [pair.ratio for pair in pairs] == [4 / 100, 10 / 190]
    assert not any(pair.is_copy for pair in pairs)


def test_exact_copies_come_first() -> None:
    pairs = duplicate_pairs(_table([0, 1, 100, 200, 300, 300]), ONE_LABEL, ONE_SPLIT)
    assert [(pair.first, pair.second, pair.is_copy) for pair in pairs] == [
        (4, 5, True),
        (0, 1, False),
    ]


def test_images_that_are_near_to_many_are_no_duplicates() -> None:
    # The first four lie as close together as the last two.
    crowd = np.eye(4) * 10
    others = 1000 + np.array([[0, 0, 0, 0], [10, 10, 0, 0], [0, 0, 60, 0], [0, 0, 0, 60]])
    pairs = duplicate_pairs(
        _table(np.concatenate([crowd, others])), np.zeros(8, np.uint8), np.zeros(8, np.uint8)
    )
    assert [(pair.first, pair.second) for pair in pairs] == [(4, 5)]


def test_more_near_copies_than_are_kept_are_still_duplicates() -> None:
    copies = np.eye(10)[:6]
    others = 1000 * np.eye(10)
    pairs = duplicate_pairs(
        _table(np.concatenate([copies, others])), np.zeros(16, np.uint8), np.zeros(16, np.uint8)
    )
    assert {pair.first for pair in pairs} | {pair.second for pair in pairs} == set(range(6))


def test_it_says_whether_labels_and_splits_differ() -> None:
    near = _table([0, 1, 1000, 1001, 2000, 2001])
    labels = np.array([0, 0, 1, 2, 3, 4], dtype=np.uint8)
    splits = np.array([0, 1, 1, 1, 0, 1], dtype=np.uint8)
    found = {
        pair.first: (pair.do_labels_differ, pair.do_splits_differ)
        for pair in duplicate_pairs(near, labels, splits)
    }
    assert found == {0: (False, True), 2: (True, False), 4: (True, True)}


def test_an_image_is_set_beside_its_nearest_duplicate() -> None:
    found = duplicates(_table([0, 10, 100, 200, 204, 300]), ONE_LABEL, ONE_SPLIT)
    assert found.counterparts.tolist() == [1, 0, -1, 4, 3, -1]
    assert np.array_equal(np.isnan(found.scores), [False, False, True, False, False, True])
    assert found.scores[3] < found.scores[0] <= duplicate.NEAR


def test_a_duplicate_of_another_label_or_split_comes_before_a_nearer_one() -> None:
    near = _table([0, 1, 3, 1000, 2000, 3000])
    same = duplicates(near, ONE_LABEL, ONE_SPLIT)
    assert same.counterparts[:3].tolist() == [1, 0, 1]
    split = duplicates(near, ONE_LABEL, np.array([0, 0, 1, 0, 0, 0], dtype=np.uint8))
    assert split.counterparts[:3].tolist() == [2, 2, 1]
    label = duplicates(
        near,
        np.array([0, 1, 0, 0, 0, 0], dtype=np.uint8),
        np.array([0, 0, 1, 0, 0, 0], dtype=np.uint8),
    )
    assert label.counterparts[:3].tolist() == [1, 2, 1]


def test_images_that_are_all_the_same_are_copies_of_the_first_ones() -> None:
    images = np.zeros((20, 2, 2), dtype=np.uint8)
    images[7] = 9
    near = near_table(images)
    pairs = duplicate_pairs(near, np.zeros(20, np.uint8), np.zeros(20, np.uint8))
    assert all(pair.is_copy for pair in pairs)
    assert 7 not in {number for pair in pairs for number in (pair.first, pair.second)}


def test_without_other_images_there_is_no_pair() -> None:
    near = near_table(np.zeros((1, 2, 2), dtype=np.uint8))
    nothing = np.zeros(1, dtype=np.uint8)
    assert duplicate_pairs(near, nothing, nothing) == ()
    assert duplicates(near, nothing, nothing).counterparts.tolist() == [-1]
    assert Pair(0, 1, 0.0, 0.0, do_labels_differ=False, do_splits_differ=False).is_copy
