"""The legend says what is on the canvas, and clicking it filters."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.explore.legend import Legend
from fmnist_gui.ui.explore.overlay import Choice
from fmnist_gui.ui.explore.page import ExplorePage
from tests.ui.explore.stage import LEFT, numbers_of, settle

GRID = Arrangement("train", Kind.GRID)


@pytest.fixture
def page(qtbot: QtBot, page: ExplorePage) -> ExplorePage:
    """Return the page with all training images in one grid."""
    settle(qtbot, page)
    page.arrange(GRID)
    return page


@pytest.fixture
def legend(page: ExplorePage) -> Legend:
    return page.legend_desk.legend


def know_wrong(page: ExplorePage) -> None:
    """Let every third of the first 30 images be answered wrong."""
    values = np.full(600, np.nan, dtype=np.float32)
    values[:30] = np.arange(30) % 3 == 0
    wrong = Column("wrong", "Answered wrong", values, "flag", tells_label=True)
    page.exhibit.take_table(page.exhibit.table.with_columns(wrong))


def click(qtbot: QtBot, legend: Legend, name: str) -> None:
    (button,) = [row for row in legend.rows if row.row.name == name]
    qtbot.mouseClick(button, LEFT)


def counts(legend: Legend) -> dict[str, int]:
    return {button.row.name: button.row.count for button in legend.rows}


def marked(legend: Legend) -> set[str]:
    return {button.row.name for button in legend.rows if button.is_filtered}


def test_without_a_tint_the_classes_stand_there_folded(page: ExplorePage, legend: Legend) -> None:
    assert legend.isVisible()
    assert legend.is_folded
    assert counts(legend) == dict.fromkeys(FASHION_CLASSES, 30)
    page.exhibit.colour_by("class")
    assert not legend.is_folded
    page.exhibit.colour_by("")
    assert legend.is_folded


def test_how_it_was_folded_stays_while_the_images_change(
    qtbot: QtBot, page: ExplorePage, legend: Legend
) -> None:
    page.exhibit.colour_by("class")
    qtbot.mouseClick(legend.title_button, LEFT)
    page.arrange(replace(GRID, query="index:0-99"))
    assert legend.is_folded
    page.exhibit.colour_by("brightness")
    assert not legend.is_folded


def test_counts_are_of_what_is_shown(page: ExplorePage, legend: Legend) -> None:
    page.arrange(replace(GRID, query="index:0-24"))
    assert counts(legend) == {
        name: 3 if number < 5 else 2 for number, name in enumerate(FASHION_CLASSES)
    }


def test_clicking_classes_writes_the_filter_and_takes_it_back(
    qtbot: QtBot, page: ExplorePage, legend: Legend
) -> None:
    page.exhibit.colour_by("class")
    click(qtbot, legend, "Coat")
    assert page.arrangement.query == "class:coat"
    assert page.toolbar.query_field.text == "class:coat"
    assert numbers_of(page.exhibit) == list(range(4, 300, 10))
    assert marked(legend) == {"Coat"}
    click(qtbot, legend, "Ankle boot")
    assert page.arrangement.query == 'class:coat,"ankle boot"'
    assert len(numbers_of(page.exhibit)) == 60
    assert marked(legend) == {"Coat", "Ankle boot"}
    click(qtbot, legend, "Coat")
    click(qtbot, legend, "Ankle boot")
    assert page.arrangement.query == ""
    assert marked(legend) == set()
    assert len(numbers_of(page.exhibit)) == 300


@pytest.mark.parametrize("name", FASHION_CLASSES)
def test_every_class_can_be_clicked_and_clicked_away(
    qtbot: QtBot, page: ExplorePage, legend: Legend, name: str
) -> None:
    page.arrange(replace(GRID, query="index:0-99"))
    page.exhibit.colour_by("class")
    click(qtbot, legend, name)
    assert {n % 10 for n in numbers_of(page.exhibit)} == {FASHION_CLASSES.index(name)}
    click(qtbot, legend, name)
    assert page.arrangement.query == "index:0-99"


def test_what_is_typed_is_marked(page: ExplorePage, legend: Legend) -> None:
    page.exhibit.colour_by("class")
    page.arrange(replace(GRID, query="class:3,Bag brightness>0"))
    assert marked(legend) == {"Dress", "Bag"}


def test_right_and_wrong_filter_too(qtbot: QtBot, page: ExplorePage, legend: Legend) -> None:
    know_wrong(page)
    page.exhibit.colour_by("wrong")
    assert counts(legend) == {"right": 20, "wrong": 10}
    click(qtbot, legend, "wrong")
    assert page.arrangement.query == "wrong:yes"
    assert numbers_of(page.exhibit) == list(range(0, 30, 3))
    assert marked(legend) == {"wrong"}
    click(qtbot, legend, "wrong")
    assert page.arrangement.query == ""


def test_a_number_has_a_scale_with_the_limits_of_what_is_shown(
    page: ExplorePage, legend: Legend
) -> None:
    page.exhibit.colour_by("brightness")
    page.arrange(replace(GRID, query="index:0-9"))
    column = page.exhibit.tint_column
    assert column is not None
    assert legend.rows == []
    assert legend.title_button.text() == "Brightness, by rank"
    least, most = column.values[:10].min(), column.values[:10].max()
    words = f"A scale of colours from {least:.3g} to {most:.3g}"
    assert legend.scale.accessibleName() == words


def test_blind_tells_no_classes(page: ExplorePage, legend: Legend) -> None:
    page.exhibit.colour_by("class")
    page.set_blind(True)
    assert legend.isHidden()
    assert legend.rows == []
    page.exhibit.colour_by("brightness")
    assert legend.isVisible()
    page.set_blind(False)
    page.exhibit.colour_by("")
    assert counts(legend) == dict.fromkeys(FASHION_CLASSES, 30)


def test_class_rows_and_lists_need_no_legend(page: ExplorePage, legend: Legend) -> None:
    page.arrange(Arrangement("train", Kind.CLASS_ROWS))
    assert legend.isHidden()
    page.exhibit.show_list(ImageList((3, 4), "2 images", "train"))
    assert legend.isHidden()
    page.close_list()
    page.arrange(GRID)
    assert legend.isVisible()


def test_a_click_on_a_heading_filters_too(page: ExplorePage) -> None:
    page.canvas.heading_clicked.emit(Choice("class", "Ankle boot"))
    assert page.arrangement.query == 'class:"ankle boot"'
    page.canvas.heading_clicked.emit(Choice("class", "Ankle boot"))
    assert page.arrangement.query == ""


def test_the_keyboard_reaches_the_rows(qtbot: QtBot, page: ExplorePage, legend: Legend) -> None:
    page.exhibit.colour_by("class")
    qtbot.keyClick(legend.rows[4], Qt.Key.Key_Return)
    assert page.arrangement.query == "class:coat"


def test_a_picture_of_the_screen_holds_the_legend_while_it_is_open(
    qtbot: QtBot, page: ExplorePage, legend: Legend, tmp_path: Path
) -> None:
    def corner() -> QImage:
        path = tmp_path / "screen.png"
        page.take_away.save_screen(path)
        qtbot.waitUntil(lambda: not page.take_away.is_busy)
        return QImage(str(path)).copy(legend.geometry())

    page.exhibit.colour_by("class")
    shown = page.canvas.grab_picture().copy(legend.geometry())
    assert page.toast.isHidden()
    assert corner() != shown
    legend.fold(is_folded=True)
    assert corner() == page.canvas.grab_picture().copy(legend.geometry())
    legend.fold(is_folded=False)
    page.exhibit.colour_by("")
    page.set_blind(True)
    assert page.legend_desk.open_legends == ()
