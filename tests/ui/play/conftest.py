"""The Play page on a screen, and what the store holds."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.table.score_column import image_columns
from fmnist_gui.core.table.table import Table
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.play.custom_desk import Known
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace

T = TypeVar("T")


class Asker:
    """Asks the store and waits for the answer."""

    def __init__(self, qtbot: QtBot, workspace: Workspace) -> None:
        self._qtbot = qtbot
        self._workspace = workspace

    def __call__(self, verb: Callable[[LabelStore], T]) -> T:
        answers: list[T] = []
        self._workspace.ask(verb, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers))
        return answers[0]


@pytest.fixture
def ask(qtbot: QtBot, workspace: Workspace) -> Asker:
    """Return what asks the store."""
    return Asker(qtbot, workspace)


@pytest.fixture
def play(qtbot: QtBot, workspace: Workspace) -> Iterator[PlayPage]:
    """Return the page in a window of its own, with what is known about the images."""

    def table_of() -> Known | None:
        if workspace.dataset is None:
            return None
        gallery = gallery_of(workspace.dataset)
        return gallery, Table(len(gallery)).with_columns(*image_columns(gallery))

    made = PlayPage(workspace, table_of=table_of)
    qtbot.addWidget(made)
    made.resize(1200, 720)
    with qtbot.waitExposed(made):
        made.show()
    # The store has said who has played.
    done: list[None] = []
    workspace.ask(lambda _store: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    yield made
    made.put_away()
