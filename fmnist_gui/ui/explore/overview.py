"""A small picture of a whole layout: one grey value, or one colour, for each image."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from fmnist_gui.core.mosaic.layout import EMPTY
from fmnist_gui.core.mosaic.tint import multiplied, packed
from fmnist_gui.ui import pixels, theme
from fmnist_gui.ui.explore import colour_map
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.shown import Shown

COARSEST = 1
"""The level of the pyramid that holds the mean of each image."""

LIFT = 0.55
"""Exponent that lightens the means: most of an image is dark, and so would the picture be."""

UNMADE = 96
"""The grey of every image while the means are not there yet."""


def has_means(shown: Shown) -> bool:
    """Whether the mean grey of each image is known."""
    return COARSEST in shown.pyramid.sides


def words_of(shown: Shown, chosen: ColourMap = ColourMap.GREY) -> NDArray[np.uint32]:
    """Return a colour 0xFFRRGGBB for each cell, shape (rows, columns)."""
    cells = shown.layout.cells
    if has_means(shown):
        means = shown.pyramid.level(COARSEST).reshape(-1)
        greys = _lifted()[means[np.maximum(cells, 0)]]
    else:
        greys = np.full(cells.shape, UNMADE, dtype=np.uint8)
    words: NDArray[np.uint32] = colour_map.table(chosen)[greys]
    if shown.tint is not None:
        words = multiplied(words, shown.tint.over(cells))
    words[cells == EMPTY] = packed(theme.CANVAS)
    return words


def picture(shown: Shown, size: QSize, *, chosen: ColourMap = ColourMap.GREY) -> QImage:
    """Return the picture of the layout in `size` physical pixels, whatever its own proportions."""
    words = words_of(shown, chosen)
    rows, columns = words.shape
    is_enlarged = size.width() >= columns and size.height() >= rows
    mode = Qt.TransformationMode
    return pixels.word_image(np.ascontiguousarray(words)).scaled(
        size,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        mode.FastTransformation if is_enlarged else mode.SmoothTransformation,
    )


@lru_cache(maxsize=1)
def _lifted() -> NDArray[np.uint8]:
    """Return the lighter grey in place of each of the 256 grey values."""
    share = np.arange(256) / 255
    return np.rint(255 * share**LIFT).astype(np.uint8)
