"""Outlines of pieces of cloth."""

import numpy as np
import pytest

from fmnist_gui.core.practice.outline import (
    Pair,
    band,
    both_sides,
    box,
    corner,
    ellipse,
    mirror,
    smooth,
)


def test_a_curve_goes_through_its_points() -> None:
    knots: list[Pair] = [(0.0, 0.0), (4.0, 1.0), (3.0, 5.0)]
    curve = smooth(knots)
    for knot in knots:
        assert np.hypot(*(curve - knot).T).min() < 1e-9


def test_an_open_curve_begins_and_ends_at_its_ends() -> None:
    curve = smooth([(0.0, 0.0), (4.0, 1.0), (3.0, 5.0)], closed=False)
    assert curve[0].tolist() == [0.0, 0.0]
    assert curve[-1].tolist() == [3.0, 5.0]


def test_corners_do_not_bulge_beyond_their_points() -> None:
    # Rounded corners once made every shoe smaller, since the loops at its sole took the room.
    curve = smooth([*corner(0, 0), *corner(28, 0), *corner(28, 10), *corner(0, 10)])
    assert curve.min(axis=0).tolist() == [0.0, 0.0]
    assert curve.max(axis=0).tolist() == [28.0, 10.0]


def test_the_left_side_mirrors_the_right() -> None:
    outline = both_sides([(1.0, 0.0), (4.0, 3.0), (2.0, 9.0)])
    turned = {tuple(point) for point in mirror(outline).round(6).tolist()}
    assert {tuple(point) for point in outline.round(6).tolist()} == turned


def test_a_band_is_as_wide_as_said() -> None:
    outline = band(np.array([(0.0, 5.0), (5.0, 5.0), (10.0, 5.0)]), [2.0, 4.0])
    assert outline[:3, 1] - outline[:2:-1, 1] == pytest.approx([2.0, 3.0, 4.0])


def test_a_point_without_length_still_gives_a_band() -> None:
    assert np.isfinite(band(np.array([(1.0, 1.0), (1.0, 1.0)]), 2.0)).all()


def test_an_ellipse_and_a_box_have_their_measures() -> None:
    assert np.ptp(ellipse((5.0, 5.0), (2.0, 1.0)), axis=0) == pytest.approx([4.0, 2.0])
    assert np.ptp(box((1.0, 2.0), (4.0, 8.0)), axis=0).tolist() == [3.0, 6.0]
