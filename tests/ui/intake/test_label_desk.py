"""A file of labels is shown before anything is kept, and kept only when that is agreed."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange.collected import CollectedAnswer, collected_of
from fmnist_gui.store import label_import
from fmnist_gui.store.entry_bulk import keep_new_entries
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui import save_dialog
from fmnist_gui.ui.intake.label_desk import BUSY, CANCELLED, NAME, LabelDesk
from fmnist_gui.ui.intake.label_dialog import LabelDialog
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests.store.sample import ANNA
from tests.store.studying import STUDY, started

HEADER = "task,worker,label"
LINES = [
    "task,worker,label",
    "test/0,Ada,0",
    "test/1,Ada,Trouser",
    "test/0,Ben,hat",
    "test/3,Zoe,3",
]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, told: list[str]) -> Iterator[LabelDesk]:
    window = QWidget()
    qtbot.addWidget(window)
    made = LabelDesk(workspace, tell=told.append, parent=window)
    yield made
    if made.dialog is not None:
        made.dialog.reject()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "theirs.csv", LINES)


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def opened(qtbot: QtBot, desk: LabelDesk, path: Path) -> LabelDialog:
    desk.take(path)
    dialog = desk.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_working)
    return dialog


def answers(qtbot: QtBot, workspace: Workspace) -> tuple[CollectedAnswer, ...]:
    found: list[tuple[CollectedAnswer, ...]] = []

    def verb(store: LabelStore) -> tuple[CollectedAnswer, ...]:
        return collected_of(store.told_histories()).answers

    workspace.ask(verb, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_what_can_be_kept_is_shown_and_kept_when_agreed(
    qtbot: QtBot,
    desk: LabelDesk,
    workspace: Workspace,
    told: list[str],
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen: list[Path] = []
    with monkeypatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        patch.setattr(desk, "take", chosen.append)
        desk.choose()
    assert chosen == [path]
    dialog = opened(qtbot, desk, path)
    assert dialog.sentence == "3 of 4 labels by 2 people can be kept. Refused 1 row:"
    assert [dialog.refused.item(n).text() for n in range(dialog.refused.count())] == [
        "line 4: unknown class 'hat'"
    ]
    assert dialog.add.text() == "Add 3 labels"
    assert not answers(qtbot, workspace)
    with qtbot.waitSignal(workspace.labels_changed) as changed:
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert changed.args == [LabelsChanged(NAME)]
    assert {(a.annotator, a.image_index, a.chosen) for a in answers(qtbot, workspace)} == {
        ("Ada", 0, 0),
        ("Ada", 1, 1),
        ("Zoe", 3, 3),
    }
    assert told == ["Kept 3 of 4 labels by 2 people. Refused 1 row."]
    assert desk.dialog is None
    dialog = opened(qtbot, desk, path)
    with qtbot.assertNotEmitted(workspace.labels_changed):
        dialog.add.click()
        qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == "Kept 0 of 4 labels by 2 people. 3 were here already. Refused 1 row."


def test_what_was_refused_can_be_saved(
    qtbot: QtBot,
    desk: LabelDesk,
    told: list[str],
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "refused.csv"
    suggested: list[Path] = []

    def ask(_: QWidget, name: Path, **__: Any) -> Path:
        suggested.append(name)
        return out

    monkeypatch.setattr(save_dialog, "ask_path", ask)
    dialog = opened(qtbot, desk, path)
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(told))
    assert suggested == [tmp_path / "theirs-refused.csv"]
    assert out.read_text(encoding="utf-8") == "line,reason\n4,unknown class 'hat'\n"


def test_a_file_from_which_nothing_can_be_kept_says_why(
    qtbot: QtBot, desk: LabelDesk, workspace: Workspace, path: Path
) -> None:
    dialog = opened(qtbot, desk, write(path, [HEADER, "test/0,Ada,hat"]))
    assert dialog.sentence.startswith("Expected labels of train or test images of ")
    assert "found 1 row and none of them fit: line 2: unknown class 'hat'" in dialog.sentence
    assert str(path) not in dialog.sentence
    assert not dialog.add.isEnabled()
    dialog.reject()
    assert desk.dialog is None
    assert not answers(qtbot, workspace)


def test_cancelling_in_the_middle_leaves_nothing(
    qtbot: QtBot,
    desk: LabelDesk,
    workspace: Workspace,
    told: list[str],
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def keep(*arguments: Any) -> None:
        keep_new_entries(*arguments)
        reached.set()
        go_on.wait(10)

    monkeypatch.setattr(label_import, "keep_new_entries", keep)
    dialog = opened(qtbot, desk, path)
    dialog.add.click()
    qtbot.waitUntil(reached.is_set)
    assert dialog.is_working
    dialog.reject()
    failures: list[str] = []
    workspace.failed.connect(lambda failure: failures.append(failure.sentence))
    desk.take(path)
    assert failures == [f"{BUSY[:1]}{BUSY[1:]}"]
    go_on.set()
    qtbot.waitUntil(lambda: told == [CANCELLED])
    assert not answers(qtbot, workspace)


def test_the_study_decides_which_images_count(
    qtbot: QtBot, desk: LabelDesk, workspace: Workspace, dataset: Dataset, path: Path
) -> None:
    split = dataset.splits["test"]
    study = replace(
        STUDY,
        fingerprint=split.fingerprint,
        indices=(0, 3),
        class_names=dataset.class_names,
        examples_split="",
        examples=(),
    )
    ready: list[bool] = []
    begun = started(study, annotator=ANNA)
    workspace.ask(lambda store: store.studies.start(begun), ready.append)
    elsewhere = started(replace(study, name="Elsewhere", fingerprint="cd" * 32), annotator=ANNA)
    workspace.ask(lambda store: store.studies.start(elsewhere), ready.append)
    qtbot.waitUntil(lambda: len(ready) == 2)
    dialog = opened(qtbot, desk, path)
    qtbot.waitUntil(lambda: dialog.study.count() == 2)
    assert dialog.study.itemText(1) == study.title
    dialog.study.setCurrentIndex(1)
    dialog.study.activated.emit(1)
    qtbot.waitUntil(lambda: "2 of 4" in dialog.sentence)
    assert dialog.refused.item(0).text() == (
        "line 3: image 1 of test, which the study does not ask about"
    )
    with qtbot.waitSignal(workspace.labels_changed):
        dialog.add.click()
    found: list[int] = []
    workspace.ask(lambda store: len(store.studies.labels(study.sha256)), found.append)
    qtbot.waitUntil(lambda: found == [2])


def test_the_split_is_asked_for_where_the_file_does_not_tell(
    qtbot: QtBot, desk: LabelDesk, path: Path
) -> None:
    dialog = opened(qtbot, desk, write(path, ["image_index,Ada", "0,1"]))
    assert dialog.sentence.startswith("Its images may be those of several splits.")
    assert not dialog.add.isEnabled()
    dialog.split.setCurrentText("test")
    dialog.split.activated.emit(dialog.split.currentIndex())
    qtbot.waitUntil(lambda: dialog.add.isEnabled())
    assert dialog.sentence == "1 of 1 label by 1 person can be kept."


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "", "label,pixel1\n0,0\n"])
def test_what_holds_no_labels_of_people_is_told(
    desk: LabelDesk, workspace: Workspace, path: Path, content: str
) -> None:
    path.write_text(content, encoding="utf-8")
    failures: list[str] = []
    workspace.failed.connect(lambda failure: failures.append(failure.sentence))
    desk.take(path)
    assert desk.dialog is None
    assert failures[0].startswith("theirs.csv: expected labels of people")


def test_names_look_as_they_are(qtbot: QtBot, desk: LabelDesk, tmp_path: Path) -> None:
    path = write(tmp_path / "<b>ours.csv", [*LINES, "test/0,<i>Eva</i>,<s>"])
    dialog = opened(qtbot, desk, path)
    assert dialog.refused.item(1).text() == "line 6: unknown class '<s>'"


def test_files_that_come_together_are_shown_one_after_the_other(
    qtbot: QtBot, desk: LabelDesk, path: Path, told: list[str]
) -> None:
    others = [write(path.with_name(name), LINES[:2]) for name in ("second.csv", "third.csv")]
    desk.take(path, *others)
    first = desk.dialog
    assert first is not None
    qtbot.waitUntil(lambda: not first.is_working)
    first.add.click()
    qtbot.waitUntil(lambda: desk.dialog not in (None, first))
    assert len(told) == 1
    second = desk.dialog
    assert second is not None
    second.reject()
    third = desk.dialog
    assert third not in (None, second)
    assert third is not None
    third.reject()
    assert desk.dialog is None


def test_tasks_that_are_bare_indices_are_of_the_split_that_is_chosen(
    qtbot: QtBot, desk: LabelDesk, path: Path
) -> None:
    dialog = opened(qtbot, desk, write(path, [HEADER, "1,Ada,1", "train/2,Ada,1"]))
    assert not dialog.add.isEnabled()
    assert dialog.split.isVisibleTo(dialog)
    dialog.split.setCurrentText("test")
    dialog.split.activated.emit(dialog.split.currentIndex())
    qtbot.waitUntil(lambda: dialog.add.isEnabled())
    assert dialog.sentence.startswith("2 of 2 labels by 1 person can be kept.")


def test_a_file_that_is_gone_when_its_turn_comes_keeps_none_after_it_back(
    qtbot: QtBot, workspace: Workspace, desk: LabelDesk, path: Path
) -> None:
    gone, last = (write(path.with_name(name), LINES[:2]) for name in ("gone.csv", "last.csv"))
    failures: list[str] = []
    workspace.failed.connect(lambda failure: failures.append(failure.sentence))
    desk.take(path, gone, last)
    first = desk.dialog
    assert first is not None
    gone.unlink()
    first.reject()
    assert [failure.partition(":")[0] for failure in failures] == ["gone.csv"]
    assert desk.dialog not in (None, first)
