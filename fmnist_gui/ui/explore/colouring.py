"""The colours in which images are shown, for pictures that are written elsewhere."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.mosaic.layout import EMPTY, Cells
from fmnist_gui.core.mosaic.tint import Colours, Tint, multiplied, packed
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.colour_map import ColourMap, is_plain, table

Rgb = NDArray[np.uint8]
"""Red, green and blue, shape (rows, columns, 3)."""

T = TypeVar("T", bound=np.generic)
_SHIFTS = (16, 8, 0)


@dataclass(frozen=True, eq=False)
class Colouring:
    """How grey values look: through a colour map (256 words 0xFFRRGGBB), under a tint."""

    words: Colours
    tint: Tint | None
    is_grey: bool

    def over(self, pixels: NDArray[np.uint8], cells: Cells, *, cell: tuple[int, int]) -> Rgb:
        """Return `pixels`, a picture of `cells`, in colours.

        `cell` is the (rows, columns) of pixels of one cell; the last ones may be cut off. Where
        nothing stands is the ground of the canvas.
        """
        words = self.words[pixels]
        is_empty = cells == EMPTY
        if is_empty.any():
            words[_spread(is_empty, cell, shape=pixels.shape)] = packed(theme.CANVAS)
        if self.tint is not None:
            words = multiplied(words, _spread(self.tint.over(cells), cell, shape=pixels.shape))
        return _channels(words)


def colouring(colour_map: ColourMap, tint: Tint | None, *, is_blind: bool) -> Colouring:
    """Return the colours of the moment; while `is_blind` without a tint that tells labels."""
    if tint is not None and is_blind and tint.column.tells_label:
        tint = None
    return Colouring(table(colour_map), tint, is_grey=tint is None and is_plain(colour_map))


def _channels(words: Colours) -> NDArray[np.uint8]:
    return np.stack([words >> shift & 0xFF for shift in _SHIFTS], axis=-1).astype(np.uint8)


def _spread(values: NDArray[T], cell: tuple[int, int], *, shape: tuple[int, ...]) -> NDArray[T]:
    """Return the value of each cell for all of its pixels."""
    spread = np.repeat(np.repeat(values, cell[0], axis=0), cell[1], axis=1)
    return spread[: shape[0], : shape[1]]
