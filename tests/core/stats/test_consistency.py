"""Agreement with oneself, against scikit-learn."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from fmnist_gui.core.stats.consistency import consistency
from fmnist_gui.core.stats.proportion import Interval, wilson

A = (0, 0, 0, 2, 2, 2, 4, 4, 6, 6, 6, 6)
B = (0, 0, 6, 2, 2, 4, 4, 4, 6, 0, 6, 2)
C = (0, 0, 0, 2, 4, 4, 4, 2, 6, 6, 0, 6)
PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=60)


@pytest.mark.parametrize(("first", "again", "kappa"), [(A, B, 0.555556), (B, C, 0.333333)])
def test_kappa_equals_the_worked_values(
    first: tuple[int, ...], again: tuple[int, ...], kappa: float
) -> None:
    assert consistency(first, again).kappa == pytest.approx(kappa, abs=1e-6)


def test_the_share_has_its_count_and_interval() -> None:
    found = consistency(A, B)
    assert (found.n, found.same) == (12, 8)
    assert found.share == pytest.approx(8 / 12)
    assert found.interval == wilson(8, 12)


@given(PAIRS)
def test_kappa_agrees_with_sklearn(pairs: list[tuple[int, int]]) -> None:
    first, again = zip(*pairs, strict=True)
    assume(len({*first, *again}) > 1)
    found = consistency(first, again)
    assert found.same == np.sum(np.equal(first, again))
    assert found.kappa == pytest.approx(cohen_kappa_score(first, again))


def test_one_class_for_all_says_nothing_beyond_chance() -> None:
    found = consistency([3, 3, 3], [3, 3, 3])
    assert (found.share, found.kappa) == (1.0, None)


def test_without_a_repeat_nothing_is_known() -> None:
    found = consistency([], [])
    assert (found.n, found.share, found.kappa) == (0, None, None)
    assert found.interval == Interval(0.0, 1.0)


def test_answers_that_do_not_pair_are_a_bug() -> None:
    with pytest.raises(ValueError, match="do not pair"):
        consistency([1, 2], [1])
