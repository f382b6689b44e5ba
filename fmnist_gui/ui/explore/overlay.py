"""What is drawn over the images: headings, labels, marks, outlines, messages."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from fmnist_gui.core.mosaic.layout import EMPTY, Heading, Layout
from fmnist_gui.core.mosaic.region import Cell, Region
from fmnist_gui.core.mosaic.selection import Selection
from fmnist_gui.ui import pixels, theme
from fmnist_gui.ui.explore import cell_mark, chip, group_heading, heading
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.view import View
from fmnist_gui.ui.image import grey_value

CLASS = "class"
CHIP_MARGIN = 4
OUTLINE_PX = 2
LEAST_LABELLED_CELL_PX = 112
"""Cells narrower than this (at 100 % font size) are not labelled."""

LEAST_OUTLINED_CELL_PX = 24
"""Narrower cells that are selected are covered with colour; an outline would hide them."""

LEAST_MARKED_CELL_PX = 32
"""Narrower cells have no room for a mark beside the colour."""

SELECTED = QColor(theme.DARK.accent)
COVER_ALPHA = 130


@dataclass(frozen=True)
class Choice:
    """A choice of the column `key`, as a heading names it."""

    key: str
    name: str


@dataclass(frozen=True, eq=False)
class Overlay:
    """All that the overlays depend on.

    ``pitch`` is the width and height of a cell in image pixels, ``heading_px`` the width kept
    free for headings, ``ratio`` the device's pixel ratio, ``visible`` the rectangle of the widget.
    """

    shown: Shown
    view: View
    pitch: tuple[int, int]
    region: Region
    visible: QRectF
    heading_px: float
    ratio: float

    @property
    def layout(self) -> Layout:
        """What stands where."""
        return self.shown.layout

    def box(self, cell: Cell) -> QRectF:
        """Return the rectangle of the image in `cell`, in logical pixels of the widget."""
        wide, high = self.pitch
        left, top = self.view.on_screen(cell.column * wide, cell.row * high)
        rows, columns = self.shown.gallery.images.shape[1:]
        return QRectF(left, top, columns * self.view.scale, rows * self.view.scale)

    def area(self, region: Region) -> QRectF:
        """Return the rectangle of cells with the gaps after them, in logical pixels."""
        wide, high = self.pitch
        left, top = self.view.on_screen(region.column * wide, region.row * high)
        scale = self.view.scale
        return QRectF(left, top, region.columns * wide * scale, region.rows * high * scale)

    @property
    def cell_px(self) -> float:
        """Width of a cell in logical pixels."""
        return self.pitch[0] * self.view.scale

    @property
    def row_px(self) -> float:
        """Height of a row of cells in logical pixels."""
        return self.pitch[1] * self.view.scale

    @property
    def has_headings(self) -> bool:
        """Whether rows say which class they are."""
        is_by_row = bool(self.layout.row_classes) and not self.shown.is_blind
        return is_by_row and heading.is_legible(self.row_px)

    @property
    def headings(self) -> list[tuple[Heading, QRectF, QRectF]]:
        """The headings of groups that may be shown, with their place and their group."""
        if self.shown.is_blind and self.layout.tells_labels:
            return []
        return [(h, self.area(h.place), self.area(h.group)) for h in self.layout.headings]

    @property
    def has_chips(self) -> bool:
        """Whether each cell says its class; it would stand in the way of grey values."""
        is_wide_enough = self.cell_px >= theme.scaled_px(LEAST_LABELLED_CELL_PX)
        is_plain = not grey_value.is_legible(self.view.scale)
        is_wanted = not self.shown.is_blind and not self.layout.row_classes
        return is_wide_enough and is_plain and is_wanted

    @property
    def has_marks(self) -> bool:
        """Whether the colour of a cell is told by a mark as well."""
        is_wide_enough = self.cell_px >= theme.scaled_px(LEAST_MARKED_CELL_PX)
        is_plain = not grey_value.is_legible(self.view.scale)
        tint = self.shown.tint
        # A label beside the image says the class already.
        is_said = tint is None or (self.has_chips and tint.column.key == "class")
        return is_wide_enough and is_plain and not is_said


def choice_at(point: QPointF, overlay: Overlay) -> Choice | None:
    """Return the choice that the heading at a point of the widget speaks of, None for none."""
    found = group_heading.at(point, overlay.headings, visible=overlay.visible)
    if found is not None:
        return Choice(found.key, found.title) if found.key else None
    row = heading.row_at(
        point,
        len(overlay.layout.row_classes) if overlay.has_headings else 0,
        grid=QPointF(*overlay.view.on_screen(0, 0)),
        row_px=overlay.row_px,
        column_px=overlay.heading_px,
    )
    if row is None:
        return None
    return Choice(CLASS, overlay.shown.gallery.class_names[overlay.layout.row_classes[row]])


def paint(painter: QPainter, overlay: Overlay) -> None:
    """Paint what every frame has."""
    if overlay.has_chips:
        _paint_chips(painter, overlay)
    if overlay.has_marks:
        _paint_marks(painter, overlay)
    if overlay.headings:
        group_heading.paint(painter, overlay.headings, visible=overlay.visible)
    if overlay.has_headings:
        heading.paint(
            painter,
            overlay.layout.row_classes,
            names=overlay.shown.gallery.class_names,
            grid=QPointF(*overlay.view.on_screen(0, 0)),
            row_px=overlay.row_px,
            column_px=overlay.heading_px,
            visible=overlay.visible,
            ratio=overlay.ratio,
        )


def paint_selection(painter: QPainter, overlay: Overlay, selection: Selection) -> None:
    """Show which of the visible cells are selected."""
    cells = overlay.layout.within(overlay.region)
    is_chosen = selection.mask[np.maximum(cells, 0)] & (cells != EMPTY)
    if not is_chosen.any():
        return
    painter.save()
    if overlay.cell_px < theme.scaled_px(LEAST_OUTLINED_CELL_PX):
        _cover(painter, overlay, is_chosen)
    else:
        places = np.argwhere(is_chosen).tolist()
        row, column, pen = overlay.region.row, overlay.region.column, QPen(SELECTED, OUTLINE_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects([overlay.box(Cell(row + down, column + right)) for down, right in places])
    painter.restore()


def paint_outline(painter: QPainter, box: QRectF, *, colour: str) -> None:
    """Draw a line around a cell, outside of its pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(colour), OUTLINE_PX)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    half = OUTLINE_PX / 2
    painter.drawRect(box.adjusted(-half, -half, half, half))
    painter.restore()


