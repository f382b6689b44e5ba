"""How simulated people decide: as accurate as asked for, and mistaken as people are."""

import math

import numpy as np
import pytest

from fmnist_gui.core.session.chooser import (
    LOOK_ALIKES,
    SIMILAR_WEIGHT,
    AccuracyChooser,
    Chooser,
    ConfusionChooser,
    CountsChooser,
)

TRIALS = 4000


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def choices(chooser: Chooser, label: int, *, image_index: int = 0, seed: int = 1) -> list[int]:
    chance = rng(seed)
    return [chooser.choose(image_index, label, chance) for _ in range(TRIALS)]


def share_is(found: int, expected: float, *, of: int = TRIALS) -> bool:
    """Whether a count lies within four standard deviations of what is expected."""
    return abs(found / of - expected) <= 4 * math.sqrt(expected * (1 - expected) / of)


@pytest.mark.parametrize("accuracy", [0.0, 0.2, 0.835, 1.0])
def test_it_is_right_as_often_as_asked_for(accuracy: float) -> None:
    found = choices(AccuracyChooser(accuracy, 10), 3)
    assert share_is(found.count(3), accuracy)
    assert set(found) <= set(range(10))


@pytest.mark.parametrize("label", range(10))
def test_mistakes_prefer_what_looks_alike(label: int) -> None:
    found = choices(AccuracyChooser(0.0, 10), label)
    alike = {other for group in LOOK_ALIKES if label in group for other in group} - {label}
    weights = [0.0 if c == label else SIMILAR_WEIGHT if c in alike else 1.0 for c in range(10)]
    for number, weight in enumerate(weights):
        assert share_is(found.count(number), weight / sum(weights))


@pytest.mark.parametrize("classes", [2, 7, 47])
def test_another_set_of_classes_has_no_look_alikes(classes: int) -> None:
    found = choices(AccuracyChooser(0.0, classes), 1)
    assert 1 not in found
    assert set(found) <= set(range(classes))
    assert share_is(found.count(0), 1 / (classes - 1))


def test_one_class_leaves_no_room_for_a_mistake() -> None:
    assert AccuracyChooser(0.0, 1).choose(0, 0, rng()) == 0


def test_a_crowd_is_followed_in_proportion_image_by_image() -> None:
    counts = np.array([[1, 0, 0], [0, 30, 70], [5, 5, 90]], dtype=np.int64)
    assert set(choices(CountsChooser(counts), 2, image_index=0)) == {0}
    found = choices(CountsChooser(counts), 0, image_index=1)
    assert found.count(0) == 0
    assert share_is(found.count(1), 0.3)


@pytest.mark.parametrize("as_shares", [False, True])
def test_a_confusion_matrix_is_followed_row_by_row(as_shares: bool) -> None:
    counts = np.array([[70, 20, 10], [0, 1, 0], [5, 5, 0]], dtype=np.float64)
    chooser = ConfusionChooser(counts / counts.sum(axis=1, keepdims=True) if as_shares else counts)
    found = choices(chooser, 0)
    for number, share in enumerate((0.7, 0.2, 0.1)):
        assert share_is(found.count(number), share)
    assert set(choices(chooser, 1, image_index=7)) == {1}
    assert set(choices(chooser, 2)) == {0, 1}


@pytest.mark.parametrize(("accuracy", "classes"), [(0.81, 10), (0.2, 4), (1.0, 10), (0.3, 1)])
def test_the_confusion_of_an_accuracy_is_what_it_chooses(accuracy: float, classes: int) -> None:
    chooser = AccuracyChooser(accuracy, classes)
    confusion = chooser.confusion()
    assert confusion.shape == (classes, classes)
    assert confusion.sum(axis=1) == pytest.approx(1)
    assert np.diag(confusion) == pytest.approx(accuracy if classes > 1 else 1)
    found = choices(chooser, 0)
    for number, share in enumerate(confusion[0].tolist()):
        assert share_is(found.count(number), share)
