"""Outliers are far from all others beside what is usual for their label."""

import numpy as np

from fmnist_gui.core.review.near_table import NearTable, near_table
from fmnist_gui.core.review.outlier import outliers


def _table(last: list[float]) -> NearTable:
    """Return a table in which the last neighbour of each image is that far."""
    farthest = np.array(last, dtype=np.float32)
    distances = np.stack([farthest / 2, farthest], axis=1)
    numbers = np.stack([np.roll(np.arange(len(last)), 1)] * 2, axis=1).astype(np.int32)
    return NearTable(numbers, distances, distances)


def test_the_measure_is_what_is_usual_for_the_label() -> None:
    labels = np.array([0, 0, 0, 1, 1, 1], dtype=np.uint8)
    found = outliers(_table([100, 100, 300, 1000, 1000, 2000]), labels)
    assert found.scores.tolist() == [1, 1, 3, 1, 1, 2]
    assert found.counterparts.tolist() == [5, 0, 1, 2, 3, 4]


def test_the_last_neighbour_counts_so_that_two_copies_can_be_outliers() -> None:
    rng = np.random.default_rng(0)
    images = np.zeros((50, 4, 4), dtype=np.uint8)
    images[:, 0] = rng.integers(0, 20, (50, 4))
    images[48:] = 200
    found = outliers(near_table(images), np.zeros(50, dtype=np.uint8))
    assert set(np.argsort(-found.scores)[:2].tolist()) == {48, 49}


def test_among_copies_grey_values_are_the_measure() -> None:
    found = outliers(_table([0, 0, 0, 50]), np.zeros(4, dtype=np.uint8))
    assert found.scores.tolist() == [0, 0, 0, 50]


def test_without_other_images_there_is_nothing_to_say() -> None:
    found = outliers(near_table(np.zeros((1, 2, 2), np.uint8)), np.zeros(1, dtype=np.uint8))
    assert np.isnan(found.scores).all()
    assert found.counterparts.tolist() == [-1]
