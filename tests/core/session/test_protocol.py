"""The presets, and how a person may name them."""

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.preset import PRESETS, preset
from fmnist_gui.core.session.protocol import VERDICT_MINIMUM


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
