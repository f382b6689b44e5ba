"""Choices for rules of one's own: kept, checked, and turned into rules."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.session.chosen import EVERYTHING, Chosen
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.custom_choice import CustomChoice, choice_of, problems
from fmnist_gui.core.session.protocol import Timeline
from tests import sample

DATA = sample.dataset()

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
names = st.sampled_from(list(CustomChoice().content()))


def found(choice: CustomChoice, met: Any = (), among: Chosen = EVERYTHING) -> dict[str, str]:
    return problems(choice, DATA, met={"test": met}, among=among)


def test_without_a_choice_the_rules_are_the_usual() -> None:
    assert CustomChoice().protocol(10) == custom()
    assert found(CustomChoice()) == {}


def test_choices_are_there_again_after_they_were_kept() -> None:
    choice = CustomChoice(
        count=0, sampling="stratified", classes=(1, 4), is_flash=True, multiple=5, query='tag:"ü"'
    )
    assert choice_of(json.loads(json.dumps(choice.content()))) == choice


@given(content=plain | st.dictionaries(names, plain))
def test_whatever_was_kept_gives_choices_that_can_be_shown(content: Any) -> None:
    choice = choice_of(content)
    assert choice_of(choice.content()) == choice
    assert all(sentence.endswith(".") for sentence in found(choice).values())


def test_choices_become_rules() -> None:
    choice = CustomChoice(
        count=50,
        sampling="balanced blocks",
        confidence="key",
        has_second_choice=True,
        is_flash=True,
        image_ms=100,
        time_limit_s=90,
        classes=(0, 6),
        repeats=3,
        attention=1,
    )
    rules = choice.protocol(10)
    assert rules.timeline == Timeline(300, 100, 200)
    assert (rules.time_limit_s, rules.classes, rules.repeats) == (90.0, (0, 6), 3)
    assert rules.is_scored


@pytest.mark.parametrize(
    ("choice", "tells_classes", "why"),
    [
        (CustomChoice(feedback="each"), False, "labels are shown after each answer"),
        (CustomChoice(count=0), False, "lucky moment"),
        (CustomChoice(), True, "tells which classes"),
        (CustomChoice(count=0, time_limit_s=60), False, ""),
        (CustomChoice(feedback="end"), False, ""),
    ],
)
def test_what_keeps_answers_from_being_scored_is_said(
    choice: CustomChoice, tells_classes: bool, why: str
) -> None:
    said = choice.why_practice(tells_classes=tells_classes)
    assert why in said
    assert choice.protocol(10, tells_classes=tells_classes).is_scored == (not said)


@pytest.mark.parametrize(
    ("choice", "field", "part"),
    [
        (CustomChoice(count=301), "count", "at most 300"),
        (CustomChoice(count=30, repeats=12), "repeats", "room for 11"),
        (CustomChoice(count=5, attention=6), "attention", "at most 5"),
        (CustomChoice(attention=3), "attention", "At most 2"),
        (CustomChoice(classes=(3,)), "classes", "two or more"),
        (CustomChoice(classes=(3, 11)), "classes", "no class 11"),
        (CustomChoice(is_flash=True, image_ms=0), "is_flash", "1 to 60,000 ms"),
        (CustomChoice(split="dev"), "split", "no dev images"),
    ],
)
def test_what_is_impossible_is_said_beside_its_field(
    choice: CustomChoice, field: str, part: str
) -> None:
    said = found(choice)
    assert list(said) == [field]
    assert part in said[field]


def test_images_that_are_left_are_counted() -> None:
    assert "at most 90 of these images that are new" in found(CustomChoice(), range(210))["count"]
    assert found(CustomChoice(feedback="each"), range(210)) == {}
    among = Chosen(tuple(range(40)), "filter index<40")
    assert found(CustomChoice(), among=among)["count"] == ("There are at most 40 of these images.")
    told = Chosen(tuple(range(100)), "filter class:coat", tells_classes=True)
    assert found(CustomChoice(), range(210), told) == {}


def test_blocks_that_do_not_hold_so_many_are_said_beside_the_sampling() -> None:
    blocks = CustomChoice(count=20, sampling="balanced blocks")
    among = Chosen((*range(0, 300, 10), 1), "filter")
    assert "at most 2" in found(blocks, among=among)["sampling"]
