"""Decks: drawn by seed, hashed as a whole."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.deck import Deck, canonical, deck_of
from fmnist_gui.core.session.drawing import draw
from fmnist_gui.core.session.preset import preset, rules

DECK = Deck("quick-20", "test", "ab" * 32, 7, (3, 1, 2), "2.1.0", excluded=4)


def split(count: int) -> Split:
    return Split("test", np.zeros((count, 1, 1), np.uint8), np.zeros(count, np.uint8), "cd" * 32)


@settings(deadline=None)
@given(count=st.integers(1, 50), seed=st.integers(0, 2**64))
def test_the_same_seed_draws_the_same_list(count: int, seed: int) -> None:
    one, other = (draw(split(50), "quick-20", count=count, seed=seed) for _ in range(2))
    assert one == other
    assert one.sha256 == other.sha256
    assert len(set(one.indices)) == count
    assert set(one.indices) <= set(range(50))


def test_a_seed_draws_what_it_drew_on_every_other_machine() -> None:
    drawn = draw(split(10_000), "solo-200", count=200, seed=20170919)
    assert drawn.indices[:6] == (9057, 183, 4791, 2541, 4354, 1144)
    assert drawn.numpy_version == np.__version__


def test_another_seed_draws_another_list() -> None:
    drawn = {draw(split(50), "quick-20", count=20, seed=seed).indices for seed in range(30)}
    assert len(drawn) == 30


@settings(deadline=None)
@given(
    short=st.integers(1, 30),
    long=st.integers(30, 60),
    seed=st.integers(0, 2**32),
    excluded=st.frozensets(st.integers(0, 119), max_size=60),
)
def test_a_longer_deck_begins_with_the_shorter_one(
    short: int, long: int, seed: int, excluded: frozenset[int]
) -> None:
    one = draw(split(120), "quick-20", count=short, seed=seed, excluded=excluded)
    other = draw(split(120), "quick-20", count=long, seed=seed, excluded=excluded)
    assert other.indices[:short] == one.indices


@settings(deadline=None)
@given(
    excluded=st.frozensets(st.integers(0, 49), min_size=1, max_size=49),
    seed=st.integers(0, 2**32),
    as_list=st.booleans(),
)
def test_an_excluded_image_is_never_drawn(
    excluded: frozenset[int], seed: int, as_list: bool
) -> None:
    left = 50 - len(excluded)
    given_as = sorted(excluded) if as_list else excluded
    drawn = draw(split(50), "quick-20", count=left, seed=seed, excluded=given_as)
    assert set(drawn.indices) == set(range(50)) - excluded
    assert drawn.excluded == len(excluded)


def test_leaving_images_out_keeps_the_order_of_the_others() -> None:
    whole = draw(split(50), "quick-20", count=50, seed=9)
    part = draw(split(50), "quick-20", count=47, seed=9, excluded={7, 8, 9})
    assert part.indices == tuple(index for index in whole.indices if index not in (7, 8, 9))


def test_every_image_is_drawn_equally_often() -> None:
    draws = 2000
    times = np.zeros(20)
    for seed in range(draws):
        times[list(draw(split(20), "quick-20", count=5, seed=seed).indices)] += 1
    expected, deviation = draws * 5 / 20, np.sqrt(draws * 5 / 20 * 15 / 20)
    assert np.abs(times - expected).max() < 4 * deviation


@pytest.mark.parametrize("count", [51, 0, -1])
def test_a_count_that_cannot_be_drawn_is_said(count: int) -> None:
    with pytest.raises(DeckError) as caught:
        draw(split(50), "quick-20", count=count, seed=1)
    sentence = str(caught.value)
    assert f"a deck of {count} images" in sentence
    assert "a number from 1 to 50" in sentence


def test_too_few_images_left_is_said() -> None:
    with pytest.raises(DeckError, match=r"from 1 to 4, found 50 test images, 46 of them seen"):
        draw(split(50), "quick-20", count=5, seed=1, excluded=range(46))


def test_no_image_left_is_said() -> None:
    with pytest.raises(DeckError, match=r"images that are new to this person, found 50 test"):
        draw(split(50), "quick-20", count=1, seed=1, excluded=range(50))


@given(indices=st.lists(st.integers(0, 49), min_size=1, unique=True))
def test_images_picked_by_hand_keep_their_order_and_are_never_scored(indices: list[int]) -> None:
    picked = deck_of(split(50), np.array(indices).tolist())
    assert picked.indices == tuple(indices)
    assert (picked.split, picked.fingerprint, picked.seed) == ("test", "cd" * 32, 0)
    known = rules(picked.preset)
    assert known is not None
    assert not known.enters_accuracy


@pytest.mark.parametrize(
    ("indices", "found"),
    [([], "none"), ([3, 1, 3], "an image twice"), ([0, 50], "test 50"), ([-1], "test -1")],
)
def test_what_is_no_list_of_images_is_no_deck(indices: list[int], found: str) -> None:
    with pytest.raises(DeckError, match=f"from 0 to 49, found {found};"):
        deck_of(split(50), indices)


def test_the_hash_covers_every_field() -> None:
    others = {
        "preset": "solo-200",
        "split": "train",
        "fingerprint": "ba" * 32,
        "seed": 8,
        "indices": (3, 2, 1),
        "numpy_version": "2.1.1",
        "excluded": 5,
        "source": "filter class:shirt",
        "phases": ("main", "main", "repeat"),
        "attention_split": "train",
        "attention_fingerprint": "dc" * 32,
        "rules": preset("solo-200"),
        "base": "ef" * 32,
        "matrix": (3, 2, 1, 0),
    }
    assert set(others) == {field.name for field in fields(Deck)}
    hashes = {replace(DECK, **{name: value}).sha256 for name, value in others.items()}  # type: ignore[arg-type]
    assert len(hashes | {DECK.sha256}) == len(others) + 1


def test_the_hash_is_that_of_the_published_spelling() -> None:
    # Pinned: a deck must keep its hash in every later version.
    assert DECK.sha256 == "737f2a493eaee85ebc7e13ab7675da2723255880933acd48aabebb8cc2461249"
    assert DECK.code == DECK.sha256[:8]


def test_the_canonical_spelling_is_one() -> None:
    assert canonical({"b": [1, 2], "a": "é"}) == canonical({"a": "é", "b": [1, 2]})
    assert canonical({"b": [1, 2], "a": "é"}) == '{"a":"\\u00e9","b":[1,2]}'
