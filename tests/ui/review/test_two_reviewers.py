"""By the rule of two: what is hidden, what counts, and who sees disputes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.page import ReviewPage
from fmnist_gui.ui.workspace import Workspace


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
