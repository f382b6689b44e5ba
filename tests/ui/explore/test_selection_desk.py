"""Choosing images on the page, and what one can do with those chosen."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.progress import CancelCheck, Cancelled
from fmnist_gui.core.review import neighbour
from fmnist_gui.core.session.deck import BY_HAND, Deck
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.selection_desk import GROWN_BY, Growing
from fmnist_gui.ui.explore.trace import Tool
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.stage import LEFT, drag, middle_of, pull, selected_of, settle

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
GRID = Arrangement("train", Kind.RANDOM, seed=3, side=10)
Click = Callable[..., None]


@pytest.fixture
def page(qtbot: QtBot, page: ExplorePage) -> ExplorePage:
    """Return the page with a hundred images drawn at random."""
    settle(qtbot, page)
    page.arrange(GRID)
    return page


@pytest.fixture
def click(qtbot: QtBot, page: ExplorePage) -> Click:
    def act(number: int, keys: Qt.KeyboardModifier = NONE) -> None:
        place = middle_of(page.canvas, number)
        qtbot.mouseClick(page.canvas.viewport(), LEFT, keys, place)

    return act


def order_of(page: ExplorePage) -> list[int]:
    assert page.exhibit.layout is not None
    return list(map(int, page.exhibit.layout.order))


def corner(page: ExplorePage, row: int, column: int) -> QPoint:
    """Return a point in the gap before a cell."""
    assert page.exhibit.layout is not None
    number = int(page.exhibit.layout.cells[row, column])
    cell = page.exhibit.layout.cell_of(number)
    assert cell is not None
    return page.canvas.cell_rect(cell).topLeft().toPoint() + QPoint(2, 2)


def block(page: ExplorePage, rows: slice, columns: slice) -> list[int]:
    assert page.exhibit.layout is not None
    return sorted(map(int, page.exhibit.layout.cells[rows, columns].ravel()))


def test_a_click_selects_one_and_a_second_click_lets_it_go(page: ExplorePage, click: Click) -> None:
    first, second = order_of(page)[:2]
    click(first)
    assert selected_of(page) == [first]
    click(second)
    assert selected_of(page) == [second]
    click(second)
    assert selected_of(page) == []


def test_ctrl_adds_and_takes_away_one_by_one(page: ExplorePage, click: Click) -> None:
    order = order_of(page)
    for number in (order[0], order[5], order[9], order[5]):
        click(number, CTRL)
    assert selected_of(page) == sorted([order[0], order[9]])


def test_shift_takes_all_between_along_the_layout(page: ExplorePage, click: Click) -> None:
    order = order_of(page)
    click(order[17])
    click(order[31], SHIFT)
    assert selected_of(page) == sorted(order[17:32])
    click(order[12], SHIFT)
    assert selected_of(page) == sorted(order[12:32])


def test_a_click_on_the_ground_selects_nothing_but_not_with_a_key(
    qtbot: QtBot, page: ExplorePage, click: Click
) -> None:
    number = order_of(page)[4]
    click(number)
    for keys, left in ((CTRL, [number]), (SHIFT, [number]), (NONE, [])):
        qtbot.mouseClick(page.canvas.viewport(), LEFT, keys, QPoint(2, 2))
        assert selected_of(page) == left


def test_shift_and_drag_adds_a_box_and_ctrl_takes_one_away(page: ExplorePage) -> None:
    canvas = page.canvas
    drag(canvas, corner(page, 1, 1), QPoint(0, 0), corner(page, 3, 4), keys=SHIFT)
    assert selected_of(page) == block(page, slice(1, 4), slice(1, 5))
    drag(canvas, corner(page, 7, 8), corner(page, 8, 9), keys=SHIFT)
    added = [*block(page, slice(1, 4), slice(1, 5)), *block(page, slice(7, 9), slice(8, 10))]
    assert selected_of(page) == sorted(added)
    drag(canvas, corner(page, 2, 2), corner(page, 9, 9), keys=CTRL)
    left = set(added) - set(block(page, slice(2, 10), slice(2, 10)))
    assert selected_of(page) == sorted(left)


def test_the_box_tool_begins_anew_each_time(qtbot: QtBot, page: ExplorePage) -> None:
    view = page.canvas.view
    qtbot.keyClick(page.canvas, Key.Key_B)
    drag(page.canvas, corner(page, 0, 0), corner(page, 1, 1))
    drag(page.canvas, corner(page, 4, 4), corner(page, 5, 5))
    assert selected_of(page) == block(page, slice(4, 6), slice(4, 6))
    assert page.canvas.view == view
    qtbot.keyClick(page.canvas, Key.Key_H)
    page.canvas.zoom(4)
    view = page.canvas.view
    drag(page.canvas, QPoint(200, 200), QPoint(260, 220))
    assert page.canvas.view != view
    assert selected_of(page) == block(page, slice(4, 6), slice(4, 6))


def test_the_lasso_takes_what_it_goes_around(qtbot: QtBot, page: ExplorePage) -> None:
    qtbot.keyClick(page.canvas, Key.Key_L)
    assert page.canvas.tool is Tool.LASSO
    assert page.status.tools[Tool.LASSO].isChecked()
    # An L: down the first two columns, along the last two rows.
    path = [(0, 0), (0, 2), (7, 2), (7, 9), (9, 9), (9, 0)]
    drag(page.canvas, *[corner(page, row, column) for row, column in path], corner(page, 0, 0))
    wanted = {*block(page, slice(0, 9), slice(0, 2)), *block(page, slice(7, 9), slice(0, 9))}
    assert selected_of(page) == sorted(wanted)


def test_the_line_is_drawn_while_it_is_pulled_and_gone_afterwards(page: ExplorePage) -> None:
    page.take_tool(Tool.BOX)
    before = page.canvas.grab_picture()
    path = (QPoint(1, 1), QPoint(3, 200))
    pull(page.canvas, *path)
    assert page.canvas.grab_picture() != before
    drag(page.canvas, *path)
    assert page.canvas.grab_picture() == before
    assert selected_of(page) == []


def test_keys_select_all_shown_the_others_and_none(qtbot: QtBot, page: ExplorePage) -> None:
    order = order_of(page)
    qtbot.keyClick(page.canvas, Key.Key_A, CTRL)
    assert selected_of(page) == sorted(order)
    assert page.status.buttons["play"].isVisible()
    qtbot.keyClick(page.canvas, Key.Key_I, CTRL)
    assert selected_of(page) == []
    page.selection_desk.select_all()
    qtbot.keyClick(page.canvas, Key.Key_Escape)
    assert selected_of(page) == []
    assert not page.status.buttons["play"].isVisible()


def test_inverting_leaves_what_is_not_shown(page: ExplorePage, click: Click) -> None:
    order = order_of(page)
    click(order[0])
    click(order[1], CTRL)
    page.arrange(replace(GRID, query=f"-index:{order[1]}", side=30))
    page.selection_desk.invert()
    assert selected_of(page) == sorted(set(range(300)) - {order[0]})


# Growing


def test_growing_adds_the_nearest_images_of_all_splits(
    qtbot: QtBot, page: ExplorePage, click: Click
) -> None:
    assert page.exhibit.gallery is not None
    first, second = order_of(page)[:2]
    click(first)
    click(second, CTRL)
    flat = page.exhibit.gallery.images.reshape(600, -1).astype(np.int64)
    wanted = {first, second}
    for number in (first, second):
        distances = ((flat - flat[number]) ** 2).sum(axis=1)
        wanted |= set(np.argsort(distances, kind="stable")[: GROWN_BY + 1].tolist())
    with qtbot.waitSignal(page.selection_desk.said) as heard:
        qtbot.mouseClick(page.status.buttons["grow"], LEFT)
    assert selected_of(page) == sorted(wanted)
    assert heard.args == [f"{len(wanted) - 2} images added by likeness."]
    assert page.status.work == ""


def test_n_adds_the_nearest_images_too(qtbot: QtBot, page: ExplorePage, click: Click) -> None:
    number = order_of(page)[0]
    click(number)
    with qtbot.waitSignal(page.selection_desk.said):
        qtbot.keyClick(page.canvas, Key.Key_N)
    assert set(selected_of(page)) > {number}


def test_it_is_said_how_many_of_the_selected_are_not_shown(page: ExplorePage, click: Click) -> None:
    first, second = order_of(page)[:2]
    click(first)
    click(second, CTRL)
    assert page.status.chosen == "2 selected"
    place = page.exhibit.gallery.place(second) if page.exhibit.gallery else None
    assert place is not None
    page.arrange(replace(GRID, kind=Kind.GRID, query=f"index:{place.index}"))
    assert page.status.chosen == "2 selected, 1 not shown"
    page.arrange(replace(GRID, split="test"))
    assert page.status.chosen == "2 selected, 2 not shown"
    page.arrange(replace(GRID, query="index:99999"))
    assert page.status.chosen == "2 selected, 2 not shown"
    page.selection_desk.clear()
    assert page.status.chosen == ""


def test_growing_can_be_stopped(
    qtbot: QtBot, page: ExplorePage, click: Click, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = Event(), Event()

    def endless(*_: object, is_cancelled: CancelCheck, **__: object) -> object:
        begun.set()
        while not is_cancelled():
            Event().wait(0.01)
        ended.set()
        raise Cancelled

    monkeypatch.setattr(neighbour, "nearest", endless)
    heard: list[Growing] = []
    page.selection_desk.growing.connect(heard.append)
    number = order_of(page)[0]
    click(number)
    page.selection_desk.grow()
    page.selection_desk.grow()
    qtbot.waitUntil(begun.is_set)
    assert page.status.work == "Looking for neighbours"
    qtbot.mouseClick(page.status.stop_button, LEFT)
    qtbot.waitUntil(ended.is_set)
    assert heard == [Growing(0, 1), Growing(0, 0)]
    assert page.status.work == ""
    assert selected_of(page) == [number]


# Playing


@pytest.fixture
def decks(page: ExplorePage) -> list[Deck]:
    heard: list[Deck] = []
    page.play_asked.connect(lambda asked: heard.append(asked.deck))
    return heard


def test_what_is_selected_can_be_played(
    qtbot: QtBot, workspace: Workspace, page: ExplorePage, click: Click, decks: list[Deck]
) -> None:
    numbers = sorted(order_of(page)[:3])
    for number in numbers:
        click(number, CTRL)
    qtbot.mouseClick(page.status.buttons["play"], LEFT)
    (deck,) = decks
    assert (deck.split, deck.preset, list(deck.indices)) == ("train", BY_HAND, numbers)
    play = PlayPage(workspace)
    qtbot.addWidget(play)
    play.show()
    play.offer_deck(deck)
    qtbot.mouseClick(play.setup.start_button, LEFT)
    qtbot.waitUntil(lambda: play.sitting is not None)
    assert play.sitting is not None
    assert play.sitting.session.record.deck == deck
    play.put_away()


def test_of_two_splits_the_larger_part_is_played(
    qtbot: QtBot, page: ExplorePage, decks: list[Deck]
) -> None:
    numbers = np.array([5, 300, 310, 599])
    page.exhibit.select(page.exhibit.selection.with_numbers(numbers))
    with qtbot.waitSignal(page.selection_desk.said) as heard:
        page.selection_desk.play()
    assert (decks[0].split, decks[0].indices) == ("test", (0, 10, 299))
    assert heard.args == ["1 image of other splits left out: a deck is of one split."]


def test_without_a_selection_nothing_is_done(page: ExplorePage, decks: list[Deck]) -> None:
    page.selection_desk.play()
    page.selection_desk.tag("odd")
    page.selection_desk.grow()
    page.ask_for_tag()
    assert decks == []
    assert page.tag_field.isHidden()
    assert page.status.work == ""


def test_nothing_can_be_selected_without_data(qtbot: QtBot, page: ExplorePage) -> None:
    page.exhibit.open(None)
    page.exhibit.lay_out()
    for act in (page.selection_desk.select_all, page.selection_desk.invert):
        act()
    page.take_tool(Tool.BOX)
    drag(page.canvas, QPoint(10, 10), QPoint(200, 200))
    assert selected_of(page) == []
