"""Light or dark, as the person chose or as the desktop says, changed while running."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fmnist_gui.settings import Settings
from fmnist_gui.ui import theme
from fmnist_gui.ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


class Appearance(QObject):
    """Applies the theme and keeps menu and icons in step with it.

    The first paint takes the look of last time, because asking the desktop takes long.
    """

    def __init__(self, application: QApplication, settings: Settings, *, folder: Path) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._folder = folder
        self._window: MainWindow | None = None
        self._apply(settings.choices.last_look)

    def watch(self, window: MainWindow) -> None:
        """Take care of `window` from now on, and follow the desktop."""
        self._window = window
        self._follow()
        self._application.setWindowIcon(self._mark())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._refresh()

    def choose(self, name: str) -> None:
        """Use "system", "light" or "dark" from now on."""
        self._settings.change(theme=name)
        self._follow()
        self._refresh()

    def icon(self, name: str) -> "QIcon":
        """Return one of the program's icons in the colours of the theme."""
        from fmnist_gui.ui.icon import icon

        return icon(name, self._folder / "icons")

    def _mark(self) -> "QIcon":
        from fmnist_gui.ui.icon import mark

        return mark(self._folder / "icons")

    def _follow(self) -> None:
        """Look as the person chose, or as the desktop does."""
        choices = self._settings.choices
        look = choices.theme if choices.theme in ("dark", "light") else theme.of_desktop()
        if look != choices.last_look:
            self._settings.change(last_look=look)
        if theme.current() is not theme.chosen(look):
            self._apply(look)

    def _apply(self, look: str) -> None:
        theme.apply(self._application, theme.chosen(look), self._folder / "theme")

    def _refresh(self) -> None:
        if self._window is None:
            return
        for name in ("system", "light", "dark"):
            action = self._window.actions_list[f"theme_{name}"]
            action.setChecked(name == self._settings.choices.theme)
        motion = self._window.actions_list["reduced_motion"]
        motion.setChecked(self._settings.choices.has_reduced_motion)
        self._window.complete(self.icon)

    def _on_scheme_changed(self, _scheme: object) -> None:
        self._follow()
        self._refresh()
