"""Data that changes on disk while it is shown: one sentence, and the view stays."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.ui import data_watch
from fmnist_gui.ui.actions import ROWS, Actions
from fmnist_gui.ui.data_bar import DataBar
from fmnist_gui.ui.data_desk import DataDesk
from fmnist_gui.ui.data_watch import DataChanged, DataWatch
from fmnist_gui.ui.notice_bar import NoticeBar
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.workspace import Failure, Workspace
from tests.core.dataset.samples import images_idx, make_images, write_split

PRACTICE = resources.folder() / "practice"
IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(data_watch, "QUIET_MS", 20)
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    catalog = resources.folder() / "datasets.toml"
    made = Workspace(Tasks(), Settings(home.settings), home, catalog_path=catalog)
    yield made
    made.close()


@pytest.fixture
def desk(window: QWidget, workspace: Workspace) -> Iterator[DataDesk]:
    bar = DataBar(Actions(window, {row.key: lambda *_: None for row in ROWS}), window)
    made = DataDesk(workspace, bar, practice=PRACTICE, parent=window)
    yield made
    made.put_away()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    write_split(made)
    write_split(made, "t10k", images=make_images(12))
    return made


@pytest.fixture
def said(workspace: Workspace) -> list[str]:
    """Return what is said, as it is said."""
    sentences: list[str] = []

    def on_failed(failure: Failure) -> None:
        sentences.append(failure.sentence)

    workspace.failed.connect(on_failed)
    return sentences


@pytest.fixture
def shown(qtbot: QtBot, desk: DataDesk, workspace: Workspace, folder: Path) -> Path:
    """Open the folder and return it."""
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open(folder)
    return folder


def checked(qtbot: QtBot, desk: DataDesk, workspace: Workspace) -> None:
    """Let whatever is under way come to its end, and look once more."""
    watch = desk.findChild(DataWatch)
    assert watch is not None
    rounds: list[object] = []
    # The newest request of a lane comes last, so this one is after all that were asked before.
    watch.check()
    qtbot.waitUntil(lambda: not workspace.tasks._running)
    workspace.tasks.run(lambda *_: None, rounds.append)
    qtbot.waitUntil(lambda: bool(rounds))


def test_files_that_are_written_to_are_said_once(
    qtbot: QtBot, workspace: Workspace, shown: Path, said: list[str], desk: DataDesk
) -> None:
    before = workspace.dataset
    (shown / IMAGES).write_bytes(images_idx(255 - make_images()))
    qtbot.waitUntil(lambda: bool(said))
    checked(qtbot, desk, workspace)
    now = datetime.now(UTC).astimezone()
    assert len(said) == 1
    assert said[0].startswith(f"The files in {shown} changed after they were read at {now:%H:}")
    assert said[0].endswith("open the folder again to see the new ones")
    assert workspace.dataset is before


def test_each_change_is_said(qtbot: QtBot, shown: Path, said: list[str]) -> None:
    for count in (1, 2, 3):
        # A new file under the name, as most programs write: the old one is no longer watched.
        other = shown / "new"
        other.write_bytes(images_idx(make_images() // (count + 1)))
        other.replace(shown / IMAGES)
        qtbot.waitUntil(lambda wanted=count: len(said) == wanted)  # type: ignore[misc]
    (shown / IMAGES).write_bytes(images_idx(make_images()))
    qtbot.waitUntil(lambda: len(said) == 4)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([LABELS], f"{LABELS} is no longer in "),
        ([IMAGES, LABELS], f"{IMAGES} and {LABELS} are no longer in "),
        (None, "4 files are no longer in "),
    ],
)
def test_files_that_are_removed_are_named(
    qtbot: QtBot,
    workspace: Workspace,
    shown: Path,
    said: list[str],
    names: list[str] | None,
    words: str,
) -> None:
    before = workspace.dataset
    if names is None:
        shutil.rmtree(shown)
    else:
        for name in names:
            (shown / name).unlink()
    start = f"{words}{shown}; what was read at "
    # Files are removed one after the other.
    qtbot.waitUntil(lambda: bool(said) and said[-1].startswith(start))
    assert said[-1].endswith("stays until other data is opened")
    assert workspace.dataset is before


def test_what_comes_back_as_it_was_is_not_said(
    qtbot: QtBot, workspace: Workspace, shown: Path, said: list[str], desk: DataDesk
) -> None:
    away = shown / "away"
    (shown / LABELS).rename(away)
    qtbot.waitUntil(lambda: len(said) == 1)
    away.rename(shown / LABELS)
    checked(qtbot, desk, workspace)
    assert len(said) == 1
    # But it is watched again.
    (shown / LABELS).unlink()
    qtbot.waitUntil(lambda: len(said) == 2)


def test_reading_rights_and_other_files_are_no_change(
    qtbot: QtBot, workspace: Workspace, shown: Path, said: list[str], desk: DataDesk
) -> None:
    found = (shown / IMAGES).stat()
    (shown / IMAGES).read_bytes()
    (shown / IMAGES).chmod(0o600)
    os.utime(shown / IMAGES, ns=(7, found.st_mtime_ns))
    (shown / "notes.txt").write_text("of no interest")
    checked(qtbot, desk, workspace)
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open(shown)
    checked(qtbot, desk, workspace)
    assert said == []


def test_files_of_data_that_is_no_longer_open_are_nobodys_business(
    qtbot: QtBot, workspace: Workspace, shown: Path, said: list[str], desk: DataDesk
) -> None:
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open_practice()
    shutil.rmtree(shown)
    checked(qtbot, desk, workspace)
    assert said == []


def test_the_practice_images_of_the_program_are_not_watched(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path, window: QWidget, said: list[str]
) -> None:
    own, copied = tmp_path / "own", tmp_path / "copied"
    shutil.copytree(PRACTICE, own)
    shutil.copytree(PRACTICE, copied)
    bar = DataBar(Actions(window, {row.key: lambda *_: None for row in ROWS}), window)
    desk = DataDesk(workspace, bar, practice=own, parent=window)
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open_practice()
    shutil.rmtree(own)
    checked(qtbot, desk, workspace)
    assert said == []
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open(copied)
    shutil.rmtree(copied)
    qtbot.waitUntil(lambda: len(said) == 1)
    desk.put_away()


def test_what_changes_while_it_is_read_has_changed(
    qtbot: QtBot, workspace: Workspace, folder: Path, said: list[str], desk: DataDesk
) -> None:
    def change(_opened: object) -> None:
        os.utime(folder / IMAGES, ns=(1, 1))

    # Told before the desk, as late as anything can change without an event of the system.
    workspace.dataset_opened.disconnect(desk._on_dataset_opened)
    workspace.dataset_opened.connect(change)
    workspace.dataset_opened.connect(desk._on_dataset_opened)
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open(folder)
    qtbot.waitUntil(lambda: len(said) == 1)


def test_opening_again_takes_the_sentence_back_and_no_other(
    qtbot: QtBot, workspace: Workspace, shown: Path, said: list[str], desk: DataDesk
) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    (shown / IMAGES).write_bytes(images_idx(255 - make_images()))
    qtbot.waitUntil(lambda: bool(said))
    bar.say(said[0])
    bar.withdraw("Something else")
    assert bar.sentence == said[0]
    bar.withdraw(desk.take_back())
    assert bar.sentence == ""
    bar.say("Something else")
    bar.withdraw(desk.take_back())
    assert bar.sentence == "Something else"


def test_what_was_read_on_another_day_is_said_with_its_day() -> None:
    now = datetime.now(UTC).astimezone()
    today = DataChanged(Path("data"), (), now).sentence
    assert f"read at {now:%H:%M}, which" in today
    earlier = now - timedelta(days=2)
    assert f"{earlier:%H:%M on %Y-%m-%d}, which" in DataChanged(Path("data"), (), earlier).sentence
