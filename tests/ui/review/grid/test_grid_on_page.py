"""Pages of images among the other ways to review: reached by the switch, given room, sent keys."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.review.grid_page import Question
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.review.page import ReviewPage
from tests.ui.review.grid.hand import CTRL

pytestmark = pytest.mark.window


def test_the_switch_leads_there_and_the_page_sends_its_keys(qtbot: QtBot, page: ReviewPage) -> None:
    page.bar.switch.choose("grid")
    assert page.grid_view.isVisible()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert len(page.grid_view.sheet.marks) == 1
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert len(page.desk.book.standing()) == 60
    qtbot.keyClick(page, "z", CTRL)
    assert page.desk.book.standing() == ()
    assert len(page.grid_view.sheet.marks) == 1
    page.bar.switch.choose("desk")
    qtbot.keyClick(page, "k")
    assert len(page.desk.book.standing()) == 1
    qtbot.waitUntil(lambda: not page.desk.book.writer.waiting)


def test_in_a_narrow_window_the_queues_make_room_while_there_is_a_page(
    qtbot: QtBot, page: ReviewPage
) -> None:
    page.resize(900, 600)
    assert page.panel.isVisible()
    page.bar.switch.choose("grid")
    assert not page.panel.isVisible()
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Return)
        qtbot.mouseClick(page.grid_view.end.button, Qt.MouseButton.LeftButton)
    assert not page.grid_view.has_page
    assert page.panel.isVisible()
    qtbot.keyClick(page, "z", CTRL)
    assert not page.panel.isVisible()
    page.resize(1400, 600)
    assert page.panel.isVisible()
    qtbot.waitUntil(lambda: not page.desk.book.writer.waiting)


def test_the_queues_stay_as_wanted(qtbot: QtBot, page: ReviewPage) -> None:
    page.resize(1200, 700)
    page.bar.switch.choose("grid")
    button = page.grid_view.bar.queues_button
    assert not page.panel.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.panel.isVisible()
    assert page.grid_view.sheet.hasFocus()
    page.resize(1000, 700)
    assert page.panel.isVisible()
    page.resize(1400, 700)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not page.panel.isVisible()
    page.bar.switch.choose("desk")
    assert page.panel.isVisible()


def test_the_grid_begins_with_the_image_of_the_desk_and_the_list_marks_none_that_is_elsewhere(
    qtbot: QtBot, page: ReviewPage
) -> None:
    page.resize(1400, 700)
    queue, desk, grid = page.desk.queue, page.desk, page.grid_view
    assert queue is not None
    page.bar.switch.choose("grid")
    asked = grid.pages.page.question
    assert asked is not None
    page.bar.switch.choose("desk")
    other = next(c for c in reversed(list(queue)) if c.label != asked.label)
    desk.go(other.number)
    page.bar.switch.choose("grid")
    assert grid.pages.page.question == Question(other.label)
    assert other.number in grid.numbers
    qtbot.waitUntil(lambda: page.panel.list.current == other.number)
    grid.pages.ask(asked)
    qtbot.waitUntil(lambda: page.panel.list.current is None)
    page.bar.switch.choose("desk")
    page.bar.switch.choose("grid")
    assert grid.pages.page.question == asked
    page.panel.image_asked.emit(ImageAsked(other.number))
    assert other.number in grid.numbers
    qtbot.waitUntil(lambda: page.panel.list.current == other.number)
