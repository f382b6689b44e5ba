"""The query line offers what may be written at the cursor."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.query.complete import SUGGESTIONS_MAX, Completion, complete
from fmnist_gui.core.query.match import match
from fmnist_gui.core.query.offer import Suggestion
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from tests.core.query.example import example_table


def completed(line: str) -> Completion:
    """Complete `line` where it has a bar."""
    return complete(line.replace("|", ""), line.index("|"), example_table())


def texts(line: str) -> list[str]:
    return [suggestion.text for suggestion in completed(line).suggestions]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("|", ["index:", "class:", "split:", "wrong:", "margin:", "tag:", "has:", "shift:"]),
        ("s|", ["split:", "shift:", "class:", "wrong:", "has:"]),
        ("-cl|", ["class:"]),
        ("label|", ["class:"]),
        ("mar|<0.3", ["margin"]),
        ("class:shirt m|", ["margin:"]),
        ("CL|", ["class:"]),
        ("time|", []),
        ("class:shirt split:test tag:odd |", ["index:", "wrong:", "margin:", "has:", "shift:"]),
    ],
)
def test_keys_of_which_something_is_known_are_offered(line: str, offered: list[str]) -> None:
    assert texts(line)[: len(offered)] == offered
    assert offered or not texts(line)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("class:s|", ["sandal", "shirt", "sneaker", "t-shirt/top"]),
        ("class:shirt,s|", ["sandal", "sneaker"]),
        ("class:a|", ['"ankle boot"']),
        ('class:"ankle b|', ['"ankle boot"']),
        ("split:|", ["train", "test"]),
        ("split:test,|", ["train"]),
        ("split<|", []),
        ("wrong:|", ["yes", "no"]),
        ("wrong:n|", ["no"]),
        ("tag:|", ["odd", '"odd thing"', '"star*"']),
        ("-tag:TH|", ['"odd thing"']),
        ("has:m|", ["margin"]),
        ("index:|", ["0-4"]),
        ("shift:|", ["-5..1000000"]),
        ("margin<|", ["0.98"]),
        ("margin>=|", ["0.02"]),
        ("margin<0.5|", []),
        ("entropy:|", []),
        ("foo:|", []),
    ],
)
def test_values_of_the_key_are_offered(line: str, offered: list[str]) -> None:
    assert texts(line)[: len(offered)] == offered
    assert offered or not texts(line)


def test_hints_say_how_many_images_there_are_or_where_the_numbers_end() -> None:
    assert completed("class:shir|").suggestions[0] == Suggestion("shirt", "3 images")
    assert completed("tag:star|").suggestions[0] == Suggestion('"star*"', "1 image")
    assert completed("margin<|").suggestions == (Suggestion("0.98", "0.02 to 0.98"),)
    assert completed("marg|").suggestions == (Suggestion("margin:", "Model margin, 0.02 to 0.98"),)


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("split:test cla|ss:shirt", "class"),
        ("-cl|", "cl"),
        ("split:te|st class:shirt", "test"),
        ('class:"an|kle boot" split:test', '"ankle boot"'),
        ('class:"an| split:test', '"an'),
        ("class:coat,sh|irt,bag", "shirt"),
        ("class:|", ""),
        ("class:shirt |", ""),
    ],
)
def test_what_is_replaced_is_the_piece_at_the_cursor(line: str, piece: str) -> None:
    completion = completed(line)
    assert line.replace("|", "")[completion.start : completion.end] == piece


def test_no_more_than_twelve_are_offered() -> None:
    names = tuple(f"kind {number}" for number in range(100))
    column = Column("class", "Label", np.zeros(1, dtype=np.float32), "choice", names)
    completion = complete("class:", 6, Table(1).with_columns(column))
    assert len(completion.suggestions) == SUGGESTIONS_MAX == 12


@pytest.mark.parametrize("number", [0, 1, 2])
def test_choices_that_are_alike_are_offered_as_they_are(number: int) -> None:
    names = ("a", "A", 'so "called"')
    values = np.arange(3, dtype=np.float32)
    table = Table(3).with_columns(Column("class", "Label", values, "choice", names))
    offered = complete("class:", 6, table).suggestions[number].text
    assert np.flatnonzero(match(parse(f"class:{offered}"), table)).tolist() == [number]


PIECES = st.sampled_from(
    [
        "class:",
        "tag:",
        "index:",
        "margin<",
        "wrong:",
        "has:",
        "s",
        '"',
        ",",
        " ",
        "-",
        "odd",
        "not ",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=6).map("".join), st.data())
def test_any_line_is_completed_around_the_cursor(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(-1, len(text) + 1))
    completion = complete(text, cursor, example_table())
    at = min(max(cursor, 0), len(text))
    assert 0 <= completion.start <= at <= completion.end <= len(text)


@given(st.sampled_from(["class", "tag", "index", "margin", "shift", "wrong", "has", "split"]))
def test_every_value_that_is_offered_finds_an_answer(key: str) -> None:
    for sign in (":", "!=", "<", ">="):
        for suggestion in complete(f"{key}{sign}", len(key + sign), example_table()).suggestions:
            match(parse(f"{key}{sign}{suggestion.text}"), example_table())


def test_the_offered_range_holds_all_that_is_known() -> None:
    for key in ("index", "margin", "shift"):
        (suggestion,) = complete(f"{key}:", len(key) + 1, example_table()).suggestions
        mask = match(parse(f"{key}:{suggestion.text}"), example_table())
        assert mask.sum() == example_table().columns[key].is_known.sum()
