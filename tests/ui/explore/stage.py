"""What tests of the Explore page ask of what stands on it, and how they reach for it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.table import score_column
from fmnist_gui.core.table.table import Table
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.workspace import Workspace

T = TypeVar("T")
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def known_at_once(gallery: Gallery) -> Table:
    """Return the table of what the images themselves tell."""
    columns = (*score_column.image_columns(gallery), *score_column.grey_columns(gallery))
    return Table(len(gallery)).with_columns(*columns)


def settle(qtbot: QtBot, page: ExplorePage) -> None:
    """Wait until the page knows what images and store tell."""
    qtbot.waitUntil(lambda: {"brightness", "seen"} <= set(page.exhibit.table.columns))


def numbers_of(exhibit: Exhibit) -> list[int]:
    """Return the images that are shown, in their order."""
    return [] if exhibit.layout is None else list(map(int, exhibit.layout.order))


def selected_of(page: ExplorePage) -> list[int]:
    """Return the images that are selected."""
    return list(map(int, page.exhibit.selection.numbers))


def middle_of(canvas: Canvas, number: int) -> QPoint:
    """Return the middle of an image on the canvas."""
    assert canvas.shown is not None
    cell = canvas.shown.layout.cell_of(number)
    assert cell is not None
    return canvas.cell_rect(cell).center().toPoint()


def pull(canvas: Canvas, *points: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Press at the first point and pull through the others."""
    _send(canvas, QMouseEvent.Type.MouseButtonPress, points[0], keys=keys)
    for point in points[1:]:
        _send(canvas, QMouseEvent.Type.MouseMove, point, keys=keys)


def drag(canvas: Canvas, *points: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Press at the first point, pull through the others and let go at the last."""
    pull(canvas, *points, keys=keys)
    _send(canvas, QMouseEvent.Type.MouseButtonRelease, points[-1], keys=keys)


def asked(qtbot: QtBot, workspace: Workspace, verb: Callable[[LabelStore], T]) -> T:
    """Return what the store answers, after all that was asked of it before."""
    answers: list[T] = []
    workspace.ask(verb, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def _send(canvas: Canvas, kind: QMouseEvent.Type, at: QPoint, *, keys: Qt.KeyboardModifier) -> None:
    button = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseMove else LEFT
    held = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseButtonRelease else LEFT
    place = QPointF(at)
    event = QMouseEvent(kind, place, QPointF(canvas.viewport().mapToGlobal(at)), button, held, keys)
    QApplication.sendEvent(canvas.viewport(), event)
