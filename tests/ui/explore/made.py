"""Layouts, views and tints for tests of what the canvas shows."""

import numpy as np

from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.tint import Tint, tinted
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.view import View

PALETTE = tuple(f"#{value:06X}" for value in (0xFF8040, 0x40FF80, 0x8040FF, 0xFFFFFF, 0x303030))


def tint_for(count: int, *, seed: int = 1) -> Tint:
    """Return a tint of any colours, with some images of which nothing is known."""
    values = np.random.default_rng(seed).integers(0, len(PALETTE), count).astype(np.float32)
    values[:: max(1, count // 7)] = np.nan
    return tinted(Column("made", "Made", values, "choice", PALETTE), PALETTE)


def whole_view(canvas: Canvas, pixels: int, left: float, top: float) -> View:
    """Return a view with whole physical pixels for each of an image."""
    return View(pixels / canvas.devicePixelRatioF(), left, top)


def shuffled(count: int, seed: int) -> Layout:
    """Return all images in any order, in a rectangle that is wide, tall or square."""
    order = np.random.default_rng(seed).permutation(count)
    return grid.rectangle(order, aspect=0.4 + seed % 5)
