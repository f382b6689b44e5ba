"""A field for several lines of text."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QWidget

EDGES_PX = 18
"""What the style sheet and the document keep free above and below the text."""


class TextArea(QPlainTextEdit):
    """As high as `lines` lines of text; Tab leaves it, and what is pasted comes without looks."""

    def __init__(self, lines: int, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)

    def sizeHint(self) -> QSize:
        """Return a height of so many lines, at the font of the moment."""
        high = self._lines * self.fontMetrics().lineSpacing() + EDGES_PX
        return QSize(super().sizeHint().width(), high)

    def minimumSizeHint(self) -> QSize:
        """As high as it is to be; as narrow as there is room."""
        return QSize(1, self.sizeHint().height())
