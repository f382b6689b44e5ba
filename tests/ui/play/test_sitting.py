"""What follows what in a sitting: breaks, coming back, the clock, and another screen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Answer, Presentation
from fmnist_gui.ui.play.intermission import Breaks
from fmnist_gui.ui.play.sitting_clock import SittingClock
from tests.ui.play.seat import Seat

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("dark")]

QUICK = preset("quick-20")


def words(seat: Seat) -> str:
    """Return what is said in the image's place; empty while the image is there."""
    view = seat.view.stage.pause_view
    return view.words if view.isVisible() else ""


def move(seat: Seat) -> None:
    """Let the window come to another screen."""
    window = seat.view.window().windowHandle()
    assert window is not None
    window.screenChanged.emit(QGuiApplication.primaryScreen())


def test_whoever_comes_back_is_told_where_they_were(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK, answered=7)
    assert seat.session.state == "waiting"
    said = words(seat)
    assert "Quick 20" in said
    assert "Ada" in said
    assert "7 of 20 answered." in said
    assert "01 Mar 2025" in said
    assert "Space goes on" in said
    seat.press("3")
    seat.backspace()
    assert seat.disk.kept == []
    seat.space()
    seat.wait_shown()
    assert words(seat) == ""
    assert seat.view.bar.words == "8 of 20"
    seat.press("3")
    assert seat.disk.answers[0].position == 7


def test_the_card_has_a_button_for_the_mouse(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK, answered=7)
    qtbot.mouseClick(seat.view.stage.pause_view.go_on_button, Qt.MouseButton.LeftButton)
    seat.wait_shown()


def test_whoever_comes_back_may_leave_at_once(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK, answered=7)
    seat.escape()
    assert seat.disk.kinds == ["left"]
    assert seat.left == [seat.session]


def test_the_card_of_where_one_was_outlasts_a_look_at_another_page(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK, answered=7)
    seat.view.hide()
    seat.view.show()
    assert "Where you were" in words(seat)
    assert seat.disk.kept == []


def test_a_name_as_long_as_a_book_does_not_widen_the_window(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK, answered=7, name="ח" * 10_000)
    assert seat.view.width() == 1000
    assert seat.view.minimumSizeHint().width() < 1000
    assert seat.view.stage.pause_view.minimumSizeHint().height() < 400


