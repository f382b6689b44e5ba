"""The quiet switch above the lists: by session, by person, or by panel."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

Kind = Literal["sessions", "people", "panels"]
KINDS: tuple[Kind, ...] = ("sessions", "people", "panels")


class ViewSwitch(QWidget):
    """Three words of which one is chosen; arrows walk through them.

    Signals:
        chosen(str): another kind is chosen now.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for kind in KINDS:
            button = QToolButton()
            button.setText(kind.capitalize())
            button.setCheckable(True)
            button.setProperty("role", "switch")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            self.buttons[kind] = button
            row.addWidget(button)
        self.buttons["sessions"].setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        return next(kind for kind in KINDS if self.buttons[kind].isChecked())

    def choose(self, kind: Kind) -> None:
        """Choose a kind, as by a click."""
        self.buttons[kind].setChecked(True)

    def _on_toggled(self, _button: QToolButton, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(self.kind)
