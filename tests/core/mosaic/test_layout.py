import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.mosaic import layout
from fmnist_gui.core.mosaic.layout import EMPTY, Cell, Layout, Region

LABELS = np.array([1, 0, 2, 1, 1, 0, 2, 1, 0, 1], dtype=np.uint8)


def whole(made: Layout) -> Region:
    return Region(0, 0, rows=made.rows, columns=made.columns)


def test_class_rows_without_a_seed_are_the_first_of_each_class_in_the_file() -> None:
    made = layout.class_rows(LABELS, 3, class_count=3)
    assert made.cells.tolist() == [[1, 5, 8], [0, 3, 4], [2, 6, EMPTY]]
    assert made.row_classes == (0, 1, 2)
    assert made.is_by_class


def test_class_rows_with_a_seed_are_drawn_from_the_class_and_repeat() -> None:
    labels = (np.arange(1000) % 10).astype(np.uint8)
    made = layout.class_rows(labels, class_count=10, seed=7)
    assert made.cells.shape == (10, 10)
    assert (labels[made.cells] == np.arange(10)[:, None]).all()
    assert len(set(made.cells.ravel().tolist())) == 100
    assert (made.cells == layout.class_rows(labels, class_count=10, seed=7).cells).all()
    assert (made.cells != layout.class_rows(labels, class_count=10, seed=8).cells).any()


def test_a_class_without_images_is_an_empty_row() -> None:
    made = layout.class_rows(LABELS, 2, class_count=5)
    assert made.cells[3:].tolist() == [[EMPTY, EMPTY], [EMPTY, EMPTY]]
    assert made.count == 6


def test_random_draws_without_replacement_and_repeats_by_its_seed() -> None:
    made = layout.random(1000, 20, rows=20, seed=3)
    shown = made.indices_within(whole(made))
    assert len(set(shown)) == 400
    assert max(shown) < 1000
    assert shown == layout.random(1000, 20, rows=20, seed=3).cells.ravel().tolist()
    assert shown != layout.random(1000, 20, rows=20, seed=4).cells.ravel().tolist()
    assert not made.is_by_class


def test_random_of_fewer_images_than_cells_shows_each_once() -> None:
    made = layout.random(5, 3, rows=3, seed=1)
    assert sorted(made.indices_within(whole(made))) == [0, 1, 2, 3, 4]
    assert made.cells.ravel()[5:].tolist() == [EMPTY] * 4


@pytest.mark.parametrize("count", [0, 1, 2, 7, 70_001])
def test_file_order_shows_every_image_once_in_order(count: int) -> None:
    made = layout.file_order(count, aspect=1.6)
    assert made.indices_within(whole(made)) == list(range(count))
    assert made.count == count
    if count > 100:
        assert made.columns / made.rows == pytest.approx(1.6, rel=0.05)


@given(st.permutations(range(40)), st.floats(0.2, 5.0))
def test_any_order_stands_as_given_and_cells_and_indices_find_each_other(
    order: list[int], aspect: float
) -> None:
    made = layout.of_indices(order, aspect=aspect)
    assert made.indices_within(whole(made)) == order
    for place, index in enumerate(order):
        cell = Cell(*divmod(place, made.columns))
        assert made.cell_of(index) == cell
        assert made.index_at(cell) == index
        assert made.place_of(index) == place
    assert made.cell_of(40) is None
    assert made.place_of(40) is None
    assert made.cell_of(EMPTY) is None


@given(st.floats(-5, 15), st.floats(-5, 15))
def test_a_point_belongs_to_the_cell_it_lies_in(x: float, y: float) -> None:
    made = layout.of_indices(range(100), aspect=1)
    cell = made.cell_at(x, y)
    if 0 <= x < 10 and 0 <= y < 10:
        assert cell == Cell(int(y), int(x))
    else:
        assert cell is None


def test_no_image_stands_outside_or_in_an_empty_cell() -> None:
    made = layout.of_indices(range(5), aspect=1)
    assert made.index_at(Cell(1, 0)) == 2
    assert made.index_at(Cell(made.rows - 1, made.columns - 1)) is None
    assert made.index_at(Cell(-1, 0)) is None
    assert made.index_at(Cell(0, made.columns)) is None


def test_a_region_is_every_cell_that_is_touched_and_no_other() -> None:
    made = layout.of_indices(range(100), aspect=1)
    assert made.region(1.9, -3, right=4.1, bottom=2) == Region(0, 1, rows=2, columns=4)
    assert made.region(-9, -9, right=99, bottom=99) == Region(0, 0, rows=10, columns=10)
    outside = made.region(20, 20, right=30, bottom=30)
    assert made.indices_within(outside) == []


def test_a_region_holds_its_parts_only() -> None:
    large = Region(2, 3, rows=4, columns=5)
    assert large.holds(Region(3, 3, rows=3, columns=5))
    assert not large.holds(Region(3, 3, rows=4, columns=5))
    assert not large.holds(Region(2, 2, rows=1, columns=1))


def test_neighbours_follow_the_layout_and_skip_empty_cells() -> None:
    made = layout.class_rows(LABELS, 3, class_count=3)
    assert made.neighbour(8, 1) == 0
    assert made.neighbour(0, -1) == 8
    assert made.neighbour(6, 1) is None
    assert made.neighbour(1, -1) is None
    assert made.neighbour(9, 1) is None


def test_cells_cannot_be_changed_from_outside() -> None:
    with pytest.raises(ValueError, match="read-only"):
        layout.file_order(4).cells[0, 0] = 3
