"""Masks and their blur."""

import numpy as np
import pytest

from fmnist_gui.core.practice.outline import box, ellipse
from fmnist_gui.core.practice.raster import fill, soften


def test_a_box_covers_its_cells() -> None:
    mask = fill(box((2.0, 3.0), (7.0, 5.0)), (8, 10))
    assert mask.sum() == 10
    assert mask[3:5, 2:7].all()


def test_the_direction_of_an_outline_does_not_matter() -> None:
    outline = ellipse((10.0, 10.0), (7.0, 4.0))
    assert (fill(outline, (20, 20)) == fill(outline[::-1], (20, 20))).all()


def test_what_lies_beyond_the_frame_is_cut() -> None:
    assert fill(box((-5.0, -5.0), (30.0, 4.0)), (8, 10)).sum() == 40
    assert fill(box((20.0, 2.0), (30.0, 4.0)), (8, 10)).sum() == 0
    assert fill(box((-9.0, 2.0), (-3.0, 4.0)), (8, 10)).sum() == 0


def test_overlapping_loops_stay_filled() -> None:
    twice = np.concatenate([box((1.0, 1.0), (5.0, 5.0)), box((1.0, 1.0), (5.0, 5.0))])
    assert fill(twice, (8, 8)).sum() == 16


@pytest.mark.parametrize("sigma", [1.0, 3.0, 6.0])
def test_a_blur_keeps_the_sum_and_has_the_width_asked_for(sigma: float) -> None:
    field = np.zeros((81, 81), dtype=np.float32)
    field[40, 40] = 1.0
    soft = soften(field, sigma)
    assert soft.sum() == pytest.approx(1.0, abs=1e-5)
    places = np.arange(81) - 40
    assert np.sqrt((soft.sum(axis=0) * places**2).sum()) == pytest.approx(sigma, rel=0.2)
    assert soft == pytest.approx(soft.T, abs=1e-6)


def test_a_blur_may_differ_across_and_down() -> None:
    field = np.zeros((21, 21), dtype=np.float32)
    field[10, 10] = 1.0
    soft = soften(field, 2.0, 0.1)
    assert np.flatnonzero(soft.sum(axis=1) > 1e-6).tolist() == [10]
    assert (soft[10] > 1e-6).sum() > 5


def test_a_straight_edge_is_half_as_strong_at_the_border_of_the_frame() -> None:
    soft = soften(np.ones((40, 40), dtype=np.float32), 4.0)
    assert soft[20, 20] == pytest.approx(1.0, abs=1e-5)
    assert soft[20, 0] == pytest.approx(0.5, abs=0.06)
