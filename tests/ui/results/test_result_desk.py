"""Reading off the window's thread: what is gone, what takes long, what nobody looks at."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.schema import ANSWER, RETRACTION, SESSION, SESSION_EVENT
from fmnist_gui.ui.results.choice import Choice, PanelChosen, PeopleChosen, SessionsChosen
from fmnist_gui.ui.results.crowd_card import CrowdCard
from fmnist_gui.ui.results.model_card import ModelCard
from fmnist_gui.ui.results.page import LOST, ResultsPage
from fmnist_gui.ui.results.result_desk import READ_AT_ONCE
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests.core.session.example import START, played
from tests.ui.results.shown import add_scores, in_data, keep, settle, show, show_choice, told, words

pytestmark = pytest.mark.window


@pytest.fixture
def gate(workspace: Workspace) -> Iterator[threading.Event]:
    """Let the store's worker wait until the gate is set, from the time it is asked to."""
    event = threading.Event()
    yield event
    event.set()


def block(workspace: Workspace, gate: threading.Event) -> None:
    workspace.ask(lambda _: gate.wait(20))


def remove(store: LabelStore, history: History) -> None:
    """Delete a session, as another program might."""
    with store.database.writing() as connection:
        for table in (RETRACTION, SESSION_EVENT, ANSWER, SESSION):
            connection.execute(delete(table))


