"""A canvas and a page on the screen, ways to read their pixels, and to ask what was shown."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.side_card import SideCard
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.explore.stage import known_at_once

Seen = Callable[[QWidget], NDArray[np.uint8]]
Exposed = Callable[[str], set[int]]


@pytest.fixture
def canvas(qtbot: QtBot, dark: None) -> Canvas:
    """Return an empty canvas of 640 × 480 in a window of its own."""
    made = Canvas()
    made.resize(640, 480)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def exhibit(workspace: Workspace, canvas: Canvas, dataset: Dataset) -> Exhibit:
    """Return what hangs on the canvas: the data set, with all that its images themselves tell."""
    workspace.settings.change(has_reduced_motion=True)
    made = Exhibit(workspace, canvas, canvas)
    made.open(dataset)
    assert made.gallery is not None
    made.take_table(known_at_once(made.gallery))
    return made


@pytest.fixture
def seen() -> Seen:
    """Return a function that gives the red values of a widget as it is painted."""

    def look(widget: QWidget) -> NDArray[np.uint8]:
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        values = np.frombuffer(image.constBits(), dtype=np.uint8)
        return values.reshape(image.height(), image.width(), 4)[:, :, 2].copy()

    return look


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[ExplorePage]:
    """Return the Explore page of 1100 × 700 about the small data set; images jump on it."""
    workspace.settings.change(has_reduced_motion=True)
    made = ExplorePage(workspace, resources.folder() / "icons")
    made.resize(1100, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.put_away()


@pytest.fixture
def blindfold(workspace: Workspace) -> None:
    """Hide labels before there is a page."""
    workspace.settings.change(is_blind=True)


@pytest.fixture
def blind(blindfold: None, page: ExplorePage) -> ExplorePage:
    """Return the page, blind from the start."""
    return page


@pytest.fixture
def exposed(qtbot: QtBot, workspace: Workspace) -> Exposed:
    """Return a function that asks the store for the images of a split whose label was shown."""

    def ask(split_name: str) -> set[int]:
        answers: list[set[int]] = []
        split = workspace.split(split_name)
        workspace.ask(
            lambda store: set(
                store.exposed(store.annotator(workspace.annotator_name), split.fingerprint)
            ),
            answers.append,
        )
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    return ask


def standing(
    split: Split, layout: Layout, *, is_blind: bool = False, is_told: bool = False
) -> Shown:
    """Return `layout` as what stands on a canvas."""
    gallery = sample.gallery(split)
    return Shown(layout, gallery, Pyramid(gallery.images), is_blind=is_blind, is_told=is_told)


def drawn_square(count: int, side: int, *, seed: int) -> Layout:
    """Return a square of images drawn from the first `count`."""
    return grid.square(grid.drawn(np.arange(count), side * side, seed=seed), side)


@pytest.fixture
def card(qtbot: QtBot, dark: None) -> SideCard:
    """Return a card so high that all of it is in sight."""
    made = SideCard()
    made.resize(264, 1600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made
