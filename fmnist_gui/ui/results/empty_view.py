"""What stands on the page while there is no session."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.ui.icon import Tint, icon

ON_ACCENT = Tint(QPalette.ColorRole.HighlightedText)
"""For icons on primary buttons."""


class EmptyView(QWidget):
    """Says what will be here and offers the one thing to do.

    Signals:
        play_asked(None): the button was pressed.
        add_asked(None): sessions of other people are to be added from files.
    """

    play_asked = Signal()
    add_asked = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title = QLabel("No sessions yet.")
        title.setProperty("role", "headline")
        self._hint = hint = QLabel("Play twenty images: it takes a minute.")
        hint.setProperty("role", "lead")
        self.play_button = QPushButton("Play")
        self.play_button.setProperty("role", "primary")
        self.play_button.clicked.connect(self.play_asked)
        self.play_button.setIcon(icon("play", icons_folder, tint=ON_ACCENT))
        self.add_button = QPushButton("Add sessions from files …")
        self.add_button.setProperty("role", "quiet")
        self.add_button.clicked.connect(self.add_asked)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (title, hint, self.play_button, self.add_button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say_unreadable(self) -> None:
        """Say that sessions cannot be shown; why is told where it was found out."""
        self._title.setText("The sessions cannot be read.")
        self._hint.setText("The message above says why. Nothing was changed.")
        self.play_button.hide()
        self.add_button.hide()
