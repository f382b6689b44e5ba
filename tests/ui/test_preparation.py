"""What is imported beside the window, and that it waits while somebody answers."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.ui import preparation
from fmnist_gui.ui.preparation import Preparation
from fmnist_gui.ui.tasks import Tasks

MODULES = ("prepared_first", "prepared_second")


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    tasks = Tasks(qapp)
    yield tasks
    tasks.close()
    tasks.deleteLater()


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put two modules on the path that write down in this list when they are imported."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(preparation, "LOOK_AGAIN_MS", 1)
    loaded: list[str] = []
    monkeypatch.setattr(preparation, "loaded", loaded, raising=False)
    for name in MODULES:
        monkeypatch.delitem(sys.modules, name, raising=False)
        (tmp_path / f"{name}.py").write_text(
            f"from fmnist_gui.ui import preparation\npreparation.loaded.append({name!r})\n"
        )
    return loaded


def test_modules_are_imported_in_turn_and_once(
    qtbot: QtBot, tasks: Tasks, loaded: list[str]
) -> None:
    prepared = Preparation(tasks, MODULES, is_free=lambda: True, parent=tasks)
    prepared.begin()
    prepared.begin()
    qtbot.waitUntil(lambda: len(loaded) == 2)
    assert loaded == list(MODULES)


def test_nothing_is_imported_while_somebody_answers(
    qtbot: QtBot, tasks: Tasks, loaded: list[str]
) -> None:
    asked: list[int] = []

    def is_free() -> bool:
        """Free for the first module, then not until asked for the fourth time."""
        asked.append(len(loaded))
        return len(asked) not in (2, 3)

    Preparation(tasks, MODULES, is_free=is_free, parent=QObject(tasks)).begin()
    qtbot.waitUntil(lambda: len(loaded) == 2)
    assert asked[:4] == [0, 1, 1, 1]


def test_nothing_is_imported_once_the_window_closes_on_somebody_who_answers(
    qtbot: QtBot, tasks: Tasks, loaded: list[str]
) -> None:
    asked: list[None] = []

    def is_free() -> bool:
        asked.append(None)
        return False

    prepared = Preparation(tasks, MODULES, is_free=is_free, parent=tasks)
    prepared.begin()
    qtbot.waitUntil(lambda: len(asked) > 1)

    prepared.stop()

    before = len(asked)
    qtbot.wait(20)
    assert (len(asked), loaded) == (before, [])
