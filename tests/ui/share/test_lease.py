"""What a server has set aside for somebody who labels in the window, with a real server."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.session import Session
from fmnist_gui.store.server import claim
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.status import status
from fmnist_gui.ui.share.link_state import LinkState
from fmnist_gui.ui.share.server_link import ServerLink
from fmnist_gui.ui.workspace import Workspace
from tests.store.server.sharing import Client
from tests.store.studying import BEN, STUDY, label, said, sitting
from tests.ui.share.linking import ask, settled


@pytest.fixture
def server(url: str) -> Iterator[Server]:
    with Server(address_of(url)) as server:
        yield server


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many claims each renewal has renewed."""
    found: list[int] = []
    renew = claim.renew

    def noted(*given: object) -> int:
        found.append(renew(*given))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(claim, "renew", noted)
    return found


@pytest.fixture
def session(qtbot: QtBot, workspace: Workspace, link: ServerLink, shared: LinkState) -> Session:
    """Return a sitting of Anna, for whom the server has set the images aside."""
    among: list[tuple[int, ...] | None] = []
    link.set_aside(STUDY, "Anna", among.append)
    qtbot.waitUntil(lambda: bool(among))
    assert among[0]
    header = sitting(ask(qtbot, workspace, lambda store: store.annotator("Anna")), among[0])
    workspace.ask(lambda store: store.begin(header))
    return Session(header, np.ones(len(STUDY.indices), dtype=np.uint8))


def change(server: Server, until: str) -> None:
    """Let every claim stand until then."""
    server.run(lambda cursor: cursor.execute(f"UPDATE fmnist_gui.claim SET until = {until}"))


def standing(server: Server) -> int:
    """Return how many claims stand for more than a minute still."""
    query = "SELECT count(*) FROM fmnist_gui.claim WHERE until > now() + interval '1 minute'"
    found: Any = server.run(lambda cursor: cursor.execute(query).fetchone())
    return int(found[0])


def test_while_somebody_labels_it_is_renewed_and_afterwards_not(
    qtbot: QtBot, link: ServerLink, session: Session, server: Server, renewed: list[int]
) -> None:
    link.sat_down(session)
    change(server, "now() + interval '30 seconds'")
    assert standing(server) == 0
    link.lease.renew()
    qtbot.waitUntil(lambda: renewed == [STUDY.sitting])
    assert standing(server) == STUDY.sitting
    link.stood_up()
    link.lease.renew()
    settled(qtbot, link)
    assert renewed == [STUDY.sitting]


def test_what_ran_out_and_went_to_somebody_else_stays_there_and_no_answer_is_lost(
    qtbot: QtBot,
    workspace: Workspace,
    link: ServerLink,
    session: Session,
    server: Server,
    other: Client,
    renewed: list[int],
) -> None:
    link.sat_down(session)
    images = session.record.deck.main_indices
    change(server, "now() - interval '1 second'")
    # One label each is wanted, so that Ben is handed only what is with Anna no more.
    full = "UPDATE fmnist_gui.item SET wanted = 1"
    server.run(lambda cursor: cursor.execute(full))
    rest = tuple(set(STUDY.indices) - set(images))
    theirs = claim.claim(server, STUDY.sha256, BEN, count=len(images), avoid=rest)
    assert set(theirs) == set(images)
    link.lease.renew()
    qtbot.waitUntil(lambda: renewed == [0])
    assert standing(server) == len(images)
    # Both answer all the same: each is a label, more than was wanted.
    answers = said(session.record, (1,) * len(images))
    workspace.ask(lambda store: store.append(*answers))
    link.stood_up()
    qtbot.waitUntil(lambda: status(server, STUDY.sha256).labels == len(images))
    settled(qtbot, link)
    label(other.store, BEN, theirs, (2,) * len(theirs))
    other.sync()
    assert status(server, STUDY.sha256).labels == 2 * len(images)
    assert len(other.labels()) == 2 * len(images)
    other.server.close()
    other.store.database.close()


def test_what_the_sitting_does_not_ask_about_is_given_back(
    qtbot: QtBot, workspace: Workspace, link: ServerLink, session: Session, server: Server
) -> None:
    record = session.record
    fewer = sitting(record.annotator, record.deck.main_indices[:1])
    link.sat_down(Session(fewer, np.ones(len(STUDY.indices), dtype=np.uint8)))
    qtbot.waitUntil(lambda: status(server, STUDY.sha256).claimed == 1)
