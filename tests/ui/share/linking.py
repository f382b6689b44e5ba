"""Waits for what a link does in the background."""

from collections.abc import Callable
from typing import TypeVar

from pytestqt.qtbot import QtBot

from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.share.link_state import LinkState
from fmnist_gui.ui.share.server_link import ServerLink
from fmnist_gui.ui.workspace import Workspace
from tests.store.studying import STUDY

T = TypeVar("T")


def settled(qtbot: QtBot, link: ServerLink) -> LinkState:
    """Wait until nothing is under way, and return how the study stands."""
    qtbot.waitUntil(lambda: link.state(STUDY.sha256) is not None and not link.is_busy)
    found = link.state(STUDY.sha256)
    assert found is not None
    return found


def ask(qtbot: QtBot, workspace: Workspace, verb: Callable[[LabelStore], T]) -> T:
    """Return what `verb` makes of the store."""
    found: list[T] = []
    workspace.ask(verb, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]
