"""One picture of the visible cells and some around them, mended while the view moves."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from fmnist_gui.core.mosaic import compose
from fmnist_gui.core.mosaic.compose import Detail
from fmnist_gui.core.mosaic.layout import EMPTY, Cell, Layout, Region
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.ui import pixels
from fmnist_gui.ui.explore import blit

MARGIN_PX = 128
"""How far a sheet reaches beyond what is seen, so that few frames of a pan need another."""

WHOLE_MAX_PX = 2_000_000
"""A layout whose picture is not larger than this is one sheet, whatever is seen of it."""

MOST_HOLES = 1000
"""More empty cells than this keep the grey of the picture, which is a hair off the ground."""


@dataclass(frozen=True, eq=False)
class Style:
    """What decides how cells look; ``doubling`` is described in :func:`blit.doubling`."""

    layout: Layout
    pyramid: Pyramid
    detail: Detail
    doubling: int

    def is_like(self, other: "Style") -> bool:
        """Whether cells of both look the same."""
        return (
            self.layout is other.layout
            and self.pyramid is other.pyramid
            and self.detail == other.detail
            and self.doubling == other.doubling
        )

    @property
    def cell(self) -> tuple[int, int]:
        """Rows and columns of pixels that a cell has before doubling."""
        return compose.cell_size(self.pyramid, self.detail)

    @property
    def whole(self) -> Region:
        """All cells."""
        return Region(0, 0, rows=self.layout.rows, columns=self.layout.columns)

    @property
    def is_small(self) -> bool:
        """Whether all cells make a small picture."""
        rows, columns = self.cell
        count = self.layout.rows * self.layout.columns
        return count * rows * columns * self.doubling**2 <= WHOLE_MAX_PX

    def around(self, region: Region) -> Region:
        """Return `region` with a margin, as far as there are cells."""
        rows, columns = (side * self.doubling for side in self.cell)
        down, across = MARGIN_PX // rows + 1, MARGIN_PX // columns + 1
        return self.layout.region(
            region.column - across,
            region.row - down,
            right=region.column + region.columns + across,
            bottom=region.row + region.rows + down,
        )


@dataclass(frozen=True, eq=False)
class Sheet:
    """The cells of `region`: as grey values, as a picture for the screen, and the empty ones."""

    style: Style
    region: Region
    grey: pixels.Grey
    image: QImage
    holes: tuple[Cell, ...]


def sheet_for(region: Region, style: Style, *, last: Sheet | None) -> Sheet:
    """Return a sheet that holds `region`, which has cells: the last one, if it still serves.

    Of a sheet that serves in part only what is missing is composed. A sheet in a new style is
    made as small as possible, since all of it has to be composed within one frame.
    """
    known = last if last is not None and style.is_like(last.style) else None
    if known is not None and known.region.holds(region):
        return known
    if style.is_small:
        wanted = style.whole
    else:
        wanted = region if known is None else style.around(region)
    grey = _composed(wanted, style) if known is None else _mended(wanted, style, known=known)
    image = blit.magnified(pixels.screen_image(grey), style.doubling)
    empty = np.argwhere(style.layout.within(wanted) == EMPTY).tolist()
    holes = tuple(
        Cell(wanted.row + row, wanted.column + column)
        for row, column in (empty if len(empty) <= MOST_HOLES else ())
    )
    return Sheet(style, wanted, grey, image, holes)


def _composed(region: Region, style: Style) -> pixels.Grey:
    picture = compose.compose(style.layout, style.pyramid, region=region, detail=style.detail)
    return picture.pixels


def _mended(region: Region, style: Style, *, known: Sheet) -> pixels.Grey:
    """Return the picture of `region`, with what `known` has of it copied from there."""
    high, wide = style.cell
    grey = np.empty((region.rows * high, region.columns * wide), dtype=np.uint8)
    common = region.common(known.region)
    _place(grey, region, part=common)[...] = _place(known.grey, known.region, part=common)
    for part in missing(region, common):
        _place(grey, region, part=part)[...] = _composed(part, style)
    return grey


def _place(grey: pixels.Grey, region: Region, *, part: Region) -> pixels.Grey:
    """Return the view of the cells of `part` in the picture of `region`."""
    high, wide = grey.shape[0] // region.rows, grey.shape[1] // region.columns
    top, left = (part.row - region.row) * high, (part.column - region.column) * wide
    return grey[top : top + part.rows * high, left : left + part.columns * wide]


def missing(region: Region, common: Region) -> Iterator[Region]:
    """Yield what `region` has and `common`, a part of it, has not: above, below, left, right."""
    above = common.row - region.row
    below = region.row + region.rows - common.row - common.rows
    left = common.column - region.column
    right = region.column + region.columns - common.column - common.columns
    under, beside = common.row + common.rows, common.column + common.columns
    for part in (
        Region(region.row, region.column, rows=above, columns=region.columns),
        Region(under, region.column, rows=below, columns=region.columns),
        Region(common.row, region.column, rows=common.rows, columns=left),
        Region(common.row, beside, rows=common.rows, columns=right),
    ):
        if part.rows and part.columns:
            yield part
