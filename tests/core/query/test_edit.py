"""Clicking puts a term into the query line and takes it out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.query.edit import toggled, with_term
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.query.parse import parse
from tests.core.query.example import found


def test_classes_clicked_one_after_the_other_are_listed() -> None:
    text = toggled("", "class", "shirt")
    assert text == "class:shirt"
    text = toggled(text, "class", "coat")
    assert text == "class:shirt,coat"
    text = toggled(text, "class", "shirt")
    assert text == "class:coat"
    assert toggled(text, "class", "coat") == ""


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("split:test", "shirt", "split:test class:shirt"),
        ("class:shirt  split:test", "coat", "class:shirt,coat split:test"),
        ("class:shirt", "shirt", "class:shirt"),
        ("class:shirt", "Shirt", "class:shirt"),
        ("class:shirt", "Ankle boot", 'class:shirt,"Ankle boot"'),
        ("-class:shirt,coat", "shirt", "-class:coat class:shirt"),
        ("not class:shirt", "shirt", "class:shirt"),
        ("class!=shirt tag:odd", "shirt", "tag:odd class:shirt"),
        ("-class!=shirt", "coat", "-class!=shirt class:coat"),
        ("class:sh*", "shirt", "class:sh*,shirt"),
    ],
)
def test_a_value_is_put_in_beside_the_others(before: str, value: str, after: str) -> None:
    assert with_term(before, "class", value) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("class:ankle split:test", "split:test"),
        ("class:9,coat", "class:coat"),
        ('class:"ANKLE BOOT"', ""),
        ("class:sandal", 'class:sandal,"ankle boot"'),
        ("class:s", 'class:s,"ankle boot"'),
    ],
)
def test_with_the_choices_at_hand_any_way_to_write_one_is_known(before: str, after: str) -> None:
    assert toggled(before, "class", "Ankle boot", choices=FASHION_CLASSES) == after


def test_letters_that_differ_in_case_are_two_choices() -> None:
    text = toggled("class:a", "class", "A", choices=("a", "A"))
    assert text == "class:a,A"
    assert toggled(text, "class", "a", choices=("a", "A")) == "class:A"


def test_tags_and_numbers_are_taken_as_they_are() -> None:
    assert with_term("tag:odd", "tag", "Odd") == "tag:odd,Odd"
    assert with_term("tag:odd", "tag", "odd*") == 'tag:odd,"odd*"'
    assert with_term("shift:5", "shift", "-5") == "shift:5,-5"
    assert with_term("index:30-40", "index", "3040") == "index:30-40,3040"


def test_a_line_that_cannot_be_read_is_not_touched() -> None:
    for edit in (with_term, toggled):
        with pytest.raises(QueryError):
            edit('class:"ankle', "class", "shirt")


OTHERS = ["split:test", "-tag:odd"]
CLASSES = ["class:shirt", "-class:coat", "class!=bag"]
LINES = st.lists(st.sampled_from([*CLASSES, *OTHERS]), max_size=4).map(" ".join)
LINES_OF_ANY_CLASS = st.lists(st.sampled_from(OTHERS), max_size=4).map(" ".join)


@given(LINES_OF_ANY_CLASS, st.sampled_from(FASHION_CLASSES))
def test_what_is_put_in_is_found_and_can_be_taken_out(line: str, name: str) -> None:
    once = toggled(line, "class", name, choices=FASHION_CLASSES)
    assert set(found(once)) == set(found(line)) & set(found(f'class:"{name}"'))
    twice = toggled(once, "class", name, choices=FASHION_CLASSES)
    assert parse(twice) == parse(line)


@given(LINES, st.text(min_size=1))
def test_any_value_can_be_put_in(line: str, value: str) -> None:
    query = parse(with_term(line, "tag", value))
    assert any(v.text == value for term in query.terms for v in term.values)
