"""What stands on the page while there is no image to decide."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import PlainLabel

MEASURE_PX = 440


class EndView(QWidget):
    """Says why there is none, and offers the one thing to do about it.

    Signals:
        asked(None): the button was pressed.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.hint = PlainLabel(), PlainLabel()
        self.title.setProperty("role", "headline")
        self.hint.setProperty("role", "lead")
        for label in (self.title, self.hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.title)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.hint, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, hint: str, *, offer: str = "") -> None:
        """Say why there is no image, and what the button does; none without an offer."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setMaximumWidth(theme.scaled_px(MEASURE_PX))
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
