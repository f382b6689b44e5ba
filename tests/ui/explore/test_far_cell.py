"""From afar, where pixels are averaged, each cell still shows the image that the cursor names."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Images, Split
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.view import View
from tests import sample
from tests.ui.explore.conftest import standing
from tests.ui.explore.expected import named_in, naming_images, painted, under

ROUNDS = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
PITCH = 29
GROUND_GREY = 24
OWN_SIDES = (10, 7, 5, 4, 3, 2, 1)
"""Sides at which images stand without gaps: where cells have them on the screen, all is exact."""


def split_of(images: Images) -> Split:
    return Split("train", images, np.zeros(len(images), dtype=np.uint8), "made")


def shuffled(count: int, seed: int) -> Layout:
    return grid.rectangle(np.random.default_rng(seed).permutation(count), aspect=1.6)


def area_mean(image: np.ndarray, side: int) -> np.ndarray:
    """Return the mean over the area of each of `side` x `side` pixels, the slow way."""
    fine = image.astype(float).repeat(side, axis=0).repeat(side, axis=1)
    high, wide = image.shape
    means: np.ndarray = fine.reshape(side, high, side, wide).mean(axis=(1, 3))
    return means


def assert_as_averaged(canvas: Canvas, side: int) -> set[int]:
    """Compare each pixel with that of the averaged copy; return the images in sight."""
    assert canvas.shown is not None
    seen, found = painted(canvas)[:, :, 0], under(canvas)
    y, x = np.nonzero(found.numbers >= 0)
    numbers = found.numbers[y, x]
    wanted = canvas.shown.pyramid.level(side)[numbers, found.down[y], found.across[x]]
    assert (seen[y, x] == wanted).all()
    assert (np.abs(seen[found.numbers < 0].astype(int) - GROUND_GREY) <= 1).all()
    return set(np.unique(numbers).tolist())


def look_at_side(canvas: Canvas, side: int, *, row: int = 0, column: int = 0) -> None:
    """Look from where a cell has `side` physical pixels; `row` and `column` come first."""
    scale = side / PITCH / canvas.devicePixelRatioF()
    canvas.look(View(scale, column * PITCH, row * PITCH))
    assert canvas.view.scale == scale


@pytest.mark.slow
def test_all_70_001_are_right_from_afar(canvas: Canvas) -> None:
    split = sample.split("train", 70_001)
    shown = standing(split, shuffled(70_001, 12), is_blind=True)
    shown.pyramid.make()
    ratio = canvas.devicePixelRatioF()
    canvas.resize(round(1600 / ratio), round(1000 / ratio))
    canvas.show_layout(shown)
    for side in (4, 3):
        look_at_side(canvas, side, row=-15, column=-20)
        assert len(assert_as_averaged(canvas, side)) == 70_001


@pytest.mark.parametrize("side", OWN_SIDES)
def test_an_averaged_copy_is_the_mean_of_the_areas(side: int) -> None:
    images = sample.split("train", 30).images
    pyramid = Pyramid(images)
    pyramid.make()
    for copy, image in zip(pyramid.level(side), images, strict=True):
        # Halves of halves are rounded more than once.
        assert np.abs(copy - area_mean(image, side)).max() <= 1.01


@pytest.mark.parametrize("side", OWN_SIDES)
@settings(ROUNDS, max_examples=4)
@given(
    seed=st.integers(0, 99),
    moves=st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), max_size=3),
)
def test_averaged_copies_are_seen_as_they_are(
    canvas: Canvas, side: int, seed: int, moves: list[tuple[int, int]]
) -> None:
    split = sample.split("train", 3000)
    # So many that even the smallest side is not below the lowest zoom.
    order = np.random.default_rng(seed).integers(0, 3000, 80_000 // side)
    shown = standing(split, grid.rectangle(order, aspect=1.6), is_blind=True)
    shown.pyramid.make()
    canvas.show_layout(shown)
    look_at_side(canvas, side, row=20, column=-20)
    assert_as_averaged(canvas, side)
    for dx, dy in moves:
        ratio = canvas.devicePixelRatioF()
        canvas.look(canvas.view.moved(dx * side / ratio, dy * side / ratio))
        assert_as_averaged(canvas, side)


@ROUNDS
@given(
    wide_px=st.floats(15, 480),
    size=st.sampled_from([(28, 28), (20, 30), (64, 64)]),
    place=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    colour_map=st.sampled_from(ColourMap),
    has_levels=st.booleans(),
)
def test_at_any_zoom_an_image_tells_the_number_that_the_cursor_names(
    canvas: Canvas,
    wide_px: float,
    size: tuple[int, int],
    place: tuple[float, float],
    colour_map: ColourMap,
    has_levels: bool,
) -> None:
    images = naming_images(5000, rows=size[0], columns=size[1])
    shown = standing(split_of(images), shuffled(5000, 4), is_blind=True)
    if has_levels:
        shown.pyramid.make()
    canvas.show_layout(shown)
    canvas.show_colours(colour_map)
    room, scale = canvas.room, wide_px / size[1] / canvas.devicePixelRatioF()
    canvas.look(View(scale, place[0] * room.content_width, place[1] * room.content_height))
    found = under(canvas)
    told = named_in(painted(canvas), found, colour_map=colour_map, px=found.px)
    assert all(number == named for number, named in told.items()), canvas.view
    assert told or wide_px > 80
