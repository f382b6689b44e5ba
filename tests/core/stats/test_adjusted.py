"""A score beside the crowd's on the same images, against the worked value and by convolution."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.adjusted import adjusted
from tests.core.stats.conftest import Crowd

CLOSE = 5e-7
"""The worked values have six decimals."""


@st.composite
def scores(draw: st.DrawFn) -> tuple[list[float], int]:
    shares = draw(st.lists(st.floats(0, 1), min_size=1, max_size=30))
    return shares, draw(st.integers(0, len(shares)))


def test_the_worked_value_is_met() -> None:
    found = adjusted([0.9] * 5 + [0.6] * 5, 9)
    assert (found.n, found.right) == (10, 9)
    assert found.expected == pytest.approx(7.5)
    assert found.expected_accuracy == pytest.approx(0.75)
    assert found.z == pytest.approx(1.167748, abs=CLOSE)
    assert found.upper_p == pytest.approx(0.224481, abs=CLOSE)


@given(scores())
def test_the_chances_agree_with_adding_one_image_after_the_other(
    score: tuple[list[float], int],
) -> None:
    shares, right = score
    chances = np.ones(1)
    for share in shares:
        chances = np.convolve(chances, [1 - share, share])
    found = adjusted(shares, right)
    assert found.upper_p == pytest.approx(chances[right:].sum(), abs=1e-9)
    assert found.lower_p == pytest.approx(chances[: right + 1].sum(), abs=1e-9)
    assert 0 <= found.upper_p <= 1
    assert 0 <= found.lower_p <= 1


@given(st.integers(1, 300), st.floats(0.05, 0.95), st.data())
def test_equally_hard_images_give_the_binomial(
    count: int, share: float, data: st.DataObject
) -> None:
    right = data.draw(st.integers(0, count))
    found, chance = adjusted([share] * count, right), binom(count, share)
    assert found.z == pytest.approx((right - chance.mean()) / chance.std(), abs=1e-9)
    assert found.upper_p == pytest.approx(chance.sf(right - 1), abs=1e-9)
    assert found.lower_p == pytest.approx(chance.cdf(right), abs=1e-9)


def test_a_tiny_chance_is_not_lost_in_rounding() -> None:
    assert adjusted([0.5] * 1000, 1000).upper_p == pytest.approx(0.5**1000, abs=0)
    assert adjusted([0.5] * 1000, 0).lower_p == pytest.approx(0.5**1000, abs=0)


def test_images_that_leave_nothing_to_luck_have_no_z() -> None:
    found = adjusted([1.0, 1.0, 0.0], 2)
    assert found.z is None
    assert (found.expected, found.upper_p, found.lower_p) == (2.0, 1.0, 1.0)
    assert adjusted([1.0, 1.0, 0.0], 3).upper_p == 0.0


def test_the_pooled_crowd_scores_as_itself_on_all_images(crowd: Crowd) -> None:
    images = np.arange(1000)
    shares = crowd.counts[images, crowd.labels[:1000]] / crowd.counts[:1000].sum(axis=1)
    found = adjusted(shares, round(float(shares.sum())))
    assert found.expected_accuracy == pytest.approx(shares.mean())
    assert found.z == pytest.approx(0, abs=0.05)
    assert found.upper_p == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("right", [-1, 3])
def test_impossible_counts_are_refused(right: int) -> None:
    with pytest.raises(RequestError, match="is no score"):
        adjusted([0.5, 0.5], right)


def test_no_image_is_refused() -> None:
    with pytest.raises(RequestError, match="is no score"):
        adjusted([], 0)


@pytest.mark.parametrize("shares", [[0.5, 1.1], [-0.1, 0.5], [0.5, float("nan")], [[0.5, 0.5]]])
def test_what_is_no_share_is_a_bug(shares: list[float]) -> None:
    with pytest.raises(ValueError, match="no shares"):
        adjusted(shares, 1)
