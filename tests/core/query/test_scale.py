"""The ends of a column are short and leave nothing out."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.query.scale import scale_of


@pytest.mark.parametrize(
    ("ends", "written"),
    [
        ((0.02, 0.98), ("0.02", "0.98")),
        ((0.0, 59_999.0), ("0", "59999")),
        ((3.4, 228.7), ("3", "229")),
        ((0.3, 0.3), ("0.30", "0.30")),
        ((-0.004, 0.9), ("-0.01", "0.90")),
        ((-0.0, 0.5), ("0.00", "0.50")),
        ((1e-20, 1e-19), ("0.000000000", "0.000000001")),
        ((0.0, 1e30), ("0.0", "1e+30")),
    ],
)
def test_the_ends_of_a_scale_are_short(ends: tuple[float, float], written: tuple[str, str]) -> None:
    assert scale_of(*(float(np.float32(end)) for end in ends)) == written


@given(st.lists(st.floats(width=32, allow_nan=False), min_size=2, max_size=2).map(sorted))
def test_a_scale_leaves_nothing_out(ends: list[float]) -> None:
    low, high = (np.float32(float(end)) for end in scale_of(ends[0], ends[1]))
    assert low <= ends[0] or math.isclose(low, ends[0], rel_tol=1e-8)
    assert high >= ends[1] or math.isclose(high, ends[1], rel_tol=1e-8)
