"""What is painted in a cell: at uneven zooms, while it is dragged, from afar, under numbers."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.view import View
from fmnist_gui.ui.image import grey_value
from tests import sample
from tests.ui.explore.conftest import Seen, drawn_square, standing

ROUNDS = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def centres(canvas: Canvas, cell: Cell, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows and columns of the screen in the middle of each pixel of a cell."""
    box, scale = canvas.cell_rect(cell), canvas.view.scale
    down = box.top() + (np.arange(size[0]) + 0.5) * scale
    across = box.left() + (np.arange(size[1]) + 0.5) * scale
    return np.floor(down).astype(int), np.floor(across).astype(int)


def assert_visible_cells_are_right(canvas: Canvas, seen: Seen, split: Split) -> int:
    """Compare each whole visible cell with its image; return how many there were."""
    painted, compared = seen(canvas), 0
    size = split.images.shape[1:3]
    shown, region = canvas.shown, canvas.visible_region
    assert shown is not None
    for row in range(region.row, region.row + region.rows):
        for column in range(region.column, region.column + region.columns):
            cell = Cell(row, column)
            down, across = centres(canvas, cell, (int(size[0]), int(size[1])))
            inside = (down >= 0) & (down < painted.shape[0])
            aside = (across >= 0) & (across < painted.shape[1])
            index = shown.layout.number_at(cell)
            found = painted[np.ix_(down[inside], across[aside])]
            if index is None:
                assert np.abs(found.astype(int) - 23).max(initial=0) <= 1
                continue
            wanted = split.images[index][np.ix_(inside, aside)]
            assert (found == wanted).all(), (cell, index, canvas.view)
            compared += 1
    return compared


@settings(ROUNDS, max_examples=6)
@given(
    scale=st.sampled_from([1.0, 2.0, 5.0]),
    moves=st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), max_size=8),
)
def test_moving_on_mends_the_picture_without_a_seam(
    canvas: Canvas, seen: Seen, scale: float, moves: list[tuple[int, int]]
) -> None:
    # Large enough that only what is seen is composed, and most of it kept while it moves.
    split = sample.split("train", 12_000, rows=20, columns=30)
    order = np.random.default_rng(6).permutation(12_000)
    canvas.show_layout(standing(split, grid.rectangle(order), is_blind=True))
    canvas.look(View(scale, 1000, 900))
    for dx, dy in moves:
        canvas.look(canvas.view.moved(dx, dy))
        assert assert_visible_cells_are_right(canvas, seen, split) > 0


@ROUNDS
@given(
    scale=st.floats(1.6, 17.5),
    left=st.floats(-20, 300),
    top=st.floats(-20, 200),
)
def test_uneven_magnifications_show_them_too(
    canvas: Canvas, seen: Seen, scale: float, left: float, top: float
) -> None:
    split = sample.split("train", 100)
    canvas.show_layout(standing(split, drawn_square(100, 10, seed=5), is_blind=True))
    canvas.look(View(scale, left, top))
    # The edges of pixels are soft below 4, their middles are not: an even image shows that.
    even = Split("even", np.repeat(split.images[:, :1, :1], 28, 1).repeat(28, 2), split.labels, "")
    canvas.show_layout(standing(even, drawn_square(100, 10, seed=5), is_blind=True))
    canvas.look(View(scale, left, top))
    painted = seen(canvas)
    region = canvas.visible_region
    for row in range(region.row, region.row + region.rows):
        for column in range(region.column, region.column + region.columns):
            spot = canvas.cell_rect(Cell(row, column)).center().toPoint()
            if canvas.rect().adjusted(1, 1, -1, -1).contains(spot):
                index = canvas.shown.layout.number_at(Cell(row, column))  # type: ignore[union-attr]
                assert painted[spot.y(), spot.x()] == even.images[index, 0, 0]


@pytest.mark.parametrize("has_levels", [False, True], ids=["sampled", "averaged"])
@pytest.mark.parametrize("scale", [0.15, 0.25, 0.36, 0.5, 0.7, 0.9, 1.2])
def test_from_afar_each_cell_has_the_grey_of_its_image(
    canvas: Canvas, seen: Seen, scale: float, has_levels: bool
) -> None:
    greys = np.random.default_rng(2).integers(0, 256, 4000, dtype=np.uint8)
    images = np.repeat(greys[:, None, None], 28, axis=1).repeat(28, axis=2)
    split = Split("train", images, np.zeros(4000, dtype=np.uint8), "")
    shown = standing(split, grid.rectangle(np.random.default_rng(3).permutation(4000)))
    canvas.show_layout(shown)
    if has_levels:
        shown.pyramid.make()
    canvas.look(View(scale, 31.7, 18.3))
    painted, compared = seen(canvas), 0
    for x in range(5, 630, 41):
        for y in range(5, 470, 37):
            cell = canvas.cell_at(QPointF(x, y))
            index = None if cell is None else shown.layout.number_at(cell)
            if cell is None or index is None:
                continue
            spot = canvas.cell_rect(cell).center().toPoint()
            if canvas.rect().adjusted(4, 4, -4, -4).contains(spot):
                assert abs(int(painted[spot.y(), spot.x()]) - int(greys[index])) <= 12
                compared += 1
    assert compared > 50


@pytest.mark.parametrize("wanted", [18.0, 24.0, 40.0, 64.0])
def test_written_pixels_have_their_grey_around_the_number(
    canvas: Canvas, seen: Seen, wanted: float
) -> None:
    split = sample.split("train", 9)
    canvas.show_layout(standing(split, grid.rectangle(range(9), aspect=1)))
    canvas.zoom(wanted / canvas.view.scale)
    assert grey_value.is_legible(canvas.view.scale)
    painted, compared = seen(canvas), 0
    for x in range(640):
        for y in range(0, 480, 7):
            at_x, at_y = canvas.view.at(x + 0.5, y + 0.5)
            column, row = int(at_x % 29), int(at_y % 29)
            is_edge = min(at_x % 1, 1 - at_x % 1) * canvas.view.scale < 1.2
            cell = canvas.cell_at(QPointF(x + 0.5, y + 0.5))
            if is_edge and cell is not None and column < 28 and row < 28:
                index = canvas.shown.layout.number_at(cell)  # type: ignore[union-attr]
                assert painted[y, x] == split.images[index, row, column]
                compared += 1
    assert compared > 100


@pytest.mark.parametrize("size", [(640, 480), (641, 479)])
@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_dragging_by_a_pixel_moves_the_picture_by_a_pixel(
    canvas: Canvas, seen: Seen, size: tuple[int, int], scale: float
) -> None:
    split = sample.split("train", 900)
    canvas.show_layout(standing(split, grid.rectangle(range(900)), is_blind=True))
    canvas.resize(*size)
    # At the edge the middle of a widget with an odd size lies between two pixels.
    canvas.look(View(scale, 1e6, 1e6))
    before = seen(canvas)
    for _ in range(4):
        canvas.look(canvas.view.moved(1, 1))
        after = seen(canvas)
        assert (after[1:, 1:] == before[:-1, :-1]).all()
        before = after
