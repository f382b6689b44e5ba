"""Answers of a study are exported as files, and what was written is said."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange import answer_csv, label_studio_source
from fmnist_gui.core.exchange.label_out import ANSWER_FORMATS, MOST_CLASSES
from fmnist_gui.core.exchange.vote_format import VOTE_FORMATS
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui import save_dialog
from fmnist_gui.ui.collect.export_desk import OFFERS, OTHER_DATA, WORDS, ExportDesk
from fmnist_gui.ui.collect.export_menu import ExportMenu
from fmnist_gui.ui.offer_menu import UNDER_WAY
from fmnist_gui.ui.workspace import Workspace
from tests.store.sample import ANNA, event
from tests.store.studying import BEN, STUDY, departed, said, sitting, started

INDICES = (5, 3, 8)


class Stage:
    """A desk on a bare page, with what was said, and a study that two people labelled."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, dataset: Dataset) -> None:
        split = dataset.splits["test"]
        self.study: Study = replace(STUDY, fingerprint=split.fingerprint, name="Shirts & co")
        self.workspace, self.qtbot, self.labels = workspace, qtbot, split.labels
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.told: list[str] = []
        self.problems: list[str] = []
        self.desk = ExportDesk(workspace, self.page, study=lambda: self.study)
        self.desk.told.connect(self.told.append)
        workspace.failed.connect(lambda failure: self.problems.append(failure.sentence))

    def label(self, *people: Annotator) -> None:
        """Start the study and let each of these label three images."""

        def verb(store: LabelStore) -> None:
            store.studies.start(started(self.study))
            for person in people:
                history = self._history(person)
                store.begin(history.record)
                store.append(*history.entries)

        self.ask(verb)

    def ask(self, verb: Callable[[LabelStore], object]) -> None:
        done: list[bool] = []
        self.workspace.ask(verb, lambda _: done.append(True))
        self.qtbot.waitUntil(lambda: bool(done))

    def write(self, format: str, path: Path) -> str:
        """Export, and return what was said in the end."""
        with self.qtbot.waitSignal(self.desk.ended):
            self.desk.write(self.study, format, path)
        self.qtbot.waitUntil(lambda: bool(self.told or self.problems))
        return (self.told or self.problems).pop()

    def _history(self, person: Annotator) -> History:
        header = sitting(person, INDICES, study=self.study, fingerprint=self.study.fingerprint)
        answers = tuple(
            replace(one, label=int(self.labels[one.image_index]))
            for one in said(header, (1, -1, 2))
        )
        return History(header, (*answers, event(header, "finished", 3)))


@pytest.fixture
def stage(qtbot: QtBot, workspace: Workspace, dataset: Dataset) -> Stage:
    return Stage(qtbot, workspace, dataset)


def test_a_menu_offers_every_format(stage: Stage) -> None:
    assert set(OFFERS) == {*ANSWER_FORMATS, *VOTE_FORMATS}
    menu = ExportMenu(stage.desk, stage.page)
    tips = [action.toolTip() for action in menu.offered.values()]
    assert all(tips)
    assert len(set(tips)) == len(OFFERS)
    letters = [offer.words[offer.words.index("&") + 1].lower() for offer in OFFERS.values()]
    assert len(set(letters)) == len(letters)


def test_what_was_written_and_what_was_left_out_is_said(stage: Stage, tmp_path: Path) -> None:
    stage.label(ANNA, BEN)
    path = tmp_path / "own.csv"
    assert stage.write("csv", path).endswith(
        f"Saved as own.csv and own-sessions.csv in {tmp_path}."
    )
    assert len(answer_csv.read(path, classes=MOST_CLASSES).rows) == 6
    stage.ask(lambda store: store.studies.depart(departed(study=stage.study)))
    said_ = stage.write("crowd", tmp_path / "votes.csv")
    assert said_ == (
        "Votes: 2, of 3 answers. Left out: 1 of people who could not tell. "
        f"3 answers of Ben were withdrawn. Saved as {tmp_path / 'votes.csv'}."
    )


def test_tasks_hold_the_pictures_of_the_study(
    stage: Stage, dataset: Dataset, tmp_path: Path
) -> None:
    stage.label(ANNA)
    stage.write("label-studio", tmp_path / "tasks.json")
    found = label_studio_source.read(tmp_path / "tasks.json", dataset.splits, dataset.class_names)
    assert sorted((row.vote.image_index, row.vote.chosen) for row in found.rows) == [
        (3, -1),
        (5, 1),
        (8, 2),
    ]


