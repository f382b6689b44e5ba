"""A column that scrolls when it is higher than its place, and never moves sideways for that."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

BAR_PX = 6
"""Width of the scroll bar, as the style sheet has it for the side card."""


class ScrollColumn(QScrollArea):
    """Holds `content`, always as wide as if there were a scroll bar beside it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._content = content
        self.setWidget(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the content the new width."""
        self._content.setFixedWidth(max(0, self.width() - BAR_PX))
        super().resizeEvent(event)

    def go_to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)
