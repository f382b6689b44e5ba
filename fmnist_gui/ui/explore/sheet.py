"""One picture of the visible cells, mended while the view moves."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from fmnist_gui.core.mosaic import compose
from fmnist_gui.core.mosaic.compose import Detail
from fmnist_gui.core.mosaic.layout import EMPTY, Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.region import Cell, Region
from fmnist_gui.core.mosaic.tint import Colours, Tint, packed
from fmnist_gui.ui import pixels, theme
from fmnist_gui.ui.explore.colour_map import ColourMap, is_plain, table

WHOLE_MAX_PX = 2_000_000
"""A layout whose picture is not larger than this is one sheet, whatever is seen of it."""

GROUND_WORD = np.uint32(packed(theme.CANVAS))

MOST_HOLES = 1000
"""More empty cells than this get the colour of the ground in the picture itself.

One by one they are painted over its grey, which is a hair off.
"""


@dataclass(frozen=True, eq=False)
class Style:
    """What decides how cells look; ``doubling`` is described in :func:`blit.doubling`."""

    layout: Layout
    pyramid: Pyramid
    detail: Detail
    doubling: int
    colour_map: ColourMap = ColourMap.GREY
    tint: Tint | None = None

    def is_like(self, other: "Style") -> bool:
        """Whether cells of both look the same."""
        return (
            self.layout is other.layout
            and self.pyramid is other.pyramid
            and self.detail == other.detail
            and self.doubling == other.doubling
            and self.colour_map is other.colour_map
            and self.tint is other.tint
        )

    @property
    def cell(self) -> tuple[int, int]:
        """Rows and columns of pixels that a cell has in the picture."""
        rows, columns = compose.cell_size(self.pyramid, self.detail)
        return rows * self.doubling, columns * self.doubling

    @property
    def is_small(self) -> bool:
        """Whether all cells make a small picture."""
        rows, columns = self.cell
        count = self.layout.rows * self.layout.columns
        return count * rows * columns <= WHOLE_MAX_PX


@dataclass(frozen=True, eq=False)
class Sheet:
    """The cells of `region`: as grey values, as a picture for the screen, and the empty ones.

    The grey values are those before doubling, so that little memory is kept for mending.
    """

    style: Style
    region: Region
    grey: pixels.Grey
    image: QImage
    holes: tuple[Cell, ...]


def sheet_for(
    region: Region, style: Style, *, last: Sheet | None, memory: pixels.ScreenMemory
) -> Sheet:
    """Return a sheet that holds `region`, which has cells: the last one, if it still serves.

    Of a sheet that serves in part only what is missing is composed. The picture lies in `memory`,
    so the last sheet's is gone afterwards.
    """
    known = last if last is not None and style.is_like(last.style) else None
    if known is not None and known.region.holds(region):
        return known
    wanted = style.layout.whole if style.is_small else region
    grey = _composed(wanted, style) if known is None else _mended(wanted, style, known=known)
    large = _doubled(grey, style.doubling)
    is_empty = style.layout.within(wanted) == EMPTY
    is_sparse = np.count_nonzero(is_empty) > MOST_HOLES
    if is_plain(style.colour_map) and not is_sparse:
        image = memory.screen_image(large)
        holes = _holes(is_empty, wanted)
    else:
        image = _coloured(large, style, is_empty=is_empty, memory=memory)
        holes = ()
    if style.tint is not None:
        _lay_over(image, style.tint.over(style.layout.within(wanted)))
    return Sheet(style, wanted, grey, image, holes)


def _lay_over(image: QImage, colours: Colours) -> None:
    """Multiply a picture with the colours of its cells, one for each of them."""
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    small = pixels.word_image(colours)
    painter.drawImage(QRectF(image.rect()), small, QRectF(small.rect()))
    painter.end()


def _holes(is_empty: NDArray[np.bool_], region: Region) -> tuple[Cell, ...]:
    places = np.argwhere(is_empty).tolist()
    return tuple(Cell(region.row + row, region.column + column) for row, column in places)


def _coloured(
    grey: pixels.Grey,
    style: Style,
    *,
    is_empty: NDArray[np.bool_],
    memory: pixels.ScreenMemory,
) -> QImage:
    """Return the picture in the colours of the map, with the ground where nothing stands."""
    words = memory.coloured(grey, table(style.colour_map))
    if is_empty.any():
        high, wide = style.cell
        rows, columns = is_empty.shape
        cells = words.reshape(rows, high, columns, wide)
        np.copyto(cells, GROUND_WORD, where=is_empty[:, None, :, None])
    return pixels.word_image(words)


def _composed(region: Region, style: Style) -> pixels.Grey:
    return compose.compose(style.layout, style.pyramid, region=region, detail=style.detail).pixels


def _doubled(grey: pixels.Grey, doubling: int) -> pixels.Grey:
    if doubling == 1:
        return grey
    return np.repeat(np.repeat(grey, doubling, axis=1), doubling, axis=0)


def _mended(region: Region, style: Style, *, known: Sheet) -> pixels.Grey:
    """Return the picture of `region`, with what `known` has of it copied from there."""
    high, wide = compose.cell_size(style.pyramid, style.detail)
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
