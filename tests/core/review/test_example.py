import numpy as np
import pytest

from fmnist_gui.core.review import example
from fmnist_gui.core.review.example import (
    ExampleBook,
    Likeness,
    border,
    likeness_of_points,
    likeness_of_scores,
    typical,
)

COAT, DRESS, BAG = 0, 1, 2

PROBS = np.array(
    [
        [0.90, 0.06, 0.04],  # 0 a clear coat
        [0.55, 0.44, 0.01],  # 1 a coat, nearly a dress
        [0.50, 0.10, 0.40],  # 2 a coat, nearly a bag
        [0.48, 0.45, 0.07],  # 3 a coat, even more nearly a dress
        [0.10, 0.85, 0.05],  # 4 labelled coat, found to be a dress
        [0.47, 0.50, 0.03],  # 5 a dress, nearly a coat
        [0.70, 0.20, 0.10],  # 6 labelled dress, found to be a coat
        [0.97, 0.02, 0.01],  # 7 the clearest coat
    ],
    dtype=np.float32,
)
LABELS = np.array([0, 0, 0, 0, 0, 1, 1, 0], dtype=np.uint8)


@pytest.fixture
def likeness() -> Likeness:
    return likeness_of_scores(PROBS, LABELS)


def test_the_surest_of_a_class_are_its_typical_images(likeness: Likeness) -> None:
    assert typical(likeness, LABELS, COAT, count=3).tolist() == [7, 0, 1]


def test_there_are_no_more_examples_than_images(likeness: Likeness) -> None:
    assert typical(likeness, LABELS, DRESS, count=9).tolist() == [5, 6]
    assert typical(likeness, LABELS, BAG, count=9).tolist() == []


def test_of_equally_typical_images_the_first_come_first() -> None:
    same = np.tile(PROBS[:1], (5, 1))
    labels = np.zeros(5, dtype=np.uint8)
    assert typical(likeness_of_scores(same, labels), labels, COAT, count=3).tolist() == [0, 1, 2]


def test_a_border_is_seen_from_its_own_side(likeness: Likeness) -> None:
    """What a model takes for the other class is a doubtful label and no example of its own."""
    towards_dress = border(likeness, LABELS, COAT, towards=DRESS, count=9).tolist()
    assert towards_dress[:2] == [3, 1]
    assert 4 not in towards_dress
    assert border(likeness, LABELS, DRESS, towards=COAT, count=9).tolist() == [5]


def test_images_with_another_second_class_come_after_those_of_the_border(
    likeness: Likeness,
) -> None:
    # Image 2 is nearer to a dress than images 0 and 7 are, but nearest to a bag.
    assert border(likeness, LABELS, COAT, towards=DRESS, count=9).tolist() == [3, 1, 0, 7, 2]
    assert border(likeness, LABELS, COAT, towards=BAG, count=2).tolist() == [2, 3]


def test_images_without_scores_are_no_examples() -> None:
    probs = PROBS.copy()
    probs[[7, 3]] = np.nan
    likeness = likeness_of_scores(probs, LABELS)
    assert typical(likeness, LABELS, COAT, count=2).tolist() == [0, 1]
    assert 3 not in border(likeness, LABELS, COAT, towards=DRESS, count=9)


def test_without_scores_the_images_in_the_middle_of_a_class_are_typical() -> None:
    # Two heaps along one line, at 0 to 4 and at 10 to 14, and one dress in the first.
    places = np.array([0, 1, 2, 3, 4, 10, 11, 12, 13, 14], dtype=np.float32)[:, None]
    labels = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], dtype=np.uint8)
    likeness = likeness_of_points(places, labels, 3)
    assert typical(likeness, labels, COAT, count=3).tolist() == [2, 1, 3]
    assert border(likeness, labels, COAT, towards=DRESS, count=2).tolist() == [4, 3]
    assert border(likeness, labels, DRESS, towards=COAT, count=2).tolist() == [5, 6]


def test_nothing_borders_on_a_class_without_images() -> None:
    places = np.array([[0.0], [1.0], [9.0]], dtype=np.float32)
    labels = np.array([0, 0, 1], dtype=np.uint8)
    likeness = likeness_of_points(places, labels, 3)
    assert border(likeness, labels, COAT, towards=BAG, count=2).tolist() == []


def test_likeness_to_a_class_falls_with_the_squared_distance_to_its_mean() -> None:
    rng = np.random.default_rng(3)
    places = rng.normal(size=(40, 5)).astype(np.float32)
    labels = np.arange(40, dtype=np.uint8) % 4
    found = likeness_of_points(places, labels, 4).to_class
    means = np.stack([places[labels == number].mean(axis=0) for number in range(4)])
    expected = -((places[:, None] - means) ** 2).sum(axis=2)
    assert found == pytest.approx(expected, abs=1e-4)


def test_a_book_looks_for_each_kind_once(
    likeness: Likeness, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = ExampleBook(likeness, LABELS, count=2)
    first = book.typical(COAT), book.border(COAT, DRESS), book.border(DRESS, COAT)
    assert first == ((7, 0), (3, 1), (5,))
    monkeypatch.setattr(example, "typical", None)
    monkeypatch.setattr(example, "border", None)
    assert (book.typical(COAT), book.border(COAT, DRESS), book.border(DRESS, COAT)) == first


@pytest.mark.parametrize(("number", "towards"), [(COAT, COAT), (COAT, 3), (7, COAT), (-1, COAT)])
def test_a_book_has_nothing_about_classes_that_are_not_there(
    likeness: Likeness, number: int, towards: int
) -> None:
    assert ExampleBook(likeness, LABELS, count=2).border(number, towards) == ()
