"""Decks of every preset: which images, in which order, the same on every machine."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import CHOSEN, Deck
from fmnist_gui.core.session.deck_content import check
from fmnist_gui.core.session.drawing import (
    BLITZ_COUNT,
    Pool,
    daily_seed,
    deck_for,
    draw,
    reordered,
)
from fmnist_gui.core.session.preset import (
    PRESETS,
    REPLICATION_COUNT,
    REPLICATION_SEED,
    TOPS,
    preset,
)
from fmnist_gui.core.session.protocol import PRACTICE_COUNT, Protocol
from tests import sample

ANNA, BEN = UUID(int=5), UUID(int=6)


def split(count: int, name: str = "test") -> Split:
    """Return a split without anything to see, as large as wanted."""
    images = np.zeros((count, 1, 1), np.uint8)
    return Split(name, images, (np.arange(count) % 10).astype(np.uint8), "cd" * 32)


OFFICIAL = split(10_000)


def main_of(deck: Deck) -> list[int]:
    return list(deck.main_indices)


@pytest.mark.parametrize("protocol", PRESETS, ids=lambda p: p.key)
def test_every_preset_draws_a_deck_whose_parts_fit(protocol: Protocol) -> None:
    whole = split(10_000, protocol.split)
    one, other = (deck_for(protocol, Pool(whole), seed=7, day=date(2025, 3, 1)) for _ in range(2))
    assert one == other
    check(one)
    assert (one.preset, one.split, one.rules) == (protocol.key, protocol.split, None)
    usual = BLITZ_COUNT if protocol.time_limit_s else PRACTICE_COUNT
    assert len(one.indices) == (protocol.count or usual)
    assert len(set(one.indices)) == len(one.indices)


def test_the_replication_has_one_list_whoever_draws_it() -> None:
    for name in ("solo-1000", "replicate-zalando"):
        deck = deck_for(preset(name), Pool(OFFICIAL, met=range(5000)), seed=5)
        permutation = np.random.default_rng(REPLICATION_SEED).permutation(10_000)
        assert deck.seed == REPLICATION_SEED == 20170919
        assert main_of(deck) == permutation[:REPLICATION_COUNT].tolist()
        # Pinned: what these are on this machine, they are on every other one.
        assert deck.indices[:6] == (9057, 183, 4791, 2541, 4354, 1144)
        assert deck.indices[-3:] == (5291, 5726, 5019)
        assert deck.excluded == 0


def test_the_list_of_the_replication_is_that_of_the_official_images() -> None:
    # The same as above, since a list depends on the seed and the number of images alone.
    official = draw(OFFICIAL, "solo-1000", count=1000, seed=REPLICATION_SEED)
    other = deck_for(preset("solo-1000"), Pool(sample.split("test", 10_000)), seed=1)
    assert other.indices == official.indices
    assert other.fingerprint != official.fingerprint


def test_the_deck_of_a_day_comes_from_the_day_and_the_data() -> None:
    daily, first, next_day = preset("daily"), date(2025, 3, 1), date(2025, 3, 2)
    deck = deck_for(daily, Pool(OFFICIAL, met=range(9990)), seed=3, day=first)
    # Pinned.
    assert deck.seed == daily_seed(first, "cd" * 32) == 1071508826
    assert deck.indices[:5] == (1444, 7354, 7844, 7299, 7334)
    assert deck == deck_for(daily, Pool(OFFICIAL), seed=4, day=first)
    assert deck.indices != deck_for(daily, Pool(OFFICIAL), seed=3, day=next_day).indices
    assert daily_seed(first, "cd" * 32) != daily_seed(first, "ce" * 32)
    days = [date.fromordinal(first.toordinal() + n) for n in range(300)]
    assert len({daily_seed(day, "cd" * 32) for day in days}) == 300


def test_a_scored_deck_leaves_out_what_was_met_or_waits() -> None:
    pool = Pool(split(100), met={1, 2, 500}, waiting=[2, 3])
    deck = deck_for(preset("quick-20"), pool, seed=1, count=97)
    assert set(main_of(deck)) == set(range(100)) - {1, 2, 3}
    assert deck.excluded == 3
    for sampling in ("stratified", "balanced blocks"):
        rules = custom(sampling=sampling, count=80)
        drawn = deck_for(rules, pool, seed=1)
        assert not set(main_of(drawn)) & {1, 2, 3}
        assert drawn.excluded == 3


@pytest.mark.parametrize("key", ["practice", "hard-pairs"])
def test_what_is_not_scored_leaves_nothing_out(key: str) -> None:
    whole = split(200, "train")
    deck = deck_for(preset(key), Pool(whole, met=range(200)), seed=1)
    assert deck.excluded == 0


def test_a_session_without_a_number_draws_what_is_left() -> None:
    blitz = preset("blitz")
    deck = deck_for(blitz, Pool(split(300), met=range(250), waiting=range(240, 260)), seed=1)
    assert sorted(main_of(deck)) == list(range(260, 300))
    assert len(deck_for(blitz, Pool(split(10_000)), seed=1).indices) == BLITZ_COUNT
    with pytest.raises(DeckError, match=r"images that are new to this person, found 300 test"):
        deck_for(blitz, Pool(split(300), met=range(300)), seed=1)
    with pytest.raises(DeckError, match="a deck of 50 images: expected a number from 1 to 40"):
        deck_for(blitz, Pool(split(300), met=range(260)), seed=1, count=50)


def test_hard_pairs_are_of_their_classes_only() -> None:
    whole = split(1000, "train")
    deck = deck_for(preset("hard-pairs"), Pool(whole), seed=1)
    assert set(whole.labels[main_of(deck)].tolist()) == set(TOPS)
    with pytest.raises(
        DeckError,
        match=r"a deck of 100 images: expected a number from 1 to 30, found 60 train images, "
        r"30 of them asked for; choose",
    ):
        deck_for(preset("hard-pairs"), Pool(split(60, "train")), seed=1)


def test_a_matrix_holds_what_is_to_be_answered_at_places_of_chance_walked_row_by_row() -> None:
    deck = deck_for(preset("tiny-matrix"), Pool(OFFICIAL), seed=5)
    assert len(deck.matrix) == len(set(deck.matrix)) == 900
    assert set(deck.indices) <= set(deck.matrix)
    places = [deck.matrix.index(index) for index in deck.indices]
    assert places == sorted(places)
    assert max(places) > 800
    assert deck.indices != tuple(sorted(deck.indices))
    drawn = draw(OFFICIAL, "tiny-matrix", count=100, seed=5)
    assert set(deck.indices) == set(drawn.indices)
    whole = deck_for(preset("tiny-matrix"), Pool(OFFICIAL), seed=5, count=900)
    assert sorted(whole.matrix) == sorted(whole.indices)


def test_a_matrix_that_cannot_be_filled_or_asked_about_is_said() -> None:
    with pytest.raises(DeckError, match=r"30 x 30: expected at least 900 test images, found 300;"):
        deck_for(preset("tiny-matrix"), Pool(split(300)), seed=5)
    with pytest.raises(DeckError, match=r"901 images in a matrix of 30 x 30: expected .* 1 to 900"):
        deck_for(preset("tiny-matrix"), Pool(OFFICIAL), seed=5, count=901)


@pytest.mark.parametrize("key", ["quick-20", "hard-pairs", "tiny-matrix", "blitz", "practice"])
@pytest.mark.parametrize("count", [0, -5])
def test_a_number_below_one_is_no_deck(key: str, count: int) -> None:
    protocol = preset(key)
    with pytest.raises(DeckError, match=f"a deck of {count} images"):
        deck_for(protocol, Pool(split(2000, protocol.split)), seed=1, count=count)


def test_a_drill_draws_what_is_confused_and_says_so() -> None:
    whole = split(2000, "train")
    weights = {number: 20.0 if number in (0, 6) else 1.0 for number in range(10)}
    deck = deck_for(preset("practice"), Pool(whole, weights=weights), seed=1, count=200)
    assert deck.source == "by own confusions"
    counts = np.bincount(whole.labels[main_of(deck)], minlength=10)
    assert counts[[0, 6]].sum() > 140
    short = deck_for(preset("practice"), Pool(split(50, "train"), weights=weights), seed=1)
    assert sorted(main_of(short)) == list(range(50))


def test_other_images_under_the_same_words_are_another_source() -> None:
    pool = Pool(split(100), only=[1, 2, 3, 10], source="list hard.csv")
    rules = custom(count=2)
    one, same, other, joined = (
        deck_for(rules, replace(pool, only=only), seed=1).source
        for only in ([1, 2, 3, 10], [10, 3, 2, 1, 1], [1, 2, 3, 11], [1, 2, 31, 0])
    )
    assert one == same
    assert len({one, other, joined}) == 3


def test_a_restricted_deck_says_among_which_images() -> None:
    pool = Pool(split(100), only=[9, 3, 5, 3, 7], source="filter class:shirt")
    deck = deck_for(custom(count=3), pool, seed=1)
    code = hashlib.sha256(b"3,5,7,9").hexdigest()[:8]
    assert set(main_of(deck)) < {3, 5, 7, 9}
    assert deck.source == f"filter class:shirt, images {code}"
    assert not deck.is_by_chance
    unnamed = deck_for(custom(count=4, sampling="stratified"), replace(pool, source=""), seed=1)
    assert unnamed.source == f"stratified, {CHOSEN}, images {code}"
    assert not unnamed.is_by_chance
    with pytest.raises(DeckError, match="expected a number from 1 to 4, found 100 test images, 4"):
        deck_for(custom(count=5), pool, seed=1)


@pytest.mark.parametrize("only", [[-1, 3], [3, 100]])
def test_an_image_that_is_not_there_cannot_be_asked_for(only: Sequence[int]) -> None:
    with pytest.raises(DeckError, match="expected images from 0 to 99, found test"):
        deck_for(custom(count=1), Pool(split(100), only=only), seed=1)


def test_a_sample_by_chance_says_that_it_is_one() -> None:
    for sampling in ("simple random", "stratified", "balanced blocks"):
        deck = deck_for(custom(sampling=sampling), Pool(split(200)), seed=1)
        assert deck.is_by_chance


def test_custom_rules_travel_with_their_deck() -> None:
    rules = custom(count=30, repeats=4, confidence="key")
    deck = deck_for(rules, Pool(split(200)), seed=1)
    assert (deck.preset, deck.rules) == ("custom", rules)
    assert len(deck.indices) == 34
    plain = deck_for(custom(count=30), Pool(split(200)), seed=1)
    assert plain.indices == draw(split(200), "custom", count=30, seed=1).indices
    assert plain.rules is not None


def test_checks_come_from_the_other_split_if_there_is_one() -> None:
    test, train = sample.split("test", 300), sample.split("train", 4000)
    rules = custom(count=60, attention=6, repeats=5)
    deck = deck_for(rules, Pool(test, checks=train), seed=1)
    check(deck)
    assert (deck.attention_split, deck.attention_fingerprint) == ("train", train.fingerprint)
    assert deck.phases.count("attention") == 6
    assert deck.phases.count("repeat") == 5
    assert {deck.split_of(place) for place in range(len(deck.indices))} == {"test", "train"}


def test_checks_of_the_own_split_are_not_asked_about_too() -> None:
    whole = sample.split("test", 2000)
    rules = custom(count=1000, attention=10)
    deck = deck_for(rules, Pool(whole), seed=1)
    check(deck)
    checks = [i for i, phase in zip(deck.indices, deck.phases, strict=True) if phase != "main"]
    assert checks
    assert not set(checks) & set(main_of(deck))
    assert deck.attention_split == ""


def test_where_no_class_that_can_be_answered_is_clear_there_are_no_checks() -> None:
    test, train = sample.split("test", 300), sample.split("train", 4000)
    deck = deck_for(custom(count=40, attention=8, classes=TOPS), Pool(test, checks=train), seed=1)
    check(deck)
    assert len(deck.main_indices) == len(deck.indices) == 40
    assert deck.attention_split == ""


def test_the_deck_of_a_day_needs_its_day() -> None:
    with pytest.raises(ValueError, match="without its day"):
        deck_for(preset("daily"), Pool(OFFICIAL), seed=1)


def phases_and_splits(deck: Deck) -> list[tuple[str, str]]:
    return [(deck.phase(place), deck.split_of(place)) for place in range(len(deck.indices))]


def test_each_person_of_a_panel_has_an_order_of_their_own() -> None:
    shared = deck_for(preset("replicate-zalando"), Pool(OFFICIAL), seed=1)
    anna, ben = reordered(shared, ANNA), reordered(shared, BEN)
    assert sorted(anna.indices) == sorted(ben.indices) == sorted(shared.indices)
    assert len({anna.indices, ben.indices, shared.indices}) == 3
    assert anna.base == ben.base == anna.panel == shared.sha256 == shared.panel
    assert reordered(shared, ANNA) == anna
    check(anna)
    with pytest.raises(ValueError, match="already"):
        reordered(anna, BEN)


def test_the_order_of_a_person_is_the_same_on_every_machine() -> None:
    shared = deck_for(preset("replicate-zalando"), Pool(OFFICIAL), seed=1)
    # Pinned.
    assert reordered(shared, ANNA).indices[:5] == (2595, 40, 7485, 9954, 6614)


@given(
    seed=st.integers(0, 2**32),
    person=st.uuids(),
    repeats=st.integers(0, 30),
    attention=st.integers(0, 8),
)
def test_whatever_is_woven_in_an_order_of_ones_own_keeps_the_plan(
    seed: int, person: UUID, repeats: int, attention: int
) -> None:
    rules = custom(count=60, repeats=repeats, attention=attention)
    shared = deck_for(rules, Pool(split(500), checks=split(900, "train")), seed=seed)
    own = reordered(shared, person)
    check(own)
    assert phases_and_splits(own) == phases_and_splits(shared)
    assert sorted(own.main_indices) == sorted(shared.main_indices)
    for phase in ("attention", "repeat"):
        # As many of each; checks are the same ones, repeats of what stands there now.
        assert len(_of(own, phase)) == len(_of(shared, phase))
    assert sorted(_of(own, "attention")) == sorted(_of(shared, "attention"))
    stood = {place: own.indices[: place + 1].index(index) for place, index in _repeats(own)}
    assert stood == {
        place: shared.indices[: place + 1].index(index) for place, index in _repeats(shared)
    }


def _of(deck: Deck, phase: str) -> list[int]:
    return [i for place, i in enumerate(deck.indices) if deck.phase(place) == phase]


def _repeats(deck: Deck) -> list[tuple[int, int]]:
    return [p for p in enumerate(deck.indices) if deck.phase(p[0]) == "repeat"]


@given(
    wish=st.fixed_dictionaries(
        {
            "count": st.integers(1, 60),
            "sampling": st.sampled_from(["simple random", "stratified", "balanced blocks"]),
            "classes": st.sampled_from([(), (0, 6), TOPS]),
            "attention": st.integers(0, 3),
            "is_scored": st.booleans(),
        }
    ),
    met=st.frozensets(st.integers(0, 119), max_size=40),
    only=st.none() | st.lists(st.integers(0, 119), min_size=1),
    seed=st.integers(0, 2**40),
)
def test_whatever_is_asked_for_a_deck_fits_itself_or_is_refused(
    wish: dict[str, object], met: Collection[int], only: Sequence[int] | None, seed: int
) -> None:
    whole = split(120)
    attention = min(int(str(wish["attention"])), int(str(wish["count"])))
    rules = custom(**{**wish, "attention": attention})  # type: ignore[arg-type]
    pool = Pool(whole, met=met, only=only, source="" if only is None else "a list")
    deck = _drawn(rules, pool, seed)
    if deck is None:
        return
    check(deck)
    assert len(deck.main_indices) == rules.count
    assert set(deck.main_indices) <= set(range(120) if only is None else only)
    assert not rules.is_scored or not set(deck.main_indices) & set(met)
    assert set(whole.labels[main_of(deck)].tolist()) <= set(rules.classes or range(10))
    assert deck.is_by_chance == (only is None)


def _drawn(rules: Protocol, pool: Pool, seed: int) -> Deck | None:
    try:
        return deck_for(rules, pool, seed=seed)
    except DeckError as refusal:
        if "\n" in str(refusal):
            raise AssertionError(str(refusal)) from refusal
        return None
