"""Rules that a person puts together."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.plan import REPEAT_DISTANCE
from fmnist_gui.core.session.preset import CUSTOM, TOPS
from fmnist_gui.core.session.protocol import Protocol, Timeline, from_content

wishes = st.fixed_dictionaries(
    {},
    optional={
        "split": st.sampled_from(["test", "train", "", "te\nst"]),
        "count": st.none() | st.integers(-2, 2000),
        "sampling": st.sampled_from(["simple random", "stratified", "balanced blocks", "easy"]),
        "feedback": st.sampled_from(["none", "each", "end", "always"]),
        "confidence": st.sampled_from(["none", "shift", "key", "voice"]),
        "has_second_choice": st.booleans(),
        "time_limit_s": st.none() | st.floats(),
        "timeline": st.none() | st.builds(Timeline, *[st.integers(-5, 70_000)] * 3),
        "classes": st.lists(st.integers(-1, 10), max_size=12),
        "repeats": st.integers(-1, 60),
        "attention": st.integers(-1, 60),
        "grid": st.none() | st.tuples(st.integers(-1, 40), st.integers(-1, 40)),
        "is_scored": st.none() | st.booleans(),
    },
)


@given(wish=wishes)
def test_whatever_is_wished_is_refused_in_a_sentence_or_can_be_kept(wish: dict[str, Any]) -> None:
    refusal, rules = _said(wish)
    if rules is None:
        assert refusal.startswith("custom rules: ")
        assert "\n" not in refusal
        return
    assert rules.key == CUSTOM
    assert from_content(rules.content()) == rules
    assert not (rules.is_scored and rules.has_feedback)
    assert rules.count is not None or rules.time_limit_s is not None or not rules.is_scored


def _said(wish: dict[str, Any]) -> tuple[str, Protocol | None]:
    try:
        return "", custom(**wish)
    except RequestError as refusal:
        return str(refusal), None


def test_without_a_wish_it_is_a_scored_session_of_a_hundred() -> None:
    rules = custom()
    assert (rules.split, rules.count, rules.is_scored) == ("test", 100, True)
    assert rules.is_comparable
    assert rules.summary == "100 test images."


def test_the_summary_tells_what_is_unusual() -> None:
    rules = custom(split="train", count=None, sampling="stratified", feedback="each")
    assert rules.summary == ("Any number of train images, stratified, the right answer after each.")


def test_feedback_after_each_answer_makes_it_practice() -> None:
    assert not custom(feedback="each").is_scored
    assert custom(feedback="end").is_scored
    assert not custom(is_scored=False).enters_accuracy


def test_all_classes_mean_what_none_means() -> None:
    assert custom(classes=range(10)).classes == ()
    assert custom(classes=range(10)) == custom()
    assert custom(classes=(6, 0, 6, *TOPS)).classes == (0, 2, 3, 4, 6)
    assert custom(classes=(0, 12), class_count=13).classes == (0, 12)


def test_a_timed_or_narrowed_session_is_a_condition_of_its_own() -> None:
    conditions = {
        custom().condition,
        custom(timeline=Timeline(0, 50, 0)).condition,
        custom(time_limit_s=30).condition,
        custom(classes=(0, 6)).condition,
        custom(grid=(10, 10)).condition,
    }
    assert len(conditions) == 5


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"count": 0}, "0 images are no session"),
        ({"count": 40, "repeats": 22}, f"{REPEAT_DISTANCE} or more trials after its image"),
        ({"count": 40, "repeats": 22}, "room for 21, not 22"),
        ({"count": 5, "repeats": 1}, "room for 0, not 1"),
        ({"attention": 101}, "101 attention checks among 100 images are too many"),
        ({"repeats": -1}, "counted from 0"),
        ({"classes": (3,)}, "one class alone"),
        ({"classes": (3, 10)}, "there is no class 10; they are numbered 0 to 9"),
        ({"time_limit_s": 0.0}, "a time limit lies between 0 and 86400 seconds, not at 0"),
        ({"time_limit_s": float("nan")}, "not at nan"),
        ({"timeline": Timeline(300, 0, 200)}, "flashed for 1 to 60,000 ms"),
        ({"timeline": Timeline(300, 200, -1)}, "given were 300/200/-1"),
        ({"grid": (3, 3)}, "a matrix of 3 x 3 holds 9 images; choose as many or fewer"),
        ({"grid": (0, 3)}, "rows and columns, not 0 x 3"),
        ({"grid": (20, 20), "timeline": Timeline()}, "leave out flash"),
        ({"grid": (20, 20), "repeats": 3}, "leave out flash"),
        ({"feedback": "each", "is_scored": True}, "learns from it"),
        ({"count": None}, "ended at a lucky moment"),
        ({"sampling": "easy"}, "there is no sampling 'easy'; choose one of simple random"),
        ({"split": ""}, "name the split"),
    ],
)
def test_what_does_not_go_is_one_sentence(wish: dict[str, Any], found: str) -> None:
    with pytest.raises(RequestError) as caught:
        custom(**wish)
    assert found in str(caught.value)


def test_as_many_repeats_as_there_is_room_for() -> None:
    assert custom(count=40, repeats=21).repeats == 21


def test_the_clock_alone_may_end_a_scored_session() -> None:
    rules = custom(count=None, time_limit_s=60)
    assert rules.is_scored
    assert not rules.is_comparable
    assert replace(rules, time_limit_s=None).is_open_ended
