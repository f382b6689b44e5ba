import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.selection import in_lasso, nothing

LAYOUT = grid.rectangle([4, 3, 2, 1, 0, 9, 8, 7], aspect=1)


def test_a_click_takes_one_and_ctrl_adds_and_takes_away() -> None:
    chosen = nothing(12).only(3).toggled(5).toggled(11).toggled(3)
    assert chosen.numbers.tolist() == [5, 11]
    assert chosen.only(7).numbers.tolist() == [7]


def test_a_range_follows_the_layout_from_the_last_one_touched() -> None:
    chosen = nothing(12).only(11).only(3).up_to(9, LAYOUT)
    assert chosen.numbers.tolist() == [0, 1, 2, 3, 9]
    assert chosen.up_to(4, LAYOUT).numbers.tolist() == [0, 1, 2, 3, 4, 9]


def test_a_range_from_an_image_out_of_sight_adds_only_the_new_one() -> None:
    chosen = nothing(12).only(11).up_to(9, LAYOUT)
    assert chosen.numbers.tolist() == [9, 11]
    assert chosen.up_to(8, LAYOUT).numbers.tolist() == [8, 9, 11]


def test_inverting_leaves_alone_what_is_not_shown() -> None:
    chosen = nothing(12).with_numbers(np.array([11, 4, 9])).inverted(LAYOUT)
    assert chosen.numbers.tolist() == [0, 1, 2, 3, 7, 8, 11]
    assert chosen.count == 7


def test_a_selection_cannot_be_changed_from_outside() -> None:
    assert not nothing(3).mask.flags.writeable
    assert not nothing(3).only(1).mask.flags.writeable


corners = st.lists(st.tuples(st.floats(-2, 8), st.floats(-2, 8)), min_size=3, max_size=8)


@given(corners)
def test_a_lasso_takes_the_cells_whose_middle_it_encloses(
    points: list[tuple[float, float]],
) -> None:
    layout = grid.rectangle(range(36), aspect=1)
    found = set(in_lasso(layout, np.array(points)).tolist())
    for number in range(36):
        row, column = divmod(number, layout.columns)
        assert (number in found) == _encloses(points, column + 0.5, row + 0.5)


def _encloses(points: list[tuple[float, float]], x: float, y: float) -> bool:
    """Cast a ray to the right and count crossings (the same rule, one cell at a time)."""
    is_inside = False
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        is_crossed = min(y1, y2) <= y < max(y1, y2)
        if is_crossed and x > x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            is_inside = not is_inside
    return is_inside


def test_a_line_of_two_corners_encloses_nothing() -> None:
    assert len(in_lasso(LAYOUT, np.array([(0.0, 0.0), (3.0, 3.0)]))) == 0
