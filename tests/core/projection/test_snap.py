"""Every image gets one cell, near where the map wants it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from fmnist_gui.core.mosaic.layout import EMPTY, Cells
from fmnist_gui.core.projection.snap import snapped, snapped_into

Places = NDArray[np.float32]

any_places = st.one_of(
    arrays.arrays(
        np.float32,
        st.tuples(st.integers(0, 120), st.just(2)),
        elements=st.floats(-(2.0**100), 2.0**100, width=32),
    ),
    # Crowds: few places for many images.
    arrays.arrays(
        np.float32,
        st.tuples(st.integers(0, 400), st.just(2)),
        elements=st.sampled_from([0.0, 0.5, 1.0, 50.0]),
    ),
)


def stands(cells: Cells) -> dict[int, tuple[int, int]]:
    """Return the (row, column) of each image; fails when one has two."""
    rows, columns = np.nonzero(cells != EMPTY)
    numbers = cells[rows, columns].tolist()
    assert len(set(numbers)) == len(numbers)
    return dict(zip(numbers, zip(rows.tolist(), columns.tolist(), strict=True), strict=True))


@given(places=any_places, aspect=st.floats(0.2, 5), fill=st.floats(0.05, 1))
def test_no_image_is_lost_and_none_stands_twice(places: Places, aspect: float, fill: float) -> None:
    cells = snapped(places, aspect=aspect, fill=fill)
    assert sorted(stands(cells)) == list(range(len(places)))
    np.testing.assert_array_equal(cells, snapped(places, aspect=aspect, fill=fill))


@given(places=any_places, columns=st.integers(1, 40), more=st.integers(0, 3))
def test_a_grid_that_is_just_large_enough_holds_all(
    places: Places, columns: int, more: int
) -> None:
    rows = max(1, -(-len(places) // columns)) + more
    cells = snapped_into(places, columns=columns, rows=rows)
    assert cells.shape == (rows, columns)
    assert sorted(stands(cells)) == list(range(len(places)))


def test_too_small_a_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="more images than cells"):
        snapped_into(np.zeros((7, 2)), columns=3, rows=2)


def test_where_there_is_room_an_image_stands_where_it_wants_to() -> None:
    rng = np.random.default_rng(1)
    wanted = rng.choice(80 * 50, 500, replace=False)
    wanted[:2] = 0, 80 * 50 - 1
    wanted = np.unique(wanted)
    row, column = np.divmod(wanted, 80)
    # In the middle of a cell, with the corners taken so that the scale is known.
    places = np.stack([column / 79 * 80, row / 49 * 50], axis=1)
    found = stands(snapped_into(places, columns=80, rows=50))
    moved = [np.hypot(found[n][0] - row[n], found[n][1] - column[n]) for n in range(len(wanted))]
    assert np.mean(np.array(moved) == 0) > 0.9
    assert max(moved) < 2


def test_the_map_keeps_its_sides() -> None:
    places = np.array([[0, 0], [9, 0], [0, 5], [9, 5]])
    found = stands(snapped_into(places, columns=9, rows=5))
    assert found == {0: (0, 0), 1: (0, 8), 2: (4, 0), 3: (4, 8)}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_images(count: int) -> None:
    cells = snapped(np.arange(2 * count, dtype=np.float32).reshape(count, 2))
    assert sorted(stands(cells)) == list(range(count))
    assert min(cells.shape) >= 1


def test_images_at_one_place_become_a_round_heap_in_order_of_their_numbers() -> None:
    count = 1000
    found = stands(snapped(np.full((count, 2), 7.0), fill=0.1))
    at = np.array([found[n] for n in range(count)])
    height, width = np.ptp(at, axis=0) + 1
    assert height * width < 1.3 * count
    assert 0.8 < height / width < 1.25
    assert found[0] < found[1] < found[2]


def test_a_crowd_keeps_who_is_left_of_and_above_whom() -> None:
    rng = np.random.default_rng(2)
    crowd = rng.normal(scale=0.02, size=(2000, 2))
    places = np.concatenate([crowd, rng.uniform(-1, 1, (2000, 2))])
    found = stands(snapped(places))
    at = np.array([found[n] for n in range(2000)])
    assert np.corrcoef(at[:, 1], crowd[:, 0])[0, 1] > 0.8
    assert np.corrcoef(at[:, 0], crowd[:, 1])[0, 1] > 0.8


def test_one_that_lies_far_out_does_not_make_the_rest_small() -> None:
    rng = np.random.default_rng(3)
    places = rng.uniform(0, 1, (1000, 2))
    places[17] = 1e6, 1e6
    cells = snapped(places)
    found = stands(cells)
    rest = np.array([found[n] for n in range(1000) if n != 17])
    assert (np.ptp(rest, axis=0) > 0.75 * np.array(cells.shape)).all()
    assert found[17][0] == cells.shape[0] - 1
    assert found[17][1] == cells.shape[1] - 1


def test_most_images_of_a_map_of_all_sizes_move_little() -> None:
    rng = np.random.default_rng(4)
    centres = rng.uniform(0, 100, (30, 2))
    places = centres[rng.integers(0, 30, 20_000)] + rng.normal(scale=5, size=(20_000, 2))
    cells = snapped(places)
    found = stands(cells)
    at = np.array([found[n] for n in range(len(places))], dtype=np.float64)[:, ::-1]
    scale = np.array(cells.shape[::-1]) / np.ptp(places, axis=0)
    wanted = (places - places.min(axis=0)) * scale
    shift = np.median(wanted - at, axis=0)
    moved = np.hypot(*(wanted - at - shift).T)
    assert np.median(moved) < 0.03 * cells.shape[1]
