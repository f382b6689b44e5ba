from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.settings import Settings
from fmnist_gui.ui import theme
from fmnist_gui.ui.actions import ROWS
from fmnist_gui.ui.appearance import Appearance
from fmnist_gui.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow({row.key: lambda *_: None for row in ROWS}, QWidget())
    qtbot.addWidget(made)
    return made


def test_a_choice_is_shown_at_once_and_remembered(
    qapp: QApplication, window: MainWindow, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.json")
    appearance = Appearance(qapp, settings, folder=resources.folder())
    appearance.watch(window)
    appearance.choose("light")
    assert theme.current() is theme.LIGHT
    assert window.actions_list["theme_light"].isChecked()
    assert not window.actions_list["theme_dark"].isChecked()
    appearance.choose("dark")
    assert theme.current() is theme.DARK
    again = Settings(tmp_path / "settings.json")
    assert (again.choices.theme, again.choices.last_look) == ("dark", "dark")


def test_the_first_paint_looks_as_the_last_one_did(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.change(last_look="light")
    Appearance(qapp, settings, folder=resources.folder())
    assert theme.current() is theme.LIGHT


def test_every_door_of_the_rail_gets_its_icon(
    qapp: QApplication, window: MainWindow, tmp_path: Path
) -> None:
    appearance = Appearance(qapp, Settings(tmp_path / "s.json"), folder=resources.folder())
    appearance.watch(window)
    assert window.rail.buttons()
    for button in window.rail.buttons():
        assert not button.icon().isNull()
        assert not button.icon().pixmap(24).isNull()
