"""Lines drawn around images: what they look like and which images they mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt

from fmnist_gui.core.mosaic import grid
from fmnist_gui.ui.explore.trace import Change, Tool, Trace

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LAYOUT = grid.square(np.arange(47), 7)
"""Seven columns; the last row has five images."""

PLACES = st.integers(-32, 144).map(lambda sixteenths: sixteenths / 16)


def drawn(tool: Tool, *points: tuple[float, float]) -> Trace:
    first, *others = [QPointF(x, y) for x, y in points]
    line = Trace(tool, first, NONE)
    for point in others:
        line.go_to(point)
    return line


def corners_of(line: Trace) -> list[tuple[float, float]]:
    return [point.toTuple() for point in line.corners.toList()]


@pytest.mark.parametrize(
    ("tool", "keys", "used"),
    [
        (Tool.HAND, NONE, Tool.HAND),
        (Tool.HAND, SHIFT, Tool.BOX),
        (Tool.HAND, CTRL, Tool.BOX),
        (Tool.HAND, Qt.KeyboardModifier.AltModifier, Tool.HAND),
        (Tool.BOX, CTRL, Tool.BOX),
        (Tool.LASSO, SHIFT, Tool.LASSO),
        (Tool.LASSO, NONE, Tool.LASSO),
    ],
)
def test_shift_and_ctrl_turn_a_hand_into_a_box(
    tool: Tool, keys: Qt.KeyboardModifier, used: Tool
) -> None:
    assert tool.with_keys(keys) is used


@pytest.mark.parametrize(
    ("keys", "change"),
    [
        (NONE, Change.REPLACE),
        (SHIFT, Change.ADD),
        (CTRL, Change.REMOVE),
        (CTRL | SHIFT, Change.REMOVE),
    ],
)
def test_keys_say_what_a_line_does(keys: Qt.KeyboardModifier, change: Change) -> None:
    assert Trace(Tool.BOX, QPointF(), keys).change is change


def test_a_hand_draws_no_line() -> None:
    assert not drawn(Tool.HAND, (0, 0), (9, 9)).is_drawn
    assert drawn(Tool.BOX, (0, 0)).is_drawn
    assert drawn(Tool.LASSO, (0, 0)).is_drawn


def test_a_box_goes_to_where_the_cursor_is_now() -> None:
    line = drawn(Tool.BOX, (10, 40), (500, 500), (2, 3))
    assert set(corners_of(line)) == {(2, 3), (10, 3), (10, 40), (2, 40)}


def test_a_free_line_has_a_corner_only_where_the_cursor_went_on() -> None:
    line = drawn(Tool.LASSO, (0, 0), (1, 0), (1.5, 0.4), (2, 0), (2, 1), (2, 2))
    assert corners_of(line) == [(0, 0), (2, 0), (2, 2)]


@given(PLACES, PLACES, PLACES, PLACES)
def test_a_box_takes_each_cell_that_it_touches(x1: float, y1: float, x2: float, y2: float) -> None:
    line = drawn(Tool.BOX, (x1, y1), (x2, y2))
    left, right = sorted((x1, x2))
    top, bottom = sorted((y1, y2))
    wanted = [
        7 * row + column
        for row in range(7)
        for column in range(7)
        if 7 * row + column < 47
        and max(left, column) < min(right, column + 1)
        and max(top, row) < min(bottom, row + 1)
    ]
    found = sorted(map(int, line.numbers_in(LAYOUT, corners_of(line))))
    if left < right and top < bottom:
        assert found == wanted
    else:
        assert set(found) >= set(wanted)


def inside(*corners: tuple[float, float]) -> list[int]:
    """Return the images in a free line through these corners, measured in cells."""
    line = Trace(Tool.LASSO, QPointF(), NONE)
    return sorted(map(int, line.numbers_in(LAYOUT, corners)))


def test_a_free_line_takes_the_cells_whose_middle_it_goes_around() -> None:
    assert inside((0.4, 0.4), (2.6, 0.4), (2.6, 1.6), (0.4, 1.6)) == [0, 1, 2, 7, 8, 9]
    assert inside((0.6, 0.4), (2.4, 0.4), (2.4, 1.6), (0.6, 1.6)) == [1, 8]
    # An L: one column down, one row along.
    assert inside((0, 0), (1, 0), (1, 2), (4, 2), (4, 3), (0, 3)) == [0, 7, 14, 15, 16, 17]


@pytest.mark.parametrize("tool", [Tool.BOX, Tool.LASSO])
def test_a_line_on_the_ground_takes_nothing(tool: Tool) -> None:
    line = drawn(tool, (20, 20), (30, 20), (30, 30))
    assert len(line.numbers_in(LAYOUT, corners_of(line))) == 0


def test_a_free_line_that_encloses_nothing_takes_nothing() -> None:
    assert inside((1.0, 1.0)) == []
    assert inside((0.0, 0.0), (6.0, 6.0)) == []
