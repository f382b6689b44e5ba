"""All classes can be clicked without scrolling, with marks for names where it is narrow."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.class_pad import ClassPad

pytestmark = pytest.mark.window

NAMES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker")


@pytest.mark.parametrize(("width", "has_names"), [(700, True), (300, False)])
def test_where_names_have_no_room_marks_stand_in_two_rows(
    qtbot: QtBot, width: int, has_names: bool
) -> None:
    pad = ClassPad()
    qtbot.addWidget(pad)
    pad.offer((*NAMES, "Bag", "Ankle boot"))
    pad.show()
    pad.resize(width, 80)
    pad.resize(width, pad.sizeHint().height())
    assert {button.shows_name for button in pad.buttons} == {has_names}
    assert len({button.y() for button in pad.buttons}) == 2
    right = max(button.geometry().right() for button in pad.buttons)
    assert right < pad.viewport().width()
    assert pad.verticalScrollBar().maximum() == 0
    assert pad.buttons[9].toolTip() == "Ankle boot"


def test_names_come_back_with_the_room(qtbot: QtBot) -> None:
    pad = ClassPad()
    qtbot.addWidget(pad)
    pad.offer((*NAMES, "Bag", "Ankle boot"))
    pad.show()
    for width, has_names in ((300, False), (700, True)):
        pad.resize(width, 80)
        assert pad.buttons[0].shows_name == has_names
