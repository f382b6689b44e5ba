"""Cannot tell, notes and tags, as a person gives them where labels are collected."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.key_map import digit_keys
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import CANNOT_TELL, Equipment
from fmnist_gui.core.study.study import KEY
from fmnist_gui.ui.play.writing_line import NO_TAG
from tests import sample
from tests.ui.play.seat import Seat

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("dark")]

STUDY = Protocol(KEY, "Shirts", "Labels for a study.", "test", 20, is_scored=False, study="a" * 64)
LEFT_BUTTON = Qt.MouseButton.LeftButton


def seated(qtbot: QtBot, rules: Protocol = STUDY, **more: object) -> Seat:
    seat = Seat(qtbot, rules, **more)  # type: ignore[arg-type]
    seat.view.activateWindow()
    seat.wait_shown()
    return seat


def write(qtbot: QtBot, seat: Seat, text: str) -> None:
    """Write into the open field, and press Enter."""
    field = seat.view.panel.line.writing.field
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_who_cannot_tell_says_why_by_one_more_key(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    panel = seat.view.panel
    seat.press("u")
    assert panel.words == "Cannot tell. Why? Esc goes back."
    assert panel.reasons.isVisible()
    assert panel.skip_button.text() == "No reason"
    assert seat.disk.kept == []
    seat.press("7")
    assert seat.disk.kept == []
    seat.press("2")
    said = seat.disk.answers[0]
    assert (said.chosen, said.reason, said.key) == (CANNOT_TELL, "not recognisable", "u")
    assert (said.confidence, said.second_choice) == (None, None)
    seat.wait_shown()
    assert panel.grid.isVisible()
    seat.press("3")
    assert seat.disk.answers[1].chosen == 3


def test_no_reason_need_be_given(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    seat.press("?")
    seat.enter()
    said = seat.disk.answers[0]
    assert (said.chosen, said.reason, said.key) == (CANNOT_TELL, "", "?")


def test_escape_goes_back_to_the_classes_and_nothing_was_said(qtbot: QtBot) -> None:
    seat = seated(qtbot, replace(STUDY, has_second_choice=True, confidence="key"))
    seat.press("u")
    seat.escape()
    assert seat.left == []
    assert seat.disk.kept == []
    assert seat.view.panel.words == "Which class is it?"
    seat.press("4")
    assert seat.view.panel.words == "Coat. How sure are you?"
    seat.escape()
    assert seat.disk.kinds == ["answer", "left"]


def test_cannot_tell_and_its_reasons_can_be_clicked(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    panel = seat.view.panel
    qtbot.mouseClick(panel.line.extras["cannot tell"], LEFT_BUTTON)
    qtbot.mouseClick(panel.reasons.buttons[0], LEFT_BUTTON)
    said = seat.disk.answers[0]
    assert (said.chosen, said.reason) == (CANNOT_TELL, "several classes fit")
    assert (said.device, said.key) == ("mouse", "")


def test_a_pause_while_the_reason_is_asked_keeps_the_answer(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    seat.press("u")
    seat.space()
    assert seat.disk.kinds == ["answer", "paused"]
    assert seat.disk.answers[0].chosen == CANNOT_TELL


def test_elsewhere_than_in_a_study_nothing_of_it_is_there(qtbot: QtBot) -> None:
    seat = seated(qtbot, preset("quick-20"))
    for key in "u?nti":
        seat.press(key)
    assert seat.disk.kept == []
    assert not seat.view.panel.line.isVisible()
    assert seat.view.panel.line.extras == {}
    seat.space()
    assert not seat.view.stage.pause_view.hand_over_button.isVisible()


def test_a_note_goes_with_the_next_answer_alone(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    line = seat.view.panel.line
    seat.press("n")
    assert line.is_writing
    qtbot.waitUntil(line.writing.field.hasFocus)
    write(qtbot, seat, "7 sleeves? &")
    assert not line.is_writing
    assert seat.view.hasFocus()
    assert line.chips["note"].isVisible()
    assert line.chips["note"].accessibleName() == "“7 sleeves? &”"
    assert seat.disk.kept == []
    seat.press("6")
    assert (seat.disk.answers[0].chosen, seat.disk.answers[0].note) == (6, "7 sleeves? &")
    seat.wait_shown()
    assert not line.chips["note"].isVisible()
    seat.press("5")
    assert seat.disk.answers[1].note == ""


def test_escape_in_the_field_changes_nothing_and_leaves_nobody(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    line = seat.view.panel.line
    seat.press("n")
    write(qtbot, seat, "kept")
    qtbot.mouseClick(line.chips["note"], LEFT_BUTTON)
    assert line.writing.field.text() == "kept"
    qtbot.keyClicks(line.writing.field, " not")
    qtbot.keyClick(line.writing.field, Qt.Key.Key_Escape)
    assert seat.left == []
    seat.press("n")
    assert line.writing.field.text() == "kept"
    write(qtbot, seat, " ")
    assert not line.chips["note"].isVisible()


def test_a_note_that_is_being_written_goes_with_a_click_and_survives_a_pause(
    qtbot: QtBot,
) -> None:
    seat = seated(qtbot)
    line = seat.view.panel.line
    seat.press("n")
    qtbot.keyClicks(line.writing.field, "half a wor")
    qtbot.mouseClick(seat.view.bar.pause_button, LEFT_BUTTON)
    assert not line.is_writing
    seat.press("n")
    assert not line.is_writing
    seat.space()
    seat.wait_shown()
    seat.press("n")
    qtbot.keyClicks(line.writing.field, "d")
    qtbot.mouseClick(seat.view.grid.buttons[2], LEFT_BUTTON)
    assert seat.disk.answers[0].note == "half a word"


def test_a_note_can_be_written_after_the_class_while_more_is_asked(qtbot: QtBot) -> None:
    seat = seated(qtbot, replace(STUDY, has_second_choice=True))
    seat.press("6")
    seat.press("n")
    write(qtbot, seat, "long")
    assert seat.disk.kept == []
    seat.press("3")
    said = seat.disk.answers[0]
    assert (said.chosen, said.second_choice, said.note) == (6, 3, "long")
    assert said.response_ns < said.onset_ns + 10**9


def test_tags_go_with_the_answer_and_are_completed(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    line = seat.view.panel.line
    seat.view.asides.offer_tags(("odd", "oblique"))
    seat.press("t")
    field = line.writing.field
    qtbot.keyClicks(field, "dark ob")
    popup = field.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "dark oblique"
    if line.is_writing:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert line.chips["tags"].accessibleName() == "dark oblique"
    assert seat.disk.tags == []
    seat.press("1")
    assert [(event.tag, event.is_on) for event in seat.disk.tags] == [
        ("dark", True),
        ("oblique", True),
    ]
    assert seat.disk.tags[0].image_index == seat.disk.answers[0].image_index
    seat.wait_shown()
    seat.press("t")
    qtbot.keyClicks(field, "da")
    assert field.completer().currentCompletion() == "dark"


def test_a_word_that_can_be_no_tag_is_said_and_keeps_the_answer_back(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    line = seat.view.panel.line
    seat.press("t")
    write(qtbot, seat, "don't")
    assert line.is_writing
    assert line.writing.hint == NO_TAG
    qtbot.mouseClick(seat.view.grid.buttons[2], LEFT_BUTTON)
    assert seat.disk.kept == []
    write(qtbot, seat, "dont")
    seat.press("2")
    assert [event.tag for event in seat.disk.tags] == ["dont"]


def test_note_and_tags_come_back_with_an_answer_taken_back(qtbot: QtBot) -> None:
    seat = seated(qtbot)
    line = seat.view.panel.line
    seat.press("n")
    write(qtbot, seat, "a sleeve")
    seat.press("t")
    write(qtbot, seat, "odd")
    seat.press("6")
    seat.wait_shown()
    seat.backspace()
    seat.wait_shown()
    assert line.chips["note"].isVisible()
    seat.press("t")
    write(qtbot, seat, "")
    seat.press("4")
    assert [said.note for said in seat.disk.answers] == ["a sleeve", "a sleeve"]
    assert [(event.tag, event.is_on) for event in seat.disk.tags] == [
        ("odd", True),
        ("odd", False),
    ]


def test_with_a_class_on_every_letter_signs_and_the_mouse_are_left(qtbot: QtBot) -> None:
    data = replace(
        sample.dataset(),
        class_names=tuple(f"class {number}" for number in range(40)),
    )
    seat = seated(qtbot, dataset=data, equipment=Equipment(digit_keys(40)), size=(1000, 760))
    seat.press("n")
    assert seat.disk.answers[0].chosen == 23
    seat.wait_shown()
    seat.press(".")
    assert seat.view.panel.line.is_writing
    write(qtbot, seat, "wide")
    seat.press("-")
    seat.press("3")
    said = seat.disk.answers[1]
    assert (said.chosen, said.reason, said.note) == (CANNOT_TELL, "no class fits", "wide")


@pytest.mark.usefixtures("large_font")
def test_everything_is_in_sight_in_a_small_window_with_large_letters(qtbot: QtBot) -> None:
    rules = replace(STUDY, confidence="shift")
    seat = seated(qtbot, rules, size=(860, 600), has_instructions=True)
    line = seat.view.panel.line
    seat.press("n")
    write(qtbot, seat, "a rather long note that has no room")
    seat.press("t")
    write(qtbot, seat, "one two three four five six seven")
    QApplication.processEvents()
    everything = [line.extras["cannot tell"], *line.chips.values(), *seat.view.bar._buttons]
    for part in everything:
        corner = part.mapTo(seat.view, part.rect().bottomRight())
        assert part.isVisible()
        assert corner.x() < seat.view.width()
        assert part.width() >= part.minimumSizeHint().width()
    assert seat.view.minimumSizeHint().width() <= 860


def test_the_instructions_are_asked_for_by_key_and_button(qtbot: QtBot) -> None:
    seat = seated(qtbot, has_instructions=True)
    with qtbot.waitSignal(seat.view.instructions_asked):
        seat.press("i")
    with qtbot.waitSignal(seat.view.instructions_asked):
        qtbot.mouseClick(seat.view.bar.read_button, LEFT_BUTTON)
    other = seated(qtbot)
    assert not other.view.bar.read_button.isVisible()
    with qtbot.assertNotEmitted(other.view.instructions_asked):
        other.press("i")


@pytest.mark.usefixtures("large_font")
def test_what_a_pause_says_makes_no_window_grow(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(STUDY, confidence="shift"), answered=3, size=(880, 596))
    pause = seat.view.stage.pause_view
    inside = pause.layout()
    assert inside is not None
    assert pause.isVisible()
    assert seat.view.height() == 596
    assert inside.minimumHeightForWidth(pause.width()) <= pause.height()
    assert pause.hand_over_button.isVisible()
    assert not pause._hint.isVisible()
    seat.view.resize(880, 900)
    qtbot.waitUntil(pause._hint.isVisible)
