"""Marked images get what was chosen, by key, click or drag; each time in one step."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.grid_view import GridView
from fmnist_gui.ui.workspace import Workspace
from tests.ui.review.grid.hand import (
    BAG,
    COAT,
    CTRL,
    CTRL_SHIFT,
    LEFT,
    NO_KEY,
    PULLOVER,
    mark,
    press,
    shown,
    stored,
)

pytestmark = pytest.mark.window


def test_enter_keeps_what_is_unmarked_in_one_step_and_shows_the_next_page(
    qtbot: QtBot, grid: GridView, desk: Desk, workspace: Workspace
) -> None:
    first = shown(grid)
    assert len(first) == 60
    mark(qtbot, grid, 0, 1)
    assert grid.foot.outcome.whole == "Enter: Keep 58, 1 to Pullover, 1 to Coat"
    press(qtbot, grid, Qt.Key.Key_Return)
    assert len(shown(grid)) == 30
    assert not set(shown(grid)) & set(first)
    assert grid.sheet.marks == frozenset()
    made = stored(qtbot, workspace, desk)
    assert {desk.book.number_of(decision) for decision in made} == set(first)
    by_number = {desk.book.number_of(decision): decision for decision in made}
    assert (by_number[first[0]].kind, by_number[first[0]].to_class) == ("relabel", COAT)
    assert by_number[first[1]].to_class == PULLOVER
    assert {by_number[number].kind for number in first[2:]} == {"keep"}
    assert len({decision.step for decision in made}) == 1
    assert {decision.queue for decision in made} == {"margin"}


def test_undo_brings_the_page_back_with_its_marks_and_redo_goes_on(
    qtbot: QtBot, grid: GridView, desk: Desk, workspace: Workspace
) -> None:
    first = shown(grid)
    mark(qtbot, grid, 3, 17)
    marks = grid.sheet.marks
    press(qtbot, grid, Qt.Key.Key_Return)
    second = shown(grid)
    press(qtbot, grid, "z", CTRL)
    assert (shown(grid), grid.sheet.marks) == (first, marks)
    assert stored(qtbot, workspace, desk) == []
    press(qtbot, grid, "z", CTRL_SHIFT)
    assert (shown(grid), grid.sheet.marks) == (second, frozenset())
    assert len(stored(qtbot, workspace, desk)) == 60


@pytest.mark.parametrize(
    ("choice", "kind", "to_class"),
    [("unsure", "unsure", None), ("bad", "bad", None), ("relabel 8", "relabel", BAG)],
)
def test_marked_images_get_what_was_chosen_for_them(
    qtbot: QtBot, grid: GridView, desk: Desk, choice: str, kind: str, to_class: int | None
) -> None:
    grid.foot.choose(choice)
    mark(qtbot, grid, 5)
    number = shown(grid)[5]
    press(qtbot, grid, Qt.Key.Key_Return)
    made = desk.book.own(number)
    assert made is not None
    assert (made.kind, made.to_class) == (kind, to_class)


@pytest.mark.parametrize(
    ("key", "kind", "to_class", "words"),
    [
        ("4", "relabel", COAT, "Coat"),
        ("6", "keep", None, "Kept"),
        ("u", "unsure", None, "Unsure"),
        ("b", "bad", None, "Bad image"),
    ],
)
def test_a_key_decides_what_is_marked_and_leaves_the_others(
    qtbot: QtBot,
    grid: GridView,
    desk: Desk,
    workspace: Workspace,
    key: str,
    kind: str,
    to_class: int | None,
    words: str,
) -> None:
    page = shown(grid)
    mark(qtbot, grid, 2, 7)
    press(qtbot, grid, key)
    assert shown(grid) == page
    assert grid.sheet.marks == frozenset()
    stamps = [cell.stamp.words for cell in grid.sheet.cells if cell.stamp is not None]
    assert stamps == [words, words]
    made = stored(qtbot, workspace, desk)
    assert {desk.book.number_of(d) for d in made} == {page[2], page[7]}
    assert {(d.kind, d.to_class) for d in made} == {(kind, to_class)}
    assert len({d.step for d in made}) == 1
    assert grid.foot.outcome.whole.startswith("Enter: Keep 58")
    press(qtbot, grid, "z", CTRL)
    assert grid.sheet.marks == {page[2], page[7]}
    assert all(cell.stamp is None for cell in grid.sheet.cells)


def test_without_a_mark_a_digit_is_for_the_image_where_the_keyboard_is(
    qtbot: QtBot, grid: GridView, desk: Desk
) -> None:
    press(qtbot, grid, Qt.Key.Key_Right)
    press(qtbot, grid, "8")
    own = desk.book.own(shown(grid)[1])
    assert own is not None
    assert own.to_class == BAG


def test_images_dropped_on_a_class_are_relabelled_in_one_step(
    qtbot: QtBot, grid: GridView, desk: Desk, workspace: Workspace
) -> None:
    page = shown(grid)
    mark(qtbot, grid, 0, 1, 2)
    sheet, classes = grid.sheet, grid.side.classes
    target = sheet.mapFromGlobal(classes.mapToGlobal(classes.place(BAG).center()))
    QTest.mousePress(sheet, LEFT, NO_KEY, sheet.place(1).center())
    QTest.mouseMove(sheet, sheet.place(1).center() + QPoint(30, 0))
    assert grid.carry.plate.text() == "3 images: drop on a class"
    QTest.mouseMove(sheet, target)
    assert grid.carry.plate.isVisible()
    assert grid.carry.plate.text() == "3 images to Bag"
    assert grid.carry.plate.geometry().right() < classes.mapTo(grid, QPoint(0, 0)).x()
    QTest.mouseRelease(sheet, LEFT, NO_KEY, target)
    assert not grid.carry.plate.isVisible()
    made = stored(qtbot, workspace, desk)
    assert {desk.book.number_of(d) for d in made} == set(page[:3])
    assert {d.to_class for d in made} == {BAG}
    assert len({d.step for d in made}) == 1
    press(qtbot, grid, "z", CTRL)
    assert (shown(grid), sheet.marks) == (page, frozenset(page[:3]))


def test_dropped_beside_the_classes_nothing_happens(
    qtbot: QtBot, grid: GridView, desk: Desk
) -> None:
    mark(qtbot, grid, 0, 1)
    sheet = grid.sheet
    QTest.mousePress(sheet, LEFT, NO_KEY, sheet.place(1).center())
    QTest.mouseMove(sheet, sheet.place(30).center())
    QTest.mouseRelease(sheet, LEFT, NO_KEY, sheet.place(30).center())
    assert desk.book.standing() == ()
    assert len(sheet.marks) == 2
    assert not grid.carry.plate.isVisible()


def test_a_click_on_a_class_is_for_marked_images_only(
    qtbot: QtBot, grid: GridView, desk: Desk
) -> None:
    classes = grid.side.classes
    qtbot.mouseClick(classes, LEFT, pos=classes.place(BAG).center())
    assert desk.book.standing() == ()
    mark(qtbot, grid, 4)
    qtbot.mouseClick(classes, LEFT, pos=classes.place(BAG).center())
    assert [d.to_class for d in desk.book.standing()] == [BAG]
    assert grid.sheet.hasFocus()


def test_a_page_decided_bit_by_bit_gives_way_to_the_next(qtbot: QtBot, grid: GridView) -> None:
    first = shown(grid)
    press(qtbot, grid, "a", CTRL)
    press(qtbot, grid, "8")
    assert len(shown(grid)) == 30
    assert not set(shown(grid)) & set(first)


def test_only_what_is_in_sight_is_decided(qtbot: QtBot, grid: GridView, desk: Desk) -> None:
    grid.resize(480, 480)
    count = len(shown(grid))
    assert count < 60
    assert grid.foot.button.text() == f"Decide {count}"
    press(qtbot, grid, Qt.Key.Key_Return)
    assert len(desk.book.standing()) == count
    assert grid.bar.progress.whole.endswith(f"{count} of 90 decided")


def test_the_image_under_the_pointer_is_told_of_with_why_and_votes(
    qtbot: QtBot, grid: GridView
) -> None:
    number = shown(grid)[3]

    def is_told_of() -> bool:
        # A real pointer that stands there already must come anew to be noticed.
        for place in (4, 3):
            qtbot.mouseMove(grid.sheet, grid.sheet.place(place).center())
        case = grid.side.preview.case
        return case is not None and case.number == number

    qtbot.waitUntil(is_told_of)
    words = grid.side.preview.accessibleName()
    for part in ("Shirt", "perhaps Coat", f"why {number}", "Coat 80 %, Shirt 20 %", "Coat 70 %"):
        assert part in words
    press(qtbot, grid, Qt.Key.Key_Right)
    assert grid.side.preview.case is not None
    assert grid.side.preview.case.number == shown(grid)[1]


def test_the_switch_and_its_key_show_pixels_as_squares(qtbot: QtBot, grid: GridView) -> None:
    press(qtbot, grid, "v")
    assert (grid.sheet.smoothing, grid.bar.switch.current) == ("nearest", "nearest")
    grid.bar.switch.choose("bicubic")
    assert (grid.sheet.smoothing, grid.bar.switch.current) == ("bicubic", "bicubic")


def test_enter_on_a_button_presses_it_and_decides_nothing(
    qtbot: QtBot, grid: GridView, desk: Desk
) -> None:
    first = shown(grid)
    grid.foot.later_button.setFocus()
    qtbot.keyClick(grid.foot.later_button, Qt.Key.Key_Return)
    assert desk.book.standing() == ()
    assert shown(grid) != first
    chooser = grid.bar.class_chooser
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Return)
    assert chooser.view().isVisible()
    chooser.hidePopup()
    assert desk.book.standing() == ()
    assert grid.sheet.hasFocus()
