"""What is drawn over the images lies on the right ones and shifts none."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.core.mosaic.selection import nothing
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.overlay import OUTLINE_PX
from fmnist_gui.ui.explore.palette import tint_of
from fmnist_gui.ui.explore.view import View
from tests import sample
from tests.ui.explore.conftest import standing
from tests.ui.explore.expected import Under, painted, under
from tests.ui.explore.made import shuffled

COUNT = 400
CHOSEN = np.arange(0, COUNT, 3)


@pytest.fixture
def filled(canvas: Canvas) -> Canvas:
    canvas.show_layout(standing(sample.split("train", COUNT), shuffled(COUNT, 6), is_blind=True))
    return canvas


def changed_by(canvas: Canvas, act: Callable[[], None]) -> NDArray[np.bool_]:
    """Return where the picture is another one after `act`."""
    before = painted(canvas)
    act()
    difference: NDArray[np.bool_] = (before != painted(canvas)).any(axis=2)
    return difference


def rim(canvas: Canvas, found: Under, *, width_px: int) -> NDArray[np.bool_]:
    """Return where the outermost pixels of an image are, and the gap after it."""
    ratio = canvas.devicePixelRatioF()
    size, wide = round(28 * found.px), round(width_px * ratio)
    down = (found.down < wide) | (found.down >= size - wide)
    across = (found.across < wide) | (found.across >= size - wide)
    edges: NDArray[np.bool_] = down[:, None] | across
    return edges


@pytest.mark.parametrize("scale", [1, 2, 3, 5])
def test_outlines_are_around_the_selected_images_and_leave_their_pixels(
    filled: Canvas, scale: int
) -> None:
    filled.look(View(scale, 40, 30))
    found = under(filled)
    selection = nothing(COUNT).with_numbers(CHOSEN)
    changed = changed_by(filled, lambda: filled.show_selection(selection))
    edges = rim(filled, found, width_px=OUTLINE_PX)
    assert not (changed & ~edges).any()
    inside = found.is_image & edges
    for number in found.whole:
        part = inside & (found.numbers == number)
        share = changed[part].mean()
        if number in CHOSEN:
            assert share > 0.4
        else:
            # A neighbour's line may reach over the gap by half of its width.
            assert share < 0.4


@pytest.mark.parametrize("scale", [0.2, 0.25, 0.37, 0.5, 0.7])
def test_small_cells_that_are_selected_are_covered_and_no_others(
    filled: Canvas, scale: float
) -> None:
    filled.look(View(scale, -70, -60))
    found = under(filled)
    selection = nothing(COUNT).with_numbers(CHOSEN)
    changed = changed_by(filled, lambda: filled.show_selection(selection))
    for number in range(COUNT):
        y, x = np.nonzero(found.numbers == number)
        # Where a cell ends between two pixels, either is right.
        y_inside = (y > y.min()) & (y < y.max())
        inside = y_inside & (x > x.min()) & (x < x.max())
        share = changed[y[inside], x[inside]].mean()
        assert share == 1 if number in CHOSEN else share == 0


def test_hover_and_pin_draw_outside_of_their_images(filled: Canvas) -> None:
    filled.look(View(3, 40, 30))
    found = under(filled)
    layout = filled.shown.layout if filled.shown else grid.rectangle([])
    cell = Cell(2, 3)

    def act() -> None:
        filled.pin(cell)
        filled.mark(Cell(3, 5))

    changed = changed_by(filled, act)
    numbers = found.numbers[changed & found.is_image]
    # Where the two lines meet neighbours they may cover their first pixel.
    own = {layout.number_at(cell), layout.number_at(Cell(3, 5))}
    assert changed.any()
    assert not own & set(numbers.tolist())


@pytest.mark.parametrize("scale", [2.0, 4.0, 6.0])
def test_labels_and_marks_are_in_their_corners_and_shift_nothing(
    filled: Canvas, scale: float
) -> None:
    shown = filled.shown
    assert shown is not None
    values = (np.arange(COUNT) % 10).astype(np.float32)
    names = tuple("abcdefghij")
    column = Column("answer", "Answer", values, "choice", names, is_of_classes=True)
    tinted = replace(shown, tint=tint_of(column, shown.layout))
    filled.show_layout(tinted)
    filled.look(View(scale, 40, 30))
    found = under(filled)
    bare = replace(tinted, tint=replace(tinted.tint, column=replace(column, is_of_classes=False)))  # type: ignore[type-var]
    changed = changed_by(filled, lambda: filled.show_layout(bare))
    # Marks take a corner of the cell at the top left, and nothing else changed.
    assert changed.any()
    corner = 16 * filled.devicePixelRatioF()
    y, x = np.nonzero(changed)
    assert (found.down[y] <= corner).all()
    assert (found.across[x] <= corner).all()
    labelled = replace(bare, is_blind=False)
    chips = changed_by(filled, lambda: filled.show_layout(labelled))
    assert chips.any() == (scale * 29 >= 112)
    assert (found.down[np.nonzero(chips)[0]] > 14 * scale * filled.devicePixelRatioF()).all()
