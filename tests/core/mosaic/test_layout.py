import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.layout import EMPTY
from fmnist_gui.core.mosaic.region import Cell, Region

LABELS = np.array([1, 0, 2, 1, 1, 0, 2, 1, 0, 1], dtype=np.uint8)


@given(st.permutations(range(40)), st.floats(0.2, 5.0))
def test_cells_and_numbers_find_each_other(order: list[int], aspect: float) -> None:
    made = grid.rectangle(order, aspect=aspect)
    for place, number in enumerate(order):
        cell = Cell(*divmod(place, made.columns))
        assert made.cell_of(number) == cell
        assert made.number_at(cell) == number
        assert made.place_of(number) == place
    assert made.cell_of(40) is None
    assert made.place_of(40) is None
    assert made.cell_of(EMPTY) is None


@given(st.floats(-5, 15), st.floats(-5, 15))
def test_a_point_belongs_to_the_cell_it_lies_in(x: float, y: float) -> None:
    made = grid.rectangle(range(100), aspect=1)
    cell = made.cell_at(x, y)
    if 0 <= x < 10 and 0 <= y < 10:
        assert cell == Cell(int(y), int(x))
    else:
        assert cell is None


def test_no_image_stands_outside_or_in_an_empty_cell() -> None:
    made = grid.rectangle(range(5), aspect=1)
    assert made.number_at(Cell(1, 0)) == 2
    assert made.number_at(Cell(made.rows - 1, made.columns - 1)) is None
    assert made.number_at(Cell(-1, 0)) is None
    assert made.number_at(Cell(0, made.columns)) is None


def test_a_region_is_every_cell_that_is_touched_and_no_other() -> None:
    made = grid.rectangle(range(100), aspect=1)
    assert made.region(1.9, -3, right=4.1, bottom=2) == Region(0, 1, rows=2, columns=4)
    assert made.region(-9, -9, right=99, bottom=99) == made.whole
    outside = made.region(20, 20, right=30, bottom=30)
    assert made.numbers_within(outside).tolist() == []


def test_neighbours_follow_the_layout_and_skip_empty_cells() -> None:
    made = grid.class_rows(np.arange(10), LABELS, per_class=3, class_count=3)
    assert made.neighbour(8, 1) == 0
    assert made.neighbour(0, -1) == 8
    assert made.neighbour(6, 1) is None
    assert made.neighbour(1, -1) is None
    assert made.neighbour(9, 1) is None


def test_cells_cannot_be_changed_from_outside() -> None:
    with pytest.raises(ValueError, match="read-only"):
        grid.rectangle(range(4)).cells[0, 0] = 3
