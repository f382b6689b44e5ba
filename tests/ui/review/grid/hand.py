"""What tests do with a page of images, and what they ask the store afterwards."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import standing
from fmnist_gui.core.review.queue import Candidate
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.top_three import Ranking, Share
from fmnist_gui.ui.image.vote import Vote
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.grid_view import GridView
from fmnist_gui.ui.workspace import Workspace

T = TypeVar("T")
SHIRT, COAT, PULLOVER, BAG = 6, 4, 2, 8
CTRL, NO_KEY = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def brief(desk: Desk) -> Callable[[Candidate], Case]:
    def told(candidate: Candidate) -> Case:
        assert desk.gallery is not None
        return Case(
            Subject(desk.gallery, candidate.number),
            candidate.suggested,
            candidate.why,
            votes=(Vote(COAT, 8, 0.8), Vote(SHIRT, 2, 0.2)),
            rankings=(Ranking("Forest", (Share(COAT, 0.7),)),),
        )

    return told


def asked(qtbot: QtBot, workspace: Workspace, verb: Callable[[LabelStore], T]) -> T:
    found: list[T] = []
    workspace.ask(verb, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def stored(qtbot: QtBot, workspace: Workspace, desk: Desk) -> list[Decision]:
    """Return the decisions on the disk that stand."""
    qtbot.waitUntil(lambda: not desk.book.writer.waiting)
    assert workspace.dataset is not None
    prints = [split.fingerprint for split in workspace.dataset.splits.values()]
    return list(standing(asked(qtbot, workspace, lambda store: store.review.log(*prints))))


def shown(grid: GridView) -> list[int]:
    return [cell.number for cell in grid.sheet.visible]


def mark(qtbot: QtBot, grid: GridView, *positions: int) -> None:
    for position in positions:
        qtbot.mouseClick(grid.sheet, LEFT, pos=grid.sheet.place(position).center())


def press(qtbot: QtBot, grid: GridView, key: Qt.Key | str, modifier: object = NO_KEY) -> None:
    qtbot.keyClick(grid.sheet, key, modifier)
