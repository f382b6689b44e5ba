"""The presets, and how a person may name them."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.preset import PRESETS, preset
from fmnist_gui.core.session.protocol import (
    LONGEST_S,
    LONGEST_SHOWN_MS,
    PRACTICE_COUNT,
    STANDARD,
    Protocol,
    Timeline,
    from_content,
)
from fmnist_gui.core.stats.limit import VERDICT_MINIMUM
from tests.core.session.any_deck import protocols

values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 300) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
FLASH = preset("flash").content()


@pytest.mark.parametrize("protocol", PRESETS, ids=lambda p: p.key)
def test_a_preset_is_found_by_key_and_by_title(protocol: object) -> None:
    key, title = protocol.key, protocol.title  # type: ignore[attr-defined]
    for name in (key, title, title.upper(), key.replace("-", ""), f" {title} ", title.lower()):
        assert preset(name) is protocol


@pytest.mark.parametrize(
    ("name", "key"), [("quick", "quick-20"), ("s t a n", "standard-100"), ("solo", "solo-200")]
)
def test_a_beginning_that_fits_one_is_enough(name: str, key: str) -> None:
    assert preset(name).key == key


@pytest.mark.parametrize("name", ["", "-", "s", "quick-200", "20", "so", "nope"])
def test_a_name_that_fits_none_or_several_is_refused(name: str) -> None:
    with pytest.raises(RequestError) as caught:
        preset(name)
    for protocol in PRESETS:
        assert protocol.key in str(caught.value)


def test_scored_sessions_show_no_truth() -> None:
    for protocol in PRESETS:
        assert not (protocol.is_scored and protocol.has_feedback)


def test_practice_stays_away_from_the_test_images() -> None:
    practice = preset("practice")
    assert practice.split == "train"
    assert practice.count is None
    assert not practice.is_scored
    assert {p.split for p in PRESETS if p.is_scored} == {"test"}


def test_a_verdict_needs_two_hundred_scored_trials() -> None:
    assert VERDICT_MINIMUM == 200
    assert [p.key for p in PRESETS if p.gives_verdict] == [
        "solo-200",
        "solo-500",
        "solo-1000",
        "replicate-zalando",
    ]


def test_keys_and_titles_are_unique() -> None:
    assert len({p.key for p in PRESETS}) == len({p.title for p in PRESETS}) == len(PRESETS)


def test_a_break_is_offered_every_hundred_trials() -> None:
    assert {p.break_every for p in PRESETS} == {100}


@given(protocol=protocols | st.sampled_from(PRESETS))
def test_rules_are_read_back_as_they_were_written(protocol: Protocol) -> None:
    content = json.loads(json.dumps(protocol.content()))
    assert from_content(content) == protocol


@given(name=st.sampled_from(sorted(FLASH)), value=values)
def test_anything_in_the_place_of_a_rule_is_read_or_refused(name: str, value: Any) -> None:
    try:
        found = from_content({**FLASH, name: value})
    except RequestError:
        return
    assert found.content() == {**FLASH, name: value}
    assert isinstance(found.condition, str)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("key", 3),
        ("title", "a\x1b[2J"),
        ("summary", "a" * 301),
        ("split", None),
        ("count", 0),
        ("count", 20.0),
        ("count", True),
        ("is_scored", 1),
        ("is_panel", None),
        ("feedback", "always"),
        ("sampling", ["simple random"]),
        ("confidence", None),
        ("time_limit_s", "60"),
        ("time_limit_s", True),
        ("time_limit_s", 0),
        ("time_limit_s", -1.0),
        ("time_limit_s", math.nan),
        ("time_limit_s", math.inf),
        ("time_limit_s", LONGEST_S + 1),
        ("timeline", [300, 200, 200]),
        ("timeline", {}),
        ("timeline", {"fixation_ms": 300, "image_ms": 200}),
        ("timeline", {"fixation_ms": 300, "image_ms": 200, "mask_ms": 2.0}),
        ("timeline", {"fixation_ms": 300, "image_ms": 200, "mask_ms": LONGEST_SHOWN_MS + 1}),
        ("classes", "0123"),
        ("classes", [3, 3]),
        ("classes", [-1]),
        ("classes", [[3]]),
        ("classes", None),
        ("repeats", -1),
        ("attention", None),
        ("grid", [30]),
        ("grid", [30, 0]),
        ("grid", 900),
        ("grid", "33"),
        ("seed", -1),
        ("break_every", 0),
    ],
)
def test_a_rule_that_this_program_never_writes_is_refused(name: str, value: Any) -> None:
    with pytest.raises(RequestError, match="expected the rules of a session"):
        from_content({**FLASH, name: value})


def test_a_rule_too_many_or_too_few_is_refused() -> None:
    for content in ({**FLASH, "note": ""}, {k: v for k, v in FLASH.items() if k != "grid"}, {}):
        with pytest.raises(RequestError, match="expected the rules of a session"):
            from_content(content)


def test_only_all_classes_without_hurry_are_the_standard_condition() -> None:
    conditions = {p.key: p.condition for p in PRESETS}
    others = {key: words for key, words in conditions.items() if words != STANDARD}
    assert others == {
        "blitz": "within 60 s",
        "flash": "flash 300/200/200 ms",
        "hard-pairs": "classes 0,2,3,4,6",
        "tiny-matrix": "matrix 30 x 30",
    }
    both = replace(preset("flash"), time_limit_s=1.5, classes=(0, 6))
    assert both.condition == "flash 300/200/200 ms, within 1.5 s, classes 0,6"


def test_a_timeline_is_that_of_the_paper_unless_said_otherwise() -> None:
    # Geirhos et al. 2018: fixation 300 ms, image 200 ms, mask 200 ms.
    assert preset("flash").timeline == Timeline(300, 200, 200)


def test_feedback_at_the_end_still_enters_an_accuracy() -> None:
    daily = preset("daily")
    assert daily.enters_accuracy
    assert not daily.has_feedback
    assert not replace(daily, feedback="each").enters_accuracy
    assert not replace(preset("solo-200"), feedback="each").gives_verdict


def test_a_deck_is_as_long_as_its_rules_say() -> None:
    assert preset("quick-20").length(7) == 20
    assert preset("practice").length(60) == 60
    assert preset("practice").length(60_000) == PRACTICE_COUNT


def test_a_name_of_any_length_gets_a_short_answer() -> None:
    with pytest.raises(RequestError) as refusal:
        preset("x" * 100_000)
    assert len(str(refusal.value)) < 300
    assert f"'{'x' * 39}…'" in str(refusal.value)
