"""Which key answers which class."""

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.key_map import (
    KeyMap,
    button_order,
    check_keys,
    digit_keys,
    extra_keys,
    key_map,
    left_hand_keys,
)
from fmnist_gui.core.session.preset import TOPS
from fmnist_gui.core.session.record import Equipment


def test_digits_come_by_class_number_then_letters_then_the_mouse() -> None:
    assert digit_keys(10) == tuple("0123456789")
    assert digit_keys(12)[10:] == ("A", "B")
    assert digit_keys(47)[35:] == ("Z", *[""] * 11)


def test_left_hand_keys_follow_the_places_of_the_buttons() -> None:
    order = (9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
    keys = left_hand_keys(order, 10)
    assert keys[9] == "Q"
    assert keys[5] == "T"
    assert keys[4] == "A"
    assert keys[0] == "G"
    tops = left_hand_keys(TOPS, 10)
    assert "".join(tops[number] for number in TOPS) == "QWERT"
    assert tops[1] == ""
    assert left_hand_keys(range(20), 20)[14:] == ("B", *[""] * 5)


def test_a_key_answers_its_class_in_either_case_and_no_key_answers_none() -> None:
    keys = KeyMap(("Q", "ß", "", "7"))
    assert [keys.class_of(key) for key in ("q", "Q", "ß", "7", "8", "")] == [0, 0, 1, 3, None, None]


def test_a_session_has_the_keys_of_its_person_and_digits_without() -> None:
    assert key_map(Equipment(), 10).keys == tuple("0123456789")
    assert key_map(Equipment(keys=tuple("asdfghjklp")), 10).class_of("P") == 9
    assert key_map(Equipment(keys=("x",)), 3).keys == ("X", "", "")


def test_buttons_stand_in_the_order_of_the_person_and_only_for_classes_that_come() -> None:
    order = (3, 1, 4, 0, 2, 9, 8, 7, 6, 5)
    assert button_order(Equipment(), 3) == (0, 1, 2)
    assert button_order(Equipment(button_order=order), 10) == order
    assert button_order(Equipment(button_order=order), 10, only=TOPS) == (3, 4, 0, 2, 6)
    assert button_order(Equipment(), 10, only=TOPS) == TOPS


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("a", "A"), "the key A answers two classes"),
        (("1", " "), "found Space"),
        (("\b",), "found Backspace"),
        (("\x1b",), "found Escape"),
        (("\r",), "found Enter"),
        (("ab",), "found 'ab'"),
    ],
)
def test_keys_that_cannot_answer_are_refused(keys: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(RequestError, match=sentence):
        check_keys(keys)


def test_signs_that_shift_changes_are_refused_where_shift_says_unsure() -> None:
    check_keys((",", ".", "", ""))
    check_keys(("1", "q", "Ä"), confidence="shift")
    with pytest.raises(RequestError, match="the key , means something else with Shift"):
        check_keys((",", "a"), confidence="shift")


def test_extras_have_the_keys_that_no_class_has() -> None:
    usual = extra_keys(KeyMap(digit_keys(10)))
    assert {extra: keys[0] for extra, keys in usual.items()} == {
        "cannot tell": "U",
        "note": "N",
        "tags": "T",
        "instructions": "I",
    }
    left = extra_keys(KeyMap(left_hand_keys(range(15), 15)))
    assert (left["tags"], left["note"]) == ("+", "N.'")
    # With forty classes every letter answers one.
    assert extra_keys(KeyMap(digit_keys(40))) == {
        "cannot tell": "?-/",
        "note": ".'",
        "tags": "+",
        "instructions": "=",
    }
    assert extra_keys(KeyMap(("T", "+")))["tags"] == ""
