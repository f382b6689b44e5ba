"""A quiet row of words of which one is chosen."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from fmnist_gui.ui.flow_layout import FlowLayout

_GAP_PX = 2


class Switch(QWidget):
    """Words by their keys, of which one is chosen, the first to begin with; arrows walk there.

    What has no room in the row is shortened, or with `wraps` stands below.

    Signals:
        chosen(str): another key is chosen now.
    """

    chosen = Signal(str)

    def __init__(
        self, words: Mapping[str, str], parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        row = FlowLayout(self, gap_px=_GAP_PX) if wraps else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        for key, word in words.items():
            button = QToolButton()
            button.setText(word)
            button.setCheckable(True)
            button.setProperty("role", "switch")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            self.buttons[key] = button
            row.addWidget(button)
        next(iter(self.buttons.values())).setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def current(self) -> str:
        """The key that is chosen."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Choose a key, as by a click."""
        self.buttons[key].setChecked(True)

    def _on_toggled(self, _button: QToolButton, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(self.current)
