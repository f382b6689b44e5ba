"""The line under the canvas says what is shown, what is selected and what is under way."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.ui.explore.status_line import ACTIONS, HINTS, TOOLS, StatusLine
from fmnist_gui.ui.explore.trace import Tool
from tests.ui.explore.hand import LEFT
from tests.ui.image.words import words_of

HIGH = 32
KEYS = [key for key, *_ in ACTIONS]


def made_line(qtbot: QtBot, page: QWidget) -> StatusLine:
    """Return a line on a page, since a window of its own would not get narrower than it."""
    page.resize(3000, HIGH)
    line = StatusLine(resources.folder() / "icons", page)
    line.setGeometry(0, 0, 1000, HIGH)
    line.say("100 of 300 shown")
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return line


@pytest.fixture
def line(qtbot: QtBot, dark: None) -> Iterator[StatusLine]:
    page = QWidget()
    yield made_line(qtbot, page)
    page.close()


@pytest.fixture
def large_line(qtbot: QtBot, qapp: QApplication, dark: None) -> Iterator[StatusLine]:
    """Return a line made with letters of 200 %."""
    before = qapp.font()
    large = QFont(before)
    large.setPixelSize(26)
    qapp.setFont(large)
    page = QWidget()
    yield made_line(qtbot, page)
    page.close()
    qapp.setFont(before)


def visible(line: StatusLine) -> list[str]:
    return [key for key, button in line.buttons.items() if button.isVisible()]


def settle(line: StatusLine, width: int, *, height: int = HIGH) -> None:
    line.setGeometry(0, 0, width, height)
    for _ in range(3):
        QApplication.sendPostedEvents()


def left_over(line: StatusLine) -> list[str]:
    """Return the words of what the menu has, without their keys."""
    actions = line.more_button.menu().actions()
    shown = [action for action in actions if action.isVisible() and not action.isSeparator()]
    return [action.text().partition("\t")[0] for action in shown]


def assert_all_in_reach(line: StatusLine) -> None:
    """Check that each button and tool is either there or in the menu."""
    rows = [(line.buttons[key], words) for key, words, *_ in ACTIONS]
    tools = [(line.tools[tool], words) for tool, _, words, _ in TOOLS]
    assert left_over(line) == [words for button, words in rows + tools if not button.isVisible()]
    assert line.more_button.isVisible() == bool(left_over(line))


def assert_tidy(line: StatusLine) -> None:
    """Check that nothing overlaps, leaves the line or is narrower than its words."""
    parts = [part for part in line.children() if isinstance(part, QWidget) and part.isVisible()]
    boxes = sorted((part.geometry() for part in parts if part.width()), key=lambda b: b.left())
    assert all(line.rect().contains(box) for box in boxes)
    assert all(left.right() < right.left() for left, right in pairwise(boxes))
    buttons = (*line.buttons.values(), line.more_button, line.stop_button, line.export_button)
    for button in buttons:
        assert not button.isVisible() or button.width() >= button.sizeHint().width()


def test_it_says_what_is_shown_and_as_many_hints_as_fit(line: StatusLine) -> None:
    assert line.text == "100 of 300 shown"
    counts = []
    for width in (3000, 1000, 700, 400):
        settle(line, width)
        hints = line.hint.split("   ·   ") if line.hint else []
        assert hints == list(HINTS[: len(hints)])
        counts.append(len(hints))
    assert counts[0] == len(HINTS)
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0]


def test_a_note_takes_the_place_of_the_hints_and_is_cut_with_dots(line: StatusLine) -> None:
    note = "Blind: random in place of class rows, without the filter, in file order"
    settle(line, 3000)
    line.say("5 of 300 shown", note=note)
    assert line.hint == note
    settle(line, 560)
    assert line.hint.endswith("…")
    assert note.startswith(line.hint.removesuffix("…"))
    assert note in [part.toolTip() for part in line.findChildren(QWidget)]
    line.say("5 of 300 shown")
    settle(line, 3000)
    assert line.hint.startswith(HINTS[0])


def test_a_selection_brings_its_buttons_in_place_of_hints(line: StatusLine) -> None:
    assert visible(line) == []
    line.show_selection(1234)
    settle(line, 1400)
    assert visible(line) == KEYS
    assert not line.more_button.isVisible()
    assert "1,234 selected" in words_of(line)
    assert line.hint == ""
    line.show_selection(0)
    assert visible(line) == []
    assert line.hint.startswith(HINTS[0])


@pytest.mark.parametrize("key", KEYS)
def test_each_button_asks_for_what_it_says(qtbot: QtBot, line: StatusLine, key: str) -> None:
    line.show_selection(3)
    settle(line, 1400)
    with qtbot.waitSignal(line.asked) as asked:
        qtbot.mouseClick(line.buttons[key], LEFT)
    assert asked.args == [key]


@pytest.mark.parametrize("is_working", [False, True])
def test_what_finds_no_room_is_in_the_menu(line: StatusLine, is_working: bool) -> None:
    line.show_selection(908, 8)
    line.show_work("Looking for neighbours", 1, total=2 if is_working else 0)
    before: list[str] = []
    for width in range(1600, 300, -20):
        settle(line, width)
        assert_all_in_reach(line)
        assert set(before) <= set(left_over(line))
        # The buttons go from the right, so that none moves while another does.
        assert visible(line) == KEYS[: len(visible(line))]
        before = left_over(line)
    assert len(before) == len(ACTIONS) + len(TOOLS)


def test_without_a_selection_the_menu_has_at_most_the_tools(line: StatusLine) -> None:
    settle(line, 1000)
    assert left_over(line) == []
    assert not line.more_button.isVisible()
    settle(line, 230)
    assert left_over(line) == [words for _, _, words, _ in TOOLS]
    assert line.more_button.toolTip() == "More"
    line.show_selection(3)
    assert line.more_button.toolTip() == "More for the selection"


@pytest.mark.parametrize("key", KEYS)
def test_the_menu_asks_for_what_it_says(qtbot: QtBot, line: StatusLine, key: str) -> None:
    line.show_selection(3)
    settle(line, 240)
    action = line.more_button.menu().actions()[KEYS.index(key)]
    with qtbot.waitSignal(line.asked) as asked:
        action.trigger()
    assert asked.args == [key]


def test_the_menu_marks_the_tool_in_hand_and_takes_another(qtbot: QtBot, line: StatusLine) -> None:
    line.tool_chosen.connect(line.show_tool)
    tools = line.more_button.menu().actions()[-len(TOOLS) :]
    assert [action.isChecked() for action in tools] == [True, False, False]
    with qtbot.waitSignal(line.tool_chosen) as chosen:
        tools[2].trigger()
    assert chosen.args == [Tool.LASSO]
    assert [action.isChecked() for action in tools] == [False, False, True]
    tools[2].trigger()
    assert [action.isChecked() for action in tools] == [False, False, True]


def test_the_selected_that_are_not_shown_are_counted_apart(line: StatusLine) -> None:
    line.show_selection(908, 8)
    settle(line, 1400)
    assert line.chosen == "908 selected, 8 not shown"
    assert {"908 selected", ", 8 not shown"} <= set(words_of(line))
    settle(line, 360)
    assert "908 selected" in words_of(line)
    assert ", 8 not shown" not in words_of(line)
    assert line.chosen in [part.toolTip() for part in line.findChildren(QWidget)]
    settle(line, 1400)
    line.show_selection(900)
    assert line.chosen == "900 selected"
    assert not any("not shown" in words for words in words_of(line))


def test_work_under_way_can_be_stopped(qtbot: QtBot, line: StatusLine) -> None:
    bar = line.findChildren(QProgressBar)[0]
    assert not bar.isVisible()
    assert not line.stop_button.isVisible()
    line.show_work("Settling the map", 30, total=120)
    settle(line, 1400)
    assert line.work == "Settling the map"
    assert bar.isVisible()
    assert (bar.value(), bar.maximum()) == (30, 120)
    with qtbot.waitSignal(line.stop_asked):
        qtbot.mouseClick(line.stop_button, LEFT)
    line.show_work("", 0, total=0)
    assert line.work == ""
    assert not line.stop_button.isVisible()


def test_work_that_has_just_begun_can_be_stopped_too(line: StatusLine) -> None:
    line.show_work("Exporting", 0, total=1)
    assert line.stop_button.isVisible()


def test_the_tool_in_hand_is_marked(qtbot: QtBot, line: StatusLine) -> None:
    assert [tool for tool, button in line.tools.items() if button.isChecked()] == [Tool.HAND]
    with qtbot.waitSignal(line.tool_chosen) as chosen:
        qtbot.mouseClick(line.tools[Tool.LASSO], LEFT)
    assert chosen.args == [Tool.LASSO]
    line.show_tool(Tool.BOX)
    assert [tool for tool, button in line.tools.items() if button.isChecked()] == [Tool.BOX]


def test_the_export_button_opens_its_menu(line: StatusLine) -> None:
    menu = QMenu(line)
    line.offer_exports(menu)
    assert line.export_button.menu() is menu


@pytest.mark.parametrize("width", [1400, 900, 640, 480, 420])
@pytest.mark.parametrize("is_working", [False, True])
def test_a_narrow_line_stays_tidy_and_keeps_what_is_needed(
    line: StatusLine, width: int, is_working: bool
) -> None:
    line.show_selection(12_345)
    line.show_work("Looking for neighbours", 1, total=2 if is_working else 0)
    settle(line, width)
    assert_tidy(line)
    assert line.blind_box.isVisible()
    assert line.export_button.isVisible()
    assert line.stop_button.isVisible() == is_working
    settle(line, 1600)
    assert visible(line) == KEYS


@pytest.mark.parametrize("width", [2400, 1200, 640, 440])
@pytest.mark.parametrize("is_working", [False, True])
def test_large_letters_stay_tidy_too(large_line: StatusLine, width: int, is_working: bool) -> None:
    large_line.show_selection(12_345, 45)
    large_line.show_work("Looking for neighbours", 1, total=2 if is_working else 0)
    settle(large_line, width, height=64)
    assert_tidy(large_line)
    assert_all_in_reach(large_line)
    assert large_line.blind_box.isVisible()
    assert large_line.stop_button.isVisible() == is_working


def test_the_box_is_within_reach(qtbot: QtBot, line: StatusLine) -> None:
    qtbot.mouseClick(line.blind_box, LEFT, pos=QPoint(8, line.blind_box.height() // 2))
    assert line.blind_box.isChecked()
