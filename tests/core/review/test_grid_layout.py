"""Cells of a page: as large as fits, never beyond the edge, found again under a point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.review.grid_layout import Box, GridLayout, fitted_layout


def layout(width: int, height: int, *, count: int = 60, least: int = 44) -> GridLayout:
    return fitted_layout(width, height, count=count, gap=6, least=least, most=230)


@given(
    width=st.integers(60, 3000),
    height=st.integers(60, 2000),
    count=st.integers(1, 60),
    gap=st.integers(0, 16),
)
def test_every_cell_is_inside_and_none_covers_another(
    width: int, height: int, count: int, gap: int
) -> None:
    made = fitted_layout(width, height, count=count, gap=gap, least=44, most=230)
    places = [made.place(position) for position in range(made.count)]
    assert made.count >= 1
    for place in places:
        assert place.x >= 0
        assert place.y >= 0
        assert place.x + place.width <= width
        assert place.y + place.height <= height
    for position, place in enumerate(places):
        assert made.at(place.x, place.y) == position
        assert made.at(place.x + place.width - 1, place.y + place.height - 1) == position
        assert made.within(place) == (position,)


@given(width=st.integers(400, 3000), height=st.integers(300, 2000))
def test_no_other_number_of_columns_would_make_cells_much_larger(width: int, height: int) -> None:
    made = layout(width, height)
    best = max(
        min((width + 6) // columns, (height + 6) // -(-60 // columns)) - 6
        for columns in range(1, 61)
    )
    if best >= 44:
        assert made.count == 60
        assert made.side >= min(230, best) * 0.88 - 1
    else:
        assert made.count < 60
        assert made.side >= 44


@pytest.mark.parametrize(
    ("width", "height", "columns"), [(850, 510, 10), (560, 380, 10), (800, 520, 10), (400, 800, 5)]
)
def test_sixty_cells_stand_in_full_rows(width: int, height: int, columns: int) -> None:
    made = layout(width, height)
    assert (made.columns, made.rows, made.count) == (columns, 60 // columns, 60)


def test_where_they_would_be_too_small_there_are_fewer() -> None:
    made = layout(400, 250)
    assert made.side >= 44
    assert made.count == made.columns * made.rows < 60


def test_a_cell_is_never_larger_than_asked_and_the_rest_is_air_on_both_sides() -> None:
    made = layout(2400, 1300, count=2)
    assert made.side == 230
    right = 2400 - (made.place(1).x + made.side)
    assert abs(made.left - right) <= 1


def test_between_two_cells_and_outside_there_is_none() -> None:
    made = layout(850, 510)
    first = made.place(0)
    assert made.at(first.x + first.width + 1, first.y) is None
    assert made.at(first.x, first.y - 1) is None
    assert made.at(first.x - 1, first.y) is None
    assert made.at(849, 509 + made.side) is None
    short = layout(850, 510, count=59)
    assert short.at(short.place(59).x + 1, short.place(59).y + 1) is None


def test_steps_lead_to_neighbours_and_stop_at_the_edges() -> None:
    made = layout(850, 510)
    assert made.moved(0, right=1) == 1
    assert made.moved(9, right=1) == 10
    assert made.moved(3, down=1) == 13
    assert made.moved(3, down=-1) == 3
    assert made.moved(59, right=1) == 59


def test_boxes_that_only_touch_do_not_meet() -> None:
    assert Box(0, 0, 10, 10).meets(Box(9, 9, 5, 5))
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 5, 5))
    assert not Box(0, 0, 10, 10).meets(Box(0, 10, 5, 5))


def test_the_height_is_used_where_full_rows_would_leave_much_of_it_empty() -> None:
    made = fitted_layout(728, 581, count=60, gap=6, least=44, most=172)
    assert made.side >= 70
    assert made.rows * (made.side + 6) > 0.9 * 581
