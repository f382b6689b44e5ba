"""Intervals for one proportion, against worked values and other libraries."""

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.special import betaln
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.proportion import (
    Interval,
    anytime,
    exact,
    finite_factor,
    jeffreys,
    needed_for_half_width,
    wilson,
    wilson_array,
    wilson_half_width,
)

CLOSE = 5e-7
"""The worked values have six decimals."""


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    count = draw(st.integers(1, 12_000))
    return draw(st.integers(0, count)), count


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        (835, 1000, 0.810721, 0.856715),
        (90, 100, 0.825634, 0.944771),
        (50, 50, 0.928652, 1.0),
        (0, 10, 0.0, 0.277533),
    ],
)
def test_wilson_equals_the_worked_values(right: int, count: int, low: float, high: float) -> None:
    assert tuple(wilson(right, count)) == pytest.approx((low, high), abs=CLOSE)


def test_exact_equals_the_worked_value() -> None:
    assert tuple(exact(835, 1000)) == pytest.approx((0.810516, 0.857493), abs=CLOSE)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(90, 100, 0.771729, 0.971158), (835, 1000, 0.789794, 0.874405)],
)
def test_anytime_equals_the_worked_values(right: int, count: int, low: float, high: float) -> None:
    assert tuple(anytime(right, count)) == pytest.approx((low, high), abs=CLOSE)


@pytest.mark.parametrize(
    ("half_width", "images"), [(0.10, 53), (0.05, 211), (0.03, 588), (0.02, 1323), (0.01, 5292)]
)
def test_images_for_a_half_width_equal_the_worked_values(half_width: float, images: int) -> None:
    assert needed_for_half_width(half_width) == images


def test_the_finite_population_factor_equals_the_worked_value() -> None:
    assert finite_factor(1000, 10_000) == pytest.approx(0.948731, abs=CLOSE)


