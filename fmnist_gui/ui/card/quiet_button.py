"""A small button in the head of a card, whose words end where the card's contents do."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

OVERHANG = 9
"""How far the ground of a button reaches beyond its words, by the style sheet."""

BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class QuietButton(QToolButton):
    """Shows an icon and words; the row that it ends reaches OVERHANG into the margin."""

    def __init__(self, text: str, picture: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(text)
        self.setIcon(picture)
        self.setToolButtonStyle(BESIDE)

    def sizeHint(self) -> QSize:
        """Return the usual size without the two spaces that Qt keeps free behind the words."""
        hint = super().sizeHint()
        if self.toolButtonStyle() == BESIDE:
            hint.setWidth(hint.width() - 2 * self.fontMetrics().horizontalAdvance(" "))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()


class HangingRow(QHBoxLayout):
    """A row that reaches OVERHANG further to the right than its room, into the margin of a card."""

    def setGeometry(self, room: QRect) -> None:
        """Take the room and what hangs over."""
        super().setGeometry(room.adjusted(0, 0, OVERHANG, 0))
