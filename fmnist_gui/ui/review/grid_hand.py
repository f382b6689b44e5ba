"""What the mouse does on a page: click marks, a marked image is carried, else a band is drawn."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication

from fmnist_gui.core.review.grid_layout import Box, GridLayout
from fmnist_gui.core.review.grid_marking import Marking

Gesture = Literal["none", "pressed", "band", "carry"]

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class GridHand:
    """Follows one press of the left button, from cell to cell, until it is let go.

    A drag that begins on a marked image carries all marked ones; any other draws a rubber band,
    which marks what it meets, or unmarks it with Control. With Shift a click marks a range.
    """

    def __init__(self) -> None:
        self.gesture: Gesture = "none"
        self._start = self._end = QPoint()
        self._modifiers = Qt.KeyboardModifier.NoModifier

    @property
    def band(self) -> QRect | None:
        """The rubber band, None while there is none."""
        if self.gesture != "band":
            return None
        return QRect(self._start, self._end).normalized()

    def press(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Begin at this point; what it becomes is seen when the mouse moves or is let go."""
        self.gesture, self._start, self._end = "pressed", at, at
        self._modifiers = modifiers

    def move(self, to: QPoint, layout: GridLayout, marking: Marking) -> None:
        """Go on to this point."""
        self._end = to
        if self.gesture == "pressed":
            far = QGuiApplication.styleHints().startDragDistance()
            if (to - self._start).manhattanLength() < far:
                return
            position = layout.at(self._start.x(), self._start.y())
            if position in marking.marked and not self._modifiers & (_SHIFT | _CONTROL):
                self.gesture = "carry"
            else:
                self.gesture = "band"
                marking.begin_band(does_mark=not self._modifiers & _CONTROL)
        if (band := self.band) is not None:
            marking.band(layout.within(Box(band.x(), band.y(), band.width(), band.height())))

    def release(self, layout: GridLayout, marking: Marking) -> Gesture:
        """End, and return what it was; a press that did not move marks or unmarks."""
        was, self.gesture = self.gesture, "none"
        position = layout.at(self._start.x(), self._start.y())
        if was == "pressed" and position is not None:
            if self._modifiers & _SHIFT:
                marking.extend(position)
            else:
                marking.toggle(position)
        return was

    def cancel(self, marking: Marking) -> Gesture:
        """Give up, and return what it was; what a band marked is unmarked again."""
        was, self.gesture = self.gesture, "none"
        if was == "band":
            marking.cancel_band()
        return was
