"""Decisions are taken away as files, and what was written is said."""

import re
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange import label_patch, review_out
from fmnist_gui.core.exchange.review_out import FORMATS, Format
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.review.conclusion import Rule
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.ui import save_dialog
from fmnist_gui.ui.offer_menu import UNDER_WAY
from fmnist_gui.ui.review.comparison_desk import ComparisonDesk
from fmnist_gui.ui.review.out_desk import OFFERS, UNSAVED, WORDS, OutDesk
from fmnist_gui.ui.review.out_menu import OutMenu
from fmnist_gui.ui.workspace import Workspace
from tests.core.review.decided import decision


class Stage(QObject):
    """A desk on a bare page, with what was said."""

    def __init__(self, qtbot: QtBot, workspace: Workspace) -> None:
        super().__init__()
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.said: list[str] = []
        self.problems: list[str] = []
        self.rule: Rule = "one"
        self.is_unsaved = False
        self.desk = OutDesk(
            workspace,
            self.page,
            rule=lambda: self.rule,
            has_unsaved=lambda: self.is_unsaved,
            tell=self.said.append,
        )
        workspace.failed.connect(lambda failure: self.problems.append(failure.sentence))


@pytest.fixture
def stage(qtbot: QtBot, workspace: Workspace) -> Stage:
    return Stage(qtbot, workspace)


def store(qtbot: QtBot, workspace: Workspace, *decisions: Decision) -> None:
    done: list[bool] = []
    workspace.ask(lambda store: store.review.decide(*decisions), lambda _: done.append(True))
    qtbot.waitUntil(lambda: bool(done))


@pytest.fixture
def decided(qtbot: QtBot, workspace: Workspace, dataset: Dataset) -> None:
    """Let two images of the test split be decided, one by another class."""
    split = dataset.splits["test"]
    store(
        qtbot,
        workspace,
        decision(3, "relabel", of=split, to_class=7),
        decision(5, "keep", of=split),
    )


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize("format", FORMATS)
def test_each_way_writes_its_file_and_says_where(
    qtbot: QtBot, stage: Stage, tmp_path: Path, format: Format
) -> None:
    suffix = next(iter(OFFERS[format].kinds), "")
    path = tmp_path / f"out{suffix}"
    with qtbot.waitSignal(stage.desk.ended):
        stage.desk.write(format, path)
    assert stage.problems == []
    (sentence,) = stage.said
    assert str(path) in sentence or f"in {path}" in sentence
    assert path.exists()
    if format == "patch":
        assert [row.index for row in label_patch.read(path).rows] == [3, 5]
        assert sentence.startswith("Decisions about 2 images, which change 1 label. Saved as")
    if format == "idx":
        assert idx.read_labels(path / "t10k-labels-idx1-ubyte.gz")[3] == 7
        assert sentence.endswith(
            f"train-labels-idx1-ubyte.gz and t10k-labels-idx1-ubyte.gz in {path}."
        )


