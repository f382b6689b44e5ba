"""What to see and how is chosen on the Explore page, with mouse and keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.conftest import Seen
from tests.ui.explore.hand import LEFT, choose, gallery_of, know, labels, numbers, places

Key = Qt.Key
PATIENCE_MS = 20_000
"""So long a busy machine may take for what is made in the background."""


def test_it_opens_on_the_first_ten_of_each_class(page: ExplorePage, dataset: Dataset) -> None:
    found = dataset.splits["train"].labels
    first = [np.flatnonzero(found == number)[:10].tolist() for number in range(10)]
    assert numbers(page) == [index for row in first for index in row]
    assert page.toolbar.split_chooser.currentText() == "Train 300"
    assert page.toolbar.layout_chooser.currentText() == "Class rows"
    assert page.toolbar.seed_field.text() == "first 10"
    assert page.status.text == "100 of 300 shown"
    assert "Double click opens one image" in page.status.hint


def test_another_split_is_chosen(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.split_chooser, "test")
    assert page.arrangement == Arrangement("test")
    assert {split for split, _ in places(page)} == {"test"}
    assert numbers(page)[:2] == [300, 310]
    assert page.status.text == "100 of 300 shown"


def test_all_splits_stand_together(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    choose(qtbot, page.toolbar.split_chooser, "")
    assert numbers(page) == list(range(600))
    assert page.toolbar.split_chooser.currentText() == "All 600"
    assert page.status.text == "600 of 600 shown"


@pytest.mark.parametrize("kind", [Kind.GRID, Kind.RANDOM, Kind.BY_CLASS])
def test_another_layout_is_chosen(qtbot: QtBot, page: ExplorePage, kind: Kind) -> None:
    choose(qtbot, page.toolbar.layout_chooser, kind)
    assert page.arrangement.kind is kind
    assert sorted(numbers(page)) == list(range(300))
    tools = page.toolbar
    assert tools.side_field.isVisible() == (kind is Kind.RANDOM)
    assert tools.seed_field.isVisible() == (kind is Kind.RANDOM)
    assert tools.dice_button.isVisible() == (kind is Kind.RANDOM)


def test_the_map_is_made_in_the_background(qtbot: QtBot, page: ExplorePage) -> None:
    before = numbers(page)
    page.arrange(Arrangement("train", Kind.MAP))
    assert numbers(page) == before
    assert page.status.work == "Settling the map"
    qtbot.waitUntil(lambda: sorted(numbers(page)) == list(range(300)))
    qtbot.mouseClick(page.status.stop_button, LEFT)
    assert page.status.work == ""
    assert sorted(numbers(page)) == list(range(300))


def test_a_query_while_the_map_is_awaited_is_about_the_map(qtbot: QtBot, page: ExplorePage) -> None:
    page.arrange(Arrangement("train", Kind.MAP))
    page.toolbar.query_field.asked.emit("index:5-9")
    assert page.arrangement == Arrangement("train", Kind.MAP, query="index:5-9")
    qtbot.waitUntil(lambda: sorted(numbers(page)) == list(range(5, 10)), timeout=PATIENCE_MS)


def test_the_chooser_says_what_a_query_that_names_a_split_is_about(page: ExplorePage) -> None:
    page.arrange(Arrangement("train", Kind.GRID, query="split:test"))
    assert {split for split, _ in places(page)} == {"test"}
    assert page.toolbar.split_chooser.currentText() == "All 600"


def test_a_layout_of_what_is_not_known_is_refused_in_one_sentence(
    page: ExplorePage, workspace: Workspace
) -> None:
    said: list[str] = []
    workspace.failed.connect(lambda failure: said.append(failure.sentence))
    before, view = numbers(page), page.canvas.view
    page.arrange(Arrangement("train", Kind.BY_ANSWER))
    assert said == ["Nobody of this name has answered any of these images yet; play first"]
    assert (numbers(page), page.canvas.view) == (before, view)
    assert page.toolbar.layout_chooser.currentData() is Kind.CLASS_ROWS


def test_the_seed_decides_and_is_seen(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.RANDOM)
    field = page.toolbar.seed_field
    assert field.text() == "seed 0"
    drawn = []
    for seed in ("7", "8", "7"):
        field.selectAll()
        qtbot.keyClicks(field, seed)
        qtbot.keyClick(field, Key.Key_Return)
        drawn.append(numbers(page))
    assert drawn[0] == drawn[2] != drawn[1]
    assert page.arrangement.seed == 7


def test_the_side_decides_how_many(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.RANDOM)
    page.toolbar.side_field.selectAll()
    qtbot.keyClicks(page.toolbar.side_field, "5")
    qtbot.keyClick(page.toolbar.side_field, Key.Key_Return)
    assert len(numbers(page)) == 25
    assert page.status.text == "25 of 300 shown"


def test_the_dice_draws_other_images_and_shows_their_seed(qtbot: QtBot, page: ExplorePage) -> None:
    first = numbers(page)
    qtbot.mouseClick(page.toolbar.dice_button, LEFT)
    assert page.arrangement.seed == page.toolbar.seed_field.value() > 0
    assert numbers(page) != first
    assert labels(page) == [row for row in range(10) for _ in range(10)]


def test_the_order_is_chosen_and_turned_round(qtbot: QtBot, page: ExplorePage) -> None:
    know(qtbot, page, "brightness")
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    choose(qtbot, page.toolbar.sort_chooser, "brightness")
    means = gallery_of(page).images[:300].mean(axis=(1, 2))
    assert (np.diff(means[numbers(page)]) >= 0).all()
    qtbot.mouseClick(page.toolbar.direction_button, LEFT)
    assert (np.diff(means[numbers(page)]) <= 0).all()
    assert page.arrangement.is_falling


def test_a_tint_is_chosen_and_taken_off(qtbot: QtBot, page: ExplorePage) -> None:
    legend = page.legend_desk.legend
    assert not legend.isVisible()
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    assert legend.is_folded
    choose(qtbot, page.toolbar.tint_chooser, "class")
    assert page.canvas.shown is not None
    assert page.canvas.shown.tint is not None
    assert page.canvas.shown.tint.column.key == "class"
    assert not legend.is_folded
    assert [row.row.name for row in legend.rows][:2] == ["T-shirt/top", "Trouser"]
    choose(qtbot, page.toolbar.tint_chooser, "")
    assert page.canvas.shown.tint is None
    assert legend.is_folded


def test_a_click_in_the_legend_filters(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.layout_chooser, Kind.GRID)
    legend = page.legend_desk.legend
    qtbot.mouseClick(legend.title_button, LEFT)
    for rows in ((6,), (6, 7)):
        qtbot.mouseClick(legend.rows[rows[-1]], LEFT)
        assert set(labels(page)) == set(rows)
    assert page.toolbar.query_field.text == "class:shirt,sneaker"
    for _ in range(2):
        qtbot.mouseClick(legend.rows[7], LEFT)
    assert set(labels(page)) == {6, 7}


def test_a_colour_map_is_chosen_and_kept(
    page: ExplorePage, workspace: Workspace, seen: Seen
) -> None:
    grey = seen(page.canvas)
    menu = page.toolbar.colour_button.menu()
    actions: dict[str, QAction] = {action.text(): action for action in menu.actions()}
    actions["Inverted"].trigger()
    assert page.canvas.colour_map is ColourMap.INVERTED
    assert workspace.settings.choices.colour_map == "Inverted"
    assert (seen(page.canvas) != grey).any()
    assert actions["Inverted"].isChecked()


def test_buttons_zoom_and_fit(qtbot: QtBot, page: ExplorePage) -> None:
    fit, minimap = page.canvas.view, page.minimap
    qtbot.mouseClick(minimap.zoom_in_button, LEFT)
    assert page.canvas.view.scale > fit.scale
    qtbot.mouseClick(minimap.zoom_out_button, LEFT)
    assert page.canvas.view.scale == pytest.approx(fit.scale, rel=0.05)
    qtbot.mouseClick(minimap.zoom_in_button, LEFT)
    qtbot.mouseClick(minimap.fit_button, LEFT)
    assert page.canvas.view == fit


@pytest.mark.parametrize("is_still", [True, False])
def test_images_move_to_their_places_unless_that_is_not_wanted(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace, is_still: bool
) -> None:
    workspace.settings.change(has_reduced_motion=is_still)
    page.arrange(Arrangement("train", Kind.GRID))
    assert page.canvas.is_moving != is_still
    qtbot.waitUntil(lambda: not page.canvas.is_moving)
