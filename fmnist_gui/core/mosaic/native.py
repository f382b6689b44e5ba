"""A layout at native pixels: each pixel of an image is one pixel of the picture."""

from collections.abc import Iterator

import numpy as np

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic.compose import Detail, Picture, compose
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pitch import GAP, content_size
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.region import Region
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

LARGEST_SIDE_PX = 32_767
"""Other programs open no picture with a longer edge."""

LARGEST_BYTES = 512 * 1024 * 1024

_STRIP_PX = 1 << 21


def size_px(layout: Layout, pyramid: Pyramid, *, pixel_bytes: int = 1) -> tuple[int, int]:
    """Return (rows, columns) of the picture of `layout`.

    `pixel_bytes` is the memory that one pixel takes. Raises RequestError when there is no image
    in it or it would be larger than LARGEST_SIDE_PX or LARGEST_BYTES.
    """
    if layout.count == 0:
        raise RequestError("there is no image here to take away; show or select some first")
    width, height = content_size(layout.rows, layout.columns, image=_image_size(pyramid))
    if max(width, height) > LARGEST_SIDE_PX or width * height * pixel_bytes > LARGEST_BYTES:
        raise RequestError(
            f"the picture would have {width:,} × {height:,} pixels, expected at most "
            f"{LARGEST_SIDE_PX:,} a side and {LARGEST_BYTES // pixel_bytes >> 20} million in all; "
            "filter or select fewer images"
        )
    return height, width


def strips(
    layout: Layout,
    pyramid: Pyramid,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Iterator[Picture]:
    """Give the picture of `layout` from the top, in strips of whole rows of cells.

    Each cell is an image and the gap after it, also at the right and at the bottom. `report`
    speaks of rows of cells. Raises Cancelled.
    """
    rows, columns = _image_size(pyramid)
    line_px = (rows + GAP) * (columns + GAP) * max(1, layout.columns)
    high = max(1, _STRIP_PX // line_px)
    for done in range(0, layout.rows, high):
        if is_cancelled():
            raise Cancelled
        strip = Region(done, 0, rows=min(high, layout.rows - done), columns=layout.columns)
        yield compose(layout, pyramid, region=strip, detail=Detail(pyramid.side))
        report(done + strip.rows, layout.rows)


def native(
    layout: Layout,
    pyramid: Pyramid,
    *,
    pixel_bytes: int = 1,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Images:
    """Return the picture of `layout` as grey values (rows, columns), without the last gaps.

    Raises RequestError as :func:`size_px` does, and Cancelled.
    """
    height, width = size_px(layout, pyramid, pixel_bytes=pixel_bytes)
    whole = np.empty((height, width), dtype=np.uint8)
    top = 0
    for strip in strips(layout, pyramid, report=report, is_cancelled=is_cancelled):
        rows = min(len(strip.pixels), height - top)
        whole[top : top + rows] = strip.pixels[:rows, :width]
        top += rows
    return whole


def _image_size(pyramid: Pyramid) -> tuple[int, int]:
    rows, columns = pyramid.images.shape[1:]
    return int(rows), int(columns)
