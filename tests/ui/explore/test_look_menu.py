"""What a narrow bar has no room for can be reached in the menu of the colour button."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.toolbar import Toolbar
from tests.ui.explore.test_toolbar import TABLE, TINTS

RANDOM = Arrangement("test", Kind.RANDOM, 41, 12, "brightness", query="index:5")
ORDER = ["Order", "Falling order"]
SEED = ["Seed …", "Draw other images"]
COLOURS = ["Grey", "Inverted", "Viridis", "Cividis"]


@pytest.fixture
def bar(qtbot: QtBot, dark: None) -> Iterator[Toolbar]:
    """Return a bar too narrow for most of it, about two splits; its dice throw a 7."""
    page = QWidget()
    page.resize(600, 400)
    made = Toolbar(resources.folder() / "icons", page, dice=lambda: 7)
    made.resize(440, 48)
    made.offer_splits({"train": 60_000, "test": 10_000})
    made.offer_columns(TABLE, TINTS)
    made.show_arrangement(RANDOM)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert not made.sort_chooser.isVisible()
    assert not made.tint_chooser.isVisible()
    yield made
    page.close()


@pytest.fixture
def heard(bar: Toolbar) -> list[object]:
    """Return what the bar asks for, as it comes."""
    asked: list[object] = []
    bar.arranged.connect(asked.append)
    bar.tint_chosen.connect(asked.append)
    return asked


def offered(menu: QMenu) -> dict[str, QAction]:
    """Return what the menu offers when it is opened, by its words."""
    menu.aboutToShow.emit()
    actions = [action for action in menu.actions() if action.isVisible()]
    return {action.text(): action for action in actions if not action.isSeparator()}


def inside(bar: Toolbar, name: str) -> dict[str, QAction]:
    found = offered(bar.look_menu)[name].menu()
    assert isinstance(found, QMenu)
    return {action.text(): action for action in found.actions()}


def marked(actions: dict[str, QAction]) -> list[str]:
    return [words for words, action in actions.items() if action.isChecked()]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.RANDOM, [*ORDER, "Tint", "Side of the square …", *SEED]),
        (Kind.CLASS_ROWS, [*ORDER, "Tint", *SEED]),
        (Kind.GRID, [*ORDER, "Tint"]),
        (Kind.MAP, ["Tint"]),
    ],
)
def test_it_offers_what_belongs_to_the_layout(bar: Toolbar, kind: Kind, words: list[str]) -> None:
    bar.show_arrangement(Arrangement("test", kind))
    assert list(offered(bar.look_menu)) == [*words, *COLOURS]


def test_a_list_has_no_order(bar: Toolbar) -> None:
    bar.show_list("test", "4 images")
    assert list(offered(bar.look_menu)) == ["Tint", *COLOURS]


def test_another_order_is_chosen(bar: Toolbar, heard: list[object]) -> None:
    orders = inside(bar, "Order")
    assert list(orders) == ["File order", "By class", "By brightness"]
    assert marked(orders) == ["By brightness"]
    orders["By class"].trigger()
    assert heard == [Arrangement("test", Kind.RANDOM, 41, 12, "class", query="index:5")]
    assert marked(inside(bar, "Order")) == ["By class"]


def test_another_tint_is_chosen(bar: Toolbar, heard: list[object]) -> None:
    tints = inside(bar, "Tint")
    assert list(tints) == ["No tint", "Class", "Brightness"]
    assert marked(tints) == ["No tint"]
    tints["Brightness"].trigger()
    bar.show_tint("class")
    assert marked(inside(bar, "Tint")) == ["Class"]
    inside(bar, "Tint")["No tint"].trigger()
    assert heard == ["brightness", ""]


def test_the_order_is_turned_round_and_others_are_drawn(bar: Toolbar, heard: list[object]) -> None:
    offered(bar.look_menu)["Falling order"].trigger()
    assert offered(bar.look_menu)["Falling order"].isChecked()
    offered(bar.look_menu)["Draw other images"].trigger()
    assert heard == [
        Arrangement("test", Kind.RANDOM, 41, 12, "brightness", True, "index:5"),
        Arrangement("test", Kind.RANDOM, 7, 12, "brightness", True, "index:5"),
    ]


@pytest.mark.parametrize(
    ("words", "before", "asked"),
    [
        ("Seed …", 41, Arrangement("test", Kind.RANDOM, 9, 12, "brightness", query="index:5")),
        (
            "Side of the square …",
            12,
            Arrangement("test", Kind.RANDOM, 41, 9, "brightness", query="index:5"),
        ),
    ],
)
def test_a_number_is_asked_for(
    bar: Toolbar, heard: list[object], words: str, before: int, asked: Arrangement
) -> None:
    offered(bar.look_menu)[words].trigger()
    (dialog,) = bar.findChildren(QInputDialog)
    assert dialog.intValue() == before
    dialog.setIntValue(9)
    dialog.accept()
    assert heard == [asked]


def test_colours_are_chosen_and_marked(qtbot: QtBot, bar: Toolbar) -> None:
    bar.show_colours(ColourMap.CIVIDIS)
    assert marked(offered(bar.look_menu)) == ["Cividis"]
    with qtbot.waitSignal(bar.colours_chosen) as chosen:
        offered(bar.look_menu)["Inverted"].trigger()
    assert chosen.args == [ColourMap.INVERTED]
