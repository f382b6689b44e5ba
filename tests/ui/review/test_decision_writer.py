"""What was decided reaches the disk: when the program is killed, and when the disk refuses."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.home import Home
from fmnist_gui.store.label_store import open_label_store
from fmnist_gui.store.review_store import ReviewStore
from fmnist_gui.ui.review.page import ReviewPage
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.review import deciding
from tests.ui.review.test_page import decisions, press

SAID = 20


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL here")
def test_what_was_saved_is_there_after_a_kill(tmp_path: Path) -> None:
    home = tmp_path / "killed"
    home.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", deciding.__name__, str(home)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(SAID)]
        os.kill(process.pid, signal.SIGKILL)
        said += [int(line) for line in process.stdout if line.endswith("\n")]
    places = Home(home)
    store = open_label_store(places.database, backups=places.backups, now=datetime.now(UTC))
    try:
        found = store.review.decisions(sample.split("train", 300).fingerprint)
    finally:
        store.database.close()
    indices = [decision.image_index for decision in found]
    assert indices[: len(said)] == said == list(range(len(said)))
    assert all(d.to_class == (d.image_index + 1) % 10 for d in found)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Let the store refuse decisions for as long as the list holds True."""
    is_full = [True]
    decide = ReviewStore.decide

    def refuse(store: ReviewStore, *made: Decision) -> None:
        if is_full[0]:
            raise StoreError("the database", expected="room", found="none", remedy="make room")
        decide(store, *made)

    monkeypatch.setattr(ReviewStore, "decide", refuse)
    return is_full


def test_what_the_disk_refuses_is_said_and_written_with_the_next(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace, full_disk: list[bool]
) -> None:
    press(qtbot, page, "k")
    bar = page.desk_view.unsaved_bar
    qtbot.waitUntil(bar.isVisible)
    assert page.has_unsaved
    # Going on costs nothing, and neither does taking it back.
    press(qtbot, page, "3", Qt.Key.Key_Backspace)
    full_disk[0] = False
    press(qtbot, page, "b")
    qtbot.waitUntil(lambda: not page.has_unsaved)
    assert not bar.isVisible()
    made = decisions(qtbot, workspace)
    assert [decision.kind for decision in made] == ["keep", "relabel", "bad"]
    standing = page.desk.book.standing()
    assert [decision.kind for decision in standing] == ["keep", "bad"]


def test_it_can_be_tried_again_or_kept_in_a_file(
    qtbot: QtBot,
    page: ReviewPage,
    workspace: Workspace,
    full_disk: list[bool],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    press(qtbot, page, "k")
    bar = page.desk_view.unsaved_bar
    qtbot.waitUntil(bar.isVisible)
    file = tmp_path / "decisions.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(bar.elsewhere_button, Qt.MouseButton.LeftButton)
    (kept,) = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["kind"], kept["image_index"]) == ("keep", 7)
    full_disk[0] = False
    qtbot.mouseClick(bar.retry_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.has_unsaved)
    assert len(decisions(qtbot, workspace)) == 1


def test_who_gives_it_up_sees_the_image_undecided(
    qtbot: QtBot, page: ReviewPage, full_disk: list[bool]
) -> None:
    press(qtbot, page, "k")
    bar = page.desk_view.unsaved_bar
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar.drop_button, Qt.MouseButton.LeftButton)
    assert not page.has_unsaved
    qtbot.waitUntil(lambda: page.desk.book.own(7) is None)