@pytest.mark.usefixtures("decided")
def test_it_goes_by_the_rule_of_the_moment(qtbot: QtBot, stage: Stage, tmp_path: Path) -> None:
    stage.rule = "two"
    path = tmp_path / "two.csv"
    with qtbot.waitSignal(stage.desk.ended):
        stage.desk.write("patch", path)
    assert [row.index for row in label_patch.read(path).rows] == [5]
    assert "1 waits for a second reviewer" in stage.said[0]


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize(
    ("format", "exposed"), [("sheet", {3, 5}), ("review", {3}), ("patch", set())]
)
def test_whose_labels_stand_beside_their_pictures_enters_the_ledger(
    qtbot: QtBot,
    stage: Stage,
    workspace: Workspace,
    dataset: Dataset,
    *,
    tmp_path: Path,
    format: Format,
    exposed: set[int],
) -> None:
    with qtbot.waitSignal(stage.desk.ended):
        stage.desk.write(format, tmp_path / "out.html")
    seen: list[frozenset[int]] = []
    fingerprint = dataset.splits["test"].fingerprint
    workspace.ask(
        lambda store: store.exposed(store.annotator(workspace.annotator_name), fingerprint),
        seen.append,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [frozenset(exposed)]


def test_what_is_not_saved_yet_is_not_left_out_in_silence(stage: Stage, tmp_path: Path) -> None:
    stage.is_unsaved = True
    stage.desk.write("patch", tmp_path / "x.csv")
    assert stage.problems == [UNSAVED]
    assert not stage.desk.is_busy


def test_nothing_decided_is_said_and_nothing_written(
    qtbot: QtBot, stage: Stage, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.png"
    with qtbot.waitSignal(stage.desk.ended):
        stage.desk.write("sheet", path)
    qtbot.waitUntil(lambda: bool(stage.problems))
    assert "nothing was concluded yet" in stage.problems[0]
    assert not path.exists()


@pytest.mark.usefixtures("decided")
def test_what_is_under_way_can_be_cancelled_and_shows_how_far_it_is(
    qtbot: QtBot,
    stage: Stage,
    workspace: Workspace,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = Event()

    def slow(*_args: object, report: object, is_cancelled: object, **_words: object) -> object:
        assert callable(report)
        assert callable(is_cancelled)
        report(1, 7)
        begun.set()
        while not is_cancelled():
            pass
        raise Cancelled

    monkeypatch.setattr(review_out, "write", slow)
    comparison = ComparisonDesk(workspace, stage.page, out=stage.desk, tell=stage.said.append)
    menu = OutMenu(stage.desk, comparison, stage.page)
    with qtbot.waitSignal(stage.desk.progressed):
        stage.desk.write("sheet", tmp_path / "x.png")
    qtbot.waitUntil(begun.is_set)
    cancel = action(menu, UNDER_WAY)
    menu.aboutToShow.emit()
    assert cancel.isVisible()
    assert cancel.text() == f"{UNDER_WAY}, 1 of 7"
    assert not action(menu, "Report").isEnabled()
    with qtbot.waitSignal(stage.desk.ended):
        cancel.trigger()
    assert stage.said == [WORDS.cancelled]
    assert not cancel.isVisible()
    assert action(menu, "Report").isEnabled()


def action(menu: OutMenu, words: str) -> QAction:
    (found,) = (a for a in menu.actions() if words in a.text().replace("&", ""))
    return found


@pytest.mark.usefixtures("decided")
def test_the_menu_asks_where_to_and_offers_the_kinds_of_files(
    qtbot: QtBot,
    stage: Stage,
    workspace: Workspace,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, list[str]]] = []

    def ask(_widget: object, suggested: Path, *, title: str, kinds: dict[str, str]) -> Path:
        assert title
        asked.append((suggested.name, list(kinds)))
        return tmp_path / suggested.name

    monkeypatch.setattr(save_dialog, "ask_path", ask)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "corrected"))
    comparison = ComparisonDesk(workspace, stage.page, out=stage.desk, tell=stage.said.append)
    menu = OutMenu(stage.desk, comparison, stage.page)
    for offer in OFFERS.values():
        with qtbot.waitSignal(stage.desk.ended):
            action(menu, re.sub("&", "", offer.words)).trigger()
    assert asked == [
        ("label-patch.csv", [".csv"]),
        ("verdicts.json", [".json"]),
        ("decisions.csv", [".csv"]),
        ("decided.png", [".png", ".svg"]),
        ("label-review.html", [".html"]),
    ]
    assert {path.name for path in tmp_path.iterdir()} > {name for name, _ in asked}
    assert (tmp_path / "corrected" / "train-labels-idx1-ubyte.gz").exists()
    with qtbot.waitSignal(menu.patch_asked):
        action(menu, "Take in").trigger()


@pytest.mark.usefixtures("decided")
def test_label_files_are_not_replaced_without_asking(
    qtbot: QtBot,
    stage: Stage,
    dataset: Dataset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    earlier = tmp_path / "t10k-labels-idx1-ubyte.gz"
    idx.write_labels(earlier, np.zeros_like(dataset.splits["test"].labels))
    before = earlier.read_bytes()
    asked: list[str] = []
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes]

    def question(_page: object, _title: str, text: str, _buttons: object) -> object:
        asked.append(text)
        return answers[len(asked) - 1]

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QMessageBox, "question", question)
    stage.desk.ask("idx")
    assert earlier.read_bytes() == before
    assert asked == [f"{earlier.name} is in {tmp_path} already. Replace?"]
    with qtbot.waitSignal(stage.desk.ended):
        stage.desk.ask("idx")
    assert idx.read_labels(earlier)[3] == 7
