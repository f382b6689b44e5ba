"""Repeats and attention checks among the images of a deck."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.session.deck import Phase
from fmnist_gui.core.session.plan import REPEAT_DISTANCE, woven


def plan(
    main: int, checks: int, *, repeats: int, seed: int = 1
) -> tuple[tuple[int, ...], tuple[Phase, ...]]:
    """Weave checks numbered from 1000 into images numbered from 0."""
    rng = np.random.default_rng(seed)
    return woven(range(main), range(1000, 1000 + checks), repeats=repeats, rng=rng)


@given(
    main=st.integers(1, 120),
    checks=st.integers(0, 30),
    repeats=st.integers(0, 40),
    seed=st.integers(0, 2**32),
)
def test_whatever_is_woven_in_the_images_keep_their_order(
    main: int, checks: int, repeats: int, seed: int
) -> None:
    indices, phases = plan(main, checks, repeats=repeats, seed=seed)
    assert (indices, phases) == plan(main, checks, repeats=repeats, seed=seed)
    kinds = phases or ("main",) * len(indices)
    by_kind = {
        kind: [index for index, phase in zip(indices, kinds, strict=True) if phase == kind]
        for kind in ("main", "attention", "repeat")
    }
    assert by_kind["main"] == list(range(main))
    assert sorted(by_kind["attention"]) == list(range(1000, 1000 + checks))
    room = max(main - REPEAT_DISTANCE + 1, 0)
    assert len(by_kind["repeat"]) == min(repeats, room)
    assert max(Counter(by_kind["repeat"]).values(), default=1) == 1
    for place, (index, phase) in enumerate(zip(indices, kinds, strict=True)):
        if phase == "repeat":
            assert place - indices.index(index) >= REPEAT_DISTANCE
    assert kinds[0] == "main"


def test_without_extras_a_deck_says_no_phases() -> None:
    assert plan(30, 0, repeats=0) == (tuple(range(30)), ())
    assert plan(REPEAT_DISTANCE - 1, 0, repeats=5) == (tuple(range(REPEAT_DISTANCE - 1)), ())


def test_a_deck_just_long_enough_repeats_its_first_image_at_its_end() -> None:
    indices, phases = plan(REPEAT_DISTANCE, 0, repeats=9)
    assert indices == (*range(REPEAT_DISTANCE), 0)
    assert phases == ("main",) * REPEAT_DISTANCE + ("repeat",)


@pytest.mark.parametrize("seed", range(5))
def test_each_stretch_has_its_check(seed: int) -> None:
    _, phases = plan(100, 10, repeats=0, seed=seed)
    places = [place for place, phase in enumerate(phases) if phase == "attention"]
    for number, place in enumerate(places):
        # The stretch, moved on by the checks before it.
        assert 1 + 9.9 * number - 1 <= place - number <= 1 + 9.9 * (number + 1)


def test_checks_stand_where_nobody_expects_them() -> None:
    places = {tuple(plan(100, 4, repeats=0, seed=seed)[1]) for seed in range(30)}
    assert len(places) == 30


def test_repeats_are_of_any_image_that_has_room() -> None:
    repeated: set[int] = set()
    for seed in range(200):
        indices, phases = plan(REPEAT_DISTANCE + 9, 0, repeats=3, seed=seed)
        repeated |= {i for i, phase in zip(indices, phases, strict=True) if phase == "repeat"}
    assert repeated == set(range(10))
