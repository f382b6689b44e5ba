"""All classes side by side with the images: marked ones are dropped on the class they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from fmnist_gui.core.session.key_map import digit_keys
from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.image.ink import write
from fmnist_gui.ui.plain_text import literal

ROW_PX, LEAST_ROW_PX, MARK_PX, GAP_PX = 32, 22, 14, 8
WIDTH_PX, USUAL_CLASSES = 176, 10
LEAST_NAME_PX = 40
"""Where there is less room, key and mark stand for the class, and a tip names it."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True)
class ClassMeant:
    """Class ``number`` was clicked, or chosen by key."""

    number: int


class GridClassList(QWidget):
    """Shows key, mark and name of every class, in as many columns as it takes to show them all.

    Signals:
        class_meant(ClassMeant): a class was chosen for what is marked.
    """

    class_meant = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._asked: int | None = None
        self._current: int | None = None
        self._is_target = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Classes for the marked images")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def serve(self, names: Sequence[str]) -> None:
        """Show other classes."""
        self.names, self._keys = tuple(names), digit_keys(len(names))
        self.updateGeometry()
        self.update()

    def ask_about(self, label: int | None) -> None:
        """Write the class that is asked about in bold: what is dropped there keeps its label."""
        if label != self._asked:
            self._asked = label
            self.update()

    def class_at(self, at: QPoint) -> int | None:
        """Return the class under a point of the screen."""
        inside = self.mapFromGlobal(at)
        return next((n for n in range(len(self.names)) if self.place(n).contains(inside)), None)

    def offer(self, number: int | None, *, is_target: bool = True) -> None:
        """Show that images held over class `number` would go there; None for no class."""
        if (number, is_target) != (self._current, self._is_target):
            self._current, self._is_target = number, is_target
            self.update()

    def place(self, number: int) -> QRect:
        """Return where class `number` stands."""
        rows = self._rows
        column, row = divmod(number, rows)
        wide = self.width() // self._columns
        high = self._row_height
        return QRect(column * wide, row * high, wide, high)

    def sizeHint(self) -> QSize:
        """Return room for one class below the other."""
        return QSize(theme.scaled_px(WIDTH_PX), len(self.names) * theme.scaled_px(ROW_PX))

    def minimumSizeHint(self) -> QSize:
        """Return room for two columns of small rows."""
        rows = min(USUAL_CLASSES, len(self.names))
        return QSize(theme.scaled_px(WIDTH_PX) // 2, -(-rows // 2) * self._least_row)

    @property
    def column_px(self) -> int:
        """How high it has to be to show the usual ten classes with their names."""
        return min(USUAL_CLASSES, len(self.names)) * self._least_row

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each class, and where images would go."""
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, name in enumerate(self.names):
            self._paint_row(painter, number, name, look)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which class a click would choose, and its name where that is cut."""
        number = self.class_at(event.globalPosition().toPoint())
        self.offer(number, is_target=False)
        if number is None:
            self.unsetCursor()
            QToolTip.hideText()
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if self._name_box(number).width() < self.fontMetrics().horizontalAdvance(
            self.names[number]
        ):
            QToolTip.showText(event.globalPosition().toPoint(), literal(self.names[number]), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a class."""
        number = self.class_at(event.globalPosition().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.class_meant.emit(ClassMeant(number))

    def leaveEvent(self, event: QEvent) -> None:
        """Mean nothing, unless the keyboard is here."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.offer(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first class."""
        super().focusInEvent(event)
        self.offer(0 if self.names else None, is_target=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mean nothing."""
        super().focusOutEvent(event)
        self.offer(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the classes, and choose one."""
        key, last = Qt.Key(event.key()), len(self.names) - 1
        if key in _STEPS and last >= 0:
            current = -1 if self._current is None else self._current
            self.offer(min(max(0, current + _STEPS[key]), last), is_target=False)
            self.setAccessibleDescription(self.names[self._current or 0])
        elif key in _CHOOSING and self._current is not None:
            self.class_meant.emit(ClassMeant(self._current))
        else:
            super().keyPressEvent(event)

    @property
    def _least_row(self) -> int:
        return max(LEAST_ROW_PX, self.fontMetrics().height() + 2)

    @property
    def _columns(self) -> int:
        fitting = max(1, self.height() // self._least_row)
        return max(1, -(-len(self.names) // fitting))

    @property
    def _rows(self) -> int:
        return max(1, -(-len(self.names) // self._columns))

    @property
    def _row_height(self) -> int:
        return max(1, min(theme.scaled_px(ROW_PX), self.height() // self._rows))

    @property
    def _gap(self) -> int:
        """Air around key, mark and name; less of it where the column is narrow."""
        return min(theme.scaled_px(GAP_PX), self.width() // self._columns // 16)

    def _name_box(self, number: int) -> QRect:
        sign = self.fontMetrics().horizontalAdvance("0") if any(self._keys) else 0
        left = sign + theme.scaled_px(MARK_PX) + 3 * self._gap
        return self.place(number).adjusted(left, 0, -self._gap, 0)

    def _paint_row(self, painter: QPainter, number: int, name: str, look: theme.Theme) -> None:
        box, gap, side = self.place(number), self._gap, theme.scaled_px(MARK_PX)
        colour = look.text
        if number == self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent if self._is_target else look.hover))
            painter.drawRoundedRect(QRectF(box), 6, 6)
            colour = look.on_accent if self._is_target else look.text
        painter.setFont(self.font())
        key = QRect(box.x() + gap, box.y(), painter.fontMetrics().horizontalAdvance("W"), 0)
        key.setHeight(box.height())
        is_lit = number == self._current and self._is_target
        write(painter, key, self._keys[number], colour=colour if is_lit else look.hint)
        name_box = self._name_box(number)
        mark = QRectF(name_box.x() - side - gap, box.center().y() - side / 2 + 1, side, side)
        if is_lit:
            # The glyph's own colour may be close to the accent.
            painter.fillRect(mark.adjusted(-2, -2, 2, 2), QColor(look.card))
        class_mark.paint(painter, mark, number, colours=look)
        if name_box.width() >= theme.scaled_px(LEAST_NAME_PX):
            font = self.font()
            font.setBold(number == self._asked)
            painter.setFont(font)
            write(painter, name_box, name, colour=colour)
