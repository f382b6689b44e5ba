"""Ways through the Explore page: queries, back and forward, an index, a list, the side card."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic.arrangement import Kind
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui.explore.page import NOT_SHOWN, ExplorePage
from tests.ui.explore.hand import (
    LEFT,
    choose,
    click,
    gallery_of,
    hover,
    numbers,
    places,
    write_query,
)
from tests.ui.image.words import words_of

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


# Queries


def test_a_query_shows_what_it_asks_for(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    choose(qtbot, page.toolbar.split_chooser, "test")
    write_query(qtbot, page, "class:shirt index:0-99")
    assert places(page) == [("test", index) for index in range(6, 100, 10)]
    assert page.status.text == "10 of 300 shown"


def test_what_is_typed_is_asked_by_itself(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    qtbot.keyClick(page.canvas, Key.Key_Slash)
    qtbot.keyClicks(page.toolbar.query_field.line, "index:5")
    qtbot.waitUntil(lambda: numbers(page) == [5])


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Key.Key_Slash, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Slash, Qt.KeyboardModifier.ShiftModifier),
        (Key.Key_7, Qt.KeyboardModifier.ShiftModifier),
        (Key.Key_Slash, Qt.KeyboardModifier.KeypadModifier),
    ],
)
def test_a_slash_begins_a_query_wherever_the_keyboard_has_it(
    qtbot: QtBot, page: ExplorePage, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    page.canvas.setFocus()
    QApplication.sendEvent(page.canvas, QKeyEvent(QEvent.Type.KeyPress, key, held, "/"))
    assert page.toolbar.query_field.line.hasFocus()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("class:shrit", 'no class is called "shrit"; did you mean shirt?'),
        ("margin<0.3", "margin"),
        ("index:9-3", "9"),
        ("class:", "class"),
    ],
)
def test_a_query_that_cannot_be_met_leaves_the_view(
    qtbot: QtBot, page: ExplorePage, query: str, sentence: str
) -> None:
    page.canvas.zoom(3)
    before, view, arrangement = numbers(page), page.canvas.view, page.arrangement
    write_query(qtbot, page, query)
    assert sentence in page.toolbar.query_field.error
    assert page.toolbar.query_field.text == query
    assert (numbers(page), page.canvas.view, page.arrangement) == (before, view, arrangement)


def test_a_query_that_nothing_meets_says_so(qtbot: QtBot, page: ExplorePage) -> None:
    write_query(qtbot, page, "index:999")
    assert page.canvas.shown is None
    assert page.canvas.message == "No image is like that. Take something away from the filter."
    assert page.status.text == "0 of 300 shown"
    write_query(qtbot, page, "index:9")
    assert numbers(page) == [9]


# Back and forward


def test_back_and_forward_through_what_was_shown(qtbot: QtBot, page: ExplorePage) -> None:
    tools = page.toolbar
    assert not tools.back_button.isEnabled()
    page.canvas.zoom(3)
    view = page.canvas.view
    choose(qtbot, tools.layout_chooser, Kind.GRID)
    choose(qtbot, tools.tint_chooser, "class")
    page.show_images("test", [3], "1 image")
    qtbot.mouseClick(tools.back_button, LEFT)
    assert numbers(page) == list(range(300))
    assert tools.tint_chooser.currentData() == "class"
    for _ in range(2):
        qtbot.keyClick(page.canvas, Key.Key_Left, ALT)
    assert tools.layout_chooser.currentData() is Kind.CLASS_ROWS
    assert tools.tint_chooser.currentData() == ""
    assert page.canvas.view == view
    assert not tools.back_button.isEnabled()
    qtbot.mouseClick(tools.forward_button, LEFT)
    assert tools.layout_chooser.currentData() is Kind.GRID
    for _ in range(2):
        qtbot.keyClick(page.canvas, Key.Key_Right, ALT)
    assert places(page) == [("test", 3)]
    assert not tools.forward_button.isEnabled()


# One image


def go_to(qtbot: QtBot, page: ExplorePage, text: str) -> None:
    """Press G, write and press Enter."""
    qtbot.keyClick(page.canvas, Key.Key_G)
    assert page.go_to.isVisible()
    page.go_to.field.selectAll()
    qtbot.keyClicks(page.go_to.field, text)
    qtbot.keyClick(page.go_to.field, Key.Key_Return)


def test_an_index_is_of_the_split_that_is_shown(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    choose(qtbot, page.toolbar.split_chooser, "test")
    go_to(qtbot, page, "17")
    assert page.inspector.pinned == 317
    assert {"#17", "Sneaker", "Test"} <= set(words_of(page.card))
    assert ("test", 17) in places(page)
    assert not page.go_to.isVisible()


def test_an_index_is_of_the_split_of_the_list_that_is_shown(
    qtbot: QtBot, page: ExplorePage
) -> None:
    page.show_images("test", [3, 17], "2 images")
    go_to(qtbot, page, "17")
    assert page.inspector.pinned == 317


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("300", "train has no image 300; write an index from 0 to 299"),
        ("seven", '"seven" is no index; write a whole number, as in 4907 or train 4907'),
        ("validation 3", 'no split is called "validation"; there are train and test'),
    ],
)
def test_an_index_that_is_not_there_leaves_the_view(
    qtbot: QtBot, page: ExplorePage, text: str, sentence: str
) -> None:
    page.canvas.zoom(3)
    before, view = numbers(page), page.canvas.view
    go_to(qtbot, page, text)
    assert page.go_to.note.text() == sentence
    assert page.go_to.isVisible()
    assert (numbers(page), page.canvas.view, page.inspector.pinned) == (before, view, None)


def test_an_index_that_is_not_shown_now_says_so(qtbot: QtBot, page: ExplorePage) -> None:
    view = page.canvas.view
    go_to(qtbot, page, "299")
    assert page.toast.sentence == NOT_SHOWN
    assert page.status.text == "100 of 300 shown"
    assert (page.canvas.view, page.inspector.pinned) == (view, None)


def test_the_card_tells_about_the_image_under_the_cursor(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.split_chooser, "test")
    number = hover(qtbot, page, Cell(4, 3))
    assert number == 334
    words = words_of(page.card)
    assert {"#34", "Coat", "Test", "4 of 30"} <= set(words)
    assert f"{gallery_of(page).images[334].mean():.0f}" in words
    assert page.card.told_numbers[0] == 334


def test_a_click_keeps_the_card_until_the_next_one(qtbot: QtBot, page: ExplorePage) -> None:
    kept = hover(qtbot, page, Cell(4, 3))
    click(qtbot, page, Cell(4, 3))
    hover(qtbot, page, Cell(0, 0))
    assert {f"#{kept}", "pinned"} <= set(words_of(page.card))
    click(qtbot, page, Cell(0, 0))
    assert "#0" in words_of(page.card)
    click(qtbot, page, Cell(0, 0))
    assert page.inspector.pinned is None
    assert "pinned" not in words_of(page.card)


def test_esc_lets_go_of_the_card_then_the_selection_then_the_list(
    qtbot: QtBot, page: ExplorePage
) -> None:
    page.show_images("train", range(50), "50 images")
    click(qtbot, page, Cell(0, 3))
    assert page.inspector.pinned == 3
    assert page.exhibit.selection.count == 1
    left: list[tuple[int | None, int, int]] = []
    for _ in range(3):
        qtbot.keyClick(page.canvas, Key.Key_Escape)
        left.append((page.inspector.pinned, page.exhibit.selection.count, len(numbers(page))))
    assert left == [(None, 1, 50), (None, 0, 50), (None, 0, 100)]


# A list of images from another page


def test_a_list_shows_exactly_its_images_and_closes_to_what_was_before(
    qtbot: QtBot, page: ExplorePage
) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.RANDOM)
    before = numbers(page)
    page.show_images("test", [3, 14, 159, 26], "4 images: Coat answered Dress")
    assert places(page) == [("test", 3), ("test", 14), ("test", 159), ("test", 26)]
    assert page.toolbar.chip.isVisible()
    assert page.toolbar.chip.title == "4 images: Coat answered Dress"
    assert page.toolbar.split_chooser.currentText() == "Test 300"
    assert not page.toolbar.layout_chooser.isVisible()
    assert not page.toolbar.query_field.isVisible()
    assert page.status.text == "4 of 300 shown"
    qtbot.mouseClick(page.toolbar.chip.close_button, LEFT)
    assert numbers(page) == before
    assert not page.toolbar.chip.isVisible()
    assert page.toolbar.split_chooser.currentText() == "Train 300"


def test_an_empty_list_says_so(page: ExplorePage) -> None:
    page.show_images("test", [], "0 images")
    assert page.canvas.shown is None
    assert page.canvas.message == "This list holds no images."
    assert page.status.text == "0 of 300 shown"


def test_a_list_of_a_split_that_is_not_there_is_refused(page: ExplorePage) -> None:
    with pytest.raises(RequestError, match="no validation split"):
        page.show_images("validation", [1], "1 image")
    assert len(numbers(page)) == 100


def test_an_image_that_is_not_shown_any_more_leaves_the_card(
    qtbot: QtBot, page: ExplorePage
) -> None:
    click(qtbot, page, Cell(4, 3))
    assert page.inspector.pinned == 34
    choose(qtbot, page.toolbar.split_chooser, "test")
    assert page.inspector.pinned is None
    assert page.card.subject is None


def test_the_keys_are_the_canvas_s_again_after_a_choice_with_the_mouse(
    qtbot: QtBot, page: ExplorePage
) -> None:
    chooser = page.toolbar.sort_chooser
    chooser.setFocus()
    chooser.showPopup()
    qtbot.waitUntil(lambda: chooser.view().isVisible())
    chooser.hidePopup()
    qtbot.waitUntil(page.canvas.hasFocus)
