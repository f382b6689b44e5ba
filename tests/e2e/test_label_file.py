"""Labels of other people in the whole program: dropped, agreed to, counted."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.app import App
from fmnist_gui.ui.intake.label_dialog import LabelDialog
from tests.e2e.conftest import Open
from tests.e2e.test_session_file import drop

pytestmark = pytest.mark.window


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "theirs.csv"
    made.write_text(
        "task;worker;label\n"
        "test/0;Ada;0\n"
        "test/1;Ada;ankle boot\n"
        "test/1;Ada;ankle boot\n"
        "test/1;Ben;hat\n",
        encoding="utf-8",
    )
    return made


def dialog_of(qtbot: QtBot, app: App) -> LabelDialog:
    labels = app.reception.labels
    assert labels is not None
    qtbot.waitUntil(lambda: labels.dialog is not None, timeout=15_000)
    dialog = labels.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=15_000)
    return dialog


@pytest.mark.parametrize("is_dropped", [True, False])
def test_labels_are_shown_and_added(
    qtbot: QtBot, open_app: Open, path: Path, *, is_dropped: bool
) -> None:
    app = open_app() if is_dropped else open_app(path=path)
    if is_dropped:
        drop(app, path)
    dialog = dialog_of(qtbot, app)
    told = "2 of 4 labels by 1 person can be kept. Read as a table with semicolons."
    assert dialog.sentence == f"{told} Refused 2 rows:"
    assert [dialog.refused.item(n).text() for n in range(2)] == [
        "line 4: the same again as in line 3",
        "line 5: unknown class 'hat'",
    ]
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    bar = app.window.notice_bar
    qtbot.waitUntil(lambda: bar.sentence.startswith("Kept 2 of 4 labels by 1 person."))
    assert not bar.is_warning
