"""What is said stays as long as it is of use."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

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
