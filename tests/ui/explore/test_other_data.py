"""Other data on the Explore page, or none: it begins afresh and says what is not there."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset, Split
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui.explore.hanger import NOTHING_OPEN
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.explore.conftest import Seen
from tests.ui.explore.hand import choose, click, gallery_of, hover, numbers, opened, write_query
from tests.ui.image.words import words_of


def dataset_of(*splits: Split, names: tuple[str, ...] = FASHION_CLASSES) -> Dataset:
    return Dataset({part.name: part for part in splits}, names, Path("other"), "Other", None)


def test_without_data_it_says_so(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.dataset = None
    page = ExplorePage(workspace, resources.folder() / "icons")
    qtbot.addWidget(page)
    assert page.canvas.shown is None
    assert page.canvas.message == NOTHING_OPEN
    assert page.status.text == ""
    assert not page.toolbar.isEnabled()
    page.ask_for_index()
    assert page.go_to.isHidden()


def test_another_data_set_takes_its_place(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace
) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    write_query(qtbot, page, "class:shirt")
    click(qtbot, page, Cell(0, 0))
    page.show_images("test", [3], "1 image")
    page.inspector.open(303)
    workspace.show_dataset(
        dataset_of(sample.split("test", 40, rows=20, columns=30, classes=3), names=("a", "b", "c"))
    )
    assert page.arrangement == Arrangement("test", Kind.GRID)
    assert numbers(page) == list(range(40))
    assert page.toolbar.split_chooser.count() == 1
    assert page.toolbar.query_field.text == ""
    assert not page.toolbar.chip.isVisible()
    assert not page.toolbar.back_button.isEnabled()
    assert page.exhibit.selection.count == 0
    assert page.card.subject is None
    window = page.inspector.window
    assert window is not None
    assert not window.isVisible()


def test_what_is_known_belongs_to_the_data_before(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace
) -> None:
    qtbot.waitUntil(lambda: page.exhibit.table.column("brightness") is not None)
    choose(qtbot, page.toolbar.tint_chooser, "brightness")
    dark = Split("train", np.zeros((300, 28, 28), np.uint8), np.zeros(300, np.uint8), "dark")
    workspace.show_dataset(dataset_of(dark))
    assert page.exhibit.table.column("brightness") is None
    assert page.toolbar.tint_chooser.currentData() == ""
    qtbot.waitUntil(lambda: page.exhibit.table.column("brightness") is not None)
    found = page.exhibit.table.column("brightness")
    assert found is not None
    assert found.limits == (0, 0)


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_split_says_so(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace, kind: Kind
) -> None:
    empty = Split("test", np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8), "none")
    workspace.show_dataset(dataset_of(empty))
    page.arrange(Arrangement("test", kind))
    assert page.canvas.shown is None
    qtbot.waitUntil(lambda: page.canvas.message == "The test split holds no images.")
    assert page.status.text == ""


def test_an_empty_split_beside_another_says_so(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace
) -> None:
    empty = Split("test", np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8), "none")
    workspace.show_dataset(dataset_of(sample.split("train", 20), empty))
    choose(qtbot, page.toolbar.split_chooser, "test")
    assert page.canvas.message == "The test split holds no images."
    choose(qtbot, page.toolbar.split_chooser, "train")
    assert len(numbers(page)) == 20


@pytest.mark.parametrize("size", [(1, 1), (20, 30), (64, 64)])
def test_images_of_other_sizes_are_shown(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace, seen: Seen, size: tuple[int, int]
) -> None:
    split = sample.split("train", 30, rows=size[0], columns=size[1], classes=3)
    workspace.show_dataset(dataset_of(split, names=("a", "b", "c")))
    number = hover(qtbot, page, Cell(2, 4))
    assert f"#{number}" in words_of(page.card)
    box = page.canvas.cell_rect(Cell(2, 4))
    rows, columns = size
    assert box.height() / rows == pytest.approx(box.width() / columns)
    window = opened(qtbot, page, Cell(2, 4))
    greys = gallery_of(page).images[number]
    assert set(np.unique(greys)) <= set(np.unique(seen(window.sheet)))


def test_far_views_have_their_averages_made_in_the_background(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace
) -> None:
    workspace.show_dataset(dataset_of(sample.split("train", 5000)))
    assert page.canvas.shown is not None
    assert not page.canvas.shown.pyramid.is_complete
    page.arrange(Arrangement("train", Kind.GRID))
    pyramid = page.canvas.shown.pyramid
    qtbot.waitUntil(lambda: pyramid.is_complete)


def test_what_asks_about_the_data_before_is_closed(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace
) -> None:
    page.selection_desk.select_all()
    page.ask_for_tag()
    page.ask_for_index()
    page.selection_desk.grow()
    assert page.go_to.isVisible()
    workspace.show_dataset(sample.dataset(40, 40))
    assert not page.go_to.isVisible()
    assert not page.tag_field.isVisible()
    assert page.status.work == ""
    page.selection_desk.select_all()
    with qtbot.waitSignal(page.selection_desk.said):
        page.selection_desk.grow()
