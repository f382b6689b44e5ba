"""A desk with a small gallery, a queue of five and a store that has answered."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.review.queue import Candidate, ReviewQueue, queue_of
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.page import ReviewPage
from fmnist_gui.ui.workspace import Workspace

QUEUED = (7, 305, 12, 3, 410)
"""Numbers in the gallery of tests/sample.py: the first 300 are train, then come 300 of test."""


@pytest.fixture
def queue() -> ReviewQueue:
    """Return five images of both splits, each with the class after its own suggested."""
    candidates = [
        Candidate(number, number % 10, number / 1000, (number + 1) % 10, "a model says so")
        for number in QUEUED
    ]
    return queue_of("margin", "By margin", "Ranked by margin.", candidates=candidates)


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, queue: ReviewQueue) -> Desk:
    """Return a desk whose queue is open."""
    made = Desk(workspace)
    qtbot.waitUntil(lambda: made.book.is_ready)
    made.open(queue)
    return made


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, queue: ReviewQueue) -> ReviewPage:
    """Return the page at a usual size, with the queue open and the keyboard on it."""
    made = ReviewPage(workspace, resources.folder())
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: made.desk.book.is_ready)
    made.desk.open(queue)
    return made
