"""A dark card that lies on the canvas and keeps to its corner."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QWidget

from fmnist_gui.ui import theme

AWAY_PX = 12
"""Air between the card and the edges of the canvas."""

COLOURS = theme.DARK
"""The canvas is dark whatever the theme, and so is what lies on it."""


class Floating(QFrame):
    """A card over the widget `over`; it is placed anew when that widget is resized.

    A wheel turned on the card does nothing to the canvas.
    """

    def __init__(self, over: QWidget, corner: Qt.Corner | None = None) -> None:
        super().__init__(over)
        self._over = over
        self._corner = corner
        self.setStyleSheet(_style())
        over.installEventFilter(self)

    def place(self) -> None:
        """Take the size that is needed and go to the corner; without one, to the upper middle."""
        room = self._over.size()
        size = self.sizeHint().boundedTo(
            QSize(room.width() - 2 * AWAY_PX, room.height() - 2 * AWAY_PX)
        )
        right, bottom = room.width() - size.width(), room.height() - size.height()
        if self._corner is None:
            left, top = right // 2, min(bottom, room.height() // 8)
        else:
            is_right = self._corner in (Qt.Corner.TopRightCorner, Qt.Corner.BottomRightCorner)
            is_low = self._corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner)
            left = right - AWAY_PX if is_right else AWAY_PX
            top = bottom - AWAY_PX if is_low else AWAY_PX
        self.setGeometry(left, top, size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what is below."""
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.place()
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Keep it from the canvas."""
        event.accept()


def _style() -> str:
    return f"""
Floating {{ background: {COLOURS.card}; border: 1px solid {COLOURS.line}; border-radius: 8px; }}
Floating QLabel {{ background: transparent; color: {COLOURS.text}; }}
Floating QLabel[role="small"] {{ color: {COLOURS.hint}; }}
Floating QLabel[role="wrong"] {{ color: {COLOURS.wrong}; font-weight: 400; }}
Floating QToolButton {{ color: {COLOURS.text}; border-radius: 4px; padding: 4px; }}
Floating QToolButton:hover {{ background: {COLOURS.line}; }}
Floating QToolButton:focus {{ border: 1px solid {COLOURS.accent}; }}
Floating QPushButton {{ background: transparent; color: {COLOURS.text};
    border: 1px solid {COLOURS.hint}; }}
Floating QPushButton:hover {{ background: {COLOURS.line}; }}
Floating QPushButton:focus {{ border: 1px solid {COLOURS.accent}; }}
Floating QLineEdit {{ background: {COLOURS.ground}; color: {COLOURS.text};
    border: 1px solid {COLOURS.line}; selection-background-color: {COLOURS.accent};
    selection-color: {COLOURS.on_accent}; }}
Floating QLineEdit:focus {{ border: 1px solid {COLOURS.accent}; }}
Floating QToolButton:checked {{ background: transparent; color: {COLOURS.text}; }}
Floating QToolButton:checked:hover {{ background: {COLOURS.line}; }}
Floating QToolButton[role="fold"] {{ font-size: {theme.scaled_px(theme.SMALL)}px; font-weight: 600;
    padding: 2px 4px; }}
Floating QScrollBar::handle {{ background: {COLOURS.hint}; }}
"""
