"""A study on a server as the window has it, with a real server."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.status import status
from fmnist_gui.ui.share.link_start import LinkStart
from fmnist_gui.ui.share.link_state import LinkState
from fmnist_gui.ui.share.server_link import ALONE, GONE, WITHOUT, ServerLink
from fmnist_gui.ui.share.share_desk import ShareDesk
from fmnist_gui.ui.share.share_dialog import ShareDialog
from fmnist_gui.ui.workspace import Workspace
from tests.store.sample import ANNA
from tests.store.server.sharing import Client, creator
from tests.store.studying import BEN, STUDY, label
from tests.ui.share.linking import ask, settled

SECRET = "never/told 100%"


def test_what_is_answered_here_goes_there_and_back(
    qtbot: QtBot, workspace: Workspace, link: ServerLink, shared: LinkState, other: Client
) -> None:
    assert shared.sentence.endswith("Nothing waits to be sent.")
    ask(qtbot, workspace, lambda store: label(store, ANNA, (0, 1), (1, 1)))
    label(other.store, BEN, (2,), (1,))
    other.sync()
    with qtbot.waitSignal(workspace.labels_changed):
        link.sync_all()
    settled(qtbot, link)
    assert other.sync().merged.answers == 2
    here = ask(qtbot, workspace, lambda store: Client(store, other.server).labels())
    assert here == other.labels()
    assert len(here) == 3
    other.server.close()
    other.store.database.close()


def test_without_the_server_answers_wait_and_it_is_said(
    qtbot: QtBot,
    workspace: Workspace,
    link: ServerLink,
    shared: LinkState,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask(qtbot, workspace, lambda store: label(store, ANNA, (0, 1), (1, 1)))
    gone = address_of(f"postgresql://me@/lab?host={tmp_path}")
    monkeypatch.setattr(link, "_address", lambda *_: replace(gone, text=shared.server))
    link.sync_all()
    qtbot.waitUntil(lambda: bool(settled(qtbot, link).problem))
    found = settled(qtbot, link)
    assert f"2 answers wait to be sent. {GONE}" in found.sentence
    told: list[str] = []
    among: list[object] = []
    link.told.connect(told.append)
    link.set_aside(STUDY, "Anna", among.append)
    qtbot.waitUntil(lambda: bool(among))
    # It goes on with all images of the study.
    assert (among, told) == ([None], [WITHOUT])


def test_a_server_that_refuses_is_not_said_to_be_silent(
    link: ServerLink, shared: LinkState, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = RequestError("the server says that it wants a password")
    monkeypatch.setattr(link.lease, "take", lambda *_, failed, **__: failed(why))
    told: list[str] = []
    among: list[object] = []
    link.told.connect(told.append)
    link.set_aside(STUDY, "Anna", among.append)
    assert (among, told) == ([None], [f"{why}. {ALONE}"])


def test_images_are_set_aside_for_who_labels(
    qtbot: QtBot, workspace: Workspace, link: ServerLink, shared: LinkState, url: str
) -> None:
    among: list[tuple[int, ...] | None] = []
    link.set_aside(STUDY, "Anna", among.append)
    qtbot.waitUntil(lambda: bool(among))
    assert among[0] is not None
    assert len(among[0]) == STUDY.sitting
    with Server(address_of(url)) as server:
        assert status(server, STUDY.sha256).claimed == STUDY.sitting


def test_a_study_that_is_not_shared_is_handed_out_here(link: ServerLink) -> None:
    among: list[object] = []
    link.set_aside(STUDY, "Anna", among.append)
    assert among == [None]


def test_nothing_is_exchanged_while_somebody_answers(
    qtbot: QtBot, workspace: Workspace, url: str, record: StudyRecord
) -> None:
    is_free = [True]
    link = ServerLink(workspace, workspace, is_free=lambda: is_free[0])
    LinkStart(workspace, link.add).create(url, record, lambda _: None, lambda _: None)
    settled(qtbot, link)
    ask(qtbot, workspace, lambda store: label(store, ANNA, (0,), (1,)))
    is_free[0] = False
    link.sync_all()
    ask(qtbot, workspace, lambda store: store.counts())
    with Server(address_of(url)) as server:
        assert not link.is_busy
        assert status(server, STUDY.sha256).labels == 0


def test_a_dialog_shares_and_keeps_the_password_to_itself(
    qtbot: QtBot, workspace: Workspace, link: ServerLink, record: StudyRecord, url: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    window = QWidget()
    qtbot.addWidget(window)
    desk = ShareDesk(workspace, link, window)
    desk.share(record)
    dialog = desk.dialog
    assert isinstance(dialog, ShareDialog)
    assert not dialog.yes_button.isEnabled()
    dialog.address_field.setText("nonsense")
    dialog.yes_button.click()
    qtbot.waitUntil(dialog.problem_label.isVisible)
    assert "is no address of a PostgreSQL server" in dialog.problem_label.text()
    assert dialog.address_field.text() == "nonsense"
    dialog.address_field.setText(url)
    dialog.password_field.setText(SECRET)
    with qtbot.waitSignal(desk.shared) as caught:
        dialog.yes_button.click()
    assert caught.args == [STUDY.sha256]
    found = settled(qtbot, link)
    secrets = (SECRET, quote(SECRET, safe=""))
    assert not any(secret in found.sentence + repr(found) for secret in secrets)
    workspace.close()
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in kept)
    contents = [path.read_bytes() for path in kept]
    assert not any(secret.encode() in content for secret in secrets for content in contents)


def test_a_study_is_joined(
    qtbot: QtBot, workspace: Workspace, link: ServerLink, tmp_path: Path, url: str
) -> None:
    # One database is made at a time.
    ask(qtbot, workspace, lambda store: store.counts())
    other = creator(tmp_path / "other", Server(address_of(url)))
    window = QWidget()
    qtbot.addWidget(window)
    desk = ShareDesk(workspace, link, window)
    desk.join()
    assert desk.dialog is not None
    desk.dialog.address_field.setText(url)
    with qtbot.waitSignal(desk.shared):
        desk.dialog.yes_button.click()
    settled(qtbot, link)
    assert ask(qtbot, workspace, lambda store: store.studies.find("Shirts").study) == STUDY
    other.server.close()
    other.store.database.close()


def test_after_the_window_closed_nothing_is_exchanged(
    qtbot: QtBot, workspace: Workspace, link: ServerLink, shared: LinkState
) -> None:
    link.begin()
    settled(qtbot, link)
    workspace.close()

    # As when somebody who labelled stands up because the window closes.
    link.stood_up()
    link.sync_all()

    assert not link.is_busy


def test_what_waits_is_counted_while_somebody_answers(
    qtbot: QtBot,
    workspace: Workspace,
    link: ServerLink,
    shared: LinkState,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert shared.sentence.endswith("Nothing waits to be sent.")
    monkeypatch.setattr(link, "_is_free", lambda: False)
    ask(qtbot, workspace, lambda store: label(store, ANNA, (0, 1), (1, 1)))
    with qtbot.waitSignal(link.changed):
        link.sync_all()
    assert not link.is_busy
    state = settled(qtbot, link)
    assert state.waiting is not None
    assert state.waiting.answers == 2
