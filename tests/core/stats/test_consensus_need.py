"""When a model of people is shown, and what is said when it is not."""

import numpy as np
import pytest

from fmnist_gui.core.stats.consensus import SparseAnswers
from fmnist_gui.core.stats.consensus_need import ModelName, by_class, missing

NAMES = ("Ada", "Ben", "Cem", "Dora")
CLASSES = ("Bag", "Coat", "Shirt")


def agreed(per_class: int, *, people: int = 3, classes: int = 2) -> list[tuple[int, int, int]]:
    """Return answers of people who agree about so many images of each class."""
    images = per_class * classes
    return [(image, person, image % classes) for image in range(images) for person in range(people)]


def answers(rows: list[tuple[int, int, int]], people: int = 3) -> SparseAnswers:
    image, annotator, chosen = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return SparseAnswers(image, annotator, chosen, int(image.max()) + 1, people, len(CLASSES))


def said(model: ModelName, rows: list[tuple[int, int, int]], people: int = 3) -> str | None:
    table = answers(rows, people)
    return missing(model, table, names=NAMES[:people], class_names=CLASSES)


def test_twenty_of_each_class_that_was_named_are_enough() -> None:
    assert said("dawid-skene", agreed(20)) is None
    assert said("dawid-skene", agreed(19)) == (
        "20 answers of each person for each class to images that others answered too; "
        "3 of 3 have fewer, 'Ada' about 19 for Bag"
    )


def test_a_person_and_a_class_are_told_that_have_the_fewest() -> None:
    rows = agreed(30)
    kept = [row for row in rows if row[1] != 1 or row[2] != 1 or row[0] < 10]
    assert said("dawid-skene", kept) == (
        "20 answers of each person for each class to images that others answered too; "
        "1 of 3 has fewer, 'Ben' about 5 for Coat"
    )
    assert said("one-coin", kept) is None


def test_one_coin_needs_twenty_of_each_person() -> None:
    assert said("one-coin", agreed(10)) is None
    assert said("one-coin", agreed(9)) == (
        "20 answers of each person to images that others answered too; "
        "3 of 3 have fewer, 'Ada' about 18"
    )


@pytest.mark.parametrize("model", ["one-coin", "dawid-skene"])
def test_two_people_are_too_few_whatever_they_said(model: ModelName) -> None:
    assert said(model, agreed(50, people=2)) == "3 people who answered, found 2"


def test_images_that_one_person_alone_answered_tell_nothing_of_them() -> None:
    rows = [*agreed(20), *((image, 3, image % 2) for image in range(40, 140))]
    found = said("dawid-skene", rows, people=4)
    assert found is not None
    assert found.endswith("1 of 4 has fewer, 'Dora' about 0 for Bag")
    assert by_class(answers(rows, 4)).tolist() == [[20, 20, 0]] * 3 + [[0, 0, 0]]
    twice = [(0, 0, 0), (0, 0, 0), (1, 1, 0), (1, 2, 1)]
    assert by_class(answers(twice)).tolist() == [[0, 0, 0], [0.5, 0.5, 0], [0.5, 0.5, 0]]