def test_votes_need_the_images_and_answers_do_not(stage: Stage, tmp_path: Path) -> None:
    stage.label(ANNA)
    stage.workspace.dataset = None
    assert stage.write("crowd", tmp_path / "votes.csv") == OTHER_DATA
    assert not (tmp_path / "votes.csv").exists()
    assert "Answers: 3" in stage.write("jsonl", tmp_path / "own.jsonl")


def test_the_reading_before_the_writing_tells_how_far_it_is(stage: Stage, tmp_path: Path) -> None:
    stage.label(ANNA, BEN)
    seen: list[tuple[int, int]] = []
    stage.desk.progressed.connect(lambda at: seen.append((at.done, at.total)))
    stage.write("csv", tmp_path / "own.csv")
    # Two sittings, each read and looked through; then the rows.
    assert [at for at in seen if at[1] == 4], seen


def test_a_study_without_answers_says_so(stage: Stage, tmp_path: Path) -> None:
    stage.label()
    assert "there are no answers to export" in stage.write("csv", tmp_path / "own.csv")
    assert not stage.desk.is_busy


def test_files_beside_are_replaced_only_when_asked(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.label(ANNA)
    beside = tmp_path / "own-sessions.csv"
    beside.write_text("years of work")
    asked: list[str] = []
    button = QMessageBox.StandardButton

    def answer(_page: QWidget, _title: str, words: str, _buttons: object) -> object:
        asked.append(words)
        return button.Cancel if len(asked) == 1 else button.Yes

    monkeypatch.setattr(QMessageBox, "question", answer)
    assert stage.write("csv", tmp_path / "own.csv") == WORDS.cancelled
    assert (beside.read_text(), (tmp_path / "own.csv").exists()) == ("years of work", False)
    assert "own-sessions.csv is in" in asked[0]
    assert "Answers: 3" in stage.write("csv", tmp_path / "own.csv")
    assert beside.read_text() != "years of work"


def test_names_are_suggested_and_a_folder_is_made(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.label(ANNA)
    suggested: list[Path] = []
    usual = tmp_path / "usual"
    stage.workspace.settings.change(last_folder=str(usual))

    def ask_path(_page: QWidget, path: Path, **_: object) -> Path | None:
        suggested.append(path)
        return tmp_path / path.name

    monkeypatch.setattr(save_dialog, "ask_path", ask_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    for format in ("csv", "jsonl", "model-vs-human"):
        with stage.qtbot.waitSignal(stage.desk.ended):
            stage.desk.ask(format)
    assert suggested == [usual / "Shirts-co-answers.csv", tmp_path / "Shirts-co-answers.jsonl"]
    folder = tmp_path / f"Shirts-co-{stage.study.code}"
    assert [file.name for file in folder.iterdir()] == [f"{folder.name}_subject-01_session_1.csv"]


def test_what_is_under_way_can_be_given_up(stage: Stage, tmp_path: Path) -> None:
    stage.label(ANNA)
    menu = ExportMenu(stage.desk, stage.page)
    cancel = menu.actions()[-1]
    waiting = Event()
    # The store is busy: nothing has been read yet.
    stage.workspace.ask(lambda _: waiting.wait(10))
    stage.desk.write(stage.study, "csv", tmp_path / "own.csv")
    menu.aboutToShow.emit()
    assert (cancel.isVisible(), cancel.text()) == (True, UNDER_WAY)
    assert not menu.offered["csv"].isEnabled()
    stage.desk.write(stage.study, "jsonl", tmp_path / "own.jsonl")
    assert stage.told.pop() == WORDS.busy
    cancel.trigger()
    with stage.qtbot.waitSignal(stage.desk.ended):
        waiting.set()
    stage.qtbot.waitUntil(lambda: bool(stage.told))
    assert stage.told == [WORDS.cancelled]
    assert list(tmp_path.glob("own*")) == []
    assert menu.offered["csv"].isEnabled()
    assert stage.problems == []


def test_a_name_that_no_disk_takes_is_refused_in_words(stage: Stage, tmp_path: Path) -> None:
    stage.label(ANNA)
    problem = stage.write("csv", tmp_path / f"{'n' * 260}.csv")
    assert problem.startswith(f"{tmp_path / 'n'}")
    assert problem.endswith("found file name too long; choose a shorter name")
    assert not stage.desk.is_busy
    assert not list(tmp_path.glob("n*"))
