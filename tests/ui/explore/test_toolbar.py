"""The bar over the canvas offers what can be shown, says what is, and tells what was chosen."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.table.column import Column, number_column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore.layout_chooser import NOT_WHILE_BLIND, LayoutChooser
from fmnist_gui.ui.explore.toolbar import NO_TINT, Toolbar
from tests.ui.explore.hand import LEFT, choose

Key = Qt.Key
CLASS = Column(
    "class",
    "Class",
    np.arange(10, dtype=np.float32),
    "choice",
    FASHION_CLASSES,
    tells_label=True,
    is_of_classes=True,
)
ANSWER = Column("answer", "Answer", CLASS.values, "choice", FASHION_CLASSES, is_of_classes=True)
UNKNOWN = Column("decision", "Decision", np.full(10, np.nan, np.float32), "choice", ("keep",))
INDEX = number_column("index", "Index", np.arange(10))
BRIGHTNESS = number_column("brightness", "Brightness", np.arange(10))
TABLE = Table(10).with_columns(INDEX, CLASS, BRIGHTNESS, UNKNOWN)
TINTS = [CLASS, BRIGHTNESS]


@pytest.fixture
def bar(qtbot: QtBot, dark: None) -> Iterator[Toolbar]:
    """Return a wide bar about two splits, on the screen; its dice throw a 7."""
    # On a page, since a window of its own would not get narrower than its bar.
    page = QWidget()
    page.resize(2400, 48)
    made = Toolbar(resources.folder() / "icons", page, dice=lambda: 7)
    made.resize(1400, 48)
    made.offer_splits({"train": 60_000, "test": 10_000})
    made.offer_columns(TABLE, TINTS)
    made.show_arrangement(Arrangement("train"))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    yield made
    page.close()


@pytest.fixture
def heard(bar: Toolbar) -> list[Arrangement]:
    """Return what the bar asks for, as it comes."""
    asked: list[Arrangement] = []
    bar.arranged.connect(asked.append)
    return asked


def items(chooser: QComboBox) -> list[str]:
    return [chooser.itemText(row) for row in range(chooser.count())]


def offered(chooser: LayoutChooser) -> list[Kind]:
    return [
        chooser.itemData(row)
        for row in range(chooser.count())
        if chooser.model().flags(chooser.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
    ]


def why_not(chooser: LayoutChooser, kind: Kind) -> str:
    found = chooser.itemData(chooser.findData(kind), Qt.ItemDataRole.ToolTipRole)
    return "" if found is None else str(found)


def test_it_offers_each_split_and_all_of_them(bar: Toolbar) -> None:
    assert items(bar.split_chooser) == ["Train 60,000", "Test 10,000", "All 70,000"]
    bar.offer_splits({"test": 10_000})
    assert items(bar.split_chooser) == ["Test 10,000"]
    assert bar.isEnabled()
    bar.offer_splits({})
    assert not bar.isEnabled()


def test_it_offers_to_sort_and_tint_by_what_is_known(bar: Toolbar) -> None:
    assert items(bar.sort_chooser) == ["File order", "By class", "By brightness"]
    assert items(bar.tint_chooser) == [NO_TINT, "Tint: Class", "Tint: Brightness"]
    bar.show_tint("brightness")
    bar.offer_columns(TABLE.with_columns(ANSWER), [CLASS, ANSWER, BRIGHTNESS])
    assert items(bar.sort_chooser) == ["File order", "By class", "By answer", "By brightness"]
    assert bar.tint_chooser.currentText() == "Tint: Brightness"


def test_layouts_of_what_is_not_known_are_grey_and_say_why(bar: Toolbar) -> None:
    chooser = bar.layout_chooser
    plain = [Kind.CLASS_ROWS, Kind.GRID, Kind.RANDOM, Kind.BY_CLASS]
    assert offered(chooser) == [*plain, Kind.MAP]
    assert why_not(chooser, Kind.BY_ANSWER).startswith("Not available. Nobody of this name")
    assert "Nothing has been decided" in why_not(chooser, Kind.BY_DECISION)
    assert "No model's predictions" in why_not(chooser, Kind.PREDICTION_MATRIX)
    bar.offer_columns(TABLE.with_columns(ANSWER), TINTS)
    assert offered(chooser) == [*plain, Kind.BY_ANSWER, Kind.ANSWER_MATRIX, Kind.MAP]
    assert why_not(chooser, Kind.BY_ANSWER) == ""


def test_the_arrow_keys_pass_over_what_cannot_be_shown(
    qtbot: QtBot, bar: Toolbar, heard: list[Arrangement]
) -> None:
    choose(qtbot, bar.layout_chooser, Kind.MAP)
    assert [asked.kind for asked in heard] == [Kind.GRID, Kind.RANDOM, Kind.BY_CLASS, Kind.MAP]


def test_blind_layouts_that_tell_labels_are_grey(bar: Toolbar) -> None:
    bar.set_blind(True)
    assert offered(bar.layout_chooser) == [Kind.GRID, Kind.RANDOM, Kind.MAP]
    assert why_not(bar.layout_chooser, Kind.CLASS_ROWS) == NOT_WHILE_BLIND
    bar.offer_columns(TABLE.with_columns(ANSWER), [])
    assert offered(bar.layout_chooser) == [Kind.GRID, Kind.RANDOM, Kind.BY_ANSWER, Kind.MAP]
    bar.set_blind(False)
    assert Kind.CLASS_ROWS in offered(bar.layout_chooser)


def test_it_says_what_is_shown_and_asks_for_nothing(bar: Toolbar, heard: list[Arrangement]) -> None:
    shown = Arrangement("test", Kind.RANDOM, 41, 12, "brightness", True, "index:5")
    bar.show_arrangement(shown)
    assert bar.split_chooser.currentText() == "Test 10,000"
    assert bar.layout_chooser.currentText() == "Random n × n"
    assert (bar.seed_field.text(), bar.side_field.text()) == ("seed 41", "12 ×")
    assert bar.sort_chooser.currentText() == "By brightness"
    assert bar.direction_button.isChecked()
    assert bar.direction_button.toolTip().startswith("From high to low")
    assert bar.query_field.text == "index:5"
    assert heard == []


def test_each_choice_keeps_the_others(qtbot: QtBot, bar: Toolbar, heard: list[Arrangement]) -> None:
    bar.show_arrangement(Arrangement("test", Kind.RANDOM, 41, 12, "brightness", True, "index:5"))
    choose(qtbot, bar.split_chooser, "train")
    qtbot.mouseClick(bar.direction_button, LEFT)
    qtbot.mouseClick(bar.dice_button, LEFT)
    assert heard == [
        Arrangement("train", Kind.RANDOM, 41, 12, "brightness", True, "index:5"),
        Arrangement("train", Kind.RANDOM, 41, 12, "brightness", False, "index:5"),
        Arrangement("train", Kind.RANDOM, 7, 12, "brightness", False, "index:5"),
    ]


def test_a_number_half_written_draws_nothing(
    qtbot: QtBot, bar: Toolbar, heard: list[Arrangement]
) -> None:
    bar.seed_field.selectAll()
    qtbot.keyClicks(bar.seed_field, "123")
    assert heard == []
    qtbot.keyClick(bar.seed_field, Key.Key_Return)
    assert [asked.seed for asked in heard] == [123]


@pytest.mark.parametrize("text", ["0", "266", "-3", "x"])
def test_a_side_that_cannot_be_is_not_asked_for(
    qtbot: QtBot, bar: Toolbar, heard: list[Arrangement], text: str
) -> None:
    bar.show_arrangement(Arrangement("train", Kind.RANDOM))
    bar.side_field.selectAll()
    qtbot.keyClicks(bar.side_field, text)
    qtbot.keyClick(bar.side_field, Key.Key_Return)
    assert all(1 <= asked.side <= 265 for asked in heard)


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [
        (Kind.CLASS_ROWS, ["side_field"]),
        (Kind.GRID, ["side_field", "seed_field", "dice_button"]),
        (Kind.RANDOM, []),
        (
            Kind.MAP,
            ["side_field", "seed_field", "dice_button", "sort_chooser", "direction_button"],
        ),
    ],
)
def test_only_what_belongs_to_the_layout_is_there(
    bar: Toolbar, kind: Kind, hidden: Sequence[str]
) -> None:
    bar.show_arrangement(Arrangement("train", kind))
    names = ("side_field", "seed_field", "dice_button", "sort_chooser", "direction_button")
    assert [name for name in names if not getattr(bar, name).isVisible()] == list(hidden)


def test_a_list_takes_the_place_of_layout_and_query(bar: Toolbar) -> None:
    bar.show_list("test", "4 images: Coat answered Dress")
    assert bar.chip.isVisible()
    assert bar.chip.title == "4 images: Coat answered Dress"
    for tool in (bar.layout_chooser, bar.query_field, bar.sort_chooser, bar.dice_button):
        assert not tool.isVisible()
    bar.show_arrangement(Arrangement("train"))
    assert not bar.chip.isVisible()
    assert bar.layout_chooser.isVisible()


def test_a_tint_is_asked_for(qtbot: QtBot, bar: Toolbar) -> None:
    keys: list[str] = []
    bar.tint_chosen.connect(keys.append)
    choose(qtbot, bar.tint_chooser, "brightness")
    choose(qtbot, bar.tint_chooser, "")
    assert keys == ["class", "brightness", "class", ""]


@pytest.mark.parametrize("kind", [Kind.RANDOM, Kind.GRID])
@pytest.mark.parametrize("width", [2400, 1400, 900, 700, 620])
def test_a_narrow_bar_leaves_out_and_cuts_off_nothing(bar: Toolbar, kind: Kind, width: int) -> None:
    bar.show_arrangement(Arrangement("train", kind))
    bar.resize(width, 48)
    QApplication.sendPostedEvents()
    tools = [
        tool
        for tool in bar.children()
        if isinstance(tool, QWidget) and tool.isVisible() and not tool.isWindow()
    ]
    boxes = sorted((tool.geometry() for tool in tools), key=lambda box: box.left())
    for box in boxes:
        assert bar.rect().contains(box)
    for left, right in pairwise(boxes):
        assert left.right() < right.left()
    for needed in (bar.split_chooser, bar.layout_chooser, bar.query_field, bar.colour_button):
        assert needed in tools
    is_all_there = bar.sort_chooser.isVisible() and bar.tint_chooser.isVisible()
    assert is_all_there or width < 1200


def test_what_was_left_out_comes_back(bar: Toolbar) -> None:
    bar.show_arrangement(Arrangement("train", Kind.RANDOM))
    bar.resize(560, 48)
    assert not bar.back_button.isVisible()
    bar.resize(1400, 48)
    assert bar.back_button.isVisible()
    bar.show_history(can_go_back=True, can_go_forward=False)
    assert bar.back_button.isEnabled()
    assert not bar.forward_button.isEnabled()
