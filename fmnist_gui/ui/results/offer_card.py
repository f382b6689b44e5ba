"""One line that offers to add what is not there yet."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from fmnist_gui.ui.card.label import icon_size, words
from fmnist_gui.ui.icon import icon


class OfferCard(QFrame):
    """Says what could stand here and offers the one thing to do.

    Signals:
        accepted(None): the button was pressed.
    """

    accepted = Signal()

    def __init__(
        self, sentence: str, button: str, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.button = QPushButton(button)
        self.button.setIcon(icon("download", icons_folder))
        self.button.setIconSize(icon_size())
        self.button.clicked.connect(self.accepted)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(16)
        row.addWidget(words(sentence, "hint"), 1)
        row.addWidget(self.button)
