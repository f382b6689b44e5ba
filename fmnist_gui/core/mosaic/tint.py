"""Colours laid over the images of a layout, one for each image."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.mosaic.layout import EMPTY, Cells
from fmnist_gui.core.table.column import Column

Colours = NDArray[np.uint32]
"""Colours as 0xFFRRGGBB."""

UNKNOWN = "#8A8F98"
"""The colour of an image about which nothing is known."""

PLAIN = np.uint32(0xFFFFFFFF)
"""The colour that changes nothing when colours are multiplied."""


@dataclass(frozen=True, eq=False)
class Tint:
    """A colour for each image of a gallery, by the value of one column.

    ``colours`` is (n,) for the n images of the gallery.
    ``palette`` are the colours of the choices, or the scale from the least to the greatest value.
    """

    column: Column
    colours: Colours
    palette: tuple[str, ...]

    def over(self, cells: Cells) -> Colours:
        """Return the colours of `cells`, shape (rows, columns); PLAIN where nothing stands."""
        taken = self.colours[np.maximum(cells, 0)]
        taken[cells == EMPTY] = PLAIN
        return taken


def tinted(
    column: Column, palette: Sequence[str], *, among: NDArray[np.bool_] | None = None
) -> Tint:
    """Return the tint of `column`: a colour for each choice, or a scale through `palette`.

    A number takes the colour of its rank among the images of `among` (all by default) of which it
    is known, so that a few extreme values do not make all others look alike; other images have
    the colour of the unknown.
    """
    table = np.array([packed(colour) for colour in (*palette, UNKNOWN)], dtype=np.uint32)
    steps = len(palette)
    if column.kind == "number":
        places = np.full(len(column.values), steps, dtype=np.intp)
        order = column.order[: np.count_nonzero(column.is_known)]
        order = order if among is None else order[among[order]]
        ranks = _ranks(column.values[order])
        places[order] = np.minimum((ranks * steps).astype(np.intp), steps - 1)
    else:
        values = np.where(column.is_known, column.values, steps)
        places = np.where(values < steps, values, values % steps).astype(np.intp)
        places[~column.is_known] = steps
    return Tint(column, table[places], tuple(palette))


def multiplied(pixels: Colours, colours: Colours) -> Colours:
    """Return the products of colours, channel by channel as shares of 255; shapes as in numpy.

    They are rounded as Qt's painter rounds them, so that what is computed equals what is painted.
    """
    words = np.full(np.broadcast_shapes(pixels.shape, colours.shape), 0xFF000000, dtype=np.uint32)
    for shift in (np.uint32(16), np.uint32(8), np.uint32(0)):
        product = (pixels >> shift & 255) * (colours >> shift & 255)
        product += (product >> 8) + 128
        words |= product >> 8 << shift
    return words


def packed(colour: str) -> int:
    """Return ``#RRGGBB`` as 0xFFRRGGBB."""
    return 0xFF000000 | int(colour.removeprefix("#"), 16)


def _ranks(ascending: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return each value's place among all from 0 to 1; equal values share the first of theirs."""
    if len(ascending) == 0:
        return np.empty(0)
    firsts = np.searchsorted(ascending, ascending, side="left")
    return firsts / max(1, len(ascending) - 1)
