"""Which class each row is, at the left of the mosaic."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import chip

LEAST_ROW_PX = 18
"""Rows lower than this have no room for a heading (at 100 % font size)."""

INDENT_PX = 8


def is_legible(row_px: float) -> bool:
    """Whether rows of this height can carry headings."""
    return row_px >= theme.scaled_px(LEAST_ROW_PX)


def row_at(
    point: QPointF, count: int, *, grid: QPointF, row_px: float, column_px: float
) -> int | None:
    """Return which of `count` rows has its heading at `point`, None for none; as for `paint`."""
    left = max(0.0, grid.x() - column_px)
    row = math.floor((point.y() - grid.y()) / row_px)
    is_beside = left <= point.x() < min(grid.x(), left + column_px)
    return row if is_beside and 0 <= row < count else None


def paint(
    painter: QPainter,
    classes: Sequence[int],
    *,
    names: Sequence[str],
    grid: QPointF,
    row_px: float,
    column_px: float,
    visible: QRectF,
    ratio: float,
) -> None:
    """Write the class of each visible row beside it.

    `grid` is the top left corner of the mosaic in the widget, `column_px` the room at its left.
    When the mosaic is dragged out to the left the headings stay in sight, over the images.
    """
    left = max(0.0, grid.x() - column_px) + INDENT_PX
    for row, number in enumerate(classes):
        top = grid.y() + row * row_px
        if top + row_px < visible.top() or top > visible.bottom():
            continue
        made = chip.pixmap(number, names[number], widest_px=column_px - INDENT_PX, ratio=ratio)
        middle = top + (row_px - made.height() / ratio) / 2
        painter.drawPixmap(QPointF(left, round(middle * ratio) / ratio), made)
