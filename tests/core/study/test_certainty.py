import numpy as np
import pytest

from fmnist_gui.core.study.certainty import USUAL_ACCURACY, pooled_accuracy, posteriors


def _votes(*rows: tuple[int, ...]) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    return np.array(rows, dtype=np.int64)


def test_before_two_people_said_something_of_one_image_people_are_as_usual() -> None:
    assert pooled_accuracy(_votes((1, 0, 0), (0, 1, 0))) == pytest.approx(USUAL_ACCURACY)


@pytest.mark.parametrize("accuracy", [0.5, 0.7, 0.9])
def test_the_accuracy_is_found_again(accuracy: float) -> None:
    rng = np.random.default_rng(3)
    images, people, classes = 4000, 5, 10
    truth = rng.integers(classes, size=(images, 1))
    wrong = (truth + rng.integers(1, classes, size=(images, people))) % classes
    said = np.where(rng.random((images, people)) < accuracy, truth, wrong)
    counts = (said[:, :, np.newaxis] == np.arange(classes)).sum(axis=1)

    assert pooled_accuracy(counts) == pytest.approx(accuracy, abs=0.01)


def test_people_who_only_guess_are_not_below_chance() -> None:
    counts = np.ones((500, 3), dtype=np.int64)

    assert 1 / 3 < pooled_accuracy(counts) < 0.34


def test_posteriors_are_those_of_bayes_rule() -> None:
    counts = _votes((0, 0, 0), (1, 0, 0), (2, 1, 0))
    a, e = 0.8, 0.1

    found = posteriors(counts, a)

    by_hand = [1 / 3, a / (a + 2 * e), a * a * e / (a * a * e + a * e * e + e * e * e)]
    assert found == pytest.approx(by_hand)


def test_a_thousand_votes_are_no_overflow() -> None:
    assert posteriors(_votes((1000, 0)), 0.99) == pytest.approx([1.0])


def test_which_classes_are_named_changes_no_bit_of_a_posterior() -> None:
    rng = np.random.default_rng(5)
    votes = np.array([3, 1, 1, 0, 0, 0, 0, 0, 0, 0], dtype=np.int64)
    counts = np.stack([rng.permutation(votes) for _ in range(500)])

    assert len(np.unique(posteriors(counts, 0.8123))) == 1
