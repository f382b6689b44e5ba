"""A query finds the images that it means."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.query.match import match, tells_labels
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from tests.core.query.example import (
    INDEX,
    LABEL,
    MARGIN,
    SHIFT,
    TAGS,
    WRONG,
    example_table,
    found,
)

EVERYTHING = list(range(8))


@pytest.mark.parametrize("text", ["", "  "])
def test_no_term_means_everything(text: str) -> None:
    assert found(text) == EVERYTHING


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("class:shirt", [0, 2, 5]),
        ("class:SHIRT split:test", [5]),
        ("class:6", [0, 2, 5]),
        ("class:shirt,coat", [0, 1, 2, 5, 6]),
        ('class:"ankle boot"', [3]),
        ("class:ankle", [3]),
        ("class:Ankle-Boot", [3]),
        ("class:tshirt", [4]),
        ("class:T-shirt/top", [4]),
        ("class:s*", [0, 2, 5]),
        ("class!=shirt", [1, 3, 4, 6]),
        ("class!=shirt,coat", [3, 4]),
        ("-class:shirt", [1, 3, 4, 6, 7]),
        ("class:bag", []),
    ],
)
def test_choices_are_found_however_they_are_written(text: str, numbers: list[int]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("index:1-3", [1, 2, 3, 6, 7]),
        ("index:1..3", [1, 2, 3, 6, 7]),
        ("index:1–3", [1, 2, 3, 6, 7]),
        ("index:3-", [3, 4]),
        ("index:3..", [3, 4]),
        ("index:..1", [0, 1, 5, 6]),
        ("index:0,4", [0, 4, 5]),
        ("index:0,3-9", [0, 3, 4, 5]),
        ("index!=0", [1, 2, 3, 4, 6, 7]),
        ("shift:-3", [1]),
        ("shift:-5--3", [0, 1]),
        ("shift:-3-2", [1, 2, 3, 4]),
        ("shift:-3..-1", [1, 2]),
        ("shift:..-3", [0, 1]),
        ("shift:-1-", [2, 3, 4, 5, 7]),
        ("shift<-3", [0]),
        ("shift>=1e6", [7]),
        ("shift<1e300", [0, 1, 2, 3, 4, 5, 7]),
        ("margin:.1-.5", [0, 1, 4]),
        ("margin:..0.3", [0, 1, 4, 5]),
        ("margin:0.3", [0, 4]),
        ("margin<0.3", [1, 5]),
        ("margin<=0.3", [0, 1, 4, 5]),
        ("margin>0.3", [3, 7]),
        ("margin>=0.3", [0, 3, 4, 7]),
    ],
)
def test_numbers_are_compared(text: str, numbers: list[int]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize("yes", ["yes", "true", "1", "Yes"])
@pytest.mark.parametrize("no", ["no", "false", "0"])
def test_flags_have_two_answers(yes: str, no: str) -> None:
    assert found(f"wrong:{yes}") == found(f"wrong!={no}") == [0, 3]
    assert found(f"wrong={no}") == [1, 4, 7]
    assert found(f"wrong:{yes},{no}") == [0, 1, 3, 4, 7]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("tag:odd", [0, 3]),
        ("-tag:odd", [1, 2, 4, 5, 6, 7]),
        ("not tag:odd", [1, 2, 4, 5, 6, 7]),
        ("tag!=odd", [1, 2, 4, 5, 6, 7]),
        ('tag:"odd thing"', [1, 3]),
        ("tag:odd*", [0, 1, 3]),
        ('tag:"star*"', [2]),
        ("tag:*", [0, 1, 2, 3]),
        ('tag:odd tag:"odd thing"', [3]),
    ],
)
def test_tags_are_found_by_their_name(text: str, numbers: list[int]) -> None:
    assert found(text) == numbers


def test_before_there_are_tags_no_image_has_any() -> None:
    assert found("tag:*", example_table().with_tags({})) == []
    assert found("-has:tag", example_table().with_tags({})) == EVERYTHING


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("has:margin", [0, 1, 3, 4, 5, 7]),
        ("-has:margin", [2, 6]),
        ("has!=margin", [2, 6]),
        ("has:margin,wrong", [0, 1, 3, 4, 5, 7]),
        ("has:tag", [0, 1, 2, 3]),
        ("has:time", []),
        ("-has:entropy", EVERYTHING),
    ],
)
def test_it_can_be_asked_what_is_known(text: str, numbers: list[int]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize("term", ["margin<0.3", "margin:0.3", "margin!=0.3", "margin:0-0.2"])
def test_the_unknown_meets_no_condition_but_is_there_when_it_is_turned_round(term: str) -> None:
    assert not {2, 6} & set(found(term))
    assert {2, 6} <= set(found(f"-{term}"))


def test_terms_all_have_to_hold() -> None:
    assert found("class:shirt split:train wrong:yes margin<=0.3 tag:odd index:0-3") == [0]
    assert found("class:shirt class:coat") == []


def test_a_clear_name_wins_over_a_number_and_a_beginning() -> None:
    names = ("10", "1", "Anna", "Ann", "a b", "ab")
    values = np.arange(6, dtype=np.float32)
    table = Table(6).with_columns(Column("class", "Label", values, "choice", names))
    assert found("class:1", table) == [1]
    assert found("class:ann", table) == [3]
    assert found("class:0", table) == [0]
    assert found('class:"a b"', table) == [4]
    assert found("class:ab", table) == [5]


def test_letters_that_differ_only_in_case_are_told_apart_by_their_very_name() -> None:
    values = np.arange(2, dtype=np.float32)
    table = Table(2).with_columns(Column("class", "Label", values, "choice", ("a", "A")))
    assert (found("class:a", table), found("class:A", table)) == ([0], [1])


def test_no_image_meets_a_query_of_an_empty_table() -> None:
    none = np.empty(0, dtype=np.float32)
    table = Table(0).with_columns(Column("margin", "Model margin", none))
    assert found("margin<0.3", table) == []


def test_a_query_leaves_the_table_as_it_is() -> None:
    table = example_table()
    before = [column.is_known.copy() for column in table.columns.values()]
    tags = {name: mask.copy() for name, mask in table.tags.items()}
    for text in ("has:wrong,margin -has:time", "tag:odd,star* split:test", "class:shirt,coat"):
        match(parse(text), table)
    after = [column.is_known for column in table.columns.values()]
    assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))
    assert all(np.array_equal(mask, table.tags[name]) for name, mask in tags.items())


@pytest.mark.parametrize(
    ("text", "is_telling"),
    [
        ("", False),
        ("split:test tag:odd margin<0.3", False),
        ("class:shirt", True),
        ("split:test -class:shirt", True),
        ("wrong!=yes", True),
        ("has:class", False),
    ],
)
def test_it_is_known_whether_a_query_gives_labels_away(text: str, is_telling: bool) -> None:
    assert tells_labels(parse(text), example_table()) is is_telling


Holds = Callable[[int], bool]


def _close(a: float, b: float) -> bool:
    return bool(np.float32(a) == np.float32(b))


def _number_terms(key: str, values: Sequence[float]) -> st.SearchStrategy[tuple[str, Holds]]:
    singles = [float(np.float32(value)) for value in values]
    limits = st.sampled_from([-4, -3, 0, 0.1, 0.3, 0.5, 2, 3, 4, 1e6])

    def below(limit: float) -> tuple[str, Holds]:
        return f"{key}<{limit}", lambda i: singles[i] < float(np.float32(limit))

    def at_least(limit: float) -> tuple[str, Holds]:
        return f"{key}>={limit}", lambda i: singles[i] >= float(np.float32(limit))

    def unlike(limit: float) -> tuple[str, Holds]:
        return (
            f"{key}!={limit}",
            lambda i: not math.isnan(singles[i]) and not _close(singles[i], limit),
        )

    def between(ends: tuple[float, float]) -> tuple[str, Holds]:
        low, high = (float(np.float32(end)) for end in sorted(ends))
        text = f"{key}:{min(ends)}..{max(ends)}"
        return text, lambda i: low <= singles[i] <= high

    return st.one_of(
        limits.map(below),
        limits.map(at_least),
        limits.map(unlike),
        st.tuples(limits, limits).map(between),
    )


def _choice_terms() -> st.SearchStrategy[tuple[str, Holds]]:
    names = {"shirt": 6, "Coat": 4, '"ankle boot"': 9, "t-shirt/top": 0, "bag": 8, "2": 2}

    def one_of(chosen: list[str]) -> tuple[str, Holds]:
        return f"class:{','.join(chosen)}", lambda i: LABEL[i] in [names[c] for c in chosen]

    return st.lists(st.sampled_from(list(names)), min_size=1, max_size=4).map(one_of)


def _tag_terms() -> st.SearchStrategy[tuple[str, Holds]]:
    return st.sampled_from([(f'tag:"{name}"', mask) for name, mask in TAGS.items()]).map(
        lambda pair: (pair[0], lambda i: bool(pair[1][i]))
    )


TERMS = st.one_of(
    _number_terms("index", INDEX),
    _number_terms("margin", MARGIN),
    _number_terms("shift", SHIFT),
    _choice_terms(),
    _tag_terms(),
    st.sampled_from([("wrong:yes", 1), ("wrong:no", 0)]).map(
        lambda pair: (pair[0], lambda i: WRONG[i] == pair[1])
    ),
    st.just(("has:margin", lambda i: not math.isnan(MARGIN[i]))),
)


@given(st.lists(st.tuples(TERMS, st.sampled_from(["", "-", "not "])), max_size=4))
def test_the_mask_agrees_with_looking_at_each_image(
    terms: list[tuple[tuple[str, Holds], str]],
) -> None:
    text = " ".join(sign + term for (term, _), sign in terms)
    wanted = [i for i in EVERYTHING if all(holds(i) != bool(sign) for (_, holds), sign in terms)]
    assert found(text) == wanted
