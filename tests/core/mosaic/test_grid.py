import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.layout import EMPTY

LABELS = np.array([1, 0, 2, 1, 1, 0, 2, 1, 0, 1], dtype=np.uint8)
ALL = np.arange(10)


def test_class_rows_without_a_seed_are_the_first_of_each_class_in_their_order() -> None:
    made = grid.class_rows(ALL, LABELS, per_class=3, class_count=3)
    assert made.cells.tolist() == [[1, 5, 8], [0, 3, 4], [2, 6, EMPTY]]
    assert made.row_classes == (0, 1, 2)
    assert made.tells_labels
    turned = grid.class_rows(ALL[::-1], LABELS, per_class=3, class_count=3)
    assert turned.cells.tolist() == [[8, 5, 1], [9, 7, 4], [6, 2, EMPTY]]


def test_class_rows_with_a_seed_are_drawn_from_the_class_and_repeat() -> None:
    labels, order = (np.arange(1000) % 10).astype(np.uint8), np.arange(1000)
    made = grid.class_rows(order, labels, class_count=10, seed=7)
    assert made.cells.shape == (10, 10)
    assert (labels[made.cells] == np.arange(10)[:, None]).all()
    assert len(set(made.cells.ravel().tolist())) == 100
    assert (made.cells == grid.class_rows(order, labels, class_count=10, seed=7).cells).all()
    assert (made.cells != grid.class_rows(order, labels, class_count=10, seed=8).cells).any()


def test_class_rows_take_only_images_that_are_wanted() -> None:
    made = grid.class_rows(np.array([9, 6, 2]), LABELS, per_class=2, class_count=3)
    assert made.cells.tolist() == [[EMPTY, EMPTY], [9, EMPTY], [6, 2]]


def test_a_class_without_images_is_an_empty_row() -> None:
    made = grid.class_rows(ALL, LABELS, per_class=2, class_count=5)
    assert made.cells[3:].tolist() == [[EMPTY, EMPTY], [EMPTY, EMPTY]]
    assert made.count == 6


def test_a_draw_is_without_replacement_and_repeats_by_its_seed() -> None:
    drawn = grid.drawn(np.arange(5, 1000), 400, seed=3)
    assert len(set(drawn.tolist())) == 400
    assert drawn.min() >= 5
    assert (drawn == grid.drawn(np.arange(5, 1000), 400, seed=3)).all()
    assert (drawn != grid.drawn(np.arange(5, 1000), 400, seed=4)).any()


def test_a_square_of_fewer_images_than_cells_shows_each_once() -> None:
    made = grid.square(np.arange(5), 3)
    assert made.cells.tolist() == [[0, 1, 2], [3, 4, EMPTY]]
    assert grid.square(np.arange(100), 3).cells.tolist() == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 70_001])
def test_a_rectangle_shows_every_image_once_in_order(count: int) -> None:
    made = grid.rectangle(range(count), aspect=1.6)
    assert made.order.tolist() == list(range(count))
    assert made.count == count
    if count > 100:
        assert made.columns / made.rows == pytest.approx(1.6, rel=0.05)


@given(st.permutations(range(40)), st.floats(0.2, 5.0))
def test_any_order_stands_as_given(order: list[int], aspect: float) -> None:
    assert grid.rectangle(order, aspect=aspect).order.tolist() == order
