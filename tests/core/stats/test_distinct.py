"""Distinct numbers, close together or far apart, as numpy finds them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from fmnist_gui.core.stats.distinct import distinct


@given(
    hnp.arrays(np.int64, st.integers(0, 20), elements=st.integers(0, 30))
    | hnp.arrays(np.int64, st.integers(0, 20), elements=st.integers(-5, 10**12))
)
def test_they_are_found_as_by_numpy(numbers: NDArray[np.int64]) -> None:
    found, place = distinct(numbers)
    expected, inverse = np.unique(numbers, return_inverse=True)
    assert found.tolist() == expected.tolist()
    assert place.tolist() == inverse.tolist()


@pytest.mark.parametrize("far", [10**12, -1])
def test_a_number_far_away_takes_no_table(far: int) -> None:
    found, place = distinct(np.array([far, 3, 3]))
    assert sorted((far, 3)) == found.tolist()
    assert found[place].tolist() == [far, 3, 3]
