"""The canvas: a plane of images that a person moves with mouse, fingers and keys."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui.explore.plane import Plane
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.trace import Change, Tool, Trace

WHEEL_NOTCH = 120
ZOOM_PER_NOTCH = 1.25
ZOOM_PER_KEY = 1.5
PAN_SHARE = 0.2
"""How much of the widget one press of an arrow key moves."""

PAGE_SHARE = 0.9
NO_LINE = QPolygonF()
OTHERS_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""With one of these held a key is none of the canvas's: Alt+Left goes back, for one."""


@dataclass(frozen=True)
class CellHovered:
    """What is under the cursor: a cell and the number of its image; None for neither."""

    cell: Cell | None
    number: int | None


@dataclass(frozen=True)
class CellClicked:
    """What was clicked: a cell and the number of its image; None for neither.

    ``is_toggle`` and ``is_range`` tell that Ctrl or Shift was held.
    """

    cell: Cell | None
    number: int | None
    is_toggle: bool = False
    is_range: bool = False


@dataclass(frozen=True, eq=False)
class Encircled:
    """Images around which a line was drawn, and what it does to the selection."""

    numbers: Numbers
    change: Change


@dataclass(frozen=True)
class ImageOpened:
    """An image that is wanted large."""

    number: int


class Canvas(Plane):
    """A plane that answers to a person.

    Wheel and pinch zoom about the cursor, dragging moves or, with another tool or with Shift,
    draws a line around images; arrows and Page keys move, + and - zoom, 0 fits, Home and End go to
    the first and the last row, Enter opens.

    Signals:
        hovered(CellHovered): the cursor went to another cell, or left.
        clicked(CellClicked): a cell, or the ground, was clicked.
        heading_clicked(Choice): the heading of a row or a group was clicked.
        encircled(Encircled): a line was drawn around images.
        opened(ImageOpened): an image was double-clicked, or Enter was pressed on it.
        view_changed(ViewChanged): see :class:`Plane`.
    """

    hovered = Signal(object)
    clicked = Signal(object)
    heading_clicked = Signal(object)
    encircled = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Canvas of images")
        self._cursor: QPointF | None = None
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self._tool = Tool.HAND
        self._line: Trace | None = None
        self._under = CellHovered(None, None)
        self.view_changed.connect(self._look_under_cursor)

    @property
    def under_cursor(self) -> CellHovered:
        """What is under the cursor."""
        return self._under

    @property
    def tool(self) -> Tool:
        """What dragging does."""
        return self._tool

    def take_tool(self, tool: Tool) -> None:
        """Let dragging do something else."""
        self._tool = tool
        self._show_cursor()

    def show_layout(self, shown: Shown, *, is_again: bool = False) -> None:
        """Show another layout; see :meth:`Plane.show_layout`."""
        self._under = CellHovered(None, None)
        super().show_layout(shown, is_again=is_again)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = event.position()
            has_line = event.button() == Qt.MouseButton.LeftButton and self.shown is not None
            tool = self._tool.with_keys(event.modifiers())
            self._line = Trace(tool, self._pressed, event.modifiers()) if has_line else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, else tell what is under the cursor."""
        here = event.position()
        self._cursor = here
        if self._pressed is not None and self._dragged is None:
            path = here - self._pressed
            if path.manhattanLength() >= QApplication.startDragDistance():
                self._dragged = self._pressed
                self._show_cursor()
        if self._dragged is None:
            self._look_under_cursor()
        elif self._line is not None and self._line.is_drawn:
            self._line.go_to(here)
            self.show_trace(self._line.corners)
        else:
            by = here - self._dragged
            self._dragged = here
            self.look(self.view.moved(by.x(), by.y()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; without a drag between, it was a click."""
        was_click = self._pressed is not None and self._dragged is None
        line = self._line if self._dragged is not None else None
        self._pressed = self._dragged = self._line = None
        self._show_cursor()
        is_left = was_click and event.button() == Qt.MouseButton.LeftButton
        choice = self.choice_at(event.position()) if is_left else None
        if choice is not None:
            self.heading_clicked.emit(choice)
        elif is_left:
            cell, keys = self.cell_at(event.position()), event.modifiers()
            self.clicked.emit(
                CellClicked(
                    cell,
                    self._number_in(cell),
                    is_toggle=bool(keys & Qt.KeyboardModifier.ControlModifier),
                    is_range=bool(keys & Qt.KeyboardModifier.ShiftModifier),
                )
            )
        elif line is not None and line.is_drawn and self.shown is not None:
            self.show_trace(NO_LINE)
            corners = [self.in_cells(point) for point in line.corners.toList()]
            found = line.numbers_in(self.shown.layout, corners)
            self.encircled.emit(Encircled(found, line.change))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the image that was meant."""
        number = self._number_in(self.cell_at(event.position()))
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.opened.emit(ImageOpened(number))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the cursor; a sideways wheel moves sideways."""
        turn = event.angleDelta()
        if turn.y():
            self.zoom(ZOOM_PER_NOTCH ** (turn.y() / WHEEL_NOTCH), event.position())
        elif turn.x():
            self.look(self.view.moved(turn.x(), 0))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Answer to pinching on a touchpad or a screen, and to the cursor leaving."""
        if event.type() == QEvent.Type.Leave:
            self._cursor = None
            self._look_under_cursor()
        elif isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint())
                self.zoom(pinch.scaleFactor(), centre)
                return True
        return bool(super().viewportEvent(event))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom or open; leave every other key to the page."""
        if event.modifiers() & OTHERS_KEYS:
            event.ignore()
            return
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: (PAN_SHARE, 0),
            Qt.Key.Key_Right: (-PAN_SHARE, 0),
            Qt.Key.Key_Up: (0, PAN_SHARE),
            Qt.Key.Key_Down: (0, -PAN_SHARE),
            Qt.Key.Key_PageUp: (0, PAGE_SHARE),
            Qt.Key.Key_PageDown: (0, -PAGE_SHARE),
        }
        if key in steps:
            across, down = steps[key]
            self.look(
                self.view.moved(across * self.viewport().width(), down * self.viewport().height())
            )
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM_PER_KEY)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_PER_KEY)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_edge(is_end=key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_marked()
        else:
            event.ignore()

    def _open_marked(self) -> None:
        number = self._under.number
        if number is None:
            # Without a mouse the image in the middle is meant.
            number = self._number_in(self.cell_at(QPointF(self.viewport().rect().center())))
        if number is not None:
            self.opened.emit(ImageOpened(number))

    def _look_under_cursor(self, _changed: object = None) -> None:
        cell = None if self._cursor is None else self.cell_at(self._cursor)
        found = CellHovered(cell, self._number_in(cell))
        if found != self._under:
            self._under = found
            self.mark(cell if found.number is not None else None)
            self.hovered.emit(found)
        if self._dragged is None:
            self._show_cursor()

    def _number_in(self, cell: Cell | None) -> int | None:
        if cell is None or self.shown is None:
            return None
        return self.shown.layout.number_at(cell)

    def _show_cursor(self) -> None:
        is_drawing = self._line is not None and self._line.is_drawn
        if self._dragged is not None and not is_drawing:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._tool is not Tool.HAND or is_drawing:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif self._cursor is not None and self.choice_at(self._cursor) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()
