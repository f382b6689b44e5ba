"""Marks are taken back before steps, and what was done is said where it was done."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.review.grid_page import Question
from fmnist_gui.ui.review.decision_book import Choice
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.grid_view import GridView
from tests.ui.review.grid.hand import (
    COAT,
    CTRL,
    CTRL_SHIFT,
    LEFT,
    PULLOVER,
    SHIRT,
    mark,
    press,
    shown,
)

pytestmark = pytest.mark.window


def test_marks_are_taken_back_one_act_at_a_time_and_then_a_step_of_the_desk(
    qtbot: QtBot, grid: GridView, desk: Desk
) -> None:
    first = shown(grid)
    grid.hide()
    desk.take([Choice(first[0], "bad")])
    grid.show()
    page = shown(grid)
    mark(qtbot, grid, 3)
    press(qtbot, grid, "a", CTRL)
    assert len(grid.sheet.marks) == 60
    press(qtbot, grid, "z", CTRL)
    assert grid.sheet.marks == {page[3]}
    assert grid.foot.news.whole == "59 no longer marked"
    qtbot.mouseClick(grid.foot.undo_button, LEFT)
    assert grid.sheet.marks == frozenset()
    assert desk.book.own(first[0]) is not None
    press(qtbot, grid, "z", CTRL_SHIFT)
    assert grid.sheet.marks == {page[3]}
    assert grid.foot.news.whole == "1 marked again"
    press(qtbot, grid, "z", CTRL)
    press(qtbot, grid, "z", CTRL)
    assert desk.book.own(first[0]) is None
    assert grid.foot.news.whole == "Undone: 1 bad"


def test_a_step_of_the_page_comes_before_the_marks_that_it_took(
    qtbot: QtBot, grid: GridView, desk: Desk
) -> None:
    first = shown(grid)
    mark(qtbot, grid, 1)
    press(qtbot, grid, "u")
    press(qtbot, grid, "z", CTRL)
    assert desk.book.own(first[1]) is None
    assert grid.sheet.marks == {first[1]}


def test_what_enter_did_is_said_until_something_else_is_done(qtbot: QtBot, grid: GridView) -> None:
    foot = grid.foot
    assert foot.news.whole == "Click or Space marks what is not."
    assert not foot.undo_button.isEnabled()
    assert not foot.redo_button.isEnabled()
    mark(qtbot, grid, 0, 1)
    assert foot.news.whole == ""
    press(qtbot, grid, Qt.Key.Key_Return)
    assert foot.news.whole == "58 kept, 1 to Pullover, 1 to Coat"
    assert foot.undo_button.isEnabled()
    qtbot.mouseClick(foot.undo_button, LEFT)
    assert foot.news.whole == "Undone: 58 kept, 1 to Pullover, 1 to Coat"
    assert not foot.undo_button.isEnabled()
    qtbot.mouseClick(foot.redo_button, LEFT)
    assert foot.news.whole == "Redone: 58 kept, 1 to Pullover, 1 to Coat"
    assert not foot.redo_button.isEnabled()
    mark(qtbot, grid, 0)
    assert foot.news.whole == ""


def test_marks_of_a_page_that_was_left_are_there_when_one_comes_back(
    qtbot: QtBot, grid: GridView
) -> None:
    mark(qtbot, grid, 2, 5)
    marks = grid.sheet.marks
    press(qtbot, grid, Qt.Key.Key_PageDown)
    assert grid.sheet.marks == frozenset()
    assert grid.bar.progress.whole.startswith("Page 2 of 2")
    mark(qtbot, grid, 0)
    press(qtbot, grid, Qt.Key.Key_PageUp)
    assert grid.sheet.marks == marks
    grid.bar.asked.emit(Question(COAT))
    assert grid.sheet.marks == frozenset()
    grid.bar.asked.emit(Question(SHIRT, PULLOVER))
    assert grid.sheet.marks == marks


def test_a_mark_taken_away_stays_away(qtbot: QtBot, grid: GridView) -> None:
    mark(qtbot, grid, 2)
    press(qtbot, grid, Qt.Key.Key_PageDown)
    press(qtbot, grid, Qt.Key.Key_PageUp)
    mark(qtbot, grid, 2)
    press(qtbot, grid, Qt.Key.Key_Return)
    press(qtbot, grid, "z", CTRL)
    assert grid.sheet.marks == frozenset()
