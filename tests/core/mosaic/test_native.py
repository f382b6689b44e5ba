"""Layouts at native pixels: every pixel where it belongs."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic import native as room
from fmnist_gui.core.mosaic.grid import rectangle
from fmnist_gui.core.mosaic.layout import EMPTY, Layout
from fmnist_gui.core.mosaic.native import native, size_px
from fmnist_gui.core.mosaic.pitch import GAP, GROUND
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.progress import Cancelled


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Pyramid, Layout]:
    count = draw(st.integers(1, 40))
    shape = count, draw(st.integers(1, 30)), draw(st.integers(1, 30))
    images = np.random.default_rng(count).integers(0, 256, shape, dtype=np.uint8)
    order = draw(st.permutations(range(count)))[: draw(st.integers(1, count))]
    layout = rectangle(order, aspect=draw(st.floats(0.3, 3)))
    return Pyramid(images), layout


@settings(max_examples=50)
@given(scenes(), st.integers(1, 4000))
def test_every_image_stands_at_its_place_with_a_gap_between(
    scene: tuple[Pyramid, Layout], strip_px: int
) -> None:
    pyramid, layout = scene
    with patch.object(room, "_STRIP_PX", strip_px):
        picture = native(layout, pyramid)
    rows, columns = pyramid.images.shape[1:]
    high, wide = rows + GAP, columns + GAP
    expected = np.full((layout.rows * high, layout.columns * wide), GROUND, dtype=np.uint8)
    for (row, column), number in np.ndenumerate(layout.cells):
        if number != EMPTY:
            top, left = row * high, column * wide
            expected[top : top + rows, left : left + columns] = pyramid.images[number]
    assert (picture == expected[:-GAP, :-GAP]).all()


def large(count: int) -> tuple[Layout, Pyramid]:
    return rectangle(np.arange(count), aspect=1e9), Pyramid(np.zeros((count, 28, 28), np.uint8))


def test_a_picture_too_long_is_refused_with_advice() -> None:
    layout, pyramid = large(1130)
    with pytest.raises(RequestError, match=r"32,769 × 28 pixels.*select fewer"):
        native(layout, pyramid)
    assert size_px(*large(1129)) == (28, 32_740)


def test_a_picture_too_large_for_the_memory_is_refused() -> None:
    layout, pyramid = large(100)
    with patch.object(room, "LARGEST_BYTES", 28 * 2899 * 4):
        assert size_px(layout, pyramid, pixel_bytes=4) == (28, 2899)
        with pytest.raises(RequestError, match="in all"):
            size_px(layout, pyramid, pixel_bytes=5)


def test_no_image_is_no_picture() -> None:
    _, pyramid = large(2)
    with pytest.raises(RequestError, match="no image"):
        native(rectangle([]), pyramid)


def test_it_reports_and_stops_when_nobody_wants_it() -> None:
    layout, pyramid = rectangle(np.arange(9), aspect=1), Pyramid(np.zeros((9, 4, 4), np.uint8))
    steps: list[tuple[int, int]] = []
    with patch.object(room, "_STRIP_PX", 1):
        native(layout, pyramid, report=lambda *step: steps.append(step))
        assert steps == [(1, 3), (2, 3), (3, 3)]
        with pytest.raises(Cancelled):
            native(layout, pyramid, is_cancelled=lambda: True)
