"""The page goes while the store has not answered yet."""

import threading

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace
from tests.ui.play.conftest import Asker

pytestmark = pytest.mark.window


def test_an_answer_of_the_store_finds_nobody_and_nothing_is_raised(
    qtbot: QtBot, workspace: Workspace, ask: Asker
) -> None:
    release = threading.Event()
    workspace.ask(lambda _store: release.wait(5))
    page = PlayPage(workspace)
    page.front.refresh()
    delete(page)
    with qtbot.captureExceptions() as caught:
        release.set()
        ask(lambda store: store.annotators())
    assert caught == []
