"""What is drawn over the images: headings, labels, outlines, messages."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.mosaic.layout import EMPTY, Cell, Layout, Region
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import chip, grey_value, heading
from fmnist_gui.ui.explore.view import View

CHIP_MARGIN = 4
OUTLINE_PX = 2
LEAST_LABELLED_CELL_PX = 112
"""Cells narrower than this (at 100 % font size) are not labelled."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """All that the overlays depend on.

    ``pitch`` is the width and height of a cell in image pixels, ``heading_px`` the width kept
    free for headings, ``ratio`` the device's pixel ratio, ``visible`` the rectangle of the widget.
    """

    layout: Layout
    split: Split
    class_names: tuple[str, ...]
    view: View
    pitch: tuple[int, int]
    region: Region
    visible: QRectF
    heading_px: float
    ratio: float
    is_blind: bool

    def box(self, cell: Cell) -> QRectF:
        """Return the rectangle of the image in `cell`, in logical pixels of the widget."""
        wide, high = self.pitch
        left, top = self.view.on_screen(cell.column * wide, cell.row * high)
        rows, columns = self.split.images.shape[1:]
        return QRectF(left, top, columns * self.view.scale, rows * self.view.scale)

    @property
    def row_px(self) -> float:
        """Height of a row of cells in logical pixels."""
        return self.pitch[1] * self.view.scale

    @property
    def has_headings(self) -> bool:
        """Whether rows say which class they are."""
        return self.tells_by_place and heading.is_legible(self.row_px)

    @property
    def tells_by_place(self) -> bool:
        """Whether the place of an image tells its label."""
        return self.layout.is_by_class and not self.is_blind

    @property
    def has_chips(self) -> bool:
        """Whether each cell says its class; it would stand in the way of grey values."""
        is_wide_enough = self.pitch[0] * self.view.scale >= theme.scaled_px(LEAST_LABELLED_CELL_PX)
        is_plain = not grey_value.is_legible(self.view.scale)
        return is_wide_enough and is_plain and not self.is_blind and not self.layout.is_by_class


def paint(painter: QPainter, sheet: Sheet) -> None:
    """Paint what every frame has."""
    if sheet.has_chips:
        _paint_chips(painter, sheet)
    if sheet.has_headings:
        heading.paint(
            painter,
            sheet.layout.row_classes,
            names=sheet.class_names,
            grid=QPointF(*sheet.view.on_screen(0, 0)),
            row_px=sheet.row_px,
            column_px=sheet.heading_px,
            visible=sheet.visible,
            ratio=sheet.ratio,
        )


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


def paint_message(painter: QPainter, visible: QRectF, message: str) -> None:
    """Write a sentence into the middle of the empty canvas."""
    painter.save()
    painter.setFont(theme.font(theme.MEDIUM))
    painter.setPen(QColor(theme.DARK.hint))
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(visible.adjusted(24, 24, -24, -24), flags, message)
    painter.restore()


def _paint_chips(painter: QPainter, sheet: Sheet) -> None:
    width, height = sheet.box(Cell(0, 0)).size().toTuple()
    chips = [
        chip.pixmap(number, name, widest_px=width - 2 * CHIP_MARGIN, ratio=sheet.ratio)
        for number, name in enumerate(sheet.class_names)
    ]
    down = height - CHIP_MARGIN - chip.height_px()
    region, labels = sheet.region, sheet.split.labels
    for (row, column), index in np.ndenumerate(sheet.layout.within(region)):
        if index != EMPTY:
            corner = sheet.box(Cell(region.row + row, region.column + column)).topLeft()
            place = corner + QPointF(CHIP_MARGIN, down)
            painter.drawPixmap(place.toPoint(), chips[labels[index]])
