"""A page of images on which those that stand out are marked, by mouse or by keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.review.mark_history import MarkHistory
from fmnist_gui.ui.review import grid_cell
from fmnist_gui.ui.review.grid_cell import GridCell
from fmnist_gui.ui.review.grid_hand import GridHand
from fmnist_gui.ui.review.grid_poster import GAP_PX, GridPoster

BAND_SHARE = 0.18

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class MarksChanged:
    """The numbers of the images that are marked now, of those in sight."""

    numbers: frozenset[int]


@dataclass(frozen=True)
class Pointed:
    """The image that the pointer or the keyboard came to, by its number."""

    number: int


@dataclass(frozen=True)
class Carried:
    """Marked images, by number, are held at this point of the screen."""

    numbers: frozenset[int]
    at: QPoint


class GridSheet(GridPoster):
    """Takes clicks, rubber bands, drags and keys; see GridHand for what the mouse does.

    Signals:
        marks_changed(MarksChanged): other images are marked.
        acted(None): a click, band or key has marked something, or taken marks away.
        pointed(Pointed): another image is meant.
        carried(Carried): marked images are being dragged.
        dropped(Carried): they were let go.
        put_back(None): they were not dropped after all.
    """

    marks_changed = Signal(object)
    acted = Signal()
    pointed = Signal(object)
    carried = Signal(object)
    dropped = Signal(object)
    put_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand = GridHand()
        self.history = MarkHistory()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.room_changed.connect(self._tell_marks)

    @property
    def current(self) -> GridCell | None:
        """The cell where the keyboard stands."""
        at = self.marking.current
        return self.visible[at] if at < len(self.visible) else None

    @property
    def all_marks(self) -> frozenset[int]:
        """The numbers of the images that are marked, in sight or not."""
        return frozenset(self.cells[at].number for at in self.marking.marked)

    def show_page(
        self, cells: Sequence[GridCell], images: Images, *, marks: Iterable[int] = ()
    ) -> None:
        """Show a page; only on the same one can marks be taken back that were made before."""
        before = [cell.number for cell in self.cells]
        super().show_page(cells, images, marks=marks)
        is_same = before == [cell.number for cell in cells]
        if not is_same or self.history.marks != self.all_marks:
            self.history = MarkHistory(self.all_marks)

    def stamp(self, cells: Sequence[GridCell]) -> None:
        """Show what is decided; marks from before that step are behind it."""
        super().stamp(cells)
        self.history = MarkHistory(self.all_marks)

    def mark(self, *positions: int) -> None:
        """Mark these cells or take their marks away, as clicks do."""
        for position in positions:
            self.marking.toggle(position)
        self._note()

    def undo_marks(self) -> bool:
        """Take back what was marked or unmarked last; False where nothing was on this page."""
        return self.history.undo() and self._restore()

    def redo_marks(self) -> bool:
        """Mark again what was taken back last; False where nothing was."""
        return self.history.redo() and self._restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a rubber band, or to carry what is marked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._hand.press(event.position().toPoint(), event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count as another click: whoever clicks fast goes from image to image."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        at = event.position().toPoint()
        if self._hand.gesture == "none":
            self._hover(self.grid.at(at.x(), at.y()))
            return
        self._hand.move(at, self.grid, self.marking)
        if self._hand.gesture == "carry":
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(Carried(self.marks, event.globalPosition().toPoint()))
        elif self._hand.gesture == "band":
            self._tell_marks()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Mark, or drop what was carried."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        was = self._hand.release(self.grid, self.marking)
        self.unsetCursor()
        if was == "carry":
            self.dropped.emit(Carried(self.marks, event.globalPosition().toPoint()))
        elif was != "none":
            self._note()
            self._point(self.marking.current)

    def leaveEvent(self, event: QEvent) -> None:
        """Outline nothing; what was said about the last image stays to be read."""
        super().leaveEvent(event)
        self._hover(None)

    def press(self, event: QKeyEvent) -> bool:
        """Walk, mark or unmark, if that is what a key is for; False when it is not."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        has_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if not has_control and (wanted := self._wanted(key)) is not None:
            self._walk(wanted, extend=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Space and not has_control:
            self.mark(self.marking.current)
        elif key == Qt.Key.Key_A and has_control:
            self.marking.mark_all()
            self._note()
        elif key == Qt.Key.Key_Escape and (self._hand.gesture != "none" or self.marks):
            self._give_up()
        else:
            return False
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that walk and mark; others go on to the page."""
        if not self.press(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Outline the cell where the keyboard stands."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Outline it less: keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def _wanted(self, key: Qt.Key) -> int | None:
        """Return where a key leads, None for one that leads nowhere."""
        if key in _STEPS:
            right, down = _STEPS[key]
            wanted = self.grid.moved(self.marking.current, right=right, down=down)
            return min(wanted, max(0, len(self.visible) - 1))
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: max(0, len(self.visible) - 1)}
        return ends.get(key)

    def _walk(self, position: int, *, extend: bool) -> None:
        if extend:
            self.marking.extend(position)
            self._note()
        else:
            self.marking.walk(position)
            self.update()
        self._point(position)

    def _give_up(self) -> None:
        was = self._hand.cancel(self.marking)
        self.unsetCursor()
        if was == "carry":
            self.put_back.emit()
        elif was != "band":
            self.marking.clear()
        self._note()

    def _hover(self, position: int | None) -> None:
        if position is not None and position >= len(self.visible):
            position = None
        was, self._hovered = self._hovered, position
        if was == position:
            return
        for at in (was, position):
            if at is not None:
                self.update(self.place(at).adjusted(-GAP_PX, -GAP_PX, GAP_PX, GAP_PX))
        if position is not None:
            self._point(position)

    def _point(self, position: int) -> None:
        if position < len(self.visible):
            self.setAccessibleDescription(self.visible[position].spoken)
            self.pointed.emit(Pointed(self.visible[position].number))

    def _restore(self) -> bool:
        wanted = self.history.marks
        self.marking.restore(at for at, cell in enumerate(self.cells) if cell.number in wanted)
        self._tell_marks()
        return True

    def _note(self) -> None:
        """Remember what is marked now as one act, and tell of it."""
        is_new = self.history.note(self.all_marks)
        self._tell_marks()
        if is_new:
            self.acted.emit()

    def _tell_marks(self) -> None:
        self.update()
        self.marks_changed.emit(MarksChanged(self.marks))

    def _paint_above(self, painter: QPainter) -> None:
        if (band := self._hand.band) is not None:
            colour = QColor(grid_cell.INK.accent)
            painter.setPen(QPen(colour, 1))
            colour.setAlphaF(BAND_SHARE)
            painter.fillRect(band, colour)
            painter.drawRect(band)
