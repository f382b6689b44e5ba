"""Says which list of images is shown, with a way back."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel


class ListChip(QFrame):
    """A rounded frame with a title and a button that closes it."""

    def __init__(self, close_icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self._title = ElidedLabel()
        self.close_button = QToolButton()
        self.close_button.setIcon(close_icon)
        self.close_button.setIconSize(QSize(1, 1) * theme.scaled_px(12))
        self.close_button.setToolTip("Back to the layout before (Esc)")
        self.close_button.setAccessibleName("Close the list")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 2, 1)
        row.setSpacing(4)
        row.addWidget(self._title, 1)
        row.addWidget(self.close_button)

    @property
    def title(self) -> str:
        """What it says."""
        return self._title.whole

    def say(self, title: str) -> None:
        """Show another title."""
        self._title.say(title)
