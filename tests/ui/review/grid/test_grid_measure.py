"""What the program measures about itself: that pages are decided, and the wait for the next."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.grid_measure import EnterToPage
from fmnist_gui.ui.review.grid_view import GridView

pytestmark = pytest.mark.window


def test_each_page_that_follows_another_is_waited_for(
    qtbot: QtBot, grid: GridView, desk: Desk
) -> None:
    waits = EnterToPage(grid, 5, rest_ms=0).run()
    # A page of sixty, one of thirty, and then none of this class.
    assert len(desk.book.standing()) == 90
    assert len(waits) == 1
    assert waits[0] > 0


def test_no_more_pages_are_decided_than_asked(qtbot: QtBot, grid: GridView, desk: Desk) -> None:
    assert len(EnterToPage(grid, 1, rest_ms=0).run()) == 1
    assert len(desk.book.standing()) == 60
