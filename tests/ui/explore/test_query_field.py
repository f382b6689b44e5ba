"""The query line: suggestions, asking, and what is said when a query cannot be."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.table.column import Column, number_column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore.query_field import QueryField
from fmnist_gui.ui.query.query_entry import PLACEHOLDER

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
COUNT = 100
TABLE = Table(
    COUNT,
    {
        "class": Column(
            "class",
            "Class",
            (np.arange(COUNT) % 10).astype(np.float32),
            kind="choice",
            choices=FASHION_CLASSES,
        ),
        "margin": number_column("margin", "Model margin", np.linspace(0, 1, COUNT)),
    },
)


@pytest.fixture
def window(qtbot: QtBot, dark: None) -> QWidget:
    """Return a window with something else that can take the focus."""
    made = QWidget()
    other = QLineEdit()
    other.setObjectName("other")
    column = QVBoxLayout(made)
    column.addStretch(1)
    column.addWidget(other)
    made.resize(640, 480)
    qtbot.addWidget(made)
    return made


LATER_MS = 600_000
"""So long after the last change that only Enter asks."""


def standing(qtbot: QtBot, window: QWidget, *, apply_after_ms: int) -> QueryField:
    """Return a field in the window, ready to be written in."""
    field = QueryField(resources.folder() / "icons", apply_after_ms=apply_after_ms)
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(0, field)
    with qtbot.waitActive(window):
        window.show()
    field.offer(TABLE)
    field.focus()
    qtbot.waitUntil(field.line.hasFocus)
    return field


@pytest.fixture
def field(qtbot: QtBot, window: QWidget) -> QueryField:
    return standing(qtbot, window, apply_after_ms=LATER_MS)


@pytest.fixture
def eager(qtbot: QtBot, window: QWidget) -> QueryField:
    return standing(qtbot, window, apply_after_ms=1)


def offered(field: QueryField) -> list[str]:
    items = field.suggestions.items
    return [items.item(row).text() for row in range(items.count())]


def press(field: QueryField, key: Qt.Key) -> None:
    # Sent straight to the line: with Tab a test's own key click would move the focus first.
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field.line, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def test_it_says_by_an_example_what_can_be_written(field: QueryField) -> None:
    assert field.line.placeholderText() == PLACEHOLDER
    assert not field.suggestions.isVisible()


def test_suggestions_open_while_somebody_types(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "cl")
    assert field.suggestions.isVisible()
    assert offered(field)[0] == "class:"
    assert field.suggestions.chosen is None
    qtbot.keyClicks(field.line, "ass:sh")
    assert offered(field)[0] == "shirt"


def test_the_list_hangs_below_the_line_inside_the_window(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "class:")
    assert len(offered(field)) == 10
    window, shown = field.window(), field.suggestions
    assert window.rect().contains(shown.geometry())
    assert shown.y() >= field.line.mapTo(window, QPoint(0, field.line.height())).y()
    window.resize(400, 160)
    assert window.rect().contains(shown.geometry())


def test_tab_takes_the_first_and_goes_on_to_its_values(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "cl")
    press(field, Key.Key_Tab)
    assert field.text == "class:"
    assert "shirt" in offered(field)
    assert field.line.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Return, Key.Key_Enter])
def test_the_marked_one_is_taken_with_a_key(qtbot: QtBot, field: QueryField, key: Qt.Key) -> None:
    qtbot.keyClicks(field.line, "margin<0.3 class:s")
    names = offered(field)
    press(field, Key.Key_Down)
    press(field, Key.Key_Down)
    assert field.suggestions.chosen == 1
    with qtbot.assertNotEmitted(field.asked):
        press(field, key)
    assert field.text == f"margin<0.3 class:{names[1]}"
    assert not field.suggestions.isVisible()


def test_up_begins_at_the_end_and_the_ends_meet(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "class:")
    press(field, Key.Key_Up)
    assert field.suggestions.chosen == 9
    press(field, Key.Key_Down)
    assert field.suggestions.chosen == 0


def test_a_click_takes_a_suggestion_and_leaves_the_focus(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "class:s")
    items = field.suggestions.items
    spot = items.visualItemRect(items.item(1)).center()
    name = offered(field)[1]
    qtbot.mouseClick(items.viewport(), LEFT, pos=spot)
    assert field.text == f"class:{name}"
    assert field.line.hasFocus()


def test_what_was_taken_can_be_undone(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "cl")
    press(field, Key.Key_Tab)
    field.line.undo()
    assert field.text == "cl"


def test_down_opens_the_list_on_an_empty_line(field: QueryField) -> None:
    press(field, Key.Key_Down)
    assert offered(field)[:2] == ["class:", "margin:"]


def test_escape_closes_the_list_and_only_then_is_left_to_the_page(
    qtbot: QtBot, field: QueryField
) -> None:
    qtbot.keyClicks(field.line, "cl")
    escape = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert field.eventFilter(field.line, escape)
    assert not field.suggestions.isVisible()
    assert not field.eventFilter(field.line, escape)
    assert field.text == "cl"


def test_the_list_closes_without_the_focus(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "cl")
    other = field.window().findChild(QLineEdit, "other")
    assert isinstance(other, QLineEdit)
    other.setFocus()
    assert not field.suggestions.isVisible()


def test_a_finished_word_is_not_suggested_again(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "class:shirt")
    assert not field.suggestions.isVisible()
    press(field, Key.Key_Down)
    assert "shirt" in offered(field)


def test_enter_asks(qtbot: QtBot, field: QueryField) -> None:
    qtbot.keyClicks(field.line, "class:shirt margin<0.3")
    with qtbot.waitSignal(field.asked) as signal:
        press(field, Key.Key_Return)
    assert signal.args == ["class:shirt margin<0.3"]
    assert not field.suggestions.isVisible()


def test_a_query_that_can_be_answered_asks_by_itself(qtbot: QtBot, eager: QueryField) -> None:
    with qtbot.waitSignal(eager.asked) as signal:
        eager.line.insert("margin<0.3")
    assert signal.args == ["margin<0.3"]


def test_what_is_asked_already_is_not_asked_again_by_itself(
    qtbot: QtBot, eager: QueryField
) -> None:
    eager.say("margin<0.3")
    asked: list[str] = []
    eager.asked.connect(asked.append)
    eager.line.insert("5")
    eager.line.backspace()
    with qtbot.waitSignal(eager.asked):
        eager.line.insert(" class:coat")
    assert asked == ["margin<0.3 class:coat"]


def test_an_unfinished_query_does_not_ask_and_is_not_called_wrong_at_once(
    qtbot: QtBot, eager: QueryField
) -> None:
    asked: list[str] = []
    eager.asked.connect(asked.append)
    eager.line.insert("class:")
    with qtbot.waitSignal(eager._pause.timeout):
        pass
    assert asked == []
    assert eager.error == ""
    assert eager.suggestions.has_suggestions


def test_a_wrong_word_is_called_wrong_after_a_while(qtbot: QtBot, eager: QueryField) -> None:
    eager._patience.setInterval(1)
    eager.line.insert("class:shrit")
    qtbot.waitUntil(lambda: eager.error != "")
    assert "did you mean shirt?" in eager.error


def test_enter_on_a_wrong_query_marks_the_place_and_explains(
    qtbot: QtBot, field: QueryField
) -> None:
    field.line.insert("margin<0.3 class:shrit")
    before = field.line.grab().toImage()
    with qtbot.assertNotEmitted(field.asked):
        press(field, Key.Key_Return)
    assert field.line.wrong == (17, 22)
    assert field.error == (
        'at sign 18, "class:shrit": no class is called "shrit"; did you mean shirt?'
    )
    assert field.suggestions.error.isVisible()
    assert field.line.grab().toImage() != before


def test_the_wave_stands_under_the_wrong_word(field: QueryField) -> None:
    field.say("class:shirt  margin<x")
    field.line.mark_nothing()
    plain = field.line.grab().toImage()
    field.line.mark_wrong(6, 11)
    marked = field.line.grab().toImage()
    columns = [
        x
        for x in range(8, field.line.width() - 8)
        if any(plain.pixel(x, y) != marked.pixel(x, y) for y in range(4, plain.height() - 4))
    ]
    assert columns[0] == pytest.approx(field.line.x_of(6), abs=2)
    assert columns[-1] == pytest.approx(field.line.x_of(11), abs=2)


def test_an_error_of_the_page_is_shown_until_something_is_changed(
    qtbot: QtBot, field: QueryField
) -> None:
    field.say("margin<0.3")
    field.show_error(QueryError("no model's predictions are here", "margin<0.3", start=0, end=6))
    assert field.suggestions.isVisible()
    assert "no model's predictions" in field.suggestions.error.text()
    other = field.window().findChild(QLineEdit, "other")
    assert isinstance(other, QLineEdit)
    other.setFocus()
    assert field.suggestions.isVisible()
    field.focus()
    field.line.end(False)
    qtbot.keyClicks(field.line, "5")
    assert field.error == ""
    assert field.line.wrong is None


def test_the_sentence_goes_and_comes_with_the_field(field: QueryField) -> None:
    field.show_error(QueryError("wrong", "x", start=0, end=1))
    field.hide()
    assert not field.suggestions.isVisible()
    field.show()
    assert field.suggestions.isVisible()


def test_saying_something_tells_nobody(qtbot: QtBot, eager: QueryField) -> None:
    with qtbot.assertNotEmitted(eager.asked, wait=20):
        eager.say("class:shirt")
    assert eager.text == "class:shirt"
    assert not eager.suggestions.isVisible()


def test_an_answer_to_what_was_asked_leaves_cursor_and_suggestions(
    qtbot: QtBot, field: QueryField
) -> None:
    qtbot.keyClicks(field.line, "margin<0.3")
    press(field, Key.Key_Return)
    qtbot.keyClicks(field.line, " ")
    field.line.setCursorPosition(0)
    press(field, Key.Key_Down)
    field.say("margin<0.3 ")
    assert field.line.cursorPosition() == 0
    assert field.suggestions.isVisible()


def test_saying_the_same_again_does_not_take_away_what_is_being_written(
    qtbot: QtBot, field: QueryField
) -> None:
    field.say("margin<0.3")
    field.line.end(False)
    qtbot.keyClicks(field.line, " cl")
    field.say("margin<0.3")
    assert field.text == "margin<0.3 cl"
    field.say("margin<0.5")
    assert field.text == "margin<0.5"


def test_a_refused_query_stays_to_be_mended(qtbot: QtBot, field: QueryField) -> None:
    field.say("margin<0.3")
    field.line.end(False)
    qtbot.keyClicks(field.line, " class:shrit")
    press(field, Key.Key_Return)
    other = field.window().findChild(QLineEdit, "other")
    assert isinstance(other, QLineEdit)
    other.setFocus()
    field.say("margin<0.3")
    assert field.text == "margin<0.3 class:shrit"
    assert field.error


def test_the_button_clears_and_asks_for_everything(qtbot: QtBot, field: QueryField) -> None:
    assert not field.line.clear_button.isVisible()
    field.say("class:shirt")
    assert field.line.clear_button.isVisible()
    with qtbot.waitSignal(field.asked) as signal:
        qtbot.mouseClick(field.line.clear_button, LEFT)
    assert signal.args == [""]
    assert field.text == ""


def actions(menu: QMenu | None) -> dict[str, QAction]:
    assert menu is not None
    return {action.text(): action for action in menu.actions() if action.text()}


def test_views_can_be_chosen_and_removed(qtbot: QtBot, field: QueryField) -> None:
    field.offer_views(["Unsure shirts", "Bags & coats"])
    menu = actions(field.view_menu.menu())
    assert list(menu) == ["Unsure shirts", "Bags && coats", "Save this view …", "Remove"]
    with qtbot.waitSignal(field.view_chosen) as chosen:
        menu["Bags && coats"].trigger()
    assert chosen.args == ["Bags & coats"]
    removal = menu["Remove"].menu()
    assert isinstance(removal, QMenu)
    with qtbot.waitSignal(field.view_removed) as removed:
        actions(removal)["Unsure shirts"].trigger()
    assert removed.args == ["Unsure shirts"]


def test_without_views_there_is_nothing_to_remove(field: QueryField) -> None:
    menu = actions(field.view_menu.menu())
    assert list(menu) == ["No saved views yet", "Save this view …"]
    assert not menu["No saved views yet"].isEnabled()


def test_a_view_is_saved_under_the_name_given(qtbot: QtBot, field: QueryField) -> None:
    field.say("class:shirt")
    actions(field.view_menu.menu())["Save this view …"].trigger()
    dialog = field.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    assert dialog.textValue() == "class:shirt"
    dialog.setTextValue("  Unsure   shirts ")
    with qtbot.waitSignal(field.view_saved) as signal:
        dialog.accept()
    assert signal.args == ["Unsure shirts"]
