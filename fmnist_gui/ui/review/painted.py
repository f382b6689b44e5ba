"""A part of the view that paints itself: no layout has to settle when its words change."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import literal


class Painted(QWidget):
    """Says in words what it paints, to screen readers and, where something is cut, to the eye.

    The keyboard reaches it by Tab, so that it is read aloud there.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def say(self, words: str) -> None:
        """Take other words, and paint anew."""
        self.setAccessibleName(words)
        self.setToolTip(literal(words))
        self.update()

    def paint(self, painter: QPainter, look: theme.Theme) -> None:
        """Paint in the colours of `look`."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint, and a frame where the keyboard is."""
        painter, look = QPainter(self), theme.current()
        self.paint(painter, look)
        if self.hasFocus():
            painter.setPen(QColor(look.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def row_px() -> int:
    """Return the height of a line in a list."""
    return theme.scaled_px(18)


def title_px() -> int:
    """Return the height of a small heading and the air below it."""
    return theme.scaled_px(20)
