"""Classes against the rest, by statsmodels, by counting tables and by simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom
from statsmodels.stats.multitest import multipletests

from fmnist_gui.core.stats.class_test import class_bias, class_tests, d_prime_error
from fmnist_gui.core.stats.confusion import class_sensitivity, confusion, sensitivity

MATRIX = np.array([[30, 5, 5], [2, 36, 2], [20, 0, 20]])


@st.composite
def matrices(draw: st.DrawFn) -> np.ndarray:
    size = draw(st.integers(2, 6))
    row = st.lists(st.integers(0, 30), min_size=size, max_size=size)
    return np.array(draw(st.lists(row, min_size=size, max_size=size)))


def _by_counting(own: tuple[int, int], rest: tuple[int, int]) -> float:
    """Return the chance of all tables that are no likelier than the one found."""
    (k, n), (right, count) = own, rest
    chances = hypergeom(n + count, k + right, n).pmf(np.arange(n + 1))
    return float(chances[chances <= chances[k] * (1 + 1e-7)].sum())


def test_a_class_is_set_against_all_the_others() -> None:
    found = class_tests(MATRIX)[2]
    assert (found.number, found.right, found.count) == (2, 20, 40)
    assert (found.rest_right, found.rest_count) == (66, 80)
    assert found.p == pytest.approx(_by_counting((20, 40), (66, 80)))


@settings(max_examples=20)  # statsmodels takes 70 ms for each
@given(matrices())
def test_the_tests_agree_with_counting_and_with_statsmodels(matrix: np.ndarray) -> None:
    found = [test for test in class_tests(matrix) if test.p is not None]
    counted = [
        _by_counting((test.right, test.count), (test.rest_right, test.rest_count)) for test in found
    ]
    assert [test.p for test in found] == pytest.approx(counted)
    if found:
        theirs = multipletests(counted, method="holm")[1]
        assert [test.holm_p for test in found] == pytest.approx(theirs.tolist())


def test_a_class_without_an_image_is_not_tested_and_does_not_count() -> None:
    with_gap = confusion([0] * 20 + [1] * 20, [0] * 35 + [1] * 5, class_count=3)
    found = class_tests(with_gap)
    assert (found[2].p, found[2].holm_p) == (None, None)
    assert found[0].p is not None
    assert found[0].holm_p == pytest.approx(2 * found[0].p)


def test_false_alarms_over_equal_classes_stay_rare() -> None:
    rng = np.random.default_rng(8)
    claims = 0
    for _ in range(300):
        right = rng.binomial(20, 0.8, size=5)
        matrix = np.diag(right)
        matrix[np.arange(5), (np.arange(5) + 1) % 5] = 20 - right
        claims += any((test.holm_p or 0) < 0.05 for test in class_tests(matrix))
    assert claims / 300 < 0.05


def test_bias_is_the_share_of_answers_less_the_share_of_labels() -> None:
    found = class_bias(MATRIX)
    assert [(b.images, b.answers, b.total) for b in found] == [
        (40, 52, 120),
        (40, 41, 120),
        (40, 27, 120),
    ]
    assert [b.difference for b in found] == pytest.approx([12 / 120, 1 / 120, -13 / 120])


def test_bias_carries_the_worked_sensitivity_with_its_intervals() -> None:
    found = class_bias(np.array([[60, 40], [45, 855]]))[0]
    assert found.sensitivity == sensitivity(60, 100, false_alarms=45, negatives=900)
    assert found.sensitivity is not None
    assert found.sensitivity.d_prime == pytest.approx(1.890815, abs=5e-7)
    assert found.d_prime_interval is not None
    assert found.criterion_interval is not None
    low, high = found.d_prime_interval
    assert (low + high) / 2 == pytest.approx(found.sensitivity.d_prime)
    assert high - low == pytest.approx(
        2 * 1.959964 * d_prime_error(60, 100, false_alarms=45, negatives=900), abs=1e-5
    )
    assert sum(found.criterion_interval) / 2 == pytest.approx(found.sensitivity.criterion)


def test_the_error_of_d_prime_is_how_much_it_varies_when_repeated() -> None:
    rng = np.random.default_rng(3)
    hits, alarms = rng.binomial(200, 0.7, 4000), rng.binomial(1800, 0.04, 4000)
    repeated = [
        sensitivity(hit, 200, false_alarms=alarm, negatives=1800)
        for hit, alarm in zip(hits.tolist(), alarms.tolist(), strict=True)
    ]
    error = d_prime_error(140, 200, false_alarms=72, negatives=1800)
    assert np.std([s.d_prime for s in repeated]) == pytest.approx(error, rel=0.04)
    assert np.std([s.criterion for s in repeated]) == pytest.approx(error / 2, rel=0.04)


def test_a_class_without_an_image_has_answers_and_no_sensitivity() -> None:
    matrix = confusion([0, 0, 1], [0, 2, 1], class_count=3)
    found = class_bias(matrix)[2]
    assert (found.images, found.answers) == (0, 1)
    assert found.difference == pytest.approx(1 / 3)
    assert (found.sensitivity, found.d_prime_interval, found.criterion_interval) == (None,) * 3
    assert class_bias(matrix)[0].sensitivity == class_sensitivity(matrix, 0)


def test_without_a_trial_there_is_no_bias() -> None:
    empty = np.zeros((2, 2), dtype=np.int64)
    assert [b.difference for b in class_bias(empty)] == [None, None]
    assert [test.p for test in class_tests(empty)] == [None, None]
