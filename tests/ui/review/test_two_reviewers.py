"""By the rule of two: what is hidden, what counts, and who sees disputes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.review.progress import NOTHING_YET
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.core.session.name import LONGEST
from fmnist_gui.ui.name_field import NAME_CUT
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.page import ReviewPage
from fmnist_gui.ui.review.question import asked_of
from fmnist_gui.ui.workspace import LabelsChanged, Workspace


def sit(qtbot: QtBot, desk: Desk, workspace: Workspace, name: str) -> None:
    """Let somebody called `name` sit down at the desk."""
    workspace.choose_annotator(name)
    desk.book.follow_annotator()
    assert not desk.book.is_ready
    qtbot.waitUntil(lambda: desk.book.is_ready)
    assert desk.book.annotator is not None
    assert desk.book.annotator.name == name


@pytest.fixture
def two(qtbot: QtBot, workspace: Workspace, queue: ReviewQueue) -> Desk:
    """Return a desk at which Ann sits, by the rule of two."""
    workspace.settings.change(review_rule="two", annotator="Ann")
    made = Desk(workspace)
    qtbot.waitUntil(lambda: made.book.is_ready)
    made.open(queue)
    return made


def test_a_relabel_counts_when_a_second_reviewer_agrees(
    qtbot: QtBot, two: Desk, workspace: Workspace
) -> None:
    two.decide("relabel", to_class=4)
    two.decide("keep")
    assert two.conclusion_of(7).state == "waiting"
    assert two.conclusion_of(305).state == "concluded"
    sit(qtbot, two, workspace, "Ben")
    # What waits comes to Ben too; what was kept counts alone.
    assert two.current == 7
    assert two.book.is_hidden(7)
    two.decide("relabel", to_class=4)
    assert two.conclusion_of(7).state == "concluded"
    assert two.current == 12
    assert not two.book.is_hidden(7)
    assert [decision.is_blind for decision in two.conclusion_of(7).opinions] == [True, True]


def test_a_third_is_shown_disputes_without_what_was_said(
    qtbot: QtBot, two: Desk, workspace: Workspace
) -> None:
    two.decide("relabel", to_class=4)
    assert two.book.contested("waiting") == []
    sit(qtbot, two, workspace, "Ben")
    assert two.book.contested("waiting") == [7]
    two.decide("relabel", to_class=6)
    assert two.book.contested("disputed") == []
    sit(qtbot, two, workspace, "Cleo")
    assert two.book.contested("disputed") == [7]
    assert two.book.contested("waiting") == []
    assert two.book.is_hidden(7)
    two.decide("relabel", to_class=6)
    conclusion = two.conclusion_of(7)
    assert conclusion.state == "concluded"
    assert conclusion.decision is not None
    assert conclusion.decision.to_class == 6
    assert two.book.contested("disputed") == []
    two.undo()
    assert two.book.contested("disputed") == [7]


def test_who_has_seen_what_others_said_does_not_decide_blind(
    qtbot: QtBot, two: Desk, workspace: Workspace
) -> None:
    two.decide("relabel", to_class=4)
    sit(qtbot, two, workspace, "Ben")
    two.take_rule("one")
    two.go(7)
    two.take_rule("two")
    two.go(7)
    two.decide("keep")
    assert [decision.is_blind for decision in two.conclusion_of(7).opinions] == [True, False]


def test_one_reviewer_is_enough_by_the_other_rule(two: Desk) -> None:
    two.take_rule("one")
    two.decide("relabel", to_class=4)
    assert two.conclusion_of(7).state == "concluded"
    assert not two.conclusion_of(7).opinions[0].is_blind


def test_an_unknown_rule_in_the_settings_counts_as_one(workspace: Workspace, desk: Desk) -> None:
    workspace.settings.change(review_rule="three")
    assert desk.rule == "one"


def test_the_page_offers_what_waits_for_another(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    page.bar.two_box.click()
    assert page.desk.rule == "two"
    qtbot.keyClick(page, "3")
    page.bar.name_field.setEditText("Ben")
    page.bar.name_field.named.emit("Ben")
    qtbot.waitUntil(lambda: page.desk.book.is_ready)
    assert workspace.annotator_name == "Ben"
    button = page.bar.contest_buttons["waiting"]
    assert button.isVisible()
    assert button.text() == "1 for a second look"
    assert not page.bar.contest_buttons["disputed"].isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.desk.current == 7
    case = page.desk_view.evidence.case
    assert case is not None
    assert case.is_blind
    assert case.suggested is None
    qtbot.keyClick(page, "4")
    assert not button.isVisible()
    assert page.desk.conclusion_of(7).state == "disputed"


def test_who_sits_down_reads_nothing_of_who_sat_there(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    page.bar.two_box.click()
    qtbot.keyClick(page, "3")
    page.desk_view.deciding.do("note")
    page.desk_view.deciding.write("mine")
    assert page.desk_view.deciding.note == "mine"
    page.bar.name_field.named.emit("Ben")
    qtbot.waitUntil(lambda: page.desk.book.is_ready)
    assert page.desk_view.bar.said.whole == ""
    for number in (7, 305):
        page.desk.go(number)
        assert page.desk_view.deciding.note == ""


def test_who_came_in_on_another_page_reads_nothing_either(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    qtbot.keyClick(page, "3")
    page.hide()
    workspace.choose_annotator("Ben")
    page.show()
    qtbot.waitUntil(lambda: page.desk.book.is_ready)
    assert page.desk_view.bar.said.whole == ""


def test_a_name_that_nobody_can_have_is_said_and_nobody_comes(
    page: ReviewPage, workspace: Workspace
) -> None:
    before = workspace.annotator_name
    page.bar.name_field.named.emit("\u0007")
    assert "name" in page.desk_view.bar.said.whole
    assert workspace.annotator_name == before


def test_an_audit_is_decided_blind_by_every_rule(
    qtbot: QtBot, two: Desk, workspace: Workspace, queue: ReviewQueue
) -> None:
    two.take_rule("one")
    two.decide("relabel", to_class=4)
    sit(qtbot, two, workspace, "Ben")
    two.open(replace(queue, key="audit:77"))
    assert two.current == 7
    two.decide("keep")
    assert [decision.is_blind for decision in two.conclusion_of(7).opinions] == [False, True]


@pytest.mark.parametrize("name", ["Ben", "Cleo"])
def test_who_came_while_the_page_was_away_reads_nothing_once_all_is_read_again(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace, name: str
) -> None:
    page.bar.two_box.click()
    qtbot.keyClick(page, "b")
    qtbot.waitUntil(lambda: "bad image" in page.desk_view.bar.said.whole)
    page.hide()
    workspace.choose_annotator(name)
    # Somebody tags on another page: the book is read again before the page is shown.
    with qtbot.waitSignal(page.desk.book.read):
        workspace.labels_changed.emit(LabelsChanged("explore"))
    page.show()
    assert page.desk_view.bar.said.whole == ""
    assert page.desk_view.deciding.note == ""


def test_the_yield_counts_only_what_one_decided_oneself(
    qtbot: QtBot, two: Desk, workspace: Workspace
) -> None:
    two.decide("relabel", to_class=4)
    two.decide("keep")
    two.decide("bad")
    sit(qtbot, two, workspace, "Ben")
    assert two.progress is not None
    # What Ann kept is settled and asked of nobody else.
    assert (two.progress.done, two.progress.total) == (0, 4)
    assert two.progress.sentence == NOTHING_YET
    two.decide("keep")
    assert (two.progress.done, two.progress.looked, two.progress.changed) == (1, 1, 0)
    two.take_rule("one")
    assert (two.progress.done, two.progress.looked, two.progress.total) == (3, 3, 5)


def test_no_more_images_count_for_the_yield_than_are_done(
    qtbot: QtBot, desk: Desk, workspace: Workspace
) -> None:
    desk.decide("unsure")
    desk.decide("keep")
    assert desk.progress is not None
    assert (desk.progress.done, desk.progress.looked) == (2, 2)
    sit(qtbot, desk, workspace, "Ben")
    # What somebody else was not sure of waits for Ben.
    assert (desk.progress.done, desk.progress.looked) == (1, 1)


def test_a_third_reads_what_was_said_once_they_have_decided_and_no_promise_any_more(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    page.bar.two_box.click()
    desk = page.desk
    desk.decide("relabel", to_class=4, numbers=[7])
    sit(qtbot, desk, workspace, "Ben")
    desk.decide("keep", numbers=[7])
    sit(qtbot, desk, workspace, "Cleo")
    page.bar.contest_asked.emit("disputed")
    case = page.desk_view.evidence.case
    assert case is not None
    assert "shown once you have decided" in case.why
    qtbot.keyClick(page, "k")
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert desk.current == 7
    case = page.desk_view.evidence.case
    assert case is not None
    said = asked_of(case)
    assert said.why == "reviewers disagree"
    for words in ("Cleo decided: keep", "Ben decided: keep", "relabel to Coat"):
        assert words in said.outcome


def test_nobody_takes_back_what_somebody_else_decided(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    undo, redo = page.desk_view.bar.buttons["undo"], page.desk_view.bar.buttons["redo"]
    assert not undo.isEnabled()
    qtbot.keyClick(page, "b")
    qtbot.keyClick(page, "k")
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert undo.isEnabled()
    assert redo.isEnabled()
    sit(qtbot, page.desk, workspace, "Ben")
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.desk_view.bar.said.whole == "There is nothing to take back."
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.desk_view.bar.said.whole == "There is nothing to do again."
    assert [d.annotator.name for d in page.desk.book.standing()] == ["Me"]
    # Nor do their own steps bring another's back.
    qtbot.keyClick(page, "u")
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert [(d.annotator.name, d.kind) for d in page.desk.book.standing()] == [("Me", "bad")]
    assert not undo.isEnabled()


def test_an_empty_name_is_none_and_whoever_is_here_stays(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    field = page.bar.name_field
    before = workspace.annotator_name
    line = field.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "   ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.desk_view.bar.said.whole == f"A reviewer needs a name; {before} stays."
    assert field.currentText() == before
    assert workspace.annotator_name == before


def test_of_a_name_too_long_for_the_field_its_beginning_is_shown_and_the_cut_is_said(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    line = page.bar.name_field.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QGuiApplication.clipboard().setText("Ada" * 100)
    line.paste()
    assert page.desk_view.bar.said.whole == NAME_CUT
    # On the grid nobody sees the line of the desk.
    page.bar.switch.choose("grid")
    line.setFocus()
    line.selectAll()
    with qtbot.waitSignal(page.told) as told:
        line.paste()
    assert told.args == [NAME_CUT]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.cursorPosition() == 0
    assert workspace.annotator_name == ("Ada" * 100)[:LONGEST]
