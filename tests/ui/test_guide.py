from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.home import Home
from fmnist_gui.ui import guide
from fmnist_gui.ui.actions import ROWS
from fmnist_gui.ui.collect import adjudication_keys


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def words_of(window: QWidget) -> str:
    (dialog,) = window.findChildren(QDialog)
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_every_shortcut_is_told(window: QWidget) -> None:
    guide.show_keys(window)
    words = words_of(window)
    for row in ROWS:
        if row.shortcut:
            assert row.shortcut in words
    assert "Backspace" in words


def test_every_key_of_adjudication_is_told(window: QWidget) -> None:
    guide.show_keys(window)
    told = {key for keys, _ in guide.COLLECT_KEYS for key in keys.split(", ")}
    assert {row.key.replace("⌫", "Backspace") for row in adjudication_keys.ROWS} <= told
    assert all(words in words_of(window) for _, words in guide.COLLECT_KEYS)


def test_the_places_of_database_and_data_are_told(window: QWidget, tmp_path: Path) -> None:
    home = Home(tmp_path / "données")
    guide.show_home(window, home, "/somewhere/data")
    words = words_of(window)
    assert str(home.database) in words
    assert "/somewhere/data" in words


def test_about_says_what_accuracy_means(window: QWidget) -> None:
    guide.show_about(window)
    assert "agreement with the label in the file" in words_of(window)
