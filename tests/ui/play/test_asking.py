"""Keys, levels of confidence and second choices, as a person gives them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.key_map import left_hand_keys
from fmnist_gui.core.session.preset import TOPS, preset
from fmnist_gui.core.session.record import Equipment
from tests.ui.play.seat import SHIFT, Seat

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("dark")]

QUICK = preset("quick-20")
ORDER = (9, 3, 5, 7, 1, 0, 2, 4, 6, 8)
LEFT = Equipment(keys=left_hand_keys(ORDER, 10), button_order=ORDER)


def test_the_chips_show_the_persons_keys_and_the_buttons_stand_in_their_order(
    qtbot: QtBot,
) -> None:
    seat = Seat(qtbot, QUICK, equipment=LEFT)
    buttons = seat.view.grid.buttons
    assert list(buttons) == list(ORDER)
    assert buttons[9].accessibleName() == "Ankle boot, key Q"
    assert buttons[0].accessibleName() == "T-shirt/top, key A"
    corner, below = buttons[9].geometry(), buttons[0].geometry()
    assert corner.left() == below.left()
    assert corner.top() < below.top()
    seat.wait_shown()
    seat.press("w")
    assert seat.disk.answers[0].chosen == 3
    seat.wait_shown()
    seat.press("3")
    assert len(seat.disk.answers) == 1


def test_any_key_may_answer_but_those_with_control(qtbot: QtBot) -> None:
    keys = ("ß", ",", "x", "1", "2", "3", "4", "5", "6", "")
    seat = Seat(qtbot, QUICK, equipment=Equipment(keys=keys))
    seat.wait_shown()
    seat.press("x", Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert seat.disk.answers == []
    for text, number in (("ß", 0), (",", 1), ("X", 2)):
        seat.wait_shown()
        seat.press(text)
        assert seat.disk.answers[-1].chosen == number
        assert seat.disk.answers[-1].key == text


def test_only_classes_that_come_have_buttons_and_keys(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(preset("hard-pairs"), feedback="none"), count=5)
    assert tuple(seat.view.grid.buttons) == TOPS
    seat.wait_shown()
    for key in "15789":
        seat.press(key)
    assert seat.disk.answers == []
    seat.press("6")
    assert seat.disk.answers[0].chosen == 6


@pytest.mark.parametrize(
    ("text", "modifier", "level"),
    [("7", Qt.KeyboardModifier.NoModifier, 2), ("&", SHIFT, 1), ("7", SHIFT, 1)],
)
def test_shift_says_unsure_whatever_sign_the_key_writes_with_it(
    qtbot: QtBot, text: str, modifier: Qt.KeyboardModifier, level: int
) -> None:
    seat = Seat(qtbot, replace(QUICK, confidence="shift"))
    assert "Shift" in seat.view.panel.words
    seat.wait_shown()
    seat.press(text, modifier=modifier)
    said = seat.disk.answers[0]
    assert (said.chosen, said.confidence) == (7, level)


def test_a_click_with_shift_says_unsure_too(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(QUICK, confidence="shift"))
    seat.wait_shown()
    qtbot.mouseClick(seat.view.grid.buttons[4], Qt.MouseButton.LeftButton, SHIFT)
    assert (seat.disk.answers[0].confidence, seat.disk.answers[0].device) == (1, "mouse")


def test_a_level_is_asked_after_the_class_and_the_time_is_that_of_the_class(
    qtbot: QtBot,
) -> None:
    seat = Seat(qtbot, replace(QUICK, confidence="key"))
    seat.wait_shown()
    seat.press("7")
    assert seat.view.panel.words == "Sneaker. How sure are you?"
    assert seat.view.panel.levels.isVisible()
    assert seat.disk.kept == []
    seat.let_pass(0.1)
    seat.press("9")
    assert seat.disk.kept == []
    seat.press("4")
    said = seat.disk.answers[0]
    assert (said.chosen, said.confidence, said.key) == (7, 3, "7")
    assert said.response_s < 0.1
    seat.wait_shown()
    assert seat.view.grid.isVisible()
    qtbot.mouseClick(seat.view.grid.buttons[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(seat.view.panel.levels.buttons[0], Qt.MouseButton.LeftButton)
    assert (seat.disk.answers[1].chosen, seat.disk.answers[1].confidence) == (2, 0)


def test_a_second_class_is_asked_and_may_be_left_out(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(QUICK, has_second_choice=True))
    seat.wait_shown()
    assert not seat.view.panel.skip_button.isVisible()
    seat.press("6")
    assert seat.view.panel.words == "Shirt. What else could it be?"
    assert seat.view.grid.buttons[6].verdict == "given"
    seat.press("6")
    assert seat.disk.kept == []
    seat.press("0")
    assert (seat.disk.answers[0].chosen, seat.disk.answers[0].second_choice) == (6, 0)
    seat.wait_shown()
    assert {button.verdict for button in seat.view.grid.buttons.values()} == {""}
    seat.press("5")
    seat.enter()
    assert (seat.disk.answers[1].chosen, seat.disk.answers[1].second_choice) == (5, None)
    seat.wait_shown()
    seat.press("5")
    qtbot.mouseClick(seat.view.panel.skip_button, Qt.MouseButton.LeftButton)
    assert len(seat.disk.answers) == 3


def test_enter_answers_nothing_where_nothing_may_be_left_out(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK)
    seat.wait_shown()
    seat.enter()
    assert seat.disk.kept == []


BOTH = replace(QUICK, confidence="key", has_second_choice=True)


def test_backspace_while_more_is_asked_keeps_the_answer_and_takes_it_back(qtbot: QtBot) -> None:
    seat = Seat(qtbot, BOTH)
    for keys in ("7", "74"):
        seat.wait_shown()
        for key in keys:
            seat.press(key)
        seat.backspace()
        assert seat.disk.kinds[-2:] == ["answer", "retraction"]
        assert seat.session.position == 0
    assert [said.confidence for said in seat.disk.answers] == [None, 3]
    seat.wait_shown()
    assert seat.view.panel.words == "Which class is it?"


def test_a_pause_while_more_is_asked_keeps_the_answer(qtbot: QtBot) -> None:
    seat = Seat(qtbot, BOTH)
    seat.wait_shown()
    seat.press("7")
    seat.space()
    assert seat.disk.kinds == ["answer", "paused"]
    assert not seat.view.stage.is_image_visible
    assert "1 of 20 answered." in seat.view.stage.pause_view.words
    assert "comes anew" not in seat.view.stage.pause_view.words
    assert seat.view.bar.words == "2 of 20"
    seat.press("4")
    seat.space()
    seat.wait_shown()
    assert seat.session.position == 1
    assert seat.disk.answers[0].confidence is None


def test_a_pause_while_more_is_asked_about_the_last_image_ends_the_session(qtbot: QtBot) -> None:
    seat = Seat(qtbot, BOTH, count=1)
    seat.wait_shown()
    seat.press("7")
    seat.space()
    assert seat.disk.kinds == ["answer", "finished"]
    assert seat.ended == [seat.session]


def test_leaving_while_more_is_asked_keeps_the_answer(qtbot: QtBot) -> None:
    seat = Seat(qtbot, BOTH)
    seat.wait_shown()
    seat.press("7")
    seat.escape()
    assert seat.disk.kinds == ["answer", "left"]
    assert seat.left == [seat.session]


def test_another_page_in_front_while_more_is_asked_keeps_the_answer(qtbot: QtBot) -> None:
    seat = Seat(qtbot, BOTH)
    seat.wait_shown()
    seat.press("7")
    seat.view.hide()
    assert seat.disk.kinds == ["answer", "paused"]


def test_an_answer_on_a_full_disk_is_not_asked_about_again(qtbot: QtBot) -> None:
    seat = Seat(qtbot, BOTH)
    seat.wait_shown()
    seat.press("7")
    seat.disk.is_full = True
    seat.escape()
    assert seat.view.has_unsaved
    assert seat.left == []
    assert not seat.view.panel.isVisible()
    seat.press("1")
    seat.disk.is_full = False
    qtbot.mouseClick(seat.view.unsaved_bar.retry_button, Qt.MouseButton.LeftButton)
    assert seat.disk.kinds == ["answer", "left"]
    assert seat.left == [seat.session]
