"""What a deck says beyond its images: read back, and refused where it contradicts itself."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import DeckError, FmnistError, RequestError
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import Deck, canonical
from fmnist_gui.core.session.deck_content import MORE, check, more_of, protocol_of, rules_of
from fmnist_gui.core.session.preset import PRESETS, preset
from fmnist_gui.core.session.protocol import Timeline
from tests.core.session.any_deck import decks

PLAIN = Deck("quick-20", "test", "ab" * 32, 7, (3, 1, 2), "2.1.0")
NOTHING: Any = "bonus"
A_LIST: Any = [0]
WOVEN = replace(
    PLAIN,
    indices=(3, 1, 9, 2, 3),
    phases=("main", "main", "attention", "main", "repeat"),
    attention_split="train",
    attention_fingerprint="cd" * 32,
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 300) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(deck=decks())
def test_what_a_deck_says_more_is_read_back(deck: Deck) -> None:
    more = json.loads(canonical(deck.more()))
    assert set(more) <= set(MORE)
    again = replace(
        Deck(deck.preset, deck.split, deck.fingerprint, deck.seed, deck.indices, "", deck.excluded),
        numpy_version=deck.numpy_version,
        **more_of(more),
    )
    assert again == deck
    assert again.sha256 == deck.sha256
    assert rules_of(more) == deck.rules


@given(deck=decks())
def test_a_deck_whose_parts_fit_passes(deck: Deck) -> None:
    check(deck)


def test_the_decks_of_all_presets_name_known_rules() -> None:
    for protocol in PRESETS:
        assert protocol_of(replace(PLAIN, preset=protocol.key)) == protocol
    own = custom(count=3)
    assert protocol_of(replace(PLAIN, preset="custom", rules=own)) == own
    for unknown in ("solo", "custom", "marathon"):
        with pytest.raises(RequestError, match=f"under the rules '{unknown}', which this program"):
            protocol_of(replace(PLAIN, preset=unknown))


@given(name=st.sampled_from(sorted(MORE)), value=values)
def test_anything_in_the_place_of_a_part_is_read_or_refused(name: str, value: Any) -> None:
    try:
        more = more_of({name: value})
    except (ValueError, RequestError):
        return
    try:
        check(replace(PLAIN, **more))
    except DeckError as refusal:
        if not str(refusal).isprintable():
            raise AssertionError(str(refusal)) from refusal


@pytest.mark.parametrize(
    "more",
    [
        {"source": ""},
        {"source": "a\x1b[2J"},
        {"source": "a" * 301},
        {"phases": []},
        {"phases": "main"},
        {"rules": {}},
        {"rules": {"key": "custom"}},
        {"matrix": None},
        {"note": "easy ones"},
    ],
)
def test_a_part_that_no_deck_writes_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises((ValueError, FmnistError)):
        more_of(more)


@pytest.mark.parametrize(
    ("deck", "expected"),
    [
        (replace(WOVEN, phases=WOVEN.phases[:-1]), "expected 5 phases, found 4"),
        (replace(WOVEN, phases=(*WOVEN.phases[:-1], NOTHING)), "phases of this program, found 'bo"),
        (replace(WOVEN, phases=(*WOVEN.phases[:-1], A_LIST)), "phases of this program"),
        (replace(PLAIN, indices=(3, 1, 3)), "each image once, found one twice"),
        (
            replace(PLAIN, indices=(3, 1, 3), phases=("main",) * 3),
            "each image once, found one twice",
        ),
        (replace(WOVEN, indices=(3, 1, 9, 2, 4)), "repeats of images that came before, found im"),
        (
            replace(PLAIN, phases=("repeat", "main", "main"), indices=(3, 1, 3)),
            "repeats of images that came before, found image 3",
        ),
        (replace(PLAIN, phases=("repeat",) * 3), "an image that is asked about, found none"),
        (
            replace(PLAIN, phases=("main", "main", "attention"), indices=(3, 1, 3)),
            "images that are asked about in no other phase, found image 3",
        ),
        (
            replace(PLAIN, phases=("practice", "main", "main"), indices=(3, 1, 3)),
            "images that are asked about in no other phase, found image 3",
        ),
        (replace(WOVEN, attention_fingerprint=""), "a split of attention checks and its finger"),
        (replace(WOVEN, attention_split=""), "a split of attention checks and its fingerprint"),
        (replace(WOVEN, attention_split="test"), "attention checks of another split, found the"),
        (
            replace(PLAIN, attention_split="train", attention_fingerprint="cd" * 32),
            "expected attention checks, found none",
        ),
        (replace(PLAIN, matrix=(3, 1, 5)), "expected images of its matrix, found others"),
        (replace(PLAIN, matrix=(3, 1, 2, 2)), "each image once, found one twice"),
        (replace(PLAIN, matrix=(3, 1, 2, -1)), "indices of images, found something else"),
        (replace(PLAIN, matrix=(3, 1, 2, A_LIST)), "indices of images, found something else"),
        (replace(PLAIN, preset="tiny-matrix"), "a matrix of 30 x 30 images, found 0"),
        (
            replace(PLAIN, preset="custom", rules=custom(count=3, grid=(2, 2)), matrix=(1, 2, 3)),
            "a matrix of 2 x 2 images, found 3",
        ),
        (replace(PLAIN, rules=custom()), "the rules 'quick-20', found 'custom'"),
        (
            replace(PLAIN, preset="practice", rules=preset("solo-200")),
            "the rules 'practice', found 'solo-200'",
        ),
        (
            replace(PLAIN, preset="custom", rules=custom(split="train")),
            "rules for test images, found rules for train",
        ),
    ],
)
def test_what_contradicts_itself_is_one_sentence(deck: Deck, expected: str) -> None:
    with pytest.raises(DeckError) as caught:
        check(deck)
    assert str(caught.value).startswith(f"deck {deck.code}: expected ")
    assert expected in str(caught.value)
    with pytest.raises(DeckError, match=r"/some/where\.fmdeck: expected "):
        check(deck, Path("/some/where.fmdeck"))


def test_a_check_of_another_split_may_bear_the_index_of_an_image() -> None:
    check(replace(WOVEN, indices=(3, 1, 1, 2, 3)))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"feedback": "each"}, "a scored session tells none before the end"),
        ({"count": None}, "a scored session needs a number of images or a time limit"),
        ({"classes": (3,)}, "one class alone leaves nothing to choose"),
        ({"timeline": Timeline(300, 0, 200)}, "an image is flashed for 1 to"),
        ({"count": 2}, "the 2 images of its rules, found 3"),
        ({"count": 4}, "the 4 images of its rules, found only 3"),
    ],
)
def test_rules_that_nobody_could_put_together_here_are_refused_in_a_deck(
    change: dict[str, Any], found: str
) -> None:
    own = custom(count=3)
    check(replace(PLAIN, preset="custom", rules=own))
    with pytest.raises(DeckError, match=re.escape(found)):
        check(replace(PLAIN, preset="custom", rules=replace(own, **change)))


def test_a_base_is_the_hash_of_a_deck() -> None:
    check(replace(PLAIN, base="ab" * 32))
    for base in ("ab" * 31, "AB" * 32, "x" * 64):
        with pytest.raises(DeckError, match="a base of 64 hex digits"):
            check(replace(PLAIN, base=base))


def test_a_class_that_the_data_do_not_have_is_refused() -> None:
    own = custom(count=3, classes=(1, 5))
    deck = replace(PLAIN, preset="custom", rules=own)
    check(deck, class_count=6)
    with pytest.raises(DeckError, match="classes from 0 to 4, which the data have, found class 5"):
        check(deck, class_count=5)
