"""Exact tests, against scipy's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats import exact_test


@st.composite
def scores(draw: st.DrawFn, most: int = 3000) -> tuple[int, int]:
    count = draw(st.integers(0, most))
    return draw(st.integers(0, count)), count


@given(scores(), scores())
@settings(max_examples=150, deadline=None)
def test_fisher_agrees_with_scipy(first: tuple[int, int], second: tuple[int, int]) -> None:
    table = [[right, count - right] for right, count in (first, second)]
    wanted = fisher_exact(table).pvalue
    assert exact_test.fisher(first, second) == pytest.approx(wanted, rel=1e-6, abs=1e-300)


@given(scores(), st.sampled_from([0.0, 0.1, 0.5, 0.835, 1.0]))
@settings(max_examples=150, deadline=None)
def test_binomial_agrees_with_scipy(score: tuple[int, int], share: float) -> None:
    if not score[1]:
        assert exact_test.binomial(*score, share) == 1.0
        return
    wanted = binomtest(*score, share).pvalue
    assert exact_test.binomial(*score, share) == pytest.approx(wanted, rel=1e-6, abs=1e-300)


def test_the_worked_values_are_met() -> None:
    assert exact_test.fisher((80, 100), (835, 1000)) == pytest.approx(0.399554, abs=1e-4)
    assert exact_test.binomial(800, 1000, 0.835) == pytest.approx(0.003729, abs=1e-4)
    assert exact_test.binomial(30, 42, 0.5) == pytest.approx(0.007916, abs=1e-4)


def test_scores_too_long_to_be_summed_are_tested_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    summed = exact_test.fisher((80, 100), (835, 1000)), exact_test.binomial(80, 100, 0.835)
    monkeypatch.setattr(exact_test, "MOST_TERMS", 10)
    closed = exact_test.fisher((80, 100), (835, 1000)), exact_test.binomial(80, 100, 0.835)
    assert closed == pytest.approx(summed)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(RequestError):
        exact_test.binomial(3, 2, 0.5)
    with pytest.raises(RequestError):
        exact_test.fisher((1, 2), (-1, 2))
