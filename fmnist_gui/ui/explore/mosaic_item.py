"""The one graphics item of the canvas: all images, drawn as one picture per frame."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from fmnist_gui.core.mosaic import compose
from fmnist_gui.core.mosaic.layout import EMPTY, Layout
from fmnist_gui.core.mosaic.pitch import GAP, content_size
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.region import Region
from fmnist_gui.core.mosaic.tint import Tint
from fmnist_gui.ui import pixels, theme
from fmnist_gui.ui.explore import blit
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.sheet import Sheet, Style, sheet_for
from fmnist_gui.ui.image import grey_value

DENSE_FROM = 1.5
SOFTNESS = 1.4
"""On dense screens, whose pixels nobody sees, a level this much coarser serves in half the time.

Only for images that are reduced: magnified ones are shown as they are.
"""


class MosaicItem(pg.GraphicsObject):
    """Draws the visible cells of a layout at the level of detail that the zoom asks for.

    Its coordinates are image pixels, y down; each cell is one image and the gap after it. While
    it ``is_covered`` by something else it draws nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_covered = False
        self._layout: Layout | None = None
        self._pyramid: Pyramid | None = None
        self._tint: Tint | None = None
        self._colour_map = ColourMap.GREY
        self._sheet: Sheet | None = None
        self._memory = pixels.ScreenMemory()

    def show_layout(
        self, layout: Layout | None, pyramid: Pyramid | None, *, tint: Tint | None = None
    ) -> None:
        """Draw `layout` with the images of `pyramid` from now on, under the colours of `tint`."""
        self.prepareGeometryChange()
        if layout is not self._layout or pyramid is not self._pyramid:
            self._sheet = None
        self._layout, self._pyramid, self._tint = layout, pyramid, tint
        self.update()

    def show_colours(self, colour_map: ColourMap) -> None:
        """Draw grey values in other colours."""
        self._colour_map = colour_map
        self.update()

    @property
    def colour_map(self) -> ColourMap:
        """How grey values are drawn."""
        return self._colour_map

    @property
    def layout(self) -> Layout | None:
        """What is drawn."""
        return self._layout

    @property
    def pitch(self) -> tuple[int, int]:
        """Width and height of a cell in image pixels."""
        if self._pyramid is None:
            return 1, 1
        rows, columns = self._pyramid.images.shape[1:]
        return columns + GAP, rows + GAP

    def boundingRect(self) -> QRectF:
        """Return the rectangle of all cells."""
        if self._layout is None or self._pyramid is None:
            return QRectF()
        image = self._pyramid.images.shape[1:3]
        width, height = content_size(self._layout.rows, self._layout.columns, image=image)
        return QRectF(0, 0, width, height)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Compose what is visible, unless the last frame's picture still serves, and blit it."""
        if self._layout is None or self._pyramid is None or widget is None or self.is_covered:
            return
        transform = painter.worldTransform()
        seen = transform.inverted()[0].mapRect(QRectF(widget.rect()))
        wide, high = self.pitch
        region = self._layout.region(
            seen.left() / wide,
            seen.top() / high,
            right=seen.right() / wide,
            bottom=seen.bottom() / high,
        )
        if not (region.rows and region.columns):
            return
        painter.save()
        painter.resetTransform()
        if grey_value.is_legible(transform.m11()):
            self._paint_written(painter, region, seen=seen, transform=transform)
        else:
            self._paint_plain(painter, region, transform=transform)
        painter.restore()

    def _paint_plain(self, painter: QPainter, region: Region, *, transform: QTransform) -> None:
        assert self._layout is not None
        assert self._pyramid is not None
        ratio = painter.device().devicePixelRatioF()
        scale = transform.m11() * ratio
        is_soft = ratio >= DENSE_FROM and scale < 1 - 1e-6
        side_px = self._pyramid.side * scale / (SOFTNESS if is_soft else 1)
        detail = compose.detail_for(self._pyramid, side_px)
        style = Style(
            self._layout,
            self._pyramid,
            detail,
            blit.doubling(scale),
            self._colour_map,
            self._tint,
        )
        sheet = sheet_for(region, style, last=self._sheet, memory=self._memory)
        self._sheet = sheet
        box = transform.mapRect(self._box(sheet.region))
        blit.draw(painter, sheet.image, target=box, ratio=ratio)
        # Empty cells get the exact colour of the ground, which is not quite a grey.
        for hole in sheet.holes:
            place = self._box(Region(hole.row, hole.column, rows=1, columns=1))
            painter.fillRect(transform.mapRect(place), QColor(theme.CANVAS))

    def _box(self, region: Region) -> QRectF:
        """Return the rectangle of cells with the gaps after them, in image pixels."""
        wide, high = self.pitch
        return QRectF(
            region.column * wide, region.row * high, region.columns * wide, region.rows * high
        )

    def _paint_written(
        self, painter: QPainter, region: Region, *, seen: QRectF, transform: QTransform
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        box = seen.intersected(self.boundingRect()).toAlignedRect()
        if box.isEmpty():
            return
        values = self._values_in(box, region)
        written = grey_value.picture(values, round(transform.m11() * ratio), ratio=ratio)
        image = self._memory.screen_image(written)
        # The sheet's picture was in the same memory.
        self._sheet = None
        blit.draw(painter, image, target=transform.mapRect(QRectF(box)), ratio=ratio)

    def _values_in(self, box: QRect, region: Region) -> grey_value.Values:
        """Return the grey values in `box`, given in image pixels."""
        assert self._layout is not None
        assert self._pyramid is not None
        values = np.full((box.height(), box.width()), grey_value.BARE, dtype=np.uint16)
        wide, high = self.pitch
        for (row, column), number in np.ndenumerate(self._layout.within(region)):
            place = QRect(
                (region.column + column) * wide,
                (region.row + row) * high,
                wide - GAP,
                high - GAP,
            )
            part = place.intersected(box)
            if number == EMPTY or part.isEmpty():
                continue
            top, left = part.top() - place.top(), part.left() - place.left()
            down, across = part.top() - box.top(), part.left() - box.left()
            values[down : down + part.height(), across : across + part.width()] = (
                self._pyramid.images[number, top : top + part.height(), left : left + part.width()]
            )
        return values
