"""Ways to draw a sample: what each promises about classes, order and chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from fmnist_gui.core.session.sampling import (
    balanced_blocks,
    sample,
    simple_random,
    stratified,
    weighted,
)

Labels = NDArray[np.uint8]
some_labels = st.lists(st.integers(0, 4), min_size=1, max_size=60).map(
    lambda numbers: np.array(numbers, dtype=np.uint8)
)
seeds = st.integers(0, 2**32)


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def counted(labels: Labels, chosen: NDArray[np.int64]) -> list[int]:
    """Return how many of each class were chosen."""
    return [int(number) for number in np.bincount(labels[chosen], minlength=5)]


@given(labels=some_labels, seed=seeds, data=st.data())
@pytest.mark.parametrize("sampling", ["simple random", "stratified", "balanced blocks"])
def test_each_way_draws_without_replacement_from_what_is_allowed(
    sampling: str, labels: Labels, seed: int, data: st.DataObject
) -> None:
    among = data.draw(st.sets(st.integers(0, len(labels) - 1), min_size=1))
    allowed = np.array(sorted(among), dtype=np.int64)
    count = data.draw(st.integers(1, len(allowed)))
    one, other = (
        sample(allowed, labels, count, rng=rng(seed), sampling=sampling)  # type: ignore[arg-type]
        for _ in range(2)
    )
    assert one.tolist() == other.tolist()
    assert len(set(one.tolist())) == len(one) <= count
    assert set(one.tolist()) <= among
    assert sampling == "balanced blocks" or len(one) == count


def test_a_simple_random_sample_is_the_beginning_of_one_permutation() -> None:
    allowed = np.arange(50)
    whole = simple_random(allowed, rng(3))
    labels = np.zeros(50, dtype=np.uint8)
    part = sample(allowed, labels, 7, rng=rng(3), sampling="simple random")
    assert part.tolist() == whole[:7].tolist()
    assert sorted(whole.tolist()) == list(range(50))


@given(labels=some_labels, seed=seeds, data=st.data())
def test_strata_are_as_large_as_their_share_give_or_take_one(
    labels: Labels, seed: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, len(labels)))
    chosen = stratified(np.arange(len(labels)), labels, count, rng=rng(seed))
    sizes = np.bincount(labels, minlength=5)
    shares = count * sizes / len(labels)
    found = np.array(counted(labels, chosen))
    assert found.sum() == count
    assert (np.abs(found - shares) < 1).all()
    assert (found <= sizes).all()


def test_the_largest_remainders_settle_the_last_few() -> None:
    # Hamilton's method by hand: shares of 5 are 2.5, 1.667 and 0.833.
    labels = np.array([0] * 6 + [1] * 4 + [2] * 2, dtype=np.uint8)
    chosen = stratified(np.arange(12), labels, 5, rng=rng())
    assert counted(labels, chosen)[:3] == [2, 2, 1]


def test_of_equal_remainders_the_lower_class_comes_first() -> None:
    labels = np.array([0] * 5 + [1] * 5, dtype=np.uint8)
    for seed in range(20):
        assert counted(labels, stratified(np.arange(10), labels, 3, rng=rng(seed)))[:2] == [2, 1]


def test_strata_come_in_random_order() -> None:
    labels = np.repeat(np.arange(5, dtype=np.uint8), 20)
    chosen = stratified(np.arange(100), labels, 50, rng=rng())
    assert sorted(labels[chosen].tolist()) != labels[chosen].tolist()
    first = {int(labels[stratified(np.arange(100), labels, 50, rng=rng(s))[0]]) for s in range(60)}
    assert first == set(range(5))


@given(labels=some_labels, seed=seeds)
def test_every_block_holds_each_class_once(labels: Labels, seed: int) -> None:
    present = sorted(set(labels.tolist()))
    chosen = balanced_blocks(np.arange(len(labels)), labels, len(labels), rng=rng(seed))
    smallest = min(np.bincount(labels)[present])
    assert len(chosen) == smallest * len(present)
    for block in chosen.reshape(-1, len(present)):
        assert sorted(labels[block].tolist()) == present


def test_the_last_block_may_be_cut() -> None:
    labels = np.repeat(np.arange(5, dtype=np.uint8), 4)
    chosen = balanced_blocks(np.arange(20), labels, 13, rng=rng())
    assert len(chosen) == 13
    assert sorted(labels[chosen[:5]].tolist()) == [0, 1, 2, 3, 4]
    assert len(set(labels[chosen[10:]].tolist())) == 3


def test_blocks_are_shuffled_one_by_one() -> None:
    labels = np.repeat(np.arange(5, dtype=np.uint8), 40)
    chosen = balanced_blocks(np.arange(200), labels, 200, rng=rng())
    orders = {tuple(labels[block].tolist()) for block in chosen.reshape(-1, 5)}
    assert len(orders) > 20


def test_weights_decide_how_often_a_class_comes() -> None:
    labels = np.repeat(np.arange(5, dtype=np.uint8), 1000)
    chosen = weighted(
        np.arange(5000), labels, 800, rng=rng(), weights={0: 6.0, 1: 0.5, 2: 0.5, 3: 1.0}
    )
    found = np.array(counted(labels, chosen)) / 800
    # The class that is not named counts 1, as one that is named so.
    expected = np.array([6.0, 0.5, 0.5, 1.0, 1.0]) / 9
    assert np.abs(found - expected).max() < 4 * np.sqrt(0.25 / 800)
    assert len(set(chosen.tolist())) == 800


def test_a_class_that_is_used_up_leaves_the_others() -> None:
    labels = np.array([0] * 3 + [1] * 10, dtype=np.uint8)
    chosen = weighted(np.arange(13), labels, 20, rng=rng(), weights={0: 100.0, 1: 1.0})
    assert sorted(chosen.tolist()) == list(range(13))


def test_the_wanted_class_comes_first_when_its_weight_is_large() -> None:
    labels = np.array([0] * 30 + [1] * 30, dtype=np.uint8)
    chosen = weighted(np.arange(60), labels, 20, rng=rng(), weights={0: 1e9, 1: 1.0})
    assert counted(labels, chosen)[:2] == [20, 0]
