"""Where the desk goes after each decision, and what it takes back and makes again."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.ui.review.decision_book import Choice
from fmnist_gui.ui.review.desk import Decided, Desk, Shown
from fmnist_gui.ui.workspace import Workspace
from tests.ui.review.conftest import QUEUED


def saved(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.book.writer.waiting)


def test_the_first_that_waits_is_shown_with_what_the_queue_says(desk: Desk) -> None:
    assert desk.current == 7
    assert desk.candidate is not None
    assert desk.candidate.suggested == 8
    assert desk.upcoming(2) == [305, 12]


def test_a_decision_goes_on_at_once_and_to_the_disk_behind(
    qtbot: QtBot, desk: Desk, workspace: Workspace
) -> None:
    with (
        qtbot.waitSignal(desk.decided) as decided,
        qtbot.waitSignal(desk.shown) as shown,
        qtbot.waitSignal(workspace.labels_changed, timeout=3000) as changed,
    ):
        desk.decide("relabel", to_class=4, note="a coat")
        assert desk.current == 305
    assert decided.args is not None
    made = decided.args[0]
    assert isinstance(made, Decided)
    (decision,) = made.step.decisions
    assert (decision.split, decision.image_index, decision.to_class) == ("train", 7, 4)
    assert (decision.queue, decision.note, decision.is_blind) == ("margin", "a coat", False)
    assert shown.args == [Shown(305)]
    assert changed.args is not None
    assert changed.args[0].by == "review"
    assert not changed.args[0].is_exposure
    saved(qtbot, desk)
    found: list[object] = []
    workspace.ask(lambda store: store.review.log(decision.fingerprint), found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [decision]


def test_undo_returns_to_the_image_and_redo_goes_on_behind_it(desk: Desk) -> None:
    desk.decide("keep")
    desk.decide("bad")
    assert desk.current == 12
    undone = desk.undo()
    assert undone is not None
    assert undone.decisions[0].kind == "bad"
    assert desk.current == 305
    assert desk.conclusion_of(305).decision is None
    desk.undo()
    assert desk.current == 7
    assert desk.undo() is None
    assert desk.redo() is not None
    assert desk.current == 305
    desk.redo()
    assert desk.current == 12
    assert desk.conclusion_of(305).decision is not None
    assert desk.redo() is None


def test_undo_works_after_a_restart(
    qtbot: QtBot, desk: Desk, workspace: Workspace, queue: ReviewQueue
) -> None:
    desk.decide("keep")
    desk.decide("relabel", to_class=2)
    desk.undo()
    saved(qtbot, desk)
    again = Desk(workspace)
    qtbot.waitUntil(lambda: again.book.is_ready)
    again.open(queue)
    assert again.current == 305
    assert again.redo() is not None
    again.undo()
    again.undo()
    assert again.current == 7
    assert again.conclusion_of(7).state == "open"


def test_a_page_is_one_step(desk: Desk) -> None:
    desk.take([Choice(7, "keep"), Choice(305, "relabel", to_class=9), Choice(12, "keep")])
    assert desk.current == 3
    step = desk.undo()
    assert step is not None
    assert len(step.decisions) == 3
    assert desk.current == 7


def test_what_says_too_little_is_refused_and_nothing_is_decided(desk: Desk) -> None:
    with pytest.raises(RequestError, match="class"):
        desk.decide("relabel")
    assert desk.current == 7
    assert desk.undo() is None


def test_what_was_put_off_comes_again_when_asked_for(desk: Desk) -> None:
    desk.decide("skip")
    for _ in QUEUED[1:]:
        desk.decide("keep")
    assert desk.current is None
    desk.begin_again()
    assert desk.current == 7


def test_arrows_go_through_all_of_the_queue(desk: Desk) -> None:
    desk.decide("keep")
    desk.back()
    assert desk.current == 7
    desk.back()
    assert desk.current == 7
    for number in QUEUED[1:]:
        desk.forward()
        assert desk.current == number
    desk.forward()
    assert desk.current == QUEUED[-1]


def test_an_image_aside_is_decided_outside_of_the_queue_and_left_for_it(desk: Desk) -> None:
    desk.go(100)
    assert desk.is_aside
    assert desk.candidate is None
    assert desk.upcoming(1) == [7]
    desk.decide("keep")
    assert desk.current == 7
    assert desk.book.last_done is not None
    assert desk.book.last_done.decisions[0].queue == ""


def test_an_audit_asks_unaided_about_every_image_whatever_was_decided_before(
    desk: Desk, queue: ReviewQueue
) -> None:
    desk.decide("keep")
    assert not desk.is_unaided
    desk.open(replace(queue, key="audit:77"))
    assert desk.current == 7
    assert desk.is_unaided
    desk.decide("keep")
    assert desk.current == 305
    desk.back()
    # Decided in the audit: now all may be known about it.
    assert not desk.is_unaided
    desk.open(replace(queue, key="audit:77"))
    assert desk.current == 305
