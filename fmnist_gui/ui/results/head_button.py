"""A button at the head of a card, which gives way to what stands beside it."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QWidget

from fmnist_gui.ui.card.label import icon_size


class HeadButton(QPushButton):
    """Shows an icon beside words, or alone while it ``is_compact``."""

    def __init__(self, text: str, picture: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._needed = 0
        self.is_compact = False
        self.setIcon(picture)
        self.setIconSize(icon_size())
        self.say(text)

    @property
    def needed(self) -> int:
        """The width with its words, in pixels."""
        if not self.is_compact:
            self._needed = self.sizeHint().width()
        return self._needed

    def say(self, text: str) -> None:
        """Show `text`, where there is room for words."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.be_compact(self.is_compact)

    def be_compact(self, is_compact: bool) -> None:
        """Show the icon alone, or the words again."""
        self._needed = self.needed
        self.is_compact = is_compact
        self.setText("" if is_compact else self._whole)
