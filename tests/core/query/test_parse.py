"""A query line is taken apart into terms, or says where it cannot be read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.query.term import Query, Term, Value
from tests.core.query.example import outcome

LINE_SIGNS = st.text(st.sampled_from(' \n",*:=!<>-.0123abnotNOTclasstag/"'), max_size=40)


def test_every_term_carries_its_place() -> None:
    text = '  not class:"ankle boot",coat*  margin<0.3'
    first, second = parse(text).terms

    assert first == Term("class", ":", (Value("ankle boot"), Value("coat", True)), True)
    assert text[first.start : first.end] == 'not class:"ankle boot",coat*'
    assert text[first.key_start : first.key_end] == "class"
    assert [text[v.start : v.end] for v in first.values] == ['"ankle boot"', "coat*"]
    assert second == Term("margin", "<", (Value("0.3"),))
    assert text[second.start : second.end] == "margin<0.3"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        (" \t\n ", ""),
        ("CLASS=Shirt", "class:Shirt"),
        ("a==3 b!=3 c<=3 d>=3 e<3 f>3", "a:3 b!=3 c<=3 d>=3 e<3 f>3"),
        ("NOT tag:odd", "-tag:odd"),
        ("not -tag:odd", "tag:odd"),
        ("not not tag:odd", "tag:odd"),
        ('class:"coat"', "class:coat"),
        ('tag:"odd thing"*,"a*",a**', 'tag:"odd thing"*,"a*","a*"*'),
        ('tag:"so ""called"""', 'tag:"so ""called"""'),
        ('tag<"=3"', 'tag<"=3"'),
        ("not:5", "not:5"),
        ("index:-5--3", "index:-5--3"),
    ],
)
def test_the_plainest_text_of_a_query(text: str, plain: str) -> None:
    assert str(parse(text)) == plain


def test_a_query_knows_its_text_and_its_keys() -> None:
    query = parse(" Class:shirt -margin<0.3 has:time ")

    assert query.text == " Class:shirt -margin<0.3 has:time "
    assert query.keys == {"class", "margin", "has", "time"}
    assert parse("").keys == frozenset()


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("split:test shirt", "shirt", "no term; write a key and a value, as in class:shirt"),
        ("margin", "margin", "as in margin<0.3"),
        ("class:a or class:b", "or", "list values with commas"),
        ("class:a AND tag:b", "AND", "leave it out"),
        ("split:test class:", ":", 'missing after ":"'),
        ("class: shirt", ":", "without a space"),
        ("class:a,,b", ",", 'missing after ","'),
        ("margin <0.3", "margin", "as in margin<0.3"),
        ("<0.3", "<0.3", "the key is missing"),
        ('class:"ankle boot', '"ankle boot', "never closed"),
        ('class:"so ""called""', '"so ""called""', "never closed"),
        ('class:"a"b', '"a"b', "after the closing quote"),
        ('class:a"b"', 'a"b"', "around the whole value"),
        ('class:""', '""', "nothing in the quotes"),
        ("tag:odd not", "not", "nothing follows"),
        ("tag:odd - class:a", "-", "nothing follows"),
        ("--tag:odd", "-tag:odd", "no term"),
        ("straße:1", "straße:1", "no term"),
        ("class!shirt", "class!shirt", "no term"),
    ],
)
def test_what_cannot_be_read_is_marked_and_explained(text: str, place: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)

    assert text[caught.value.start : caught.value.end] == place
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f'at sign {caught.value.start + 1}, "')


def test_a_query_error_is_one_that_the_user_can_act_on() -> None:
    with pytest.raises(FmnistError, match=r'^at sign 12, "shirt": '):
        parse("split:test shirt")


def test_a_long_line_makes_no_long_sentence() -> None:
    with pytest.raises(QueryError) as caught:
        parse("x" * 100_000)
    assert len(str(caught.value)) < 200


@given(st.one_of(st.text(), LINE_SIGNS))
@example('""""')
@example('a:"""')
@example("not")
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    query = outcome(lambda: parse(text))
    if isinstance(query, QueryError):
        assert 0 <= query.start < query.end <= len(text)
        assert len(str(query).splitlines()) == 1
    else:
        assert parse(str(query)) == query
        assert str(parse(str(query))) == str(query)


@given(
    st.lists(
        st.builds(
            Term,
            st.sampled_from(["class", "tag", "has", "not", "a-b"]),
            st.sampled_from([":", "!=", "<", "<=", ">", ">="]),
            st.lists(
                st.builds(Value, st.text(min_size=1), st.booleans()), min_size=1, max_size=3
            ).map(tuple),
            st.booleans(),
        ),
        max_size=3,
    )
)
def test_any_query_can_be_written_and_read_again(terms: list[Term]) -> None:
    query = Query(tuple(terms))
    assert parse(str(query)) == query
