"""Response times, against the worked example and other libraries."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gmean, median_abs_deviation
from scipy.stats.mstats import mquantiles

from fmnist_gui.core.stats.response_time import outliers, summary, times_content

WORKED = (
    *(0.62, 0.71, 0.74, 0.80, 0.83, 0.88, 0.91, 0.97),
    *(1.05, 1.12, 1.30, 1.55, 2.10, 6.40, 0.15),
)
TIMES = st.lists(st.floats(0.01, 60), min_size=1, max_size=40)


def test_the_worked_figures_are_those_of_all_fifteen_times() -> None:
    found = summary(WORKED, keeps_outliers=True)
    assert found is not None
    assert found.n == 15
    assert found.median_s == pytest.approx(0.9100)
    assert found.p10_s == pytest.approx(0.6560)
    assert found.p90_s == pytest.approx(1.8800)
    assert found.geometric_mean_s == pytest.approx(0.985450, abs=5e-7)


def test_the_log_rule_drops_the_worked_two() -> None:
    flagged = outliers(WORKED)
    assert [t for t, is_out in zip(WORKED, flagged, strict=True) if is_out] == [6.40, 0.15]


def test_outliers_leave_the_figures() -> None:
    assert summary(WORKED) == summary(WORKED[:-2], keeps_outliers=True)


def test_the_first_trial_after_a_start_leaves_the_figures() -> None:
    excluded = [True] + [False] * len(WORKED)
    assert summary([1.2, *WORKED], excluded=excluded) == summary(WORKED)


def test_only_the_trials_asked_for_are_described_but_outliers_are_found_over_all() -> None:
    slow_two = [t in (6.40, 2.10) for t in WORKED]
    found = summary(WORKED, among=slow_two)
    assert found is not None
    assert (found.n, found.median_s) == (1, 2.10)


@pytest.mark.parametrize(
    ("seconds", "is_out"), [(0.199, True), (0.20, False), (30.0, False), (30.1, True)]
)
def test_too_fast_and_idle_are_outliers_whatever_the_rest_is(seconds: float, is_out: bool) -> None:
    spread_wide = [0.21, 0.5, 2.0, 8.0, 29.0]
    assert outliers([seconds, *spread_wide])[0] == is_out


def test_a_time_of_zero_is_an_outlier_and_breaks_nothing() -> None:
    assert outliers([0.0, 1.0, 1.1, 1.2]).tolist() == [True, False, False, False]
    found = summary([0.0, 1.0, 1.1, 1.2], keeps_outliers=True)
    assert found is not None
    assert found.n == 3


def test_nothing_left_has_no_figures() -> None:
    assert summary([]) is None
    assert summary([0.05]) is None
    assert summary([1.0], excluded=[True]) is None
    assert outliers([]).tolist() == []


@settings(deadline=None)
@given(TIMES)
def test_the_outliers_agree_with_the_rule_by_scipy(seconds: list[float]) -> None:
    log_t = np.log(seconds)
    far = np.abs(log_t - np.median(log_t)) > 3 * 1.4826 * median_abs_deviation(log_t)
    expected = far | (np.array(seconds) < 0.2) | (np.array(seconds) > 30)
    assert outliers(seconds).tolist() == expected.tolist()


@settings(deadline=None)
@given(TIMES)
def test_the_figures_agree_with_scipy(seconds: list[float]) -> None:
    found = summary(seconds, keeps_outliers=True)
    assert found is not None
    quantiles = mquantiles(seconds, [0.10, 0.25, 0.50, 0.75, 0.90], alphap=1, betap=1)
    assert (
        found.p10_s,
        found.lower_quartile_s,
        found.median_s,
        found.upper_quartile_s,
        found.p90_s,
    ) == pytest.approx(tuple(quantiles))
    assert found.geometric_mean_s == pytest.approx(gmean(seconds))


def test_the_content_has_the_public_keys() -> None:
    found = summary(WORKED, keeps_outliers=True)
    quartiles = {"p25_s": 0.77, "p75_s": 1.21}
    content = {"median_s": 0.91, "p10_s": 0.656, "p90_s": 1.88, "n": 15, **quartiles}
    assert times_content(found) == pytest.approx(content)
    assert times_content(None) == {**dict.fromkeys(content), "n": 0}


def test_times_after_a_break_do_not_widen_what_counts_as_ordinary() -> None:
    ordinary, after_breaks = [1.0, 1.05, 1.1, 1.15, 1.2], [6.0] * 5
    seconds = [*ordinary, 3.0, *after_breaks]
    excluded = [False] * 6 + [True] * 5
    assert not outliers(seconds)[5]
    assert outliers(seconds, excluded=excluded)[5]
