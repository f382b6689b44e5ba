"""Images on their way are themselves, leave from where they were and land where they belong."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.transition import Transition
from fmnist_gui.ui.explore.view import View
from tests import sample
from tests.ui.explore.conftest import standing
from tests.ui.explore.expected import assert_right, named_in, naming_images, painted, under
from tests.ui.explore.made import shuffled, tint_for


@pytest.fixture
def moving(canvas: Canvas) -> Canvas:
    """Return a canvas on which images fly to their new places."""
    canvas.be_still(False)
    return canvas


def at_share(monkeypatch: pytest.MonkeyPatch, share: float) -> None:
    """Let the time stand still when this share of the way is behind."""
    monkeypatch.setattr(Transition, "_share", property(lambda _self: share))


def fitted(split: Split, layout: Layout) -> Shown:
    return standing(split, layout, is_blind=True)


def other(shown: Shown, layout: Layout) -> Shown:
    return replace(shown, layout=layout)


def test_after_the_motion_each_pixel_is_right(qtbot: QtBot, moving: Canvas) -> None:
    shown = fitted(sample.split("train", 200), shuffled(200, 1))
    moving.show_layout(shown)
    moving.show_layout(other(shown, shuffled(200, 2)))
    assert moving.is_moving
    qtbot.waitUntil(lambda: not moving.is_moving)
    moving.look(View(1, 0, 0))
    assert_right(moving)


def test_a_view_or_a_filter_in_the_middle_of_a_motion_ends_it(moving: Canvas) -> None:
    shown = fitted(sample.split("train", 200), shuffled(200, 1))
    moving.show_layout(shown)
    moving.show_layout(other(shown, shuffled(200, 2)))
    moving.look(View(2, 30, 30))
    assert not moving.is_moving
    assert_right(moving)
    moving.show_layout(other(shown, grid.rectangle(range(7, 90))))
    moving.show_layout(other(shown, grid.rectangle(range(50, 60))))
    moving.look(View(2, 0, 0))
    assert_right(moving)


@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("colour_map", [ColourMap.GREY, ColourMap.VIRIDIS])
@pytest.mark.parametrize("is_tinted", [False, True])
def test_the_first_and_the_last_frame_are_the_pictures_before_and_after(
    moving: Canvas,
    monkeypatch: pytest.MonkeyPatch,
    share: float,
    colour_map: ColourMap,
    is_tinted: bool,
) -> None:
    # At fit 8 x 8 stand at their own size twice, before and after; gaps hold their own grey.
    split = sample.split("train", 64)
    tint = tint_for(64) if is_tinted else None
    shown = replace(fitted(split, grid.square(np.arange(64), 8)), tint=tint)
    after = other(shown, grid.square(np.arange(64)[::-1].copy(), 8))
    moving.show_colours(colour_map)
    moving.resize(29 * 8 + 30, 29 * 8 + 30)
    pictures = []
    for step in (shown, after):
        moving.be_still(True)
        moving.show_layout(step)
        assert moving.view.scale == 1
        pictures.append(painted(moving).astype(int))
    found = assert_right(moving)
    moving.show_layout(shown)
    moving.be_still(False)
    at_share(monkeypatch, share)
    moving.show_layout(after)
    assert moving.is_moving
    flying = painted(moving).astype(int)
    assert np.abs(flying - pictures[round(share)])[found.is_image].max() <= (1 if is_tinted else 0)


def test_on_the_way_each_image_is_where_its_way_leads(
    moving: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Moved by one row and one column they never cover each other.
    images = naming_images(80)
    split = Split("train", images, np.zeros(80, dtype=np.uint8), "made")
    cells = np.full((12, 12), -1, dtype=np.intp)
    cells[:8, :10] = np.arange(80).reshape(8, 10)
    shown = fitted(split, Layout(cells))
    moving.show_layout(shown)
    scale, before = moving.view.scale, under(moving)
    at_share(monkeypatch, 0.5)
    moving.show_layout(other(shown, Layout(np.roll(cells, (2, 2), axis=(0, 1)))))
    assert moving.is_moving
    assert moving.view.scale == scale
    way = round(29 * before.px)
    lagged = painted(moving)[way:, way:]
    told = named_in(lagged, before, colour_map=moving.colour_map, px=before.px)
    assert len(told) == 80
    assert all(number == named for number, named in told.items())
