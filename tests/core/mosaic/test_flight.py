import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.flight import Camera, Flight, flight
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.tint import packed, tinted
from fmnist_gui.core.table.column import Column

GROUND = np.uint32(0xFF101010)
GREY = (np.arange(256, dtype=np.uint32) * 0x010101) | np.uint32(0xFF000000)
IMAGES = np.repeat(np.arange(1, 13, dtype=np.uint8) * 20, 16).reshape(12, 4, 4)
PYRAMID = Pyramid(IMAGES)
CAMERA = Camera(2, 3, width=5, height=5)
SHAPE = (30, 40)


def made(first: list[int], second: list[int], *, camera: Camera = CAMERA) -> Flight | None:
    before, after = grid.rectangle(first, aspect=2), grid.rectangle(second, aspect=2)
    return flight(
        PYRAMID, (before, CAMERA), (after, camera), shape=SHAPE, ground=GROUND, colours=GREY
    )


def picture(flown: Flight, share: float) -> np.ndarray:
    """Return the frame without its rim."""
    down, across = flown.rim
    frame = flown.frame(share, SHAPE)
    assert frame.shape == (SHAPE[0] + 2 * down, SHAPE[1] + 2 * across)
    return frame[down:-down, across:-across]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(12)), st.permutations(range(12)))
def test_a_flight_starts_where_images_stood_and_ends_where_they_stand(
    first: list[int], second: list[int]
) -> None:
    flown = made(first, second)
    if flown is None:
        assert first == second
        return
    for share, order in ((0.0, first), (1.0, second)):
        layout, seen = grid.rectangle(order, aspect=2), picture(flown, share)
        drawn = np.full(SHAPE, GROUND)
        for number in range(12):
            cell = layout.cell_of(number)
            assert cell is not None
            top, left = 3 + 5 * cell.row, 2 + 5 * cell.column
            # Who does not move in sight need not be drawn as part of a flight's middle.
            drawn[top : top + 4, left : left + 4] = GREY[IMAGES[number, 0, 0]]
        assert (seen == drawn).all()


def test_half_way_an_image_is_half_way() -> None:
    flown = made([0, 1], [1, 0])
    assert flown is not None
    middle = picture(flown, 0.5)
    # Both cross in the middle of their two places, 2 and 7 from the left.
    assert (middle[3:7, 4:8] != GROUND).all()
    assert (middle[3:7, :4] == GROUND).all()


def test_images_that_come_in_stand_at_their_place_from_the_start() -> None:
    flown = made([0, 1, 2, 3], [3, 2, 1, 0, 5])
    assert flown is not None
    layout = grid.rectangle([3, 2, 1, 0, 5], aspect=2)
    cell = layout.cell_of(5)
    assert cell is not None
    at_once = picture(flown, 0.0)[3 + 5 * cell.row, 2 + 5 * cell.column]
    assert at_once == GREY[IMAGES[5, 0, 0]]


def test_images_partly_outside_are_cut_at_the_edge() -> None:
    flown = made([0, 1, 2, 3], [3, 2, 1, 0], camera=Camera(-2, -2, width=5, height=5))
    assert flown is not None
    assert picture(flown, 1.0)[0, 0] == GREY[IMAGES[3, 0, 0]]


@pytest.mark.parametrize("order", [[], [0, 1, 2]])
def test_nothing_flies_when_nothing_moves(order: list[int]) -> None:
    assert made(order, order) is None


def test_nothing_flies_out_of_sight() -> None:
    away = Camera(-500, 3, width=5, height=5)
    before, after = grid.rectangle([0, 1], aspect=2), grid.rectangle([1, 0], aspect=2)
    flown = flight(PYRAMID, (before, away), (after, away), shape=SHAPE, ground=GROUND, colours=GREY)
    assert flown is None


def test_tinted_images_fly_in_their_colours() -> None:
    values = np.zeros(12, dtype=np.float32)
    tint = tinted(Column("k", "K", values, "choice", ("a",)), ("#FF0000",))
    before, after = grid.rectangle([0, 1], aspect=2), grid.rectangle([1, 0], aspect=2)
    flown = flight(
        PYRAMID,
        (before, CAMERA),
        (after, CAMERA),
        shape=SHAPE,
        ground=GROUND,
        colours=GREY,
        tint=tint,
    )
    assert flown is not None
    assert picture(flown, 1.0)[3, 2] == packed(f"#{IMAGES[1, 0, 0]:02X}0000")
