"""A page and a half of Shirts, and some Coats, on a desk whose store has answered."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.review.queue import Candidate, ReviewQueue, queue_of
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.grid_view import GridView
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.review.grid.hand import COAT, PULLOVER, SHIRT, brief


@pytest.fixture
def dataset() -> Dataset:
    """Return data with 90 images of each class: a page and a half."""
    return sample.dataset(600, 300)


@pytest.fixture
def queue(dataset: Dataset) -> ReviewQueue:
    """Return all Shirts, each third perhaps a Coat and else a Pullover, and 20 Coats."""
    labels = gallery_of(dataset).labels.tolist()
    shirts = [number for number, label in enumerate(labels) if label == SHIRT]
    coats = [number for number, label in enumerate(labels) if label == COAT][:20]
    candidates = [
        Candidate(n, SHIRT, -float(at), PULLOVER if at % 3 else COAT, f"why {n}")
        for at, n in enumerate(shirts)
    ]
    candidates += [Candidate(n, COAT, -100.0, None, f"why {n}") for n in coats]
    return queue_of("margin", "By margin", "Ranked by margin.", candidates=candidates)


@pytest.fixture
def grid(qtbot: QtBot, workspace: Workspace, desk: Desk) -> Iterator[GridView]:
    made = GridView(workspace, desk, brief(desk))
    qtbot.addWidget(made)
    made.resize(1000, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.sheet.setFocus()
    yield made
    qtbot.waitUntil(lambda: not desk.book.writer.waiting)
