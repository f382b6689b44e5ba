"""While a study runs its answers are hidden from whoever may label, until they are asked for."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.study.event import StudyEvent
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.collect.page import CollectPage
from fmnist_gui.ui.collect.veil_card import HIDDEN, HIDE, SHOW, SHOWN, VeilCard
from fmnist_gui.ui.workspace import Workspace
from tests.ui.collect import kept

ANSWERS = {"disputes", "consensus", "agreement", "enough", "person"}


@pytest.fixture
def study(workspace: Workspace, dataset: Dataset) -> Study:
    made = kept.study_of(dataset)
    kept.start(workspace, made)
    kept.label(workspace, made, "Ann", [1, 2, 3, 4, 5, 6])
    kept.label(workspace, made, "Ben", [2, 3, 4, 4, 5, 6])
    return made


def veil_card(page: CollectPage) -> VeilCard:
    card = page.view.column.cards["veil"]
    assert isinstance(card, VeilCard)
    return card


def headings(page: CollectPage) -> tuple[str, ...]:
    return kept.table_of(page).table.columns


def test_while_a_study_runs_its_answers_are_shown_only_when_asked_for(
    qtbot: QtBot, page: CollectPage, study: Study
) -> None:
    kept.show(qtbot, page, is_blind=True)
    assert page.view.column.cards.keys() == {"head", "people", "veil"}
    assert kept.text(veil_card(page).label) == HIDDEN
    assert headings(page) == ("Person", "Labels", "Pace", "")
    head = kept.head_of(page)
    assert "2 people" in kept.text(head.alpha_label)
    qtbot.waitUntil(lambda: "interval" in kept.text(head.alpha_label), timeout=kept.PATIENCE_MS)

    assert veil_card(page).button.text() == SHOW
    veil_card(page).button.click()
    qtbot.waitUntil(lambda: page.view.column.is_whole)
    assert page.view.column.cards.keys() == {"head", "people", "veil", *ANSWERS}
    assert kept.text(veil_card(page).label) == SHOWN
    assert "Agrees" in headings(page)
    # Nothing that was known is forgotten by it.
    assert "interval" in kept.text(kept.head_of(page).alpha_label)

    assert veil_card(page).button.text() == HIDE
    veil_card(page).button.click()
    assert page.view.column.cards.keys() == {"head", "people", "veil"}


def test_answers_are_hidden_again_once_the_page_is_left(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    kept.show(qtbot, page)
    kept.news(qtbot, page, workspace)
    assert page.view.column.cards.keys() >= ANSWERS
    page.hide()
    kept.show(qtbot, page, is_blind=True)
    assert not page.view.column.cards.keys() & ANSWERS


def test_the_answers_of_a_closed_study_are_not_hidden(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    def close(store: LabelStore) -> None:
        who = store.annotator("Chief")
        store.studies.note(StudyEvent(uuid4(), who, study.sha256, "closed", datetime.now(UTC)))

    workspace.ask(close)
    kept.show(qtbot, page, is_blind=True)
    assert page.view.column.cards.keys() == {"head", "people", *ANSWERS}
    assert "Agrees" in headings(page)
