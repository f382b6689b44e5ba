"""Classes and their confusions, against worked values and other libraries."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, confusion_matrix
from statsmodels.stats.multitest import multipletests

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats.confusion import (
    balanced_accuracy,
    balanced_interval,
    cell_content,
    cell_intervals,
    class_sensitivity,
    confusion,
    holm,
    per_class,
    row_shares,
    sensitivity,
)
from fmnist_gui.core.stats.proportion import Interval, wilson

LABELS = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2]
ANSWERS = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2]


@st.composite
def trials(draw: st.DrawFn) -> tuple[list[int], list[int], int]:
    class_count = draw(st.integers(2, 10))
    number = st.integers(0, class_count - 1)
    pairs = draw(st.lists(st.tuples(number, number), min_size=1, max_size=60))
    return [p[0] for p in pairs], [p[1] for p in pairs], class_count


def test_rows_are_labels_and_columns_are_answers() -> None:
    matrix = confusion(LABELS, ANSWERS, class_count=3)
    assert matrix.tolist() == [[5, 1, 0], [0, 2, 1], [0, 0, 1]]


def test_balanced_accuracy_equals_the_worked_value() -> None:
    matrix = confusion(LABELS, ANSWERS, class_count=3)
    assert np.trace(matrix) / matrix.sum() == pytest.approx(0.8)
    assert balanced_accuracy(matrix) == pytest.approx(0.833333, abs=1e-6)


def test_balanced_accuracy_is_unknown_while_a_class_has_no_trial() -> None:
    assert balanced_accuracy(confusion(LABELS, ANSWERS, class_count=4)) is None


@settings(deadline=None)
@given(trials())
def test_the_matrix_agrees_with_sklearn(drawn: tuple[list[int], list[int], int]) -> None:
    labels, answers, class_count = drawn
    theirs = confusion_matrix(labels, answers, labels=range(class_count))
    np.testing.assert_array_equal(confusion(labels, answers, class_count=class_count), theirs)


@settings(deadline=None)
@given(trials())
def test_balanced_accuracy_agrees_with_sklearn(drawn: tuple[list[int], list[int], int]) -> None:
    labels, answers, class_count = drawn
    every = list(range(class_count))
    matrix = confusion(labels + every, answers + every, class_count=class_count)
    theirs = balanced_accuracy_score(labels + every, answers + every)
    assert balanced_accuracy(matrix) == pytest.approx(theirs)


def test_unsigned_labels_do_not_overflow() -> None:
    nines = np.full(3, 9, dtype=np.uint8)
    assert confusion(nines, nines, class_count=200)[9, 9] == 3


def test_no_trial_gives_an_empty_matrix() -> None:
    matrix = confusion([], [], class_count=10)
    assert matrix.shape == (10, 10)
    assert matrix.sum() == 0
    assert row_shares(matrix).max() == 0
    assert per_class(matrix)[3].interval == Interval(0.0, 1.0)
    assert per_class(matrix)[3].accuracy is None


@pytest.mark.parametrize(
    ("labels", "answers"), [([0, 1], [0]), ([0, 3], [0, 0]), ([0, 0], [0, -1])]
)
def test_trials_that_do_not_fit_are_a_bug(labels: list[int], answers: list[int]) -> None:
    with pytest.raises(ValueError, match=r"do not pair|outside"):
        confusion(labels, answers, class_count=3)


def test_each_class_has_its_own_interval() -> None:
    scores = per_class(confusion(LABELS, ANSWERS, class_count=3))
    assert [(s.number, s.right, s.count) for s in scores] == [(0, 5, 6), (1, 2, 3), (2, 1, 1)]
    assert [s.interval for s in scores] == [wilson(5, 6), wilson(2, 3), wilson(1, 1)]
    assert scores[0].accuracy == pytest.approx(5 / 6)


def test_a_class_is_thin_below_ten_trials() -> None:
    scores = per_class(np.array([[9, 0], [0, 10]]))
    assert [s.is_thin for s in scores] == [True, False]


def test_cells_are_shares_of_their_row_with_an_interval() -> None:
    matrix = confusion(LABELS, ANSWERS, class_count=3)
    np.testing.assert_allclose(row_shares(matrix).sum(axis=1), 1)
    assert row_shares(matrix)[0, 1] == pytest.approx(1 / 6)
    low, high = cell_intervals(matrix)
    assert (low[0, 1], high[0, 1]) == pytest.approx(tuple(wilson(1, 6)))


def test_cells_are_written_with_both_ends_and_rows_without_a_trial_with_none() -> None:
    matrix = confusion([0] * 10 + [2], [0] * 9 + [1, 2], class_count=3)
    first, nothing, last = cell_content(matrix)
    assert nothing is None
    for row, counts, total in ((first, (9, 1, 0), 10), (last, (0, 0, 1), 1)):
        assert row is not None
        wanted = [end for count in counts for end in wilson(count, total)]
        assert [end for cell in row for end in cell] == pytest.approx(wanted)


def test_sensitivity_equals_the_worked_value() -> None:
    found = sensitivity(60, 100, false_alarms=45, negatives=900)
    assert found.d_prime == pytest.approx(1.890815, abs=5e-7)
    assert found.criterion == pytest.approx(0.694623, abs=1e-6)


def test_a_perfect_class_has_a_finite_sensitivity() -> None:
    assert math.isfinite(sensitivity(10, 10, false_alarms=0, negatives=90).d_prime)


def test_a_class_named_for_everything_has_bias_and_no_sensitivity() -> None:
    matrix = np.array([[500, 0], [500, 0]])
    found = class_sensitivity(matrix, 0)
    assert found is not None
    assert found.d_prime == pytest.approx(0)
    assert found.criterion < -3


def test_class_sensitivity_sets_a_class_against_the_rest() -> None:
    found = class_sensitivity(np.array([[60, 40], [45, 855]]), 0)
    assert found == sensitivity(60, 100, false_alarms=45, negatives=900)
    assert class_sensitivity(np.array([[0, 0], [3, 4]]), 0) is None


@settings(deadline=None)
@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_sensitivity_recovers_the_corrected_rates(
    hits: int, misses: int, alarms: int, rejections: int
) -> None:
    d, c = sensitivity(hits, hits + misses, false_alarms=alarms, negatives=alarms + rejections)
    cdf = NormalDist().cdf
    assert cdf(d / 2 - c) == pytest.approx((hits + 0.5) / (hits + misses + 1))
    assert cdf(-d / 2 - c) == pytest.approx((alarms + 0.5) / (alarms + rejections + 1))


@pytest.mark.parametrize("counts", [(11, 10, 0, 5), (0, 10, 6, 5), (-1, 10, 0, 5)])
def test_impossible_counts_are_refused(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(RequestError, match="cannot be"):
        sensitivity(counts[0], counts[1], false_alarms=counts[2], negatives=counts[3])


@settings(deadline=None, max_examples=20)  # statsmodels takes 70 ms for each
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_agrees_with_statsmodels(p_values: list[float]) -> None:
    theirs = multipletests(p_values, method="holm")[1]
    assert holm(p_values) == pytest.approx(tuple(theirs))


def test_holm_keeps_the_order_and_takes_an_empty_list() -> None:
    assert holm([0.04, 0.01, 0.5]) == pytest.approx((0.08, 0.03, 0.5))
    assert holm([]) == ()


def test_the_interval_of_the_mean_over_classes_covers_it_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    truth, counts = [0.5, 0.7, 0.8, 0.9, 0.95], [20, 8, 31, 12, 25]
    held = 0
    for _ in range(1000):
        matrix = np.zeros((5, 5), dtype=np.int64)
        for number, (p, count) in enumerate(zip(truth, counts, strict=True)):
            matrix[number, number] = right = rng.binomial(count, p)
            matrix[number, (number + 1) % 5] = count - right
        interval = balanced_interval(per_class(matrix))
        assert interval is not None
        balanced = balanced_accuracy(matrix)
        assert balanced is not None
        assert balanced in interval
        held += sum(truth) / 5 in interval
    assert 0.93 <= held / 1000 <= 0.98


def test_one_class_alone_has_its_own_interval_and_a_class_without_a_trial_none() -> None:
    (alone,) = per_class(np.array([[8]]))
    assert balanced_interval([alone]) == pytest.approx(wilson(8, 8), abs=1e-12)
    assert balanced_interval(per_class(np.array([[3, 1], [0, 0]]))) is None
    assert balanced_interval([]) is None
