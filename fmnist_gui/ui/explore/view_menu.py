"""The button with the saved views."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.icon import icon

ICON_PX = 16
TIP = "Saved views"


class ViewMenu(QToolButton):
    """A bookmark; its menu goes to a saved view, saves this one or removes one.

    Signals:
        chosen(str): go to the view of this name.
        saved(str): keep what is shown under this name.
        removed(str): forget the view of this name.
    """

    chosen = Signal(str)
    saved = Signal(str)
    removed = Signal(str)

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal = ""
        """The name that is proposed for a view."""
        self.setIcon(icon("bookmark", icons_folder))
        self.setIconSize(QSize(1, 1) * theme.scaled_px(ICON_PX))
        self.setToolTip(TIP)
        self.setAccessibleName(TIP)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._removal = QMenu("Remove", self)
        self.setMenu(self._menu)
        self.offer(())

    def offer(self, names: Sequence[str]) -> None:
        """Offer the views of these names."""
        self._menu.clear()
        self._removal.clear()
        for name in names:
            go = self._menu.addAction(name.replace("&", "&&"))
            go.triggered.connect(lambda _=False, name=name: self.chosen.emit(name))
            remove = self._removal.addAction(name.replace("&", "&&"))
            remove.triggered.connect(lambda _=False, name=name: self.removed.emit(name))
        if not names:
            self._menu.addAction("No saved views yet").setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction("Save this view …").triggered.connect(self.ask_name)
        if names:
            self._menu.addMenu(self._removal)

    def ask_name(self) -> None:
        """Ask what the view is to be called."""
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Save this view")
        dialog.setLabelText("Name")
        dialog.setOkButtonText("Save")
        dialog.setTextValue(self.proposal)
        dialog.textValueSelected.connect(self._on_named)
        dialog.open()

    def _on_named(self, name: str) -> None:
        plain = " ".join(name.split())
        if plain:
            self.saved.emit(plain)
