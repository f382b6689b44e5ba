"""How tests of the Results page fill the store, wait for what is told, and read it."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.chart.scene import Cell
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.predictions import Predictions
from fmnist_gui.core.session.panel import Panel
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.ui.card.label import END, ISOLATE, LEFT_TO_RIGHT
from fmnist_gui.ui.chart.chart_view import ChartView
from fmnist_gui.ui.results.choice import Choice, PanelChosen, PeopleChosen, SessionsChosen
from fmnist_gui.ui.results.page import ResultsPage
from fmnist_gui.ui.results.story_column import StoryColumn
from fmnist_gui.ui.workspace import Workspace
from tests.core.session.example import played

PATIENCE_MS = 15_000
UNSEEN = str.maketrans("", "", f"\u200b{LEFT_TO_RIGHT}{ISOLATE}{END}")


def keep(workspace: Workspace, *histories: History, panels: Sequence[Panel] = ()) -> None:
    def verb(store: LabelStore) -> None:
        for history in histories:
            store.begin(history.record)
            store.append(*history.entries)
        for panel in panels:
            store.keep_panel(panel)

    workspace.ask(verb)


def show(qtbot: QtBot, page: ResultsPage, history: History) -> SessionResult:
    with qtbot.waitExposed(page):
        page.show()
    page.show_session(history.record.id)
    qtbot.waitUntil(
        lambda: page.result is not None and page.result.record.id == history.record.id,
        timeout=PATIENCE_MS,
    )
    qtbot.waitUntil(lambda: page.column.is_whole)
    assert page.result is not None
    return page.result


def show_choice(qtbot: QtBot, page: ResultsPage, choice: Choice) -> StoryColumn:
    """Show something and return the column that tells it, once all of it is there."""
    with qtbot.waitExposed(page):
        page.show()
    page.show_choice(choice)
    qtbot.waitUntil(lambda: _ids(page.shown) == _ids(choice), timeout=PATIENCE_MS)
    return told(qtbot, page)


def told(qtbot: QtBot, page: ResultsPage) -> StoryColumn:
    """Wait until what is chosen is shown."""
    qtbot.waitUntil(lambda: page.shown == page.panel.choice is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.story_column.is_whole)
    return page.story_column


def _ids(choice: Choice | None) -> set[object]:
    match choice:
        case SessionsChosen():
            return set(choice.session_ids)
        case PeopleChosen():
            return set(choice.annotator_ids)
        case PanelChosen():
            return {choice.deck_sha256}
    return set()


def settle(qtbot: QtBot, workspace: Workspace) -> None:
    """Wait until everything that was asked of the store before is done."""
    done: list[bool] = []
    workspace.ask(lambda _: True, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)


def add_scores(workspace: Workspace, dataset: Dataset, split: str = "test") -> None:
    """Keep counts of a crowd that is sure, and predictions of a model that is always right."""
    shelf, part = ScoreShelf(workspace.home.scores), dataset.splits[split]
    counts = np.ones((len(part), 10), dtype=np.int64)
    counts[np.arange(len(part)), part.labels] = 12
    now = datetime(2025, 3, 1, tzinfo=UTC)
    shelf.keep_counts(
        part.fingerprint, split, name="crowd", counts=counts, source="crowd.csv", now=now
    )
    shelf.keep_predictions(
        part.fingerprint,
        split,
        name="forest",
        predictions=Predictions(None, part.labels),
        source="forest.npy",
        classes=10,
        now=now,
    )


def words(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel)]
    lines = [line.text() for line in widget.findChildren(QLineEdit)]
    return "\n".join((*labels, *lines)).replace("\u00a0", " ").translate(UNSEEN)


def chart_of(page: ResultsPage, key: str) -> ChartView:
    return page.column.figure_cards[key].chart


def place(chart: ChartView, cell: Cell) -> QPoint:
    spot = next(spot for spot in chart.scene.spots if spot.cell == cell)
    return chart.place(spot).center()


def in_data(dataset: Dataset, right: int, answered: int, **choices: object) -> History:
    fingerprint = dataset.splits["test"].fingerprint
    return played(right, answered, fingerprint=fingerprint, **choices)  # type: ignore[arg-type]
