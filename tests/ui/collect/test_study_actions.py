"""A study pauses, closes and goes on; people are withdrawn and come back; files come and go."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange import study_file
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui.collect.page import CollectPage
from fmnist_gui.ui.collect.people_card import PeopleCard
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests.ui.collect import kept
from tests.ui.collect.conftest import Elsewhere


@pytest.fixture
def study(qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset) -> Study:
    """Return a study that Ann and Ben have labelled for, shown."""
    made = kept.study_of(dataset)
    kept.start(workspace, made)
    kept.label(workspace, made, "Ann", [0, 1, 2, 3])
    kept.label(workspace, made, "Ben", [0, 1, 5])
    kept.show(qtbot, page, made)
    return made


def choose(page: CollectPage, row: int) -> None:
    """Choose the only thing that can be done about the person in a row."""
    card = page.view.column.cards["people"]
    assert isinstance(card, PeopleCard)
    menu = card.menu(kept.table_of(page).people[row])
    (action,) = menu.actions()
    action.trigger()
    menu.close()


def test_it_pauses_and_goes_on(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study, elsewhere: Elsewhere
) -> None:
    head = kept.head_of(page)
    with qtbot.waitSignal(workspace.labels_changed) as blocker:
        head.pause_button.click()
    assert blocker.args == [LabelsChanged("collect")]
    qtbot.waitUntil(lambda: head.pause_button.text() == "Resume", timeout=kept.PATIENCE_MS)
    assert not head.label_button.isEnabled()
    assert kept.text(head.state_label).startswith("Paused")
    assert kept.record_of(qtbot, workspace, study).state == "paused"
    assert elsewhere.told == [f"The study {study.title} is paused."]
    head.pause_button.click()
    qtbot.waitUntil(head.label_button.isEnabled, timeout=kept.PATIENCE_MS)
    assert head.state_label.isHidden()
    assert kept.record_of(qtbot, workspace, study).state == "running"


def test_closing_says_who_sees_the_answers_then(
    qtbot: QtBot,
    page: CollectPage,
    workspace: Workspace,
    study: Study,
    *,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head = kept.head_of(page)
    assert kept.text(head.hint_label) == "Until it is closed, its answers are shown here alone."
    asked = kept.questions(monkeypatch, answer=True)
    head.close_button.click()
    # Another column is made of it: that of a running study keeps the answers hidden.
    qtbot.waitUntil(
        lambda: kept.head_of(page).close_button.text() == "Reopen", timeout=kept.PATIENCE_MS
    )
    head = kept.head_of(page)
    assert "Explore, Review and every export" in asked[0]
    assert kept.record_of(qtbot, workspace, study).state == "closed"
    assert head.pause_button.isHidden()
    assert head.hint_label.isHidden()
    head.close_button.click()
    qtbot.waitUntil(lambda: kept.head_of(page).label_button.isEnabled(), timeout=kept.PATIENCE_MS)
    assert len(asked) == 1, "to reopen takes nothing from anybody"


def test_it_is_not_closed_by_whoever_thinks_better_of_it(
    qtbot: QtBot,
    page: CollectPage,
    workspace: Workspace,
    study: Study,
    *,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = kept.questions(monkeypatch, answer=False)
    kept.head_of(page).close_button.click()
    assert len(asked) == 1
    assert kept.record_of(qtbot, workspace, study).state == "running"


def test_a_withdrawn_person_leaves_every_figure_and_comes_back(
    qtbot: QtBot,
    page: CollectPage,
    workspace: Workspace,
    study: Study,
    *,
    monkeypatch: pytest.MonkeyPatch,
    elsewhere: Elsewhere,
) -> None:
    head, asked = kept.head_of(page), kept.questions(monkeypatch, answer=True)
    assert [row[:2] for row in kept.cells(kept.table_of(page))] == [["Ann", "4"], ["Ben", "3"]]
    choose(page, 1)
    qtbot.waitUntil(lambda: bool(kept.text(head.withdrawn_label)), timeout=kept.PATIENCE_MS)
    assert "3 answers of Ben leave every figure and every export" in asked[0]
    assert "it can be undone" in asked[0]
    assert kept.text(head.withdrawn_label) == "3 answers of Ben were withdrawn."
    assert elsewhere.told == ["3 answers of Ben were withdrawn."]
    assert kept.text(head.labels_label) == "4 of 12 labels"
    assert [row[:2] for row in kept.cells(kept.table_of(page))] == [
        ["Ann", "4"],
        ["Ben", "withdrawn"],
    ]
    record = kept.record_of(qtbot, workspace, study)
    assert [(gone.annotator.name, gone.answers) for gone in record.departures] == [("Ben", 3)]
    choose(page, 1)
    qtbot.waitUntil(
        lambda: kept.text(head.labels_label) == "7 of 12 labels", timeout=kept.PATIENCE_MS
    )
    assert head.withdrawn_label.isHidden()
    assert len(asked) == 1


def test_nobody_is_withdrawn_by_whoever_thinks_better_of_it(
    qtbot: QtBot,
    page: CollectPage,
    workspace: Workspace,
    study: Study,
    *,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = kept.questions(monkeypatch, answer=False)
    choose(page, 0)
    qtbot.waitUntil(lambda: bool(asked), timeout=kept.PATIENCE_MS)
    assert not kept.record_of(qtbot, workspace, study).departures


def test_the_menu_of_a_person_opens_by_enter(qtbot: QtBot, page: CollectPage, study: Study) -> None:
    table = kept.table_of(page)
    table.setFocus()
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    card = page.view.column.cards["people"]
    assert isinstance(card, PeopleCard)
    qtbot.waitUntil(lambda: card.open_menu is not None and card.open_menu.isVisible())
    assert card.open_menu is not None
    assert [action.text() for action in card.open_menu.actions()] == ["Withdraw …"]
    card.open_menu.close()


def test_checks_and_repeats_stand_beside_a_person(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset, indices=(1, 2, 3, 11, 12, 13))
    kept.start(workspace, study)
    phases = ("main", "main", "attention", "repeat")
    kept.label(workspace, study, "Ann", [1, 2, 1, 9], phases=phases)  # type: ignore[arg-type]
    kept.show(qtbot, page, study)
    (row,) = kept.cells(kept.table_of(page))
    assert row[0] == "Ann"
    assert row[1] == "2"
    assert row[4] == "1 of 1"


def test_a_study_file_is_written_and_opened_elsewhere(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset, tmp_path: Path
) -> None:
    made, path = kept.study_of(dataset, name="From elsewhere"), tmp_path / "a.fmstudy"
    with qtbot.waitSignal(page.told) as blocker:
        page.doing.write(made, path)
    assert str(path) in blocker.args[0]
    assert study_file.read(path) == made
    page.doing.open(path)
    story = kept.show(qtbot, page, made)
    assert story.record.study == made
    with qtbot.waitSignal(page.told, timeout=kept.PATIENCE_MS) as again:
        page.doing.open(path)
    assert again.args == [f"The study {made.title} is here now, and was so before."]


def test_a_damaged_study_file_is_refused_in_a_sentence(
    qtbot: QtBot, page: CollectPage, elsewhere: Elsewhere, study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "a.fmstudy"
    study_file.write(path, study)
    path.write_text(path.read_text().replace("Shirts", "Skirts"))
    page.doing.open(path)
    qtbot.waitUntil(lambda: bool(elsewhere.failed), timeout=kept.PATIENCE_MS)
    assert str(path) in elsewhere.failed[0]
    assert page.records[0].study == study
    assert len(page.records) == 1
