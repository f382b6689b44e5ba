"""Light or dark, as the person chose or as the desktop says, changed while running."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from fmnist_gui.settings import Settings
from fmnist_gui.ui import theme
from fmnist_gui.ui.main_window import MainWindow


class Appearance(QObject):
    """Applies the theme and keeps menu and icons in step with it."""

    def __init__(self, application: QApplication, settings: Settings, *, folder: Path) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._folder = folder
        self._window: MainWindow | None = None
        self._apply()

    def watch(self, window: MainWindow) -> None:
        """Take care of `window` from now on, and follow the desktop."""
        self._window = window
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._refresh()

    def choose(self, name: str) -> None:
        """Use "system", "light" or "dark" from now on."""
        self._settings.change(theme=name)
        self._apply()
        self._refresh()

    def icon(self, name: str) -> QIcon:
        """Return one of the program's icons in the colours of the theme."""
        from fmnist_gui.ui.icon import icon

        return icon(name, self._folder / "icons")

    def _apply(self) -> None:
        chosen = theme.chosen(self._settings.choices.theme)
        theme.apply(self._application, chosen, self._folder / "theme")

    def _refresh(self) -> None:
        if self._window is None:
            return
        for name in ("system", "light", "dark"):
            action = self._window.actions_list[f"theme_{name}"]
            action.setChecked(name == self._settings.choices.theme)
        motion = self._window.actions_list["reduced_motion"]
        motion.setChecked(self._settings.choices.has_reduced_motion)
        self._window.paint_icons(self.icon)

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._settings.choices.theme == "system":
            self._apply()
            self._refresh()
