"""Two patches, or one and what is decided here, are compared and merged."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange import label_patch
from fmnist_gui.core.review.patch import PatchRow, patch
from fmnist_gui.ui import save_dialog
from fmnist_gui.ui.review.comparison_desk import MOST, ComparisonDesk, compared
from fmnist_gui.ui.review.comparison_dialog import AGREE, ComparisonDialog
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.core.review.decided import decision
from tests.ui.review.test_out_desk import Stage, store

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)
TEST = sample.split("test", 300)


def row(index: int, new: int) -> PatchRow:
    return PatchRow("test", index, index % 10, new, "relabel", "Bo", AT, "")


def written(path: Path, *rows: PatchRow) -> Path:
    label_patch.write(path, patch({"test": TEST.fingerprint}, rows))
    return path


@pytest.fixture
def stage(qtbot: QtBot, workspace: Workspace) -> Stage:
    return Stage(qtbot, workspace)


@pytest.fixture
def desk(stage: Stage, workspace: Workspace) -> ComparisonDesk:
    return ComparisonDesk(workspace, stage.page, out=stage.desk, tell=stage.said.append)


def shown(qtbot: QtBot, desk: ComparisonDesk) -> ComparisonDialog:
    qtbot.waitUntil(lambda: desk.dialog is not None)
    assert desk.dialog is not None
    return desk.dialog


def test_patches_that_agree_can_be_merged(
    qtbot: QtBot,
    stage: Stage,
    desk: ComparisonDesk,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths = [
        written(tmp_path / "one.csv", row(3, 4), row(5, 6)),
        written(tmp_path / "other.csv", row(3, 4), row(7, 8)),
    ]
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], "")
    )
    desk.choose()
    dialog = shown(qtbot, desk)
    assert dialog.words == (
        "one.csv and other.csv",
        "They agree on 1 and contradict on 0; 2 are in one of them only.",
        AGREE,
    )
    assert dialog.list.isHidden()
    out = tmp_path / "both.csv"
    monkeypatch.setattr(save_dialog, "ask_path", lambda *_args, **_words: out)
    dialog.merge.click()
    qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said == [f"A patch about 3 images saved as {out}."]
    assert [r.index for r in label_patch.read(out).rows] == [3, 5, 7]


def test_contradictions_are_listed_and_stand_against_merging(
    qtbot: QtBot, desk: ComparisonDesk, tmp_path: Path
) -> None:
    desk.compare(
        [written(tmp_path / "one.csv", row(3, 4)), written(tmp_path / "two.csv", row(3, 6))]
    )
    dialog = shown(qtbot, desk)
    assert not dialog.merge.isEnabled()
    assert [dialog.list.item(n).text() for n in range(dialog.list.count())] == [
        "test 3, Dress: → Coat or → Shirt"
    ]


def test_one_patch_is_compared_with_what_is_decided_here(
    qtbot: QtBot,
    desk: ComparisonDesk,
    workspace: Workspace,
    *,
    dataset: Dataset,
    tmp_path: Path,
) -> None:
    split = dataset.splits["test"]
    store(qtbot, workspace, decision(3, "relabel", of=split, to_class=4))
    desk.compare([written(tmp_path / "theirs.csv", row(3, 4))])
    dialog = shown(qtbot, desk)
    assert dialog.words[0] == "theirs.csv and decided here"
    assert dialog.words[1].startswith("They agree on 1 and")


def test_what_cannot_be_compared_is_said(
    qtbot: QtBot, stage: Stage, desk: ComparisonDesk, workspace: Workspace, tmp_path: Path
) -> None:
    one = written(tmp_path / "one.csv", row(3, 4))
    desk.compare([one, one, one])
    assert stage.problems.pop() == (
        "two patches are compared at a time, and 3 were chosen; choose two, or one"
    )
    elsewhere = tmp_path / "elsewhere.csv"
    label_patch.write(elsewhere, patch({"test": "f" * 64}, [row(3, 4)]))
    for paths, told in (([one, elsewhere], "patches of the same data"), ([tmp_path], "no file")):
        with qtbot.waitSignal(workspace.failed):
            desk.compare(paths)
        assert told in stage.problems[-1]
    assert desk.dialog is None


def test_very_many_contradictions_are_told_in_part() -> None:
    many = [patch({"test": "f" * 64}, [row(n, new) for n in range(MOST + 3)]) for new in (1, 2)]
    found = compared(many, ("a", "b"), class_names=())
    assert len(found.contradictions) == MOST + 1
    assert found.contradictions[0] == "test 0, class 0: → class 1 or → class 2"
    assert found.contradictions[-1] == "and 3 more"
