"""The tools that choose images by a line drawn around them."""

from collections.abc import Sequence
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.selection import in_lasso

LEAST_STEP_PX = 2
"""A line gets a new corner only when the cursor has gone this far."""


class Tool(Enum):
    """What dragging with the left button does."""

    HAND = auto()
    BOX = auto()
    LASSO = auto()

    def with_keys(self, keys: Qt.KeyboardModifier) -> "Tool":
        """Return the tool in use while `keys` are held: Shift or Ctrl turn a hand into a box."""
        has_keys = keys & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        return Tool.BOX if self is Tool.HAND and has_keys else self


class Change(Enum):
    """What a line does to the selection."""

    REPLACE = auto()
    ADD = auto()
    REMOVE = auto()


class Trace:
    """A line that is being drawn, from one corner to the opposite one or freely.

    Shift adds to the selection, Ctrl takes away from it.
    """

    def __init__(self, tool: Tool, start: QPointF, keys: Qt.KeyboardModifier) -> None:
        self._tool = tool
        self._points = [start]
        self.change = Change.REPLACE
        if keys & Qt.KeyboardModifier.ControlModifier:
            self.change = Change.REMOVE
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            self.change = Change.ADD

    @property
    def is_drawn(self) -> bool:
        """Whether this is a line at all; the hand draws none."""
        return self._tool is not Tool.HAND

    def go_to(self, point: QPointF) -> None:
        """Draw on."""
        if self._tool is Tool.BOX:
            self._points = [self._points[0], point]
        elif (point - self._points[-1]).manhattanLength() >= LEAST_STEP_PX:
            self._points.append(point)

    @property
    def corners(self) -> QPolygonF:
        """The line as a closed one."""
        if self._tool is Tool.BOX:
            return QPolygonF(QRectF(self._points[0], self._points[-1]).normalized())
        return QPolygonF(self._points)

    def numbers_in(self, layout: Layout, corners: Sequence[tuple[float, float]]) -> Numbers:
        """Return the images inside; `corners` are those of the line, in cells.

        A box takes every cell that it touches, a free line those whose middle it encloses.
        """
        if self._tool is not Tool.BOX:
            return in_lasso(layout, np.array(corners))
        xs, ys = zip(*corners, strict=True)
        region = layout.region(min(xs), min(ys), right=max(xs), bottom=max(ys))
        return layout.numbers_within(region)
