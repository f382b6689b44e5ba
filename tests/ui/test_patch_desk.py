"""Label patches are taken in once, or refused in one sentence."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.exchange import label_patch
from fmnist_gui.core.review.decision import Decision, Original
from fmnist_gui.core.review.patch import PatchRow, patch
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.patch_desk import NAME, PatchDesk
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, told: list[str]) -> PatchDesk:
    window = QWidget()
    qtbot.addWidget(window)
    return PatchDesk(workspace, tell=told.append, parent=window)


@pytest.fixture
def path(tmp_path: Path, dataset: Dataset) -> Path:
    made = tmp_path / "theirs.csv"
    prints = {name: split.fingerprint for name, split in dataset.splits.items()}
    rows = [
        PatchRow("test", 3, 3, 4, "relabel", "Bo", AT, "a zip"),
        PatchRow("test", 5, 5, 5, "duplicate", "Bo", AT, "", original=("train", 8)),
        PatchRow("train", 6, 6, 6, "ambiguous", "Bo", AT, "", classes=(4, 6)),
    ]
    label_patch.write(made, patch(prints, rows))
    return made


def decisions_of(split: Split, store: LabelStore) -> tuple[Decision, ...]:
    return store.review.decisions(split.fingerprint)


def test_a_patch_is_taken_in_once_and_told(
    qtbot: QtBot,
    desk: PatchDesk,
    workspace: Workspace,
    told: list[str],
    *,
    dataset: Dataset,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(workspace.labels_changed) as changed:
        desk.choose()
    assert changed.args == [LabelsChanged(NAME)]
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["theirs.csv: 3 of 3 decisions kept; 0 were there already."]
    found: list[tuple[Decision, ...]] = []
    test, train = dataset.splits["test"], dataset.splits["train"]
    for split in (test, train):
        workspace.ask(partial(decisions_of, split), found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert [(d.image_index, d.kind, d.to_class, d.annotator.name) for d in found[0]] == [
        (3, "relabel", 4, "Bo"),
        (5, "duplicate", None, "Bo"),
    ]
    assert found[0][1].original == Original(train.fingerprint, "train", 8)
    assert found[1][0].classes == (4, 6)
    with qtbot.assertNotEmitted(workspace.labels_changed):
        desk.take(path)
        qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == "theirs.csv: 0 of 3 decisions kept; 3 were there already."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("test,3,3,4", "test,3,2,4", "image 3 to have the label 2"),
        ("train=", "train=f", "for the data with fingerprint"),
        ("{4 6}", "{4 x}", "two classes or more"),
        ("test,5,5,5,duplicate,Bo", "test,3,3,2,relabel,Bo", "another decision about test 3"),
    ],
)
def test_a_bad_patch_is_refused_whole(
    qtbot: QtBot,
    desk: PatchDesk,
    workspace: Workspace,
    told: list[str],
    *,
    path: Path,
    old: str,
    new: str,
    sentence: str,
) -> None:
    path.write_text(path.read_text().replace(old, new))
    with qtbot.waitSignal(workspace.failed) as failed:
        desk.take(path)
    assert failed.args is not None
    assert sentence in failed.args[0].sentence
    assert told == []
    found: list[tuple[Decision, ...]] = []
    assert workspace.dataset is not None
    for split in workspace.dataset.splits.values():
        workspace.ask(partial(decisions_of, split), found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found == [(), ()]


def test_before_any_data_is_open_it_says_so(
    qtbot: QtBot, desk: PatchDesk, workspace: Workspace, path: Path
) -> None:
    workspace.dataset = None
    with qtbot.waitSignal(workspace.failed) as failed:
        desk.take(path)
    assert failed.args is not None
    assert "no data set is open yet" in failed.args[0].sentence
