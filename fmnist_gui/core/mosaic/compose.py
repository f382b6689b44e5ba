"""The pixels of the visible part of a layout, as one small picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.mosaic.layout import EMPTY, Cells, Layout
from fmnist_gui.core.mosaic.pitch import GAP, GROUND
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.region import Region

GAP_FROM_SIDE = 14
"""Averaged copies with fewer pixels than this are drawn without gaps; nobody could see them."""

TOO_FINE = 2.5
"""A level this much finer than needed is sampled, because blitting all of it would be slow."""


@dataclass(frozen=True)
class Detail:
    """Which level is shown, and every how manieth pixel of it (1 but while levels are made)."""

    side: int
    step: int = 1


@dataclass(frozen=True, eq=False)
class Picture:
    """The images of `region` side by side.

    ``pixels`` is (region.rows * cell_rows, region.columns * cell_columns); each cell is one
    image of the level with the gap after it.
    """

    pixels: NDArray[np.uint8]
    region: Region
    cell_rows: int
    cell_columns: int


def detail_for(pyramid: Pyramid, side_px: float) -> Detail:
    """Return what is fine enough for images of `side_px` physical pixels on the longer edge.

    The finest level, the images themselves, serves everything larger.
    """
    side = pyramid.side_for(side_px)
    excess = side / max(1.0, side_px)
    return Detail(side, round(excess) if excess > TOO_FINE else 1)


def cell_size(pyramid: Pyramid, detail: Detail) -> tuple[int, int]:
    """Return (rows, columns) of a cell of the picture at `detail`, its gap included."""
    if len(pyramid.images) == 0:
        return 1, 1
    height, width = pyramid.level(detail.side).shape[1:]
    if detail.step > 1:
        first = detail.step // 2
        return (
            len(range(min(first, height - 1), height, detail.step)),
            len(range(min(first, width - 1), width, detail.step)),
        )
    gap = _gap(pyramid, detail)
    return height + gap, width + gap


def compose(layout: Layout, pyramid: Pyramid, *, region: Region, detail: Detail) -> Picture:
    """Return the picture of `region`.

    Gathering whole lines of pixels as one void item each is an order of magnitude faster than
    gathering pixels.
    """
    cells = layout.within(region)
    if len(pyramid.images) == 0:
        level = np.full((region.rows, 1, region.columns, 1), GROUND, dtype=np.uint8)
    elif detail.step > 1:
        level = _sampled(pyramid.level(detail.side), cells, step=detail.step)
    else:
        level = _gathered(pyramid.level(detail.side), cells, gap=_gap(pyramid, detail))
    _clear(level, cells)
    rows, cell_rows, columns, cell_columns = level.shape
    pixels = level.reshape(rows * cell_rows, columns * cell_columns)
    return Picture(pixels, region, cell_rows=cell_rows, cell_columns=cell_columns)


def has_gaps(pyramid: Pyramid, side: int) -> bool:
    """Whether images of level `side` are drawn with gaps between them."""
    return side == pyramid.side or side >= GAP_FROM_SIDE


def _gap(pyramid: Pyramid, detail: Detail) -> int:
    return GAP if has_gaps(pyramid, detail.side) else 0


def _gathered(level: Images, cells: Cells, *, gap: int) -> Images:
    """Return (rows, image rows + gap, columns, image columns + gap) of the images in `cells`."""
    height, width = level.shape[1:]
    taken = _lines(level, cells, np.arange(height))
    if gap == 0:
        return taken
    rows, columns = cells.shape
    spaced = np.full((rows, height + gap, columns, width + gap), GROUND, dtype=np.uint8)
    # Copying a line of an image as one item takes half the time of copying its pixels.
    item = np.dtype(f"V{width}")
    places = np.ndarray((rows, height, columns), item, spaced, strides=spaced.strides[:3])
    places[...] = taken.view(item)[..., 0]
    return spaced


def _sampled(level: Images, cells: Cells, *, step: int) -> Images:
    """Return every `step`-th pixel of the images in `cells`, while no coarse level is there."""
    height, width = level.shape[1:]
    down = np.arange(min(step // 2, height - 1), height, step)
    return _lines(level, cells, down)[..., min(step // 2, width - 1) :: step].copy()


def _lines(level: Images, cells: Cells, down: NDArray[np.intp]) -> Images:
    """Return lines `down` of the images in `cells`, shape (rows, lines, columns, width)."""
    height, width = level.shape[1:]
    lines = level.reshape(-1).view(f"V{width}")
    # Empty cells borrow image 0 until they are cleared.
    wanted = np.maximum(cells, 0)[:, None, :] * height + down[None, :, None]
    taken: Images = np.take(lines, wanted).view(np.uint8)
    return taken.reshape(cells.shape[0], len(down), cells.shape[1], width)


def _clear(pictures: Images, cells: Cells) -> None:
    rows, columns = np.nonzero(cells == EMPTY)
    if len(rows):
        pictures[rows, :, columns, :] = GROUND
