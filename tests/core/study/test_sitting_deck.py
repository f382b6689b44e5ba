from uuid import UUID

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.deck_content import check
from fmnist_gui.core.study.sitting_deck import sitting_deck
from tests.core.study.sample import ANNA, BEN, CLASSES, study

IMAGES = tuple(range(40))


def clear_split(name: str, count: int = 6000) -> Split:
    """Return images of three greys far from each other, so that one in two hundred is clear."""
    labels = (np.arange(count) % len(CLASSES)).astype(np.uint8)
    greys = 30 + 60 * labels.astype(np.int64) + np.arange(count) % 7
    images = greys.astype(np.uint8).reshape(-1, 1, 1).repeat(2, axis=2)
    return Split(name, images, labels, ("ab" if name == "test" else "cd") * 32)


TEST, TRAIN = clear_split("test"), clear_split("train")


def test_the_images_come_in_an_order_that_says_nothing_and_belong_to_the_study() -> None:
    asked = study(attention_percent=0)

    deck = sitting_deck(asked, TEST, IMAGES, person=ANNA, number=0)

    assert sorted(deck.indices) == list(IMAGES)
    assert deck.indices != IMAGES
    assert deck.rules is not None
    assert (deck.rules.study, deck.rules.count) == (asked.sha256, 40)
    assert not deck.rules.is_scored
    check(deck, class_count=len(CLASSES))


def test_another_person_and_another_sitting_have_another_order() -> None:
    asked = study()
    first = sitting_deck(asked, TEST, IMAGES, person=ANNA, number=0)

    assert first == sitting_deck(asked, TEST, IMAGES, person=ANNA, number=0)
    assert first.indices != sitting_deck(asked, TEST, IMAGES, person=BEN, number=0).indices
    assert first.indices != sitting_deck(asked, TEST, IMAGES, person=ANNA, number=1).indices


def test_checks_of_another_split_and_repeats_are_hidden_among_the_others() -> None:
    asked = study(attention_percent=10, repeat_percent=5, sitting=40)

    deck = sitting_deck(asked, TEST, IMAGES, person=ANNA, number=0, checks=TRAIN)

    assert deck.phases.count("attention") == 4
    assert deck.phases.count("repeat") == 2
    assert (deck.attention_split, deck.attention_fingerprint) == ("train", TRAIN.fingerprint)
    assert deck.rules is not None
    assert (deck.rules.attention, deck.rules.repeats) == (4, 2)
    check(deck, class_count=len(CLASSES))


def test_a_person_meets_new_checks_in_each_sitting() -> None:
    asked = study(attention_percent=10, sitting=40)

    def checks(number: int) -> set[int]:
        deck = sitting_deck(asked, TEST, IMAGES, person=ANNA, number=number, checks=TRAIN)
        return {i for p, i in enumerate(deck.indices) if deck.phase(p) == "attention"}

    assert not checks(0) & checks(1)


def test_shares_of_a_trial_are_met_in_the_long_run() -> None:
    asked = study(attention_percent=5, sitting=10)
    numbers = [
        sitting_deck(
            asked, TEST, IMAGES[:10], person=UUID(int=n), number=0, checks=TRAIN
        ).phases.count("attention")
        for n in range(60)
    ]

    assert set(numbers) == {0, 1}
    assert 18 <= sum(numbers) <= 42


def test_without_another_split_checks_are_images_that_the_study_does_not_ask_about() -> None:
    asked = study(indices=tuple(range(0, 6000, 2)), attention_percent=10, sitting=40)

    deck = sitting_deck(asked, TEST, asked.indices[:40], person=ANNA, number=0)

    shown = [i for p, i in enumerate(deck.indices) if deck.phase(p) == "attention"]
    assert len(shown) == 4
    assert not set(shown) & set(asked.indices)
    assert deck.attention_split == ""


def test_an_example_is_never_a_check() -> None:
    plain = study(attention_percent=50, sitting=40)
    deck = sitting_deck(plain, TEST, IMAGES, person=ANNA, number=0, checks=TRAIN)
    shown = tuple(i for p, i in enumerate(deck.indices) if deck.phase(p) == "attention")
    told = study(attention_percent=50, sitting=40, examples_split="train", examples=(shown, (), ()))

    other = sitting_deck(told, TEST, IMAGES, person=ANNA, number=0, checks=TRAIN)

    assert not set(shown) & {
        i for p, i in enumerate(other.indices) if other.phase(p) == "attention"
    }


def test_a_sitting_has_an_image() -> None:
    with pytest.raises(ValueError, match="without images"):
        sitting_deck(study(), TEST, (), person=ANNA, number=0)
