import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.preview import Preview
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.poster import Poster
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.conftest import Seen


def preview_of(split: Split) -> Preview:
    """Return what the start of the program reads of `split`: the first ten of each class."""
    first = [np.flatnonzero(split.labels == number)[:10] for number in range(10)]
    order = np.concatenate(first)
    rows, columns = split.images.shape[1:]
    tall = split.images[order].reshape(10, 10, rows, columns).swapaxes(1, 2)
    return Preview(rows, columns, tuple(order.tolist()), tall.tobytes())


@pytest.mark.parametrize("size", [(952, 569), (1208, 740), (1500, 1021), (700, 420)])
def test_the_page_takes_the_poster_s_place_without_a_jump(
    qtbot: QtBot, workspace: Workspace, dataset: Dataset, seen: Seen, size: tuple[int, int]
) -> None:
    pictures = []
    poster = Poster(preview_of(dataset.splits["train"]))
    page = ExplorePage(workspace, resources.folder() / "icons")
    for widget in (poster, page):
        qtbot.addWidget(widget)
        widget.resize(*size)
        with qtbot.waitExposed(widget):
            widget.show()
        # The buttons that zoom come with the page.
        page.minimap.hide()
        pictures.append(seen(widget))
    box = page.canvas.geometry()
    # From the first bright pixel on: left of it the page has the headings of the rows.
    bright = (pictures[0][box.top() : box.bottom() + 1, : box.right() + 1] > 100).any(axis=0)
    assert bright.any()
    inside = np.s_[box.top() : box.bottom() + 1, int(np.argmax(bright)) : box.right() + 1]
    assert (pictures[0][inside] == pictures[1][inside]).all()
    page.put_away()


def test_the_bars_are_where_the_page_has_them(
    qtbot: QtBot, workspace: Workspace, seen: Seen
) -> None:
    poster, page = Poster(None), ExplorePage(workspace, resources.folder() / "icons")
    pictures = []
    for widget in (poster, page):
        qtbot.addWidget(widget)
        widget.resize(1100, 700)
        with qtbot.waitExposed(widget):
            widget.show()
        pictures.append(seen(widget))
    box = page.canvas.geometry()
    # A line of pixels across each border: the same greys on both sides, and the line between.
    middle = box.center()
    for place in (
        np.s_[box.top() - 5 : box.top() + 3, 700],
        np.s_[box.bottom() - 3 : box.bottom() + 5, 400],
        np.s_[690, box.right() - 3 : box.right() + 5],
    ):
        assert (pictures[0][place] == pictures[1][place]).all()
    assert middle.x() > 300
    page.put_away()


def test_without_a_preview_the_canvas_is_bare(qtbot: QtBot, dark: None, seen: Seen) -> None:
    poster = Poster(None)
    qtbot.addWidget(poster)
    poster.resize(800, 600)
    assert (seen(poster)[60:500, 5:500] == 23).all()


def test_an_image_size_that_is_not_square_is_painted(qtbot: QtBot, dark: None) -> None:
    preview = Preview(20, 30, tuple(range(6)), bytes(range(200)) * 18, per_class=3)
    poster = Poster(preview)
    qtbot.addWidget(poster)
    assert isinstance(poster, QWidget)
    image: QImage = poster.grab().toImage()
    assert not image.isNull()


def test_the_first_paint_needs_nothing_that_takes_long_to_import() -> None:
    code = """
import sys
from PySide6.QtWidgets import QApplication
from fmnist_gui.core.dataset.preview import Preview
from fmnist_gui.ui.explore.poster import Poster
application = QApplication([])
poster = Poster(Preview(28, 28, tuple(range(100)), bytes(78400)))
poster.resize(1000, 700)
assert not poster.grab().isNull()
print(sorted({"numpy", "pyqtgraph", "scipy", "sqlalchemy"} & set(sys.modules)))
"""
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"
