"""Blocks and the trend over them, by the worked example, statsmodels and all permutations."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table

from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.stats.trend import block_trend, blocks, cochran_armitage

GROUPS = st.lists(
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=8,
)


def test_the_trend_equals_the_worked_value() -> None:
    found = cochran_armitage([78, 82, 84, 85, 86], [100] * 5)
    assert found is not None
    assert found.z == pytest.approx(1.597921, abs=5e-7)
    assert found.p == pytest.approx(0.110061, abs=5e-7)


@settings(max_examples=40)
@given(GROUPS, st.booleans())
def test_the_trend_agrees_with_statsmodels(groups: list[tuple[int, int]], has_scores: bool) -> None:
    right, count = (np.array(side) for side in zip(*groups, strict=True))
    assume(0 < right.sum() < count.sum())
    scores = np.arange(len(groups)) ** 2 + 0.5 if has_scores else None
    found = cochran_armitage(right, count, scores=scores)
    assert found is not None
    # A correction of counts would be added otherwise.
    table = Table(np.column_stack([count - right, right]), shift_zeros=False)
    rows = np.arange(len(groups)) if scores is None else scores
    theirs = table.test_ordinal_association(row_scores=rows)
    assert found.z == pytest.approx(theirs.zscore)
    assert found.p == pytest.approx(theirs.pvalue)


def test_the_variance_is_that_over_all_ways_to_deal_out_the_right_answers() -> None:
    right, count = [1, 2, 3], [3, 3, 4]
    place = np.repeat(np.arange(3), count)
    dealt = [place[list(chosen)].sum() for chosen in combinations(range(10), 6)]
    found = cochran_armitage(right, count)
    assert found is not None
    observed = np.repeat(np.arange(3), right).sum()
    assert found.z == pytest.approx((observed - np.mean(dealt)) / np.std(dealt))


def test_p_is_near_the_share_of_permutations_that_are_as_far_out() -> None:
    rng = np.random.default_rng(4)
    right, count = np.array([20, 27, 24, 32]), np.full(4, 40)
    dealt = rng.multivariate_hypergeometric(count, int(right.sum()), size=40_000)
    centred = np.arange(4) - 1.5
    far = np.abs(dealt @ centred) >= abs(right @ centred)
    just_as_far = np.isclose(np.abs(dealt @ centred), abs(right @ centred))
    found = cochran_armitage(right, count)
    assert found is not None
    # The normal curve stands for the middle of the discrete one.
    assert found.p == pytest.approx(far.mean() - just_as_far.mean() / 2, abs=0.005)


def test_a_fall_is_negative_and_a_shift_of_the_scores_is_nothing() -> None:
    rise = cochran_armitage([5, 7, 9], [10] * 3)
    fall = cochran_armitage([9, 7, 5], [10] * 3)
    shifted = cochran_armitage([5, 7, 9], [10] * 3, scores=[101, 102, 103])
    assert rise is not None
    assert fall is not None
    assert fall.z == pytest.approx(-rise.z)
    assert shifted == pytest.approx(rise)
    assert rise.p == pytest.approx(math.erfc(rise.z / math.sqrt(2)))


@pytest.mark.parametrize(
    ("right", "count", "scores"),
    [
        ([], [], None),
        ([5], [10], None),
        ([5, 0], [10, 0], None),
        ([10, 10], [10, 10], None),
        ([0, 0], [10, 10], None),
        ([4, 6], [10, 10], [1, 1]),
    ],
)
def test_no_trend_is_defined_where_nothing_can_differ(
    right: list[int], count: list[int], scores: list[int] | None
) -> None:
    assert cochran_armitage(right, count, scores=scores) is None


@pytest.mark.parametrize(("right", "count"), [([1, 2], [3]), ([4], [3]), ([-1], [3])])
def test_impossible_groups_are_a_bug(right: list[int], count: list[int]) -> None:
    with pytest.raises(ValueError, match=r"do not pair|between 0 and all"):
        cochran_armitage(right, count)


def test_blocks_follow_the_order_of_the_trials_and_the_last_is_what_is_left() -> None:
    made = blocks([1, 1, 0, 1, 0, 0, 1], size=3)
    assert [(b.number, b.right, b.count) for b in made] == [(1, 2, 3), (2, 1, 3), (3, 1, 1)]
    assert made[1].interval == wilson(1, 3)
    assert made[1].share == pytest.approx(1 / 3)
    assert [b.median_s for b in made] == [None] * 3
    assert blocks([], size=3) == ()


def test_the_trend_over_blocks_is_that_of_their_counts() -> None:
    made = blocks([0, 0, 1, 0, 1, 0, 1, 1, 1], size=3)
    assert block_trend(made) == cochran_armitage([1, 1, 3], [3, 3, 3])
    assert block_trend(made[:1]) is None


def test_a_block_has_the_median_of_its_times_without_outliers_and_first_trials() -> None:
    seconds = [1.6, 1.0, 1.2, 0.1, 0.9, 1.4, 0.05]
    excluded = [True] + [False] * 6
    made = blocks([1] * 7, size=3, seconds=seconds, excluded=excluded)
    assert [b.median_s for b in made] == pytest.approx([1.1, 1.15, None])
    assert [b.count for b in made] == [3, 3, 1]


def test_impossible_blocks_are_a_bug() -> None:
    with pytest.raises(ValueError, match="at least one"):
        blocks([1, 0], size=0)
    with pytest.raises(ValueError, match="do not pair"):
        blocks([1, 0], size=1, seconds=[1.0])
