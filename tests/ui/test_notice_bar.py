"""What is said stays as long as it is of use."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.actions import ROWS
from fmnist_gui.ui.main_window import MainWindow
from fmnist_gui.ui.notice_bar import NoticeBar


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[NoticeBar]:
    """Return the bar in a window whose keyboard is elsewhere."""
    window = QWidget()
    qtbot.addWidget(window)
    line, made = QLineEdit(window), NoticeBar(window)
    made.move(0, 400)
    made._away.setInterval(10)
    window.resize(600, 500)
    with qtbot.waitExposed(window):
        window.show()
    line.setFocus()
    yield made
    window.hide()


def test_what_was_done_is_told_for_a_while(qtbot: QtBot, bar: NoticeBar) -> None:
    bar.tell("Added 1 session.")
    assert bar.sentence == "Added 1 session."
    qtbot.waitUntil(lambda: bar.sentence == "")


def test_what_can_be_acted_on_stays_though_something_was_told_before(
    qtbot: QtBot, bar: NoticeBar
) -> None:
    bar.tell("Added 1 session.")
    with qtbot.assertNotEmitted(bar._away.timeout, wait=40):
        bar.say("The disk is full.")
    assert bar.sentence == "The disk is full."


def test_it_waits_for_one_who_stands_on_its_button(qtbot: QtBot, bar: NoticeBar) -> None:
    bar.tell("Added 1 session.")
    bar.window().activateWindow()
    bar._close.setFocus()
    qtbot.waitUntil(bar._close.hasFocus)
    with qtbot.waitSignal(bar._away.timeout):
        pass
    assert bar.sentence == "Added 1 session."


def test_longer_work_is_shown_with_a_way_to_cancel_it(qtbot: QtBot, bar: NoticeBar) -> None:
    asked: list[str] = []
    assert bar.cancel_button is None
    for name in "ab":
        bar.show_work("Merging …", 1, 4, cancel=partial(asked.append, name))
    assert bar.sentence == "Merging …"
    assert not bar.is_warning
    button = bar.cancel_button
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["b"]
    bar.tell("Done.")
    assert bar.cancel_button is None


@pytest.fixture
def stacked(qtbot: QtBot) -> Iterator[tuple[NoticeBar, QPushButton]]:
    """Return the bar and a button that stands below it, with the pointer on the button."""
    window, bar, button = QWidget(), NoticeBar(), QPushButton("Label now")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addWidget(button)
    column.addStretch(1)
    window.resize(400, 300)
    bar._away.setInterval(10)
    bar._room.setInterval(10)
    with qtbot.waitExposed(window):
        window.show()
    bar.tell("Added 1 session.")
    column.activate()
    where = QCursor.pos()
    QCursor.setPos(button.mapToGlobal(button.rect().center()))
    yield bar, button
    QCursor.setPos(where)
    window.hide()


def test_nothing_moves_away_under_the_pointer_when_a_sentence_goes(
    qtbot: QtBot, stacked: tuple[NoticeBar, QPushButton]
) -> None:
    bar, button = stacked
    top = button.y()
    qtbot.waitUntil(lambda: bar.sentence == "")
    with qtbot.waitSignal(bar._room.timeout):
        pass
    assert button.y() == top
    QCursor.setPos(button.window().mapToGlobal(QPoint(-20, 10)))
    qtbot.waitUntil(lambda: button.y() < top)
    assert bar.isHidden()
    bar.tell("Added 2 sessions.")
    assert bar.sentence == "Added 2 sessions."


def test_an_empty_room_goes_with_what_stood_below_it(
    qtbot: QtBot, stacked: tuple[NoticeBar, QPushButton]
) -> None:
    bar, _ = stacked
    bar.leave_no_room()
    assert bar.sentence == "Added 1 session."
    qtbot.waitUntil(lambda: bar.sentence == "")
    assert not bar.isHidden()
    bar.leave_no_room()
    assert bar.isHidden()


def test_an_empty_room_goes_when_another_page_comes(qtbot: QtBot) -> None:
    window = MainWindow({row.key: lambda *_: None for row in ROWS}, QWidget())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    bar, where = window.notice_bar, QCursor.pos()
    bar.tell("Added 1 session.")
    QCursor.setPos(window.mapToGlobal(window.rect().center()))
    bar._away.timeout.emit()
    assert (bar.sentence, bar.isHidden()) == ("", False)
    window.show_page("results")
    assert bar.isHidden()
    QCursor.setPos(where)
    window.hide()