def test_a_session_that_was_deleted_elsewhere_is_said_and_the_list_is_read_anew(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    old, new = played(8, 10), played(9, 10, started_at=START + timedelta(days=1))
    keep(workspace, old, new)
    page.show()
    told(qtbot, page)

    def swap(store: LabelStore) -> None:
        remove(store, old)
        store.begin(new.record)
        store.append(*new.entries)

    workspace.ask(swap)
    settle(qtbot, workspace)
    with qtbot.waitSignal(workspace.failed) as failed:
        page.panel.sessions.mark([old.record.id])
        page.panel.sessions.chosen.emit(SessionsChosen((old.record.id,)))
    assert failed.args is not None
    assert "is not in the database any more" in failed.args[0].sentence
    qtbot.waitUntil(lambda: page.panel.sessions.model.rowCount() == 1)
    told(qtbot, page)
    assert page.result is not None
    assert page.result.record.id == new.record.id


def test_a_database_without_sessions_any_more_shows_the_empty_page(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(8, 10)
    keep(workspace, history)
    show(qtbot, page, history)
    workspace.ask(lambda store: remove(store, history))
    workspace.labels_changed.emit(LabelsChanged(by="database"))
    qtbot.waitUntil(page.empty.isVisible)


def test_what_takes_long_says_at_once_what_is_coming(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, gate: threading.Event
) -> None:
    made = [played(8, 10, started_at=START + timedelta(days=day)) for day in range(3)]
    keep(workspace, *made)
    page.show()
    told(qtbot, page)
    block(workspace, gate)
    page.panel.sessions.view.selectAll()
    qtbot.waitUntil(page.waiting.isVisible)
    assert words(page.waiting) == "Me\n3 sessions, 30 answers: being counted …"
    gate.set()
    assert told(qtbot, page) is page.group
    assert not page.waiting.isVisible()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Return a list that gets the id of each session that is read."""
    ids: list[UUID] = []
    history_of = LabelStore.history

    def counting(store: LabelStore, session_id: UUID) -> History:
        ids.append(session_id)
        return history_of(store, session_id)

    monkeypatch.setattr(LabelStore, "history", counting)
    return ids


def test_nothing_is_read_on_while_nobody_looks(
    qtbot: QtBot,
    page: ResultsPage,
    workspace: Workspace,
    gate: threading.Event,
    read: list[UUID],
) -> None:
    made = [played(8, 10, started_at=START + timedelta(days=day)) for day in range(9)]
    keep(workspace, *made)
    page.show()
    told(qtbot, page)
    block(workspace, gate)
    page.panel.sessions.view.selectAll()
    wanted = page.panel.choice
    qtbot.waitUntil(page.waiting.isVisible)
    page.hide()
    before = len(read)
    with qtbot.assertNotEmitted(page.desk.group_told):
        gate.set()
        # As many turns as reading all of them would take.
        for _ in made:
            settle(qtbot, workspace)
    assert len(read) - before <= READ_AT_ONCE
    page.show()
    qtbot.waitUntil(lambda: page.shown == wanted, timeout=15_000)


def test_only_what_was_chosen_last_is_told(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, gate: threading.Event
) -> None:
    made = [played(8, 10, started_at=START + timedelta(days=day)) for day in range(3)]
    keep(workspace, *made)
    page.show()
    told(qtbot, page)
    block(workspace, gate)
    shown: list[object] = []
    page.desk.session_told.connect(lambda story: shown.append(story.result.record.id))
    page.show_session(made[1].record.id)
    page.show_session(made[0].record.id)
    gate.set()
    qtbot.waitUntil(lambda: page.shown == SessionsChosen((made[0].record.id,)))
    assert shown == [made[0].record.id]


def test_a_session_that_is_done_is_read_once_until_something_is_written(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, read: list[UUID]
) -> None:
    one, two = played(8, 10), played(9, 10, started_at=START + timedelta(days=1))
    keep(workspace, one, two)
    show(qtbot, page, one)
    show(qtbot, page, two)
    before = len(read)
    show(qtbot, page, one)
    assert len(read) == before
    workspace.labels_changed.emit(LabelsChanged(by="play"))
    settle(qtbot, workspace)
    told(qtbot, page)
    qtbot.waitUntil(lambda: len(read) > before)


def test_references_of_ones_own_are_drawn_and_a_bad_file_is_said_once(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    own: Path = workspace.home.references
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text('[[reference]]\nname = "Mine"\naccuracy = 0.8\nkind = "model"\nsource = "me"\n')
    one, two = played(81, 100), played(15, 20, started_at=START + timedelta(days=1))
    keep(workspace, one, two)
    show(qtbot, page, one)
    names = [row[0] for row in page.column.figure_cards["comparison"].figure.table.rows]
    assert "Mine" in names
    own.write_text("[[reference]]\nname = 3\n")
    with qtbot.waitSignal(workspace.failed) as failed:
        show(qtbot, page, two)
    assert failed.args is not None
    assert "references.toml" in failed.args[0].sentence
    with qtbot.assertNotEmitted(workspace.failed):
        show(qtbot, page, one)
    assert page.result is not None


def test_no_card_is_ever_a_window_of_its_own(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    show_choice(qtbot, page, SessionsChosen((history.record.id,)))
    qtbot.waitUntil(lambda: "offer" in page.column.cards and page.column.is_whole)
    # Something shown before it is put into the page would have taken the keyboard.
    assert page.isActiveWindow()


@pytest.mark.parametrize(
    "gone", [SessionsChosen((UUID(int=5),)), PeopleChosen((UUID(int=5),)), PanelChosen("a" * 64)]
)
def test_what_was_deleted_elsewhere_before_it_is_asked_for_is_said(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, gone: Choice
) -> None:
    there = played(8, 10)
    keep(workspace, there)
    page.show()
    told(qtbot, page)
    with qtbot.waitSignal(workspace.failed) as failed:
        page.show_choice(gone)
    assert failed.args is not None
    assert failed.args[0].sentence == LOST
    qtbot.waitUntil(lambda: page.shown == SessionsChosen((there.record.id,)))


def test_somebody_else_of_the_same_name_is_not_the_one_who_sits_here(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    add_scores(workspace, dataset)
    own = in_data(dataset, 8, 10)
    other = in_data(dataset, 7, 10, started_at=START + timedelta(days=1))
    record = replace(other.record, annotator=Annotator(UUID(int=99), other.record.annotator.name))
    stranger = History(record, other.entries)
    keep(workspace, own, stranger)
    assert show(qtbot, page, own).who == "You"
    qtbot.waitUntil(lambda: "model" in page.column.cards and page.column.is_whole)
    # One's own finished session: the images are there at once.
    model, crowd = page.column.cards["model"], page.column.cards["crowd"]
    assert isinstance(model, ModelCard)
    assert isinstance(crowd, CrowdCard)
    for group in (*model.groups, *crowd.groups):
        assert (group.grid is not None) == bool(group.told)
    assert show(qtbot, page, stranger).who == "Me"
    qtbot.waitUntil(lambda: "model" in page.column.cards and page.column.is_whole)
    shut = page.column.cards["model"]
    assert isinstance(shut, ModelCard)
    assert all(group.grid is None for group in shut.groups)
