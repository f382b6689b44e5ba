import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.tag import LONGEST, REVIEW, tag_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Odd", "odd"),
        ("  odd ", "odd"),
        ("ÄRMEL", "ärmel"),
        ("Zoe\u0308", "zo\u00eb"),
        ("a" * LONGEST, "a" * LONGEST),
        ("two-words_2", "two-words_2"),
        (REVIEW, REVIEW),
    ],
)
def test_a_tag_is_written_in_one_way(text: str, name: str) -> None:
    assert tag_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "two words",
        "a,b",
        'a"b',
        "a'b",
        "a*",
        "a\nb",
        "a\0b",
        "\udcff",
        "a" * 41,
        "\u200b",
    ],
)
def test_what_a_query_could_not_name_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(RequestError, match="1 to 40 printable characters") as caught:
        tag_name(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


@given(st.text(max_size=50))
def test_a_tag_that_was_accepted_stays_as_it_is(text: str) -> None:
    try:
        name = tag_name(text)
    except RequestError:
        return
    assert tag_name(name) == name
    assert 1 <= len(name) <= LONGEST
    assert not set(name) & set(" ,\"'*")
