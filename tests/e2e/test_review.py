"""The Review page in the real window: made when first wanted, put away at the end."""

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.review.queue import Candidate, queue_of
from fmnist_gui.home import Home
from tests.e2e.conftest import Open

CTRL = Qt.KeyboardModifier.ControlModifier


def test_decisions_made_in_the_window_are_undone_after_a_restart(
    qtbot: QtBot, open_app: Open, home: Home
) -> None:
    app = open_app()
    window = app.window
    assert not window.has_page("review")
    qtbot.keyClick(window, Qt.Key.Key_4, CTRL)
    assert window.current_page == "review"
    page = app.pages.review
    qtbot.waitUntil(lambda: page.desk.book.is_ready)
    candidates = [Candidate(number, 0, 0.0, None, "") for number in range(3)]
    queue = queue_of("margin", "Some", "In order.", candidates=candidates)
    page.desk.open(queue)
    qtbot.keyClick(page, "b")
    qtbot.keyClick(page, "u")
    # The last decision is on its way to the disk when the window closes.
    window.close()
    app.close()

    app = open_app()
    qtbot.keyClick(app.window, Qt.Key.Key_4, CTRL)
    page = app.pages.review
    qtbot.waitUntil(lambda: page.desk.book.is_ready)
    page.desk.open(queue)
    assert page.desk.current == 2
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL)
    assert page.desk.current == 0
    assert page.desk.book.standing() == ()


def test_explore_knows_what_was_decided(qtbot: QtBot, open_app: Open) -> None:
    app = open_app()
    explore = app.pages.explore
    qtbot.keyClick(app.window, Qt.Key.Key_4, CTRL)
    page = app.pages.review
    qtbot.waitUntil(lambda: page.desk.book.is_ready)
    page.desk.go(5)
    qtbot.keyClick(page, "b")
    qtbot.keyClick(app.window, Qt.Key.Key_1, CTRL)

    def is_known() -> bool:
        column = explore.exhibit.table.column("decision")
        return column is not None and bool(column.is_known[5])

    qtbot.waitUntil(is_known)


def test_what_explore_sends_to_review_is_the_queue_that_opens_there(
    qtbot: QtBot, open_app: Open
) -> None:
    app = open_app()
    explore = app.pages.explore

    def send(*numbers: int) -> None:
        selection = explore.exhibit.selection.with_numbers(np.array(numbers))
        explore.exhibit.select(selection)
        with qtbot.waitSignal(explore.review_asked):
            explore.selection_desk.send_to_review()

    send(3, 8)
    # Nobody is led away, nor is a page made that nobody has wanted yet.
    assert app.window.current_page == "explore"
    assert not app.window.has_page("review")
    qtbot.keyClick(app.window, Qt.Key.Key_4, CTRL)
    desk = app.pages.review.desk
    qtbot.waitUntil(lambda: desk.queue is not None, timeout=15_000)
    assert desk.queue is not None
    assert (desk.queue.key, desk.queue.numbers.tolist()) == ("sent", [3, 8])
    candidates = [Candidate(5, 0, 0.0, None, "")]
    desk.open(queue_of("margin", "Another", "In order.", candidates=candidates))
    qtbot.keyClick(app.window, Qt.Key.Key_1, CTRL)
    send(11)
    qtbot.keyClick(app.window, Qt.Key.Key_4, CTRL)
    qtbot.waitUntil(
        lambda: desk.queue is not None and desk.queue.numbers.tolist() == [3, 8, 11],
        timeout=15_000,
    )
