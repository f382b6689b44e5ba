"""A part of the side card under a small heading."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fmnist_gui.ui.elided_label import ElidedLabel

AIR_ABOVE_PX = 20


class Section(QWidget):
    """A heading and what is added below it; hidden until there is something to say."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = ElidedLabel(title)
        self.heading.setProperty("role", "small")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, AIR_ABOVE_PX, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self.heading)
        self.hide()

    def say(self, title: str) -> None:
        """Put another heading above."""
        self.heading.say(title)
        self.setAccessibleName(title)
