"""What stands on the page while there is no study."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.icon import Tint, icon

ON_ACCENT = Tint(QPalette.ColorRole.HighlightedText)

NOTHING = "No studies yet."
WHAT = (
    "In a study several people label the same images, each without seeing what others said. "
    "What they agree on becomes the label; where they do not, you see it and decide."
)
NO_DATA = "A study is made of images: open a data set first."
UNREADABLE = "The studies cannot be read."
WHY = "The message above says why. Nothing was changed."

MEASURE_PX = 520


class EmptyView(QWidget):
    """Says what a study is and offers to begin one.

    Signals:
        new_asked(None): a study is to be put together.
        open_asked(None): a study that somebody else has begun is to be opened from its file.
        join_asked(None): a study on a server is to be joined.
    """

    new_asked = Signal()
    open_asked = Signal()
    join_asked = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = words(NOTHING, "headline")
        self.hint = words(WHAT, "lead")
        self.data_hint = words(NO_DATA, "hint")
        self.new_button = QPushButton("New study …")
        self.new_button.setProperty("role", "primary")
        self.new_button.setIcon(icon("collect", icons_folder, tint=ON_ACCENT))
        self.open_button = QPushButton("Open study file …")
        self.join_button = QPushButton("Join on a server …")
        self.new_button.clicked.connect(self.new_asked)
        self.open_button.clicked.connect(self.open_asked)
        self.join_button.clicked.connect(self.join_asked)
        content = QWidget()
        content.setMaximumWidth(theme.scaled_px(MEASURE_PX))
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(content, 100)
        row.addStretch(1)
        column = QVBoxLayout(content)
        column.setSpacing(12)
        column.addStretch(2)
        for label in (self.title, self.hint, self.data_hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(4)
        for button in (self.new_button, self.open_button, self.join_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, *, has_data: bool) -> None:
        """Say what a study is; without data, that there have to be some first."""
        self.title.setText(NOTHING)
        self.hint.setText(WHAT)
        self.data_hint.setHidden(has_data)
        self.new_button.setEnabled(has_data)
        for button in (self.new_button, self.open_button, self.join_button):
            button.show()

    def say_unreadable(self) -> None:
        """Say that studies cannot be shown; why is told where it was found out."""
        self.title.setText(UNREADABLE)
        self.hint.setText(WHY)
        for widget in (self.data_hint, self.new_button, self.open_button, self.join_button):
            widget.hide()
