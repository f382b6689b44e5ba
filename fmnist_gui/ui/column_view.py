"""One column in the middle of a page, of a measure that can be read; it scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fmnist_gui.ui.plain_text import PlainLabel

SIDE_PX = 24


class ColumnView(QScrollArea):
    """Put things into its ``column``, which is never wider than `width_px` logical pixels."""

    def __init__(
        self,
        width_px: int,
        parent: QWidget | None = None,
        *,
        top_px: int = SIDE_PX,
        spacing_px: int = 16,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        body, content = QWidget(), QWidget()
        content.setMaximumWidth(width_px)
        outer = QHBoxLayout(body)
        outer.setContentsMargins(SIDE_PX, top_px, SIDE_PX, top_px)
        outer.addStretch(1)
        outer.addWidget(content, 100)
        outer.addStretch(1)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing_px)
        self.setWidget(body)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def wrapped(role: str, text: str = "") -> PlainLabel:
    """Return a label that takes as many lines as it needs; `role` is a word of the style sheet."""
    label = PlainLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
