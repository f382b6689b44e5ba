"""In blind mode no layout, order, tint or query of the Explore page tells a label."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.mosaic.arrangement import BLIND_SIDE, Arrangement, Kind
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.conftest import Seen
from tests.ui.explore.hand import (
    CTRL,
    LEFT,
    choose,
    know,
    labels,
    numbers,
    write_query,
)
from tests.ui.image.words import class_names_in

Key = Qt.Key
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def is_offered(page: ExplorePage, kind: Kind) -> bool:
    chooser = page.toolbar.layout_chooser
    row = chooser.model().index(chooser.findData(kind), 0)
    return bool(chooser.model().flags(row) & Qt.ItemFlag.ItemIsEnabled)


# Layouts, tints, order


def test_the_box_blinds_and_gives_labels_back(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace
) -> None:
    for is_blind in (True, False):
        qtbot.mouseClick(page.status.blind_box, LEFT, pos=QPoint(8, 8))
        assert workspace.settings.choices.is_blind is is_blind
        assert page.canvas.shown is not None
        assert page.canvas.shown.is_blind is is_blind


def test_random_stands_in_for_class_rows_which_come_back(page: ExplorePage) -> None:
    rows = numbers(page)
    page.set_blind(True)
    assert page.arrangement.kind is Kind.RANDOM
    assert page.arrangement.side == BLIND_SIDE
    assert page.toolbar.side_field.value() == BLIND_SIDE
    assert page.toolbar.layout_chooser.currentText() == "Random n × n"
    assert page.status.hint == "Blind: random in place of class rows"
    assert numbers(page) != rows
    page.set_blind(False)
    assert numbers(page) == rows
    assert page.toolbar.layout_chooser.currentText() == "Class rows"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.tells_labels])
def test_a_layout_that_tells_labels_is_neither_offered_nor_shown(
    blind: ExplorePage, kind: Kind
) -> None:
    assert not is_offered(blind, kind)
    blind.arrange(Arrangement("train", kind))
    assert blind.arrangement.kind is Kind.RANDOM
    assert blind.canvas.shown is not None
    assert not blind.canvas.shown.layout.tells_labels
    assert blind.canvas.shown.layout.headings == ()
    blind.set_blind(False)
    assert is_offered(blind, Kind.CLASS_ROWS)


def test_the_keyboard_passes_over_what_tells_labels(qtbot: QtBot, blind: ExplorePage) -> None:
    chooser = blind.toolbar.layout_chooser
    assert chooser.currentData() is Kind.RANDOM
    qtbot.keyClick(chooser, Key.Key_Up)
    assert chooser.currentData() is Kind.GRID
    qtbot.keyClick(chooser, Key.Key_Up)
    assert chooser.currentData() is Kind.GRID


def test_places_do_not_follow_from_labels(blind: ExplorePage) -> None:
    found = labels(blind)
    assert found != sorted(found)
    assert len(set(found[:20])) > 5


def test_the_tint_of_classes_goes_and_comes_back(
    qtbot: QtBot, page: ExplorePage, seen: Seen
) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    plain = seen(page.canvas.viewport())
    choose(qtbot, page.toolbar.tint_chooser, "class")
    page.set_blind(True)
    assert page.canvas.shown is not None
    assert page.canvas.shown.tint is None
    assert page.toolbar.tint_chooser.findData("class") == -1
    assert page.toolbar.tint_chooser.currentData() == ""
    assert not page.legend_desk.legend.isVisible()
    page.exhibit.colour_by("class")
    assert page.canvas.shown.tint is None
    page.set_blind(False)
    assert page.toolbar.tint_chooser.currentData() == "class"
    choose(qtbot, page.toolbar.tint_chooser, "")
    page.legend_desk.legend.hide()
    assert (seen(page.canvas.viewport()) == plain).mean() > 0.95


def test_a_tint_that_tells_nothing_stays(qtbot: QtBot, page: ExplorePage) -> None:
    know(qtbot, page, "brightness")
    choose(qtbot, page.toolbar.tint_chooser, "brightness")
    page.set_blind(True)
    assert page.toolbar.tint_chooser.currentData() == "brightness"
    assert page.legend_desk.legend.isVisible()
    assert class_names_in(page.legend_desk.legend) == []


def test_the_order_by_class_is_left_out(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    choose(qtbot, page.toolbar.sort_chooser, "class")
    assert labels(page) == sorted(labels(page))
    page.set_blind(True)
    assert numbers(page) == list(range(300))
    assert page.toolbar.sort_chooser.currentText() == "File order"
    assert page.status.hint == "Blind: in file order"


def test_no_label_stays_while_what_was_asked_for_cannot_be_shown(page: ExplorePage) -> None:
    page.arrange(Arrangement("train", Kind.MAP))
    assert page.canvas.shown is not None
    assert page.canvas.shown.layout.tells_labels
    page.set_blind(True)
    shown = page.canvas.shown
    assert shown is None or not shown.layout.tells_labels
    assert page.canvas.message != ""


# Queries


@pytest.mark.parametrize("query", ["class:shirt", "-class:shirt", "class:6 index:0-99"])
def test_a_query_about_classes_is_left_out_and_comes_back(
    qtbot: QtBot, page: ExplorePage, query: str
) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    write_query(qtbot, page, query)
    few = numbers(page)
    page.set_blind(True)
    assert numbers(page) == list(range(300))
    assert page.toolbar.query_field.text == ""
    assert page.status.hint == "Blind: without the filter"
    page.set_blind(False)
    assert numbers(page) == few
    assert page.toolbar.query_field.text == query


def test_a_query_about_classes_is_refused(qtbot: QtBot, blind: ExplorePage) -> None:
    before = numbers(blind)
    write_query(qtbot, blind, "class:shirt")
    assert blind.toolbar.query_field.error != ""
    assert numbers(blind) == before
    assert "shirt" not in blind.toolbar.query_field.error.replace("class:shirt", "")


def test_a_query_that_tells_nothing_is_met(qtbot: QtBot, blind: ExplorePage) -> None:
    write_query(qtbot, blind, "index:0-9")
    assert sorted(numbers(blind)) == list(range(10))


@pytest.mark.parametrize("typed", ["cl", "class:", "class:sh", "-cla"])
def test_nothing_about_classes_is_suggested(qtbot: QtBot, page: ExplorePage, typed: str) -> None:
    field = page.toolbar.query_field
    for is_blind in (False, True):
        page.set_blind(is_blind)
        field.focus()
        field.line.clear()
        qtbot.keyClicks(field.line, typed)
        items = field.suggestions.items
        texts = [items.item(row).text().lower() for row in range(items.count())]
        assert any("class" in text or "shirt" in text for text in texts) != is_blind


def test_a_saved_view_tells_nothing(qtbot: QtBot, page: ExplorePage) -> None:
    page.arrange(Arrangement("train", Kind.BY_CLASS, query="class:shirt"))
    page.exhibit.colour_by("class")
    page.views.save("shirts")
    page.arrange(Arrangement("train", Kind.GRID))
    page.set_blind(True)
    page.views.show_view("shirts")
    assert page.canvas.shown is not None
    assert page.canvas.shown.tint is None
    assert not page.canvas.shown.layout.tells_labels
    assert len(set(labels(page))) == 10
