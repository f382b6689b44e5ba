"""The whole program in one process: window, store and data, closed again after each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.app import App
from fmnist_gui.home import Home

Open = Callable[..., App]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home folder of the test's own."""
    return Home(tmp_path / "home of the test")


@pytest.fixture
def open_app(
    qapp: QApplication, qtbot: QtBot, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Open]:
    """Return a function that starts the program as the command line does."""
    monkeypatch.chdir(tmp_path)
    started: list[App] = []

    def start(
        *, data: Path | None = None, path: Path | None = None, dropped: Path | None = None
    ) -> App:
        app = App(qapp, home, data=data, path=path)
        started.append(app)
        if dropped is not None:
            # Before any page is there.
            app.open_path(dropped)
        app.window.show()
        qtbot.waitExposed(app.window)
        # Without a window manager nobody else gives it the keyboard, and shortcuts need it.
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        qtbot.waitUntil(lambda: app.is_ready, timeout=15_000)
        return app

    yield start
    for app in started:
        app.window.close()
        app.close()
        app.window.deleteLater()
    qapp.processEvents()
