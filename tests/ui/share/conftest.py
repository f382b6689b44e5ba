from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.ui.share.link_start import LinkStart
from fmnist_gui.ui.share.link_state import LinkState
from fmnist_gui.ui.share.server_link import ServerLink
from fmnist_gui.ui.workspace import Workspace
from tests.store.server.sharing import Client, joiner
from tests.store.studying import STUDY, started
from tests.ui.share.linking import settled


@pytest.fixture
def link(workspace: Workspace) -> ServerLink:
    return ServerLink(workspace, workspace)


@pytest.fixture
def record(qtbot: QtBot, workspace: Workspace) -> StudyRecord:
    """Return a study that has started on this machine."""
    found: list[StudyRecord] = []
    workspace.ask(lambda store: store.studies.start(started()))
    workspace.ask(lambda store: store.studies.find(STUDY.name), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.fixture
def other(tmp_path: Path, url: str) -> Client:
    """Return another machine that is to join what is shared at the address."""
    return joiner(tmp_path / "other", Server(address_of(url)))


@pytest.fixture
def shared(
    qtbot: QtBot, workspace: Workspace, link: ServerLink, record: StudyRecord, url: str
) -> LinkState:
    """Share the study of this machine and wait until it has been exchanged once."""
    failed: list[Exception] = []
    LinkStart(workspace, link.add).create(url, record, lambda _: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed) or link.state(STUDY.sha256) is not None)
    assert failed == []
    return settled(qtbot, link)
