"""What an annotator may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import LONGEST, checked_name


@pytest.mark.parametrize(
    "name",
    [
        "Anna",
        "נועה",
        "محمد علی",
        "Noa נועה (2)",
        "علی‌رضا",
        "क्‍ष",
        "O'Neil-Smith",
        "👩‍🔬",
        "n" * LONGEST,
    ],
)
def test_names_of_all_scripts_are_kept_as_they_are_written(name: str) -> None:
    assert checked_name(name) == name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Anna   Lena ", "Anna Lena"),
        ("Anna\tLena\n", "Anna Lena"),
        ("Rene\u0301e", "Renée"),
        ("\u200fנועה\u200e", "נועה"),
        ("\u061cعلي", "علي"),
    ],
)
def test_what_does_not_tell_people_apart_is_one_spelling(name: str, kept: str) -> None:
    assert checked_name(name) == kept


@pytest.mark.parametrize(
    "name", ["", "   ", "\u200c\u200d", "\u200f", "a\x1b[2Jb", "Ann\u202ea", "\ud800", "a\x00b"]
)
def test_what_nobody_could_read_is_no_name(name: str) -> None:
    with pytest.raises(RequestError, match="needs a name of printable characters") as caught:
        checked_name(name)
    assert str(caught.value).isprintable()


def test_a_name_that_fills_a_page_is_refused_with_its_beginning() -> None:
    with pytest.raises(RequestError) as caught:
        checked_name("Anna " * 2000)
    sentence = str(caught.value)
    assert "'Anna Anna Anna Anna …' has 9,999; choose a shorter one" in sentence
    assert len(sentence) < 150


@given(name=st.text(max_size=300))
def test_whatever_is_typed_the_name_is_settled_or_refused_in_a_sentence(name: str) -> None:
    found = _settled(name)
    if found is not None:
        assert checked_name(found) == found
        assert found.strip() == found != ""
        assert len(found) <= LONGEST


def _settled(name: str) -> str | None:
    try:
        return checked_name(name)
    except RequestError as refusal:
        if not str(refusal).isprintable():
            raise AssertionError(str(refusal)) from refusal
        return None
