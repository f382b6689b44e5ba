"""Images move to their new places when that is wanted, and always end where they belong."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.tint import tinted
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui.explore import transition
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.transition import Transition
from fmnist_gui.ui.explore.view import View
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.explore.conftest import standing

Picture = NDArray[np.uint8]
WHOLE, BROKEN = 12, 100
"""Numbers of images that the canvas shows at a whole magnification, and at a broken one."""

HAIR = 4
"""The grey between images in the picture that stays is so little off the ground."""


@pytest.fixture(autouse=True)
def is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing arrive before the test says so."""
    monkeypatch.setattr(transition, "LASTS_MS", 10**9)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return a function that says how much of the way is behind."""
    return lambda share: monkeypatch.setattr(Transition, "_share", property(lambda _: share))


def colours_of(canvas: Canvas) -> Picture:
    """Return the canvas as (rows, columns, 4)."""
    image = canvas.grab_picture().convertToFormat(QImage.Format.Format_RGB32)
    values = np.frombuffer(image.constBits(), dtype=np.uint8)
    return values.reshape(image.height(), image.width(), 4).copy()


def flat(count: int) -> Split:
    """Return images that are each of one grey of their own."""
    plain = sample.split("train", count)
    greys = np.linspace(60, 250, count).astype(np.uint8)
    return replace(plain, images=np.broadcast_to(greys[:, None, None], plain.images.shape).copy())


def shuffled(split: Split) -> tuple[Shown, Shown]:
    """Return all images in order, and in another one."""
    order = np.arange(len(split))
    first = standing(split, grid.rectangle(order), is_blind=True)
    first.pyramid.make()
    return first, replace(first, layout=grid.rectangle(np.roll(order[::-1], 1)))


def begun(canvas: Canvas, split: Split, *, is_still: bool = False) -> tuple[Picture, Shown]:
    """Let images begin to move; return the picture before and what is shown after."""
    first, second = shuffled(split)
    canvas.show_layout(first)
    before = colours_of(canvas)
    canvas.be_still(is_still)
    canvas.show_layout(second)
    return before, second


def settled(canvas: Canvas, shown: Shown) -> Picture:
    """Return the picture of `shown` without any motion."""
    canvas.be_still(True)
    canvas.show_layout(replace(shown, layout=replace(shown.layout)))
    assert not canvas.is_moving
    return colours_of(canvas)


def in_images(canvas: Canvas, picture: Picture) -> Picture:
    """Return the pixels that belong to images; what is between may be a hair off."""
    shown = canvas.shown
    assert shown is not None
    parts = []
    for number in shown.layout.order.tolist():
        cell = shown.layout.cell_of(number)
        assert cell is not None
        box = canvas.cell_rect(cell).toRect()
        parts.append(picture[box.top() : box.bottom() + 1, box.left() : box.right() + 1].ravel())
    return np.concatenate(parts)


def test_at_a_whole_magnification_the_last_frame_is_the_picture_that_stays(
    canvas: Canvas, at: Callable[[float], None]
) -> None:
    _, shown = begun(canvas, sample.split("train", WHOLE))
    assert canvas.view.scale == int(canvas.view.scale)
    at(1.0)
    last = colours_of(canvas)
    assert canvas.is_moving
    end = settled(canvas, shown)
    assert (in_images(canvas, last) == in_images(canvas, end)).all()
    assert np.abs(last.astype(int) - end).max() <= HAIR


def test_the_first_frame_is_the_picture_before(canvas: Canvas, at: Callable[[float], None]) -> None:
    before, _ = begun(canvas, sample.split("train", WHOLE))
    at(0.0)
    assert np.abs(colours_of(canvas).astype(int) - before).max() <= HAIR


@pytest.mark.parametrize("colour_map", list(ColourMap))
@pytest.mark.parametrize("is_tinted", [False, True])
def test_at_any_magnification_each_image_ends_in_its_cell_and_colour(
    canvas: Canvas, at: Callable[[float], None], *, colour_map: ColourMap, is_tinted: bool
) -> None:
    canvas.show_colours(colour_map)
    first, second = shuffled(flat(BROKEN))
    if is_tinted:
        values = np.arange(BROKEN, dtype=np.float32) % 2
        tint = tinted(Column("k", "K", values, "choice", ("a", "b")), ("#77AADD", "#EE8866"))
        first, second = replace(first, tint=tint), replace(second, tint=tint)
    canvas.show_layout(first)
    canvas.be_still(False)
    canvas.show_layout(second)
    assert canvas.view.scale != int(canvas.view.scale)
    at(1.0)
    last = colours_of(canvas)
    assert canvas.is_moving
    end = settled(canvas, second)
    for number in range(BROKEN):
        cell = second.layout.cell_of(number)
        assert cell is not None
        middle = canvas.cell_rect(cell).center().toPoint()
        assert last[middle.y(), middle.x()].tolist() == pytest.approx(
            end[middle.y(), middle.x()].tolist(), abs=1
        )


def test_half_way_images_are_at_neither_end(canvas: Canvas, at: Callable[[float], None]) -> None:
    before, shown = begun(canvas, sample.split("train", WHOLE))
    at(0.5)
    middle = colours_of(canvas)
    end = settled(canvas, shown)
    for other in (before, end):
        assert (middle != other).any(axis=2).mean() > 0.2


def test_they_arrive_by_themselves_and_soon(
    qtbot: QtBot, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transition, "LASTS_MS", 60)
    _, shown = begun(canvas, sample.split("train", WHOLE))
    assert canvas.is_moving
    qtbot.waitUntil(lambda: not canvas.is_moving, timeout=2000)
    after = colours_of(canvas)
    assert (after == settled(canvas, shown)).all()


ENDS: dict[str, Callable[[Canvas], object]] = {
    "another view": lambda canvas: canvas.look(View(3, 10, 10)),
    "zooming": lambda canvas: canvas.zoom(2),
    "fitting in": lambda canvas: canvas.fit(),
    "another size": lambda canvas: canvas.resize(500, 400),
    "other colours": lambda canvas: canvas.show_colours(ColourMap.INVERTED),
    "a message": lambda canvas: canvas.show_message("Nothing"),
}


@pytest.mark.parametrize("what", ENDS)
def test_it_ends_at_once_with(canvas: Canvas, what: str) -> None:
    begun(canvas, sample.split("train", WHOLE))
    assert canvas.is_moving
    ENDS[what](canvas)
    assert not canvas.is_moving


def test_another_layout_half_way_starts_from_the_one_that_was_meant(
    canvas: Canvas, at: Callable[[float], None]
) -> None:
    _, second = begun(canvas, sample.split("train", WHOLE))
    third = replace(second, layout=grid.rectangle(np.arange(WHOLE)))
    canvas.show_layout(third)
    assert canvas.is_moving
    at(1.0)
    last = colours_of(canvas)
    assert np.abs(last.astype(int) - settled(canvas, third)).max() <= HAIR


def test_who_wants_no_motion_sees_a_jump(canvas: Canvas) -> None:
    _, shown = begun(canvas, sample.split("train", WHOLE), is_still=True)
    assert not canvas.is_moving
    assert (colours_of(canvas) == settled(canvas, shown)).all()


def test_what_stays_in_place_and_what_is_hidden_does_not_move(canvas: Canvas) -> None:
    first, second = shuffled(sample.split("train", WHOLE))
    canvas.be_still(False)
    canvas.show_layout(first)
    canvas.show_layout(replace(first, layout=replace(first.layout)))
    assert not canvas.is_moving
    canvas.hide()
    canvas.show_layout(second)
    assert not canvas.is_moving


def test_images_of_other_data_do_not_come_flying(canvas: Canvas) -> None:
    begun(canvas, sample.split("train", WHOLE))
    canvas.show_layout(shuffled(sample.split("train", 20))[1])
    assert not canvas.is_moving


@pytest.mark.parametrize("is_reduced", [False, True])
def test_the_settings_say_whether_motion_is_wanted(
    workspace: Workspace, exhibit: Exhibit, canvas: Canvas, is_reduced: bool
) -> None:
    workspace.settings.change(has_reduced_motion=is_reduced)
    exhibit.arrange(Arrangement("train", Kind.GRID))
    assert canvas.is_moving != is_reduced
    canvas.fit()
