"""Whatever cannot be done is said in one sentence on the page, and the view stays."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.ui import data_watch
from fmnist_gui.ui.actions import ROWS, Actions
from fmnist_gui.ui.data_bar import DataBar
from fmnist_gui.ui.data_desk import DataDesk
from fmnist_gui.ui.explore.map_maker import STOPPED
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.view import View
from fmnist_gui.ui.workspace import Workspace
from tests.core.dataset.samples import images_idx, make_images, write_split
from tests.ui.explore.expected import painted
from tests.ui.explore.stage import settle

Key = Qt.Key


@pytest.fixture
def near(qtbot: QtBot, page: ExplorePage) -> ExplorePage:
    """Return a page on which somebody has looked closer."""
    settle(qtbot, page)
    page.arrange(Arrangement("train", Kind.GRID))
    page.canvas.look(View(3, 50, 40))
    page.canvas.setFocus()
    return page


class Sight:
    """What is seen of a page, to be compared with what is seen later."""

    def __init__(self, page: ExplorePage) -> None:
        self._page = page
        self._view, self._shown = page.canvas.view, page.canvas.shown
        self._arrangement, self._picture = page.arrangement, painted(page.canvas)

    def assert_stays(self) -> None:
        canvas = self._page.canvas
        assert canvas.view == self._view
        assert canvas.shown is self._shown
        assert self._page.arrangement == self._arrangement
        assert (painted(canvas) == self._picture).all()


def is_one_sentence(text: str) -> bool:
    return len(text) > 10 and "\n" not in text and ". " not in text


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("class:", "class"),
        ("colour:red", "colour"),
        ("class:hat", "hat"),
        ("brightness<<3", "<"),
        ("brightness:dark", "dark"),
        ("index:9-3", "9"),
        ('class:"shirt', "shirt"),
        ("brightness", "brightness"),
        ("split:validation", "validation"),
        (":::", ":"),
    ],
)
def test_a_query_that_cannot_be_read_is_said_where_it_is_written(
    qtbot: QtBot, near: ExplorePage, query: str, word: str
) -> None:
    field, sight = near.toolbar.query_field, Sight(near)
    qtbot.keyClicks(field.line, query)
    qtbot.keyClick(field.line, Key.Key_Return)
    assert is_one_sentence(field.error), field.error
    assert word in field.error
    assert field.text == query
    sight.assert_stays()


@pytest.mark.parametrize("text", ["300", "9" * 20, "test 300", "-1", "trousers 3", "x"])
def test_an_index_that_there_is_not_is_said_where_it_is_written(
    qtbot: QtBot, near: ExplorePage, text: str
) -> None:
    sight = Sight(near)
    qtbot.keyClick(near.canvas, Key.Key_G)
    qtbot.keyClicks(near.go_to.field, text)
    qtbot.keyClick(near.go_to.field, Key.Key_Return)
    assert near.go_to.isVisible()
    assert is_one_sentence(near.go_to.note.text()), near.go_to.note.text()
    qtbot.keyClick(near.go_to.field, Key.Key_Escape)
    sight.assert_stays()


def test_an_index_that_is_not_shown_is_said_below(qtbot: QtBot, near: ExplorePage) -> None:
    near.arrange(Arrangement("train", Kind.GRID, query="index:10-60"))
    near.canvas.look(View(3, 10, 10))
    sight = Sight(near)
    qtbot.keyClick(near.canvas, Key.Key_G)
    qtbot.keyClicks(near.go_to.field, "200")
    qtbot.keyClick(near.go_to.field, Key.Key_Return)
    assert "not among those shown" in near.toast.sentence
    sight.assert_stays()


def test_a_map_that_is_stopped_half_way_says_so_and_stays(qtbot: QtBot, near: ExplorePage) -> None:
    before = near.exhibit.layout
    near.arrange(Arrangement("train", Kind.MAP))
    qtbot.waitUntil(lambda: near.exhibit.layout is not before)
    near.canvas.look(View(3, 90, 60))
    qtbot.mouseClick(near.status.stop_button, Qt.MouseButton.LeftButton)
    sight = Sight(near)
    assert near.toast.sentence == STOPPED
    assert near.status.work == ""
    near.canvas.repaint()
    sight.assert_stays()


def test_data_that_is_replaced_on_disk_is_said_and_its_images_stay(
    qtbot: QtBot,
    page: ExplorePage,
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(data_watch, "QUIET_MS", 20)
    window = QWidget()
    qtbot.addWidget(window)
    bar = DataBar(Actions(window, {row.key: lambda *_: None for row in ROWS}), window)
    desk = DataDesk(workspace, bar, practice=resources.folder() / "practice", parent=window)
    folder = tmp_path / "data"
    write_split(folder)
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open(folder)
    settle(qtbot, page)
    page.arrange(Arrangement("train", Kind.GRID))
    page.canvas.look(View(3, 10, 10))
    sight = Sight(page)
    said: list[str] = []
    workspace.failed.connect(lambda failure: said.append(failure.sentence))
    (folder / "train-images-idx3-ubyte").write_bytes(images_idx(255 - make_images()))
    qtbot.waitUntil(lambda: bool(said))
    assert len(said) == 1
    assert is_one_sentence(said[0])
    sight.assert_stays()
    old = np.array(page.exhibit.gallery.images) if page.exhibit.gallery else None
    assert old is not None
    assert (old == make_images()).all()
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open(folder)
    page.arrange(Arrangement("train", Kind.GRID))
    page.canvas.look(View(3, 10, 10))
    new = load(folder, catalog=Catalog(())).splits["train"].images
    assert page.exhibit.gallery is not None
    assert (page.exhibit.gallery.images == new).all()
    assert (new != old).any()
    desk.put_away()
