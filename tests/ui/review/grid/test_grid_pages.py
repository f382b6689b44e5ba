"""Which images are asked, which are no more, and what comes back when a step is undone."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.grid_page import Question
from fmnist_gui.core.review.queue import ReviewQueue, queue_of
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.review.decision_book import Choice
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.grid_view import GridView
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests import sample
from tests.ui.review.grid.hand import BAG, COAT, CTRL, LEFT, SHIRT, asked, brief, mark, press, shown

pytestmark = pytest.mark.window


def test_what_is_asked_is_chosen_and_its_progress_told(
    qtbot: QtBot, grid: GridView, queue: ReviewQueue
) -> None:
    bar = grid.bar
    assert (bar.opening.text(), bar.class_chooser.currentText()) == ("Is this a", "Shirt  90")
    assert bar.progress.whole == "Page 1 of 2 · 0 of 90 decided"
    rows = [bar.other_chooser.itemText(row) for row in range(bar.other_chooser.count())]
    assert rows == ["perhaps anything", "perhaps Pullover  60", "perhaps Coat  30"]
    press(qtbot, grid, Qt.Key.Key_Return)
    assert bar.progress.whole == "Page 1 of 1 · 60 of 90 decided"
    assert bar.class_chooser.currentText() == "Shirt  30"
    bar.other_chooser.setCurrentIndex(2)
    bar.other_chooser.activated.emit(2)
    assert grid.pages.page.question == Question(SHIRT, COAT)
    assert [c.suggested for c in grid.pages.page.candidates] == [COAT] * 10
    assert bar.progress.whole == "Page 1 of 1 · 20 of 30 decided"


def test_after_the_last_page_the_class_with_most_open_images_is_offered(
    qtbot: QtBot, grid: GridView
) -> None:
    for _ in range(2):
        press(qtbot, grid, Qt.Key.Key_Return)
    assert not grid.has_page
    assert grid.end.isVisible()
    assert grid.end.title.text() == "All 90 are decided."
    assert grid.end.button.text() == "Go on with Coat"
    # Enter goes on, as it did from page to page.
    assert grid.end.button.hasFocus()
    qtbot.keyClick(grid.end.button, Qt.Key.Key_Return)
    assert grid.pages.page.question == Question(COAT)
    assert grid.sheet.hasFocus()
    assert len(shown(grid)) == 20
    press(qtbot, grid, Qt.Key.Key_Return)
    assert grid.end.title.text() == "All of this queue is decided."
    assert not grid.end.button.isVisible()
    assert grid.end.hasFocus()
    qtbot.keyClick(grid.end, "z", CTRL)
    assert len(shown(grid)) == 20


def test_a_page_may_be_left_for_later(qtbot: QtBot, grid: GridView, desk: Desk) -> None:
    first = shown(grid)
    press(qtbot, grid, Qt.Key.Key_PageDown)
    assert len(shown(grid)) == 30
    press(qtbot, grid, Qt.Key.Key_PageUp)
    assert shown(grid) == first
    qtbot.mouseClick(grid.foot.later_button, LEFT)
    press(qtbot, grid, Qt.Key.Key_Return)
    assert shown(grid) == first
    assert len(desk.book.standing()) == 30


def test_a_step_of_the_last_run_of_the_program_is_taken_back_with_its_marks(
    qtbot: QtBot, grid: GridView, desk: Desk, workspace: Workspace, queue: ReviewQueue
) -> None:
    first = shown(grid)
    mark(qtbot, grid, 2, 9)
    marks = grid.sheet.marks
    press(qtbot, grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.book.writer.waiting)
    later = Desk(workspace)
    qtbot.waitUntil(lambda: later.book.is_ready)
    # The queue is made anew, without what is decided.
    rest = [candidate for candidate in queue if candidate.number not in first]
    later.open(queue_of("margin", "By margin", "Ranked by margin.", candidates=rest))
    again = GridView(workspace, later, brief(later))
    qtbot.addWidget(again)
    again.resize(1000, 680)
    again.show()
    later.undo()
    assert shown(again) == first
    assert again.sheet.marks == marks
    qtbot.waitUntil(lambda: not later.book.writer.waiting)


def test_what_was_decided_at_the_desk_is_not_asked_again(
    qtbot: QtBot, grid: GridView, desk: Desk
) -> None:
    first = shown(grid)
    grid.hide()
    desk.take([Choice(first[0], "bad")])
    grid.show()
    assert shown(grid) == [*first[1:], shown(grid)[-1]]
    assert grid.bar.progress.whole == "Page 1 of 2 · 1 of 90 decided"


def add_decision(qtbot: QtBot, workspace: Workspace, desk: Desk, number: int, *, who: str) -> None:
    """Let somebody else relabel an image, and tell the pages."""
    assert desk.gallery is not None
    place, split = desk.gallery.place(number), desk.gallery.split_of(number)

    def verb(store: LabelStore) -> bool:
        decision = Decision(
            id=uuid4(),
            annotator=store.annotator(who),
            fingerprint=split.fingerprint,
            split=place.split,
            image_index=place.index,
            kind="relabel",
            to_class=BAG,
            note="",
            at=datetime.now(UTC),
        )
        store.review.decide(decision)
        return True

    assert asked(qtbot, workspace, verb)
    with qtbot.waitSignal(desk.book.read):
        workspace.labels_changed.emit(LabelsChanged("elsewhere"))


def test_by_the_rule_of_one_what_another_concluded_is_not_asked(
    qtbot: QtBot, grid: GridView, desk: Desk, workspace: Workspace
) -> None:
    number = shown(grid)[0]
    add_decision(qtbot, workspace, desk, number, who="Bea")
    assert number not in shown(grid)
    # By the other rule one alone concludes nothing.
    desk.take_rule("two")
    assert number in shown(grid)
    desk.take_rule("one")
    assert number not in shown(grid)


def test_by_the_rule_of_two_it_is_asked_and_nothing_is_told_of_it(
    qtbot: QtBot, grid: GridView, desk: Desk, workspace: Workspace
) -> None:
    desk.take_rule("two")
    first = shown(grid)
    mark(qtbot, grid, 3)
    add_decision(qtbot, workspace, desk, first[0], who="Bea")
    assert shown(grid) == first
    assert grid.sheet.marks == {first[3]}
    assert grid.sheet.cells[0].stamp is None
    qtbot.mouseMove(grid.sheet, grid.sheet.place(0).center())
    assert "Bag" not in grid.side.preview.accessibleName()
    press(qtbot, grid, Qt.Key.Key_Return)
    own = desk.book.own(first[0])
    assert own is not None
    assert own.is_blind


def test_who_sees_a_page_has_seen_its_labels(
    qtbot: QtBot, grid: GridView, workspace: Workspace
) -> None:
    first, dataset = shown(grid), workspace.dataset
    assert dataset is not None
    grid.put_away()

    def verb(store: LabelStore) -> list[tuple[str, int]]:
        who = store.annotator(workspace.annotator_name)
        return [
            (split.name, index)
            for split in dataset.splits.values()
            for index in store.exposed(who, split.fingerprint)
        ]

    seen = asked(qtbot, workspace, verb)
    gallery = gallery_of(dataset)
    assert {gallery.number(*place) for place in seen} == set(first)


def test_an_audit_is_not_decided_by_the_page(
    qtbot: QtBot, grid: GridView, desk: Desk, queue: ReviewQueue
) -> None:
    audit = queue_of(f"audit:{uuid4()}", "Audit", "Drawn by chance.", candidates=list(queue))
    desk.open(audit)
    assert not grid.has_page
    assert grid.end.title.text() == "An audit is decided one image at a time."
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert desk.book.standing() == ()


def test_other_data_take_the_page_away(
    qtbot: QtBot, grid: GridView, workspace: Workspace, desk: Desk
) -> None:
    mark(qtbot, grid, 2)
    workspace.show_dataset(sample.dataset(20, 20))
    grid.open_gallery()
    assert not grid.has_page
    assert grid.end.title.text() == "Sixty images at a time."
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.keyClick(grid, "4")
    qtbot.waitUntil(lambda: desk.book.is_ready)
    assert desk.book.standing() == ()


def test_somebody_else_begins_without_marks_and_is_asked_all(
    qtbot: QtBot, grid: GridView, desk: Desk, workspace: Workspace
) -> None:
    first = shown(grid)
    desk.take_rule("two")
    mark(qtbot, grid, 3)
    press(qtbot, grid, "8")
    mark(qtbot, grid, 4)
    workspace.choose_annotator("Bea")
    with qtbot.waitSignal(desk.book.read):
        desk.book.follow_annotator()
    assert shown(grid) == first
    assert grid.sheet.marks == frozenset()
    assert all(cell.stamp is None for cell in grid.sheet.cells)


def test_what_nobody_sees_is_not_counted_until_somebody_does(
    qtbot: QtBot, grid: GridView, desk: Desk, workspace: Workspace
) -> None:
    mark(qtbot, grid, 3)
    grid.hide()
    counts = grid.pages.counts
    number = shown(grid)[0]
    desk.take([Choice(number, "keep")])
    assert grid.pages.counts is counts
    workspace.choose_annotator("Bea")
    with qtbot.waitSignal(desk.book.read):
        desk.book.follow_annotator()
    grid.show()
    assert grid.sheet.marks == frozenset()
    assert number not in shown(grid)
