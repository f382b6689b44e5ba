"""Pictures of parts of a layout, kept while the view moves over them."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from fmnist_gui.core.mosaic import compose
from fmnist_gui.core.mosaic.compose import Detail
from fmnist_gui.core.mosaic.layout import EMPTY, Cell, Layout, Region
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.ui import pixels
from fmnist_gui.ui.explore import blit

TILE_PX = 256
"""Side of a tile: small enough that the new ones of a quick pan fit into a frame."""

WHOLE_MAX_PX = 2_000_000
"""A layout whose picture is not larger than this is one tile."""

MOST_HOLES = 1000
"""More empty cells than this keep the grey of the picture, which is a hair off the ground."""


@dataclass(frozen=True, eq=False)
class Tile:
    """The picture of `region`, and which of its cells are empty."""

    region: Region
    image: QImage
    holes: tuple[Cell, ...]


@dataclass(frozen=True, eq=False)
class Style:
    """What all tiles that are kept have in common."""

    layout: Layout
    pyramid: Pyramid
    detail: Detail
    doubling: int

    def is_like(self, other: "Style | None") -> bool:
        """Whether tiles of both look the same."""
        return (
            other is not None
            and self.layout is other.layout
            and self.pyramid is other.pyramid
            and self.detail == other.detail
            and self.doubling == other.doubling
        )

    @property
    def step(self) -> tuple[int, int]:
        """How many rows and columns of cells a tile has."""
        rows, columns = compose.cell_size(self.pyramid, self.detail)
        rows, columns = rows * self.doubling, columns * self.doubling
        whole = self.layout.rows, self.layout.columns
        if whole[0] * rows * whole[1] * columns <= WHOLE_MAX_PX:
            return whole
        return max(1, TILE_PX // rows), max(1, TILE_PX // columns)


class TileStore:
    """Composes the tiles that are in sight, each once while the style stays the same."""

    def __init__(self) -> None:
        self._style: Style | None = None
        self._tiles: dict[tuple[int, int], Tile] = {}

    def clear(self) -> None:
        """Let go of all tiles."""
        self._style = None
        self._tiles.clear()

    def over(self, region: Region, style: Style) -> list[Tile]:
        """Return tiles that cover `region`, which has cells."""
        if not style.is_like(self._style):
            self._style = style
            self._tiles.clear()
        high, wide = style.step
        down = range(region.row // high, (region.row + region.rows - 1) // high + 1)
        across = range(region.column // wide, (region.column + region.columns - 1) // wide + 1)
        wanted = {
            (row, column): self._tile(style, row, column) for row in down for column in across
        }
        if len(self._tiles) > 2 * len(wanted):
            self._tiles = dict(wanted)
        return list(wanted.values())

    def _tile(self, style: Style, row: int, column: int) -> Tile:
        known = self._tiles.get((row, column))
        if known is None:
            known = self._tiles[row, column] = _composed(style, row, column)
        return known


def _composed(style: Style, row: int, column: int) -> Tile:
    high, wide = style.step
    layout = style.layout
    first_row, first_column = row * high, column * wide
    region = Region(
        first_row,
        first_column,
        rows=min(high, layout.rows - first_row),
        columns=min(wide, layout.columns - first_column),
    )
    picture = compose.compose(layout, style.pyramid, region=region, detail=style.detail)
    image = blit.magnified(pixels.screen_image(picture.pixels), style.doubling)
    empty = np.argwhere(layout.within(region) == EMPTY).tolist()
    holes = tuple(
        Cell(first_row + row, first_column + column)
        for row, column in (empty if len(empty) <= MOST_HOLES else ())
    )
    return Tile(region, image, holes)
