"""Whose labels were legible on the Explore page enters the ledger, and nobody else's."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.core.review.neighbour import nearest
from fmnist_gui.ui.explore.inspector import REST_MS
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.plane import RECOGNISABLE_PX
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.explore.conftest import Exposed
from tests.ui.explore.hand import (
    choose,
    click,
    gallery_of,
    hover,
    know,
    numbers,
    opened,
    places,
    write_query,
)

TEST = Arrangement("test", Kind.RANDOM, 3)
GRID = Arrangement("test", Kind.GRID)


def indices(page: ExplorePage, split: str) -> set[int]:
    """Return the images of a split that are in sight."""
    return {index for name, index in places(page) if name == split}


def neighbours_of(gallery: Gallery, number: int, split: str) -> set[int]:
    """Return the eight nearest images in a split."""
    near = nearest(gallery.images, [number], len(gallery) - 1).numbers[0].tolist()
    there = [gallery.place(other) for other in near]
    return set([place.index for place in there if place.split == split][:8])


def await_neighbours(qtbot: QtBot, page: ExplorePage, count: int) -> None:
    """Wait until the card tells the labels of its image and of `count` neighbours, and no more."""
    thumbs = page.card.findChildren
    qtbot.waitUntil(lambda: any(not thumb.isHidden() for thumb in thumbs(Thumb)))
    qtbot.waitUntil(lambda: len(page.card.told_numbers) == 1 + count)
    for _ in range(5):
        QApplication.processEvents()


# The canvas


def test_class_rows_tell_their_labels(page: ExplorePage, exposed: Exposed) -> None:
    page.put_away()
    assert exposed("train") == set(numbers(page))
    assert exposed("test") == set()


def test_what_was_legible_is_handed_on_by_itself(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    qtbot.waitUntil(lambda: exposed("train") == set(range(100)), timeout=4000)


def test_leaving_the_page_hands_on_what_is_waiting(page: ExplorePage, exposed: Exposed) -> None:
    page.hide()
    assert exposed("train") == set(range(100))


@pytest.mark.parametrize("kind", [Kind.RANDOM, Kind.GRID])
def test_places_without_meaning_tell_nothing(
    page: ExplorePage, exposed: Exposed, kind: Kind
) -> None:
    page.arrange(Arrangement("test", kind))
    page.put_away()
    assert exposed("test") == set()


def test_groups_too_small_to_be_recognised_tell_nothing_until_one_comes_near(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace, exposed: Exposed
) -> None:
    many = sample.split("test", 6000, rows=8, columns=8)
    workspace.show_dataset(Dataset({"test": many}, FASHION_CLASSES, Path("many"), "Many"))
    page.arrange(Arrangement("test", Kind.BY_CLASS))
    assert len(numbers(page)) == 6000
    assert 8 * page.canvas.view.scale < RECOGNISABLE_PX
    page.put_away()
    rows = exposed("test")
    page.canvas.zoom(1.5 * RECOGNISABLE_PX / 8 / page.canvas.view.scale)
    near = indices(page, "test")
    assert len(near) < 6000
    page.put_away()
    assert exposed("test") == near | rows
    assert len(rows) <= 100


def test_the_tint_of_classes_tells_labels(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    know(qtbot, page, "brightness")
    page.arrange(GRID)
    choose(qtbot, page.toolbar.tint_chooser, "brightness")
    page.put_away()
    told = exposed("test")
    page.canvas.zoom(3)
    near = indices(page, "test")
    page.exhibit.colour_by("class")
    page.put_away()
    assert exposed("test") == told | near
    assert len(near) < 300


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("class:shirt", set(range(6, 300, 10))),
        ("-class:shirt index:0-9", {0, 1, 2, 3, 4, 5, 7, 8, 9}),
        ("index:0-99", set()),
    ],
)
def test_a_filter_that_names_classes_tells_labels(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed, query: str, told: set[int]
) -> None:
    page.arrange(GRID)
    write_query(qtbot, page, query)
    page.put_away()
    assert exposed("test") == told


def test_the_order_by_class_tells_labels(page: ExplorePage, exposed: Exposed) -> None:
    page.arrange(Arrangement("test", Kind.GRID, sort="class"))
    page.put_away()
    assert exposed("test") == set(range(300))


def test_labels_in_the_cells_tell_what_is_in_sight(page: ExplorePage, exposed: Exposed) -> None:
    page.arrange(TEST)
    page.canvas.zoom(5 / page.canvas.view.scale)
    near = indices(page, "test")
    assert 0 < len(near) < 100
    page.put_away()
    assert exposed("test") == near


def test_a_title_tells_the_labels_of_its_list(page: ExplorePage, exposed: Exposed) -> None:
    page.show_images("test", range(200), "200 images: Coat answered Dress")
    page.put_away()
    assert exposed("test") == set(range(200))


# The side card and the large image


def test_the_card_tells_the_label_of_what_is_pointed_at(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    page.arrange(TEST)
    number = hover(qtbot, page, Cell(1, 2))
    page.put_away()
    assert exposed("test") == {number - 300}


def test_neighbours_in_sight_tell_their_labels(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    page.put_away()
    rows = exposed("train")
    page.resize(1100, 1700)
    page.arrange(TEST)
    number = hover(qtbot, page, Cell(1, 2))
    gallery = gallery_of(page)
    await_neighbours(qtbot, page, 16)
    page.put_away()
    assert exposed("test") == {number - 300} | neighbours_of(gallery, number, "test")
    assert exposed("train") == rows | neighbours_of(gallery, number, "train")


def test_neighbours_scrolled_out_of_sight_tell_nothing(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    page.resize(1100, 420)
    page.arrange(TEST)
    number = hover(qtbot, page, Cell(1, 2))
    await_neighbours(qtbot, page, 0)
    page.put_away()
    assert exposed("test") == {number - 300}


def test_neighbours_tell_their_labels_though_the_canvas_is_empty(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    page.resize(1100, 1700)
    page.arrange(TEST)
    number = hover(qtbot, page, Cell(1, 2))
    page.exhibit.arrange(Arrangement("test", query="index:999"))
    assert page.canvas.shown is None
    await_neighbours(qtbot, page, 16)
    page.put_away()
    near = neighbours_of(gallery_of(page), number, "test")
    assert exposed("test") == {number - 300} | near


def test_the_large_image_tells_its_label_and_that_of_the_next(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    page.arrange(GRID)
    window = opened(qtbot, page, Cell(0, 7))
    qtbot.keyClick(window, Qt.Key.Key_Right)
    page.put_away()
    assert {7, 8} <= exposed("test")
    assert 9 not in exposed("test")


def test_the_large_image_does_not_stay_beside_another_page(qtbot: QtBot, page: ExplorePage) -> None:
    window = opened(qtbot, page, Cell(0, 7))
    page.hide()
    assert not window.isVisible()


# Who, and how often


def test_a_page_that_is_not_in_sight_tells_nothing(
    qtbot: QtBot, workspace: Workspace, exposed: Exposed
) -> None:
    page = ExplorePage(workspace, resources.folder() / "icons")
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show_images("test", [1, 2, 3], "3 images")
    page.put_away()
    assert exposed("train") == exposed("test") == set()


def test_nothing_is_told_twice(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.put_away()
    heard: list[tuple[str, list[int]]] = []
    monkeypatch.setattr(
        workspace,
        "expose",
        lambda split, indices, *, source: heard.append((split.name, list(indices))),
    )
    page.canvas.zoom(2)
    page.canvas.fit()
    page.hide()
    page.show()
    click(qtbot, page, Cell(0, 0))
    page.put_away()
    assert [part for part in heard if part[1]] == []
    page.show_images("train", [5, 299], "2 images")
    page.put_away()
    assert ("train", [299]) in heard


def test_another_person_is_told_anew(
    page: ExplorePage, workspace: Workspace, exposed: Exposed
) -> None:
    page.hide()
    workspace.settings.change(annotator="Ada")
    assert exposed("train") == set()
    page.show()
    page.hide()
    assert exposed("train") == set(range(100))


def test_flying_over_images_tells_nothing(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    page.arrange(Arrangement("test", Kind.BY_CLASS))
    page.put_away()
    before = exposed("test")
    for zoom in (4.0, 8.0, 0.02):
        page.canvas.zoom(zoom / page.canvas.view.scale)
    page.canvas.fit()
    page.arrange(GRID)
    qtbot.wait(2 * REST_MS)  # nothing is to happen, so that there is nothing to wait for
    page.put_away()
    assert exposed("test") == before
