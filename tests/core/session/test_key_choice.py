"""By which keys a person answers, and in which order the buttons stand."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.session.key_choice import KeyChoice, choice_of, shuffled
from fmnist_gui.core.session.key_map import button_order, digit_keys, key_map, left_hand_keys
from fmnist_gui.core.session.record import Equipment

ADA, BOB = UUID(int=7), UUID(int=8)


def test_the_usual_is_left_unsaid() -> None:
    assert KeyChoice().equipment(ADA, 10) == Equipment()
    assert KeyChoice("own", digit_keys(10)).equipment(ADA, 10) == Equipment()


def test_the_order_of_a_person_stays_and_differs_from_another_ones() -> None:
    assert shuffled(ADA, 10) == shuffled(ADA, 10) == (8, 0, 7, 1, 3, 6, 2, 4, 5, 9)
    assert shuffled(ADA, 10) != shuffled(BOB, 10)
    assert sorted(shuffled(BOB, 10)) == list(range(10))


def test_left_hand_keys_follow_the_buttons() -> None:
    equipment = KeyChoice("left hand", is_shuffled=True).equipment(ADA, 10)
    order = button_order(equipment, 10)
    assert order == shuffled(ADA, 10)
    keys = key_map(equipment, 10)
    assert [keys.class_of(key) for key in "qwertasdfg"] == list(order)


def test_digits_stay_with_their_classes_when_the_buttons_are_shuffled() -> None:
    equipment = KeyChoice(is_shuffled=True).equipment(ADA, 10)
    assert equipment.keys == ()
    assert key_map(equipment, 10).class_of("3") == 3


def test_own_keys_for_other_classes_give_way_to_digits() -> None:
    own = KeyChoice("own", tuple("qwertzuiop"))
    assert own.keys(range(10), 10) == tuple("qwertzuiop")
    assert own.keys(range(3), 3) == digit_keys(3)
    assert KeyChoice("left hand").keys(range(3), 3) == left_hand_keys(range(3), 3)


@pytest.mark.parametrize(
    "choice",
    [
        KeyChoice(),
        KeyChoice("left hand", is_shuffled=True),
        KeyChoice("own", ("Ä", "", "5")),
    ],
)
def test_a_choice_is_there_again_after_it_was_kept(choice: KeyChoice) -> None:
    assert choice_of(choice.content()) == choice


@given(
    content=st.none()
    | st.text()
    | st.fixed_dictionaries(
        {},
        optional={
            "kind": st.none() | st.text() | st.just("own") | st.lists(st.text()),
            "own": st.none() | st.text() | st.lists(st.none() | st.text()),
            "is_shuffled": st.none() | st.integers() | st.booleans(),
        },
    )
)
def test_whatever_was_kept_gives_keys(content: Any) -> None:
    choice = choice_of(content)
    assert len(choice.keys(range(10), 10)) == 10
