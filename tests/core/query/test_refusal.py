"""A query that this table cannot answer says where it goes wrong and what to do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.query.match import match
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.query.vocabulary import WORDS
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from tests.core.query.example import example_table, found, outcome


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "class:shrt",
            'at sign 7, "class:shrt": no class is called "shrt"; did you mean shirt?',
        ),
        (
            "split:test class:s",
            'at sign 18, "class:s": "s" may be sandal, shirt or sneaker; write more of it',
        ),
        ("clas:shirt", 'at sign 1, "clas:shirt": no key is called "clas"; did you mean class?'),
        (
            "-foo:3",
            'at sign 2, "-foo:3": no key is called "foo"; '
            "there are index, class, split, margin, shift, wrong, time, tag and has",
        ),
        ("split:x", 'at sign 7, "split:x": no split is called "x"; there are train and test'),
        ("split:0", 'at sign 7, "split:0": no split is called "0"; there are train and test'),
        ("tag:od", 'at sign 5, "tag:od": no tag is called "od"; did you mean odd?'),
        (
            "tag:Z*",
            'at sign 5, "tag:Z*": no tag begins with "Z"; there are odd, "odd thing" and "star*"',
        ),
        (
            "index:0,5-3",
            'at sign 9, "index:0,5-3": no number is in "5-3"; put the smaller end first',
        ),
        (
            "margin<0,3",
            'at sign 8, "margin<0,3": after < goes one number; write decimals with a point',
        ),
        ("has:margn", 'at sign 5, "has:margn": no key is called "margn"; did you mean margin?'),
        (
            "wrong:maybe",
            'at sign 7, "wrong:maybe": "maybe" is not yes or no; write wrong:yes or wrong:no',
        ),
        (
            "class<3",
            'at sign 1, "class<3": class has no order; write it as in class:shirt',
        ),
        ("margin<a", 'at sign 8, "margin<a": "a" is no number; write it as in margin<1'),
    ],
)
def test_the_sentence_names_the_place_and_the_remedy(text: str, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        found(text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("tag:odd class:coat,shrt", "shrt"),
        ('class:"no such"', '"no such"'),
        ("tag:odd -foo:3 class:x", "foo"),
        ("tag:odd margin:1,a*", "a*"),
        ("tag:odd margin<1*", "1*"),
        ("index:nan", "nan"),
        ("index:1_0", "1_0"),
        ("index:-", "-"),
        ("index:..", ".."),
        ("index:٣", "٣"),
        ("split:test time>3", "time"),
        ("split:test tag>odd", "tag>odd"),
        ("wrong:*", "*"),
        ("has:*", "*"),
    ],
)
def test_the_place_is_the_piece_that_is_wrong(text: str, place: str) -> None:
    with pytest.raises(QueryError) as caught:
        found(text)
    assert text[caught.value.start : caught.value.end] == place


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("margin<0.3", "no model's predictions are here; score the images on the Review page"),
        ("-miss:yes", "no model's predictions are here; score the images on the Review page"),
        ("wrong:yes", "no answers yet by this person; play a session"),
        ("time>3", "no answers yet by this person; play a session"),
        ("crowd:shirt", "no human counts are here; add some with File, Add predictions or counts"),
        ("decision:keep", "no decisions yet; make some on the Review page"),
        ("tag:odd", "no image has a tag yet; select some and tag them"),
    ],
)
def test_a_key_without_values_says_what_brings_them(text: str, remedy: str) -> None:
    with pytest.raises(QueryError, match=remedy):
        found(text, Table(3))


@pytest.mark.parametrize("key", sorted(set(WORDS) - {"has"}))
def test_every_word_has_an_example_that_can_be_read(key: str) -> None:
    (term,) = parse(WORDS[key].example).terms
    assert term.key == key
    with pytest.raises(QueryError, match=f"{WORDS[key].absence}$"):
        match(parse(WORDS[key].example), Table(3))


def test_a_column_of_which_nothing_is_known_counts_as_missing() -> None:
    nothing = Column("time", "Response time", np.full(3, np.nan, dtype=np.float32))
    with pytest.raises(QueryError, match="no answers yet by this person"):
        found("time<3", Table(3).with_columns(nothing))


@pytest.mark.parametrize("text", ["class:shirt", "-class:shirt", "wrong:yes", "class:shrt"])
def test_what_blindness_hides_is_called_hidden_and_not_missing(text: str) -> None:
    key = text.lstrip("-").split(":")[0]
    with pytest.raises(QueryError, match=f"{key} is hidden while blind; untick Blind"):
        found(text, example_table().untelling())


def test_no_hidden_key_is_advised_while_blind() -> None:
    with pytest.raises(QueryError, match="there are index, split") as caught:
        found("clas:shirt", example_table().untelling())
    assert "class," not in str(caught.value)


def test_a_wrong_term_is_told_even_after_one_that_finds_nothing() -> None:
    with pytest.raises(QueryError, match="did you mean shirt"):
        found("index>99 class:shrt")


KEYS = st.sampled_from(["class", "split", "margin", "index", "wrong", "tag", "has", "time", "foo"])
SIGNS = st.sampled_from([":", "=", "!=", "<", ">="])
VALUES = st.one_of(
    st.sampled_from(
        ["shirt", "s", "6", "-1", "0.3-", "..", "9-1", "yes", "odd*", "1e999", "margin"]
    ),
    st.text(max_size=8),
)


@given(st.lists(st.tuples(KEYS, SIGNS, VALUES).map("".join), max_size=3).map(" ".join))
def test_any_text_is_answered_or_refused_with_a_place_in_it(text: str) -> None:
    mask = outcome(lambda: match(parse(text), example_table()))
    if isinstance(mask, QueryError):
        assert 0 <= mask.start < mask.end <= len(text)
        assert len(str(mask).splitlines()) == 1
    else:
        assert mask.shape == (8,)
        assert mask.dtype == np.bool_
