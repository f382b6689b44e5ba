"""One preset to choose: its name, what it asks for, what it is good for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from fmnist_gui.core.session.protocol import Protocol


class PresetCard(QFrame):
    """A card that is chosen by a click anywhere on it, or by the keyboard.

    Signals:
        asked(Protocol): it was double clicked: start at once.
    """

    asked = Signal(object)

    def __init__(self, protocol: Protocol, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.protocol = protocol
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.radio = QRadioButton(protocol.title)
        self.radio.setProperty("role", "section")
        self._summary = QLabel(protocol.summary)
        self._summary.setProperty("role", "hint")
        self._summary.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self.radio)
        column.addWidget(self._summary)
        column.addStretch(1)
        self.radio.toggled.connect(self._show_choice)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this preset."""
        self.radio.setChecked(True)
        self.radio.setFocus()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose it and start."""
        self.asked.emit(self.protocol)
        super().mouseDoubleClickEvent(event)

    def _show_choice(self, is_chosen: bool) -> None:
        self.setProperty("chosen", is_chosen)
        # A dynamic property changes nothing until the style is asked again.
        self.style().unpolish(self)
        self.style().polish(self)
