from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.workspace import DatasetOpened, Failure, LabelsChanged, Workspace

PRACTICE = resources.folder() / "practice"


def test_a_folder_is_opened_in_the_background_and_told(qtbot: QtBot, workspace: Workspace) -> None:
    with qtbot.waitSignal(workspace.dataset_opened) as told:
        workspace.open_data(PRACTICE)
    assert told.args is not None
    (opened,) = told.args
    assert isinstance(opened, DatasetOpened)
    assert opened.dataset is workspace.dataset
    assert opened.dataset.is_practice
    assert workspace.settings.choices.last_folder == ""


def test_what_cannot_be_read_is_said_and_the_open_data_stays(
    qtbot: QtBot, workspace: Workspace, dataset: Dataset, tmp_path: Path
) -> None:
    (tmp_path / "train-images-idx3-ubyte").write_bytes(b"<html>")
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(b"<html>")
    with qtbot.waitSignal(workspace.failed) as told:
        workspace.open_data(tmp_path)
    assert told.args is not None
    (failure,) = told.args
    assert isinstance(failure, Failure)
    assert "train-" in failure.sentence
    assert workspace.dataset is dataset


def test_a_split_that_is_not_there_is_said(workspace: Workspace) -> None:
    assert len(workspace.split("test")) == 300
    with pytest.raises(RequestError, match="validation"):
        workspace.split("validation")


def test_what_was_shown_is_written_for_who_is_here(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.settings.change(annotator="Ada")
    split = workspace.split("test")
    workspace.expose(split, (3, 1, 2), source="explore")
    workspace.expose(split, (), source="explore")
    seen: list[frozenset[int]] = []
    workspace.ask(lambda s: s.exposed(s.annotator("Ada"), split.fingerprint), seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [frozenset({1, 2, 3})]


def test_what_was_shown_is_told_once_for_all_that_comes_within_a_second(
    qtbot: QtBot, workspace: Workspace
) -> None:
    split = workspace.split("test")
    heard: list[LabelsChanged] = []
    workspace.labels_changed.connect(heard.append)
    for index in range(5):
        workspace.expose(split, (index,), source="explore")
    workspace.expose(split, (7,), source="examples")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [
        LabelsChanged("examples", is_exposure=True),
        LabelsChanged("explore", is_exposure=True),
    ]


def test_a_database_that_cannot_be_opened_is_said_and_left_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    home.database.write_bytes(b"a letter to my aunt" * 100)
    workspace = Workspace(
        Tasks(), Settings(home.settings), home, catalog_path=resources.folder() / "datasets.toml"
    )
    with qtbot.waitSignal(workspace.failed) as told:
        workspace.open_store()
    assert told.args is not None
    assert home.database.name in told.args[0].sentence
    failures: list[Exception] = []
    workspace.ask(LabelStore.sessions, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    workspace.close()
    assert home.database.read_bytes() == b"a letter to my aunt" * 100


def test_labels_that_a_closing_window_paints_once_more_are_let_go(
    workspace: Workspace, dataset: Dataset
) -> None:
    assert workspace.dataset is dataset
    workspace.close()

    workspace.expose(dataset.splits["test"], (3,), source="review")
