"""A canvas on the screen, and ways to say what stands on it and to read its pixels."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.shown import Shown
from tests import sample

Seen = Callable[[QWidget], NDArray[np.uint8]]


@pytest.fixture
def canvas(qtbot: QtBot, dark: None) -> Canvas:
    """Return an empty canvas of 640 × 480 in a window of its own."""
    made = Canvas()
    made.resize(640, 480)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def seen() -> Seen:
    """Return a function that gives the red values of a widget as it is painted."""

    def look(widget: QWidget) -> NDArray[np.uint8]:
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        values = np.frombuffer(image.constBits(), dtype=np.uint8)
        return values.reshape(image.height(), image.width(), 4)[:, :, 2].copy()

    return look


def standing(
    split: Split, layout: Layout, *, is_blind: bool = False, is_told: bool = False
) -> Shown:
    """Return `layout` as what stands on a canvas."""
    gallery = sample.gallery(split)
    return Shown(layout, gallery, Pyramid(gallery.images), is_blind=is_blind, is_told=is_told)


def drawn_square(count: int, side: int, *, seed: int) -> Layout:
    """Return a square of images drawn from the first `count`."""
    return grid.square(grid.drawn(np.arange(count), side * side, seed=seed), side)
