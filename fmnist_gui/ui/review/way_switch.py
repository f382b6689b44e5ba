"""Three buttons that say how the pixels of the image are shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from fmnist_gui.ui.image.stimulus import WAYS, Way

_WORDS: dict[Way, tuple[str, str]] = {
    "smooth": ("Smooth", "Pixels softened into each other"),
    "nearest": ("Squares", "Every pixel as a square"),
    "values": ("Values", "Every pixel with its grey value"),
}
KEY = "V"


class WaySwitch(QWidget):
    """One of the three is always down.

    Signals:
        way_asked(str): a person wants to see the pixels in this way.
    """

    way_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons: dict[Way, QPushButton] = {}
        for way in WAYS:
            name, tip = _WORDS[way]
            button = QPushButton(name)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            # A click leaves the keyboard with the page.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{tip} ({KEY} goes on to the next way)")
            button.clicked.connect(lambda _=False, way=way: self.way_asked.emit(way))
            self._group.addButton(button)
            row.addWidget(button)
            self.buttons[way] = button
        row.addStretch(1)

    def show_way(self, way: Way) -> None:
        """Mark another way as the one that is shown."""
        self.buttons[way].setChecked(True)
