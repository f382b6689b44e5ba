"""Speed and accuracy together, against scipy and times of known making."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binned_statistic, exponnorm, quantile_test
from scipy.stats.mstats import mquantiles

from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.stats.speed import (
    QUANTILES,
    correct_per_second,
    ex_gaussian,
    quantile_points,
    speed_accuracy,
)

TIMES = st.lists(st.floats(0.01, 60), min_size=1, max_size=80)


def _times(mu: float, sigma: float, tau: float, *, n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(mu, sigma, n) + rng.exponential(tau, n)


@given(TIMES)
def test_the_quantiles_and_their_intervals_agree_with_scipy(seconds: list[float]) -> None:
    found = quantile_points(seconds)
    assert found.n == len(seconds)
    assert [point.quantile for point in found.points] == list(QUANTILES)
    theirs = mquantiles(seconds, QUANTILES, alphap=1, betap=1)
    assert [point.time_s for point in found.points] == pytest.approx(theirs.tolist())
    for point in found.points:
        low, high = quantile_test(seconds, q=1, p=point.quantile).confidence_interval(0.95)
        if point.interval is None:
            assert np.isnan(low) or np.isnan(high)
        else:
            assert tuple(point.interval) == (low, high)


def test_no_time_has_no_quantile() -> None:
    assert quantile_points([]) == quantile_points(())
    assert (quantile_points([]).n, quantile_points([]).points) == (0, ())


def test_other_quantiles_can_be_asked_for() -> None:
    found = quantile_points(np.arange(1.0, 102.0), quantiles=(0.25, 0.5))
    assert [point.time_s for point in found.points] == [26.0, 51.0]


@given(st.permutations(range(60)), st.integers(0, 2**60 - 1), st.sampled_from([2, 3, 4, 5, 6]))
def test_the_bins_agree_with_scipy(order: list[int], bits: int, bins: int) -> None:
    seconds = np.array(order) / 7 + 0.3
    is_right = [bool(bits >> place & 1) for place in range(60)]
    edges = np.quantile(seconds, np.linspace(0, 1, bins + 1))
    found = speed_accuracy(seconds, is_right, bins=bins)
    medians = binned_statistic(seconds, seconds, "median", bins=edges)[0]
    rights = binned_statistic(seconds, is_right, "sum", bins=edges)[0]
    assert [point.median_s for point in found] == pytest.approx(medians.tolist())
    assert [(point.right, point.count) for point in found] == [
        (right, 60 // bins) for right in rights.tolist()
    ]
    assert [point.interval for point in found] == [wilson(p.right, p.count) for p in found]


@given(TIMES, st.integers(1, 9))
def test_every_trial_is_in_one_bin_and_equal_times_are_not_parted(
    seconds: list[float], bins: int
) -> None:
    coarse = np.round(seconds)
    found = speed_accuracy(coarse, coarse > 3, bins=bins)
    assert sum(point.count for point in found) == len(seconds)
    assert sum(point.right for point in found) == np.sum(coarse > 3)
    assert len(found) <= bins
    medians = [point.median_s for point in found]
    assert medians == sorted(set(medians))


def test_bins_of_different_times_differ_by_one_trial_at_most() -> None:
    found = speed_accuracy(np.arange(1, 14), [True] * 13)
    assert sorted({point.count for point in found}) == [2, 3]
    assert found[0].share == 1.0


def test_right_answers_per_second_of_answering() -> None:
    assert correct_per_second([1.0, 2.0, 1.0], [True, True, False]) == pytest.approx(0.5)
    assert correct_per_second([], []) is None
    assert speed_accuracy([], []) == ()


def test_trials_that_do_not_pair_are_a_bug() -> None:
    with pytest.raises(ValueError, match="do not pair"):
        speed_accuracy([1.0], [True, False])
    with pytest.raises(ValueError, match="do not pair"):
        correct_per_second([1.0], [])
    with pytest.raises(ValueError, match="at least one bin"):
        speed_accuracy([1.0], [True], bins=0)


@pytest.mark.parametrize(
    ("mu", "sigma", "tau"), [(0.6, 0.08, 0.3), (1.2, 0.3, 0.3), (0.9, 0.1, 1.5), (5.0, 0.5, 2.0)]
)
def test_the_curve_that_made_the_times_is_found_again(mu: float, sigma: float, tau: float) -> None:
    found = ex_gaussian(_times(mu, sigma, tau, n=8000, seed=1))
    assert found is not None
    scale = sigma + tau
    assert found.n == 8000
    assert found.mu_s == pytest.approx(mu, abs=0.05 * scale)
    assert found.sigma_s == pytest.approx(sigma, abs=0.05 * scale)
    assert found.tau_s == pytest.approx(tau, abs=0.05 * scale)


@pytest.mark.parametrize("seed", range(6))
def test_no_fit_of_scipy_is_likelier(seed: int) -> None:
    seconds = _times(0.7, 0.1 + 0.05 * seed, 0.4, n=150, seed=seed)
    found = ex_gaussian(seconds)
    assert found is not None
    ours = exponnorm.logpdf(
        seconds, found.tau_s / found.sigma_s, loc=found.mu_s, scale=found.sigma_s
    ).sum()
    shape, loc, scale = exponnorm.fit(seconds, 2.0, loc=0.6, scale=0.2)
    assert ours >= exponnorm.logpdf(seconds, shape, loc=loc, scale=scale).sum() - 1e-3


def test_the_unit_of_the_times_changes_nothing_else() -> None:
    seconds = _times(0.7, 0.1, 0.4, n=200, seed=2)
    found, in_ms = ex_gaussian(seconds), ex_gaussian(1000 * seconds)
    assert found is not None
    assert in_ms is not None
    assert in_ms.tau_s == pytest.approx(1000 * found.tau_s, rel=1e-3)


def test_there_is_no_curve_for_few_times_equal_times_or_times_without_a_tail() -> None:
    seconds = _times(0.7, 0.1, 0.4, n=100, seed=5)
    assert ex_gaussian(seconds) is not None
    assert ex_gaussian(seconds[:99]) is None
    assert ex_gaussian(np.full(200, 0.8)) is None
    assert ex_gaussian(5 - _times(0.7, 0.1, 0.4, n=400, seed=5)) is None
    assert ex_gaussian(np.random.default_rng(1).uniform(0.5, 1.5, 400)) is None
