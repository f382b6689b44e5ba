import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from fmnist_gui.core.stats.discrimination import auroc


def test_worked_values() -> None:
    assert auroc([0.1, 0.4, 0.35, 0.8], [False, False, True, True]) == 0.75
    assert auroc([1, 2, 3], [False, False, True]) == 1
    assert auroc([5, 5], [True, False]) == 0.5


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_it_agrees_with_an_independent_library(seed: int, values: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, values, 60)
    positive = rng.random(60) < 0.4
    positive[:2] = True, False
    assert auroc(scores, positive) == pytest.approx(roc_auc_score(positive, scores))


def test_nothing_is_said_where_all_are_of_one_kind() -> None:
    assert auroc([1, 2], [True, True]) is None
    assert auroc([], []) is None


def test_a_score_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        auroc([1, np.nan], [True, False])