def paint_trace(painter: QPainter, corners: QPolygonF) -> None:
    """Draw the line that a person pulls around images."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = QColor(SELECTED)
    fill.setAlpha(36)
    painter.setBrush(fill)
    painter.setPen(QPen(SELECTED, 1))
    painter.drawPolygon(corners)
    painter.restore()


def paint_message(painter: QPainter, visible: QRectF, message: str) -> None:
    """Write a sentence into the middle of the empty canvas."""
    painter.save()
    painter.setFont(theme.font(theme.MEDIUM))
    painter.setPen(QColor(theme.DARK.hint))
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(visible.adjusted(24, 24, -24, -24), flags, message)
    painter.restore()


def _cover(painter: QPainter, overlay: Overlay, is_chosen: NDArray[np.bool_]) -> None:
    """Lay colour over the cells, one pixel of colour each."""
    parts = (
        part * COVER_ALPHA // 255 for part in (SELECTED.red(), SELECTED.green(), SELECTED.blue())
    )
    word = COVER_ALPHA << 24 | int.from_bytes(bytes(parts), "big")
    words = np.where(is_chosen, np.uint32(word), np.uint32(0))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    image = pixels.glass_image(words)
    painter.drawImage(overlay.area(overlay.region), image, QRectF(image.rect()))


def _paint_chips(painter: QPainter, overlay: Overlay) -> None:
    size = overlay.box(Cell(0, 0)).size()
    gallery = overlay.shown.gallery
    chips = [
        chip.pixmap(number, name, widest_px=size.width() - 2 * CHIP_MARGIN, ratio=overlay.ratio)
        for number, name in enumerate(gallery.class_names)
    ]
    down = size.height() - CHIP_MARGIN - chip.height_px()
    region = overlay.region
    for (row, column), number in np.ndenumerate(overlay.layout.within(region)):
        if number != EMPTY:
            corner = overlay.box(Cell(region.row + row, region.column + column)).topLeft()
            place = corner + QPointF(CHIP_MARGIN, down)
            painter.drawPixmap(place.toPoint(), chips[gallery.labels[number]])


def _paint_marks(painter: QPainter, overlay: Overlay) -> None:
    tint, region = overlay.shown.tint, overlay.region
    if tint is None:
        return
    marks = cell_mark.marks_of(tint, ratio=overlay.ratio)
    if not marks:
        return
    cells = overlay.layout.within(region)
    values = tint.column.values[np.maximum(cells, 0)]
    is_marked = (cells != EMPTY) & ~np.isnan(values)
    for row, column in np.argwhere(is_marked).tolist():
        mark = marks.get(int(values[row, column]))
        if mark is not None:
            corner = overlay.box(Cell(region.row + row, region.column + column)).topLeft()
            painter.drawPixmap(corner, mark)
