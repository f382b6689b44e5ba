"""Confidence against what came of it, by the worked example and by scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from fmnist_gui.core.stats.calibration import (
    LEVELS,
    calibration,
    expected_calibration_error,
)
from fmnist_gui.core.stats.proportion import Interval, wilson

STATED = (0.55, 0.55, 0.65, 0.75, 0.75, 0.85, 0.95, 0.95, 0.95, 0.95)
RIGHT = (1, 0, 1, 0, 1, 1, 1, 1, 0, 1)
TRIALS = st.lists(
    st.tuples(st.sampled_from([level.stated for level in LEVELS]), st.booleans()),
    min_size=1,
    max_size=120,
)


def test_the_four_levels_state_what_the_contract_says() -> None:
    assert LEVELS == (("guess", 0.25), ("unsure", 0.55), ("fairly sure", 0.80), ("sure", 0.97))


def test_the_figures_equal_the_worked_values() -> None:
    found = calibration(STATED, RIGHT)
    assert found.n == 10
    assert found.brier == pytest.approx(0.2185, abs=1e-6)
    assert found.over_confidence == pytest.approx(0.09, abs=1e-6)
    assert expected_calibration_error(STATED, RIGHT) == pytest.approx(0.19, abs=1e-6)


def test_each_stated_value_is_a_level_with_its_interval() -> None:
    found = calibration(STATED, RIGHT)
    assert [(level.stated, level.right, level.n) for level in found.levels] == [
        (0.55, 1, 2),
        (0.65, 1, 1),
        (0.75, 1, 2),
        (0.85, 1, 1),
        (0.95, 3, 4),
    ]
    assert found.levels[-1].interval == wilson(3, 4)
    assert found.levels[-1].share == 0.75
    assert found.right == 7
    assert found.mean_stated == pytest.approx(0.79)


@pytest.mark.parametrize(("n", "is_told"), [(49, False), (50, True)])
def test_the_expected_error_is_hidden_below_fifty_trials(n: int, is_told: bool) -> None:
    found = calibration([0.97] * n, [True] * n)
    assert (found.ece is not None) == is_told
    if is_told:
        assert found.ece == pytest.approx(0.03)


def test_the_interval_of_the_over_confidence_is_that_of_the_share_right() -> None:
    found = calibration([0.97] * 100, [True] * 80 + [False] * 20)
    low, high = wilson(80, 100)
    assert found.over_confidence_interval == Interval(0.97 - high, 0.97 - low)


def test_without_a_trial_nothing_is_known() -> None:
    found = calibration([], [])
    assert (found.n, found.brier, found.ece, found.over_confidence) == (0, None, None, None)
    assert (found.levels, found.mean_stated, found.over_confidence_interval) == ((), None, None)
    with pytest.raises(ValueError, match="no trial"):
        expected_calibration_error([], [])


@pytest.mark.parametrize(
    ("stated", "is_right"), [([0.5], [True, False]), ([1.5], [True]), ([float("nan")], [True])]
)
def test_trials_that_do_not_fit_are_a_bug(stated: list[float], is_right: list[bool]) -> None:
    with pytest.raises(ValueError, match=r"do not pair|between 0 and 1"):
        calibration(stated, is_right)


@given(TRIALS)
def test_the_score_agrees_with_sklearn(trials: list[tuple[float, bool]]) -> None:
    stated, is_right = zip(*trials, strict=True)
    theirs = brier_score_loss(np.array(is_right, int), stated, pos_label=1, labels=[0, 1])
    assert calibration(stated, is_right).brier == pytest.approx(theirs)


@given(TRIALS)
def test_the_levels_and_their_error_agree_with_sklearn(trials: list[tuple[float, bool]]) -> None:
    stated, is_right = zip(*trials, strict=True)
    # Ten equal bins hold one of the four levels each.
    shares, means = calibration_curve(is_right, stated, n_bins=10, pos_label=True)
    levels = calibration(stated, is_right).levels
    assert [level.share for level in levels] == pytest.approx(shares.tolist())
    assert [level.stated for level in levels] == pytest.approx(means.tolist())
    weights = [stated.count(level.stated) for level in levels]
    theirs = np.average(np.abs(shares - means), weights=weights)
    assert expected_calibration_error(stated, is_right) == pytest.approx(theirs)