def test_a_break_says_how_far_it_is_and_how_long_it_lasts(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = replace(QUICK, break_every=5)
    seat = Seat(qtbot, rules, answered=4)
    seat.space()
    seat.wait_shown()
    seat.press("1")
    assert seat.disk.kinds == ["answer", "paused"]
    assert "5 of 20 answered." in words(seat)
    assert "Rested 0:00" in words(seat)
    qtbot.waitUntil(lambda: "Rested 0:01" in words(seat))
    seat.space()
    seat.wait_shown()
    assert seat.disk.kinds == ["answer", "paused", "resumed"]


def test_a_break_is_offered_once_and_not_to_whoever_comes_back_at_one() -> None:
    breaks = Breaks(10, position=20)
    assert [breaks.is_due(position) for position in (0, 20, 21, 30, 30, 35, 40)] == [
        *[False] * 3,
        True,
        *[False] * 2,
        True,
    ]
    assert not any(Breaks(None, position=0).is_due(position) for position in range(30))


def test_nothing_of_right_and_wrong_is_said_in_a_scored_session(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(QUICK, break_every=2))
    for _ in range(2):
        seat.wait_shown()
        seat.press(str((seat.session.label + 1) % 10))
    assert "right" not in words(seat)
    assert "wrong" not in words(seat)
    assert seat.view.stage.wings == ()
    assert {button.verdict for button in seat.view.grid.buttons.values()} == {""}


BLITZ = replace(preset("blitz"), time_limit_s=0.4)


def test_the_clock_ends_a_blitz_and_the_image_before_it_stays_without_an_answer(
    qtbot: QtBot,
) -> None:
    seat = Seat(qtbot, BLITZ)
    seat.wait_shown()
    assert seat.view.bar.clock_words == "0:01"
    seat.press("1")
    seat.wait_shown()
    qtbot.waitUntil(lambda: bool(seat.ended))
    assert seat.disk.kinds == ["answer", "timed_out", "finished"]
    assert seat.session.state == "finished"
    assert len(seat.session.answers) == 1
    assert "Time is up" in words(seat)
    assert seat.view.bar.clock_words == "0:00"


def test_an_answer_given_in_time_counts_though_more_was_being_asked(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(BLITZ, confidence="key"))
    seat.wait_shown()
    seat.press("1")
    qtbot.waitUntil(lambda: bool(seat.ended))
    assert seat.disk.kinds == ["answer", "timed_out", "finished"]


def test_time_that_ends_while_an_answer_is_saved_ends_the_blitz_afterwards(qtbot: QtBot) -> None:
    seat = Seat(qtbot, BLITZ)
    seat.wait_shown()
    seat.disk.is_slow = True
    seat.press("1")
    qtbot.waitUntil(lambda: seat.view.bar.clock_words == "0:00")
    assert seat.disk.kept == []
    seat.disk.catch_up()
    assert seat.disk.kinds == ["answer", "timed_out", "finished"]
    assert seat.ended == [seat.session]


def test_a_pause_stops_the_clock(qtbot: QtBot) -> None:
    seat = Seat(qtbot, BLITZ)
    seat.wait_shown()
    seat.space()
    seat.let_pass(0.5)
    assert seat.disk.kinds == ["paused"]
    seat.space()
    qtbot.waitUntil(lambda: bool(seat.ended))
    assert seat.disk.kinds == ["paused", "resumed", "timed_out", "finished"]


def test_whoever_comes_back_to_a_blitz_has_the_time_that_was_left(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(BLITZ, time_limit_s=60), answered=30)
    assert seat.view.bar.clock_words == "0:57"
    seat.escape()
    assert seat.disk.kinds == ["left"]


def test_practice_is_ended_by_leaving_and_says_so(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(preset("practice"), is_drill=False), answered=3)
    assert "Esc ends it" in words(seat)
    assert "3 answered." in words(seat)
    assert seat.view.bar.leave_button.text() == "End"
    seat.escape()
    assert seat.disk.kinds == ["finished"]
    assert seat.left == [seat.session]


def test_a_clock_without_a_limit_never_ends(qtbot: QtBot) -> None:
    clock = SittingClock(None)
    clock.start()
    assert not clock.is_over
    assert not clock.has_limit


def test_another_screen_hides_the_image_and_its_trial_begins_anew(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK, shown=Presentation(size_px=112))
    seat.wait_shown()
    index = seat.session.image_index
    move(seat)
    qtbot.waitUntil(lambda: seat.disk.kinds == ["screen_changed"])
    assert seat.session.state == "waiting"
    assert "another screen" in words(seat)
    assert "It comes anew when you go on, 112 pixels" in words(seat)
    seat.press("1")
    assert seat.disk.answers == []
    seat.space()
    seat.wait_shown()
    assert seat.session.image_index == index
    seat.press("1")
    said = seat.disk.answers[0]
    assert (said.was_paused, said.image_index) == (True, index)


def test_another_scaling_of_the_screen_hides_the_image_too(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = Seat(qtbot, QUICK)
    seat.wait_shown()
    told = QEvent(QEvent.Type.DevicePixelRatioChange)
    QApplication.sendEvent(seat.view, told)
    seat.let_pass(0.02)
    assert words(seat) == ""
    monkeypatch.setattr(seat.view, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(seat.view, told)
    qtbot.waitUntil(lambda: "scaling" in words(seat))
    assert seat.disk.kinds == ["screen_changed"]


def test_another_screen_while_an_answer_is_saved_loses_nothing(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK)
    seat.wait_shown()
    seat.disk.is_slow = True
    seat.press("1")
    move(seat)
    seat.let_pass(0.02)
    assert words(seat) == ""
    seat.disk.catch_up()
    assert seat.disk.kinds == ["answer", "screen_changed"]
    assert "another screen" in words(seat)
    seat.space()
    seat.wait_shown()
    assert seat.session.position == 1


def test_another_screen_while_more_is_asked_keeps_the_answer(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(QUICK, confidence="key"))
    seat.wait_shown()
    seat.press("1")
    move(seat)
    qtbot.waitUntil(lambda: seat.disk.kinds == ["answer", "screen_changed"])
    assert "The next one comes when you go on" in words(seat)


def test_another_screen_in_a_pause_is_written_down_and_the_pause_goes_on(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK)
    seat.wait_shown()
    seat.space()
    move(seat)
    qtbot.waitUntil(lambda: seat.disk.kinds == ["paused", "screen_changed"])
    assert seat.session.state == "paused"
    assert "another screen" in words(seat)
    seat.space()
    seat.wait_shown()
    assert seat.disk.kinds == ["paused", "screen_changed", "resumed"]


def test_another_screen_in_practice_feedback_goes_on_with_the_next_image(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(preset("practice"), is_drill=False))
    seat.wait_shown()
    seat.press("1")
    assert seat.view.is_feedback_shown
    move(seat)
    qtbot.waitUntil(lambda: seat.disk.kinds == ["answer", "screen_changed"])
    assert not seat.view.is_feedback_shown
    seat.space()
    seat.wait_shown()
    assert seat.session.position == 1


def test_whoever_leaves_while_an_answer_is_saved_leaves_afterwards(qtbot: QtBot) -> None:
    # The key did nothing, and had to be pressed again.
    seat = Seat(qtbot, QUICK)
    seat.wait_shown()
    seat.disk.is_slow = True
    seat.press("1")
    seat.escape()
    assert seat.left == []
    seat.disk.catch_up()
    assert seat.disk.kinds == ["answer", "left"]
    assert seat.left == [seat.session]


def test_the_last_answer_ends_the_sitting(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK, count=2)
    answered: list[Answer] = []
    seat.view.flow.answered.connect(answered.append)
    for _ in range(2):
        seat.wait_shown()
        seat.press("1")
    assert seat.disk.kinds == ["answer", "answer", "finished"]
    assert answered == seat.disk.answers
    assert seat.ended == [seat.session]
    assert seat.view.bar.words == "2 of 2"


def test_whoever_leaves_while_a_pause_is_saved_leaves_afterwards(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK)
    seat.wait_shown()
    seat.press("7")
    seat.wait_shown()
    seat.disk.is_slow = True
    seat.space()
    seat.escape()
    assert seat.left == []
    seat.disk.catch_up()
    assert seat.disk.kinds == ["answer", "paused", "left"]
    assert seat.left == [seat.session]