@settings(deadline=None)
@given(counts(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_and_exact_agree_with_scipy(score: tuple[int, int], confidence: float) -> None:
    for method, mine in (("wilson", wilson), ("exact", exact)):
        theirs = binomtest(*score).proportion_ci(confidence, method)
        assert tuple(mine(*score, confidence=confidence)) == pytest.approx(
            (theirs.low, theirs.high), abs=1e-9
        )


@settings(deadline=None)
@given(counts())
def test_all_three_agree_with_statsmodels(score: tuple[int, int]) -> None:
    right, count = score
    for method, mine in (("wilson", wilson), ("beta", exact), ("jeffreys", jeffreys)):
        low, high = proportion_confint(right, count, method=method)
        interval = mine(right, count)
        if right > 0:
            assert interval.low == pytest.approx(low, abs=1e-9)
        if right < count:
            assert interval.high == pytest.approx(high, abs=1e-9)


@settings(deadline=None)
@given(counts())
def test_what_was_seen_lies_inside_every_interval(score: tuple[int, int]) -> None:
    right, count = score
    for interval in (wilson(*score), exact(*score), jeffreys(*score), anytime(*score)):
        assert right / count in interval
        assert 0 <= interval.low < interval.high <= 1


@settings(deadline=None)
@given(st.integers(1, 500))
def test_none_and_all_right_reach_the_ends_exactly(count: int) -> None:
    for interval in (wilson, exact, jeffreys, anytime):
        assert interval(0, count).low == 0.0
        assert interval(count, count).high == 1.0


def test_without_a_trial_everything_is_possible() -> None:
    for interval in (wilson, exact, jeffreys, anytime):
        assert interval(0, 0) == Interval(0.0, 1.0)


@settings(deadline=None)
@given(counts(), st.sampled_from([0.01, 0.05, 0.2]))
def test_anytime_agrees_with_its_definition_solved_by_scipy(
    score: tuple[int, int], alpha: float
) -> None:
    right, count = score
    assume(0 < right < count)

    def evidence(p: float) -> float:
        return float(
            betaln(right + 1, count - right + 1)
            - right * math.log(p)
            - (count - right) * math.log1p(-p)
            + math.log(alpha)
        )

    share = right / count
    low, high = brentq(evidence, 1e-15, share), brentq(evidence, share, 1 - 1e-15)
    assert tuple(anytime(right, count, alpha=alpha)) == pytest.approx((low, high), abs=1e-7)


def test_anytime_holds_while_wilson_breaks_when_looked_at_after_every_trial() -> None:
    true_accuracy, sessions, length = 0.835, 2000, 1000
    rng = np.random.default_rng(20170919)
    right = (rng.random((sessions, length)) < true_accuracy).cumsum(axis=1)
    count = np.broadcast_to(np.arange(1, length + 1), right.shape)
    wrong = count - right
    log_factorial = np.array([math.lgamma(number + 1) for number in range(length + 2)])
    # The inequality that defines the interval: it leaves out the true accuracy where this is >= 0.
    evidence = (
        log_factorial[right]
        + log_factorial[wrong]
        - log_factorial[count + 1]
        - right * math.log(true_accuracy)
        - wrong * math.log1p(-true_accuracy)
        + math.log(0.05)
    )
    low, high = wilson_array(right, count)
    is_outside_wilson = (true_accuracy < low) | (true_accuracy > high)

    assert 0.01 < (evidence >= 0).any(axis=1).mean() < 0.05
    # From the 20th trial on, since one or two wrong answers at the very start are a claim already.
    assert is_outside_wilson[:, 19:].any(axis=1).mean() == pytest.approx(0.42, abs=0.04)
    assert is_outside_wilson.any(axis=1).mean() > 0.50

    near = np.flatnonzero(np.abs(evidence) < 0.2)
    sample = np.concatenate([rng.choice(near, 200), rng.choice(evidence.size, 200)])
    claims = [
        true_accuracy not in anytime(int(right.flat[at]), int(count.flat[at])) for at in sample
    ]
    assert claims == (evidence.flat[sample] >= 0).tolist()
    assert 20 < sum(claims) < 380


@settings(deadline=None)
@given(st.lists(counts(), min_size=1, max_size=20), st.sampled_from([0.9, 0.95]))
def test_the_array_version_is_the_scalar_one(
    scores: list[tuple[int, int]], confidence: float
) -> None:
    scores = [*scores, (0, 0)]
    right, count = np.array(scores).T
    low, high = wilson_array(right, count, confidence=confidence)
    one_by_one = [tuple(wilson(*score, confidence=confidence)) for score in scores]
    np.testing.assert_allclose(np.stack([low, high], axis=1), one_by_one, atol=1e-12)


def test_the_array_version_broadcasts_rows() -> None:
    low, high = wilson_array(np.array([[1, 9], [4, 6]]), np.array([[10], [10]]))
    assert low.shape == high.shape == (2, 2)
    assert low[0, 1] == pytest.approx(wilson(9, 10).low)


@settings(deadline=None)
@given(st.floats(0.004, 0.6), st.floats(0, 1))
def test_the_images_needed_are_enough_and_one_less_is_not(
    half_width: float, accuracy: float
) -> None:
    def half(count: int) -> float:
        low, high = proportion_confint(accuracy * count, count, method="wilson")
        return float(high - low) / 2

    needed = needed_for_half_width(half_width, accuracy)
    assert half(needed) <= half_width + 1e-9
    assert needed == 1 or half(needed - 1) > half_width - 1e-9


def test_allowing_for_the_finite_population_narrows_the_interval() -> None:
    plain, narrowed = wilson(835, 1000), wilson(835, 1000, population=10_000)
    assert plain.low < narrowed.low < 0.835 < narrowed.high < plain.high
    ratio = (narrowed.high - narrowed.low) / (plain.high - plain.low)
    assert ratio == pytest.approx(0.948731, abs=1e-3)


def test_having_seen_the_whole_population_leaves_no_doubt() -> None:
    assert tuple(wilson(8350, 10_000, population=10_000)) == pytest.approx((0.835, 0.835))


@pytest.mark.parametrize(("count", "population"), [(499, 10_000), (1000, 999)])
def test_the_finite_population_is_refused_where_it_misleads(count: int, population: int) -> None:
    with pytest.raises(RequestError, match="leave it off"):
        wilson(400, count, population=population)


@pytest.mark.parametrize(("right", "count"), [(11, 10), (-1, 10), (0, -1), (1, 0)])
def test_impossible_counts_are_refused(right: int, count: int) -> None:
    for interval in (wilson, exact, jeffreys, anytime):
        with pytest.raises(RequestError, match="is no score"):
            interval(right, count)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0, -0.1])
def test_impossible_levels_are_refused(level: float) -> None:
    for interval in (wilson, exact, jeffreys):
        with pytest.raises(RequestError, match="confidence"):
            interval(5, 10, confidence=level)
    with pytest.raises(RequestError, match="error rate"):
        anytime(5, 10, alpha=level)


@pytest.mark.parametrize(("half_width", "accuracy"), [(0.0, 0.8), (-1.0, 0.8), (0.1, 1.1)])
def test_an_impossible_width_is_refused(half_width: float, accuracy: float) -> None:
    with pytest.raises(RequestError, match="no number of images"):
        needed_for_half_width(half_width, accuracy)


def test_the_default_interval_needs_no_scipy() -> None:
    script = (
        "import sys\n"
        "from fmnist_gui.core.stats import comparison, confusion, percent, proportion\n"
        "from fmnist_gui.core.stats import quality, references, response_time, sentence\n"
        "from fmnist_gui.core.stats import adjusted, agreement, majority, paired, rank\n"
        "proportion.wilson(81, 100), proportion.anytime(81, 100)\n"
        "sys.exit('scipy' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("half_width", [0.03, 0.02, 0.01, 0.002])
def test_fewer_images_are_needed_of_a_finite_population(half_width: float) -> None:
    plain = needed_for_half_width(half_width, 0.05)
    needed = needed_for_half_width(half_width, 0.05, population=10_000)

    assert needed <= min(plain, 10_000)
    assert wilson_half_width(0.05, needed, population=10_000) <= half_width
    assert wilson_half_width(0.05, needed - 1, population=10_000) > half_width


def test_no_more_images_are_needed_than_there_are() -> None:
    assert needed_for_half_width(0.000001, 0.05, population=10_000) == 10_000
    assert needed_for_half_width(0.001, 0.05, population=100) == 100
