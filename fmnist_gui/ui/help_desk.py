"""What the Help menu does; the words themselves are imported when somebody asks for them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fmnist_gui.home import Home


class HelpDesk:
    """Shows keys, places and what this is, over `window`; `source` gives the open data's place."""

    def __init__(self, window: QWidget, home: Home, *, source: Callable[[], Path | None]) -> None:
        self._window = window
        self._home = home
        self._source = source

    def show_keys(self) -> None:
        """Show every key of every page."""
        from fmnist_gui.ui import guide

        guide.show_keys(self._window)

    def show_home(self) -> None:
        """Show where everything lies."""
        from fmnist_gui.ui import guide

        source = self._source()
        guide.show_home(self._window, self._home, str(source) if source else "not open yet")

    def show_about(self) -> None:
        """Show what this is."""
        from fmnist_gui.ui import guide

        guide.show_about(self._window)
