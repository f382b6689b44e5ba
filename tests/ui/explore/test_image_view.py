"""The window with one large image: its pixels, its neighbours, and what it tells."""

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui.explore.image_view import HINT, ImageView, NeighbourAsked
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.image.subject import Subject
from tests import sample
from tests.ui.explore.conftest import Seen
from tests.ui.explore.hand import CTRL, choose, click, opened
from tests.ui.image.words import class_names_in, words_of

Key = Qt.Key
GALLERY = sample.gallery()


def view_of(qtbot: QtBot, gallery: Gallery, number: int, *, is_blind: bool = False) -> ImageView:
    made = ImageView()
    qtbot.addWidget(made)
    made.show_image(Subject(gallery, number), is_blind=is_blind, place="Test, 3 of 300")
    with qtbot.waitExposed(made):
        made.show()
    return made


def grid_in(view: ImageView, seen: Seen, rows: int, columns: int) -> np.ndarray:
    """Return the value at the top left corner of each square, where no figure is."""
    painted = seen(view.sheet)
    height, width = painted.shape
    side = min((height - 24) // rows, (width - 24) // columns)
    top, left = (height - rows * side) // 2, (width - columns * side) // 2
    found: np.ndarray = painted[top : top + rows * side : side, left : left + columns * side : side]
    return found


@pytest.mark.usefixtures("dark")
class TestAlone:
    def test_it_names_the_image_and_its_place(self, qtbot: QtBot) -> None:
        view = view_of(qtbot, GALLERY, 352)
        assert view.windowTitle() == "#52, Pullover"
        assert "#52  Pullover" in words_of(view)
        assert "Test, 3 of 300" in words_of(view)
        assert HINT in words_of(view)
        assert view.told_numbers == [352]

    def test_blind_it_tells_no_label(self, qtbot: QtBot) -> None:
        view = view_of(qtbot, GALLERY, 352, is_blind=True)
        assert view.windowTitle() == "#52, label hidden"
        assert class_names_in(view) == []
        assert view.told_numbers == []

    def test_hidden_it_tells_nothing(self, qtbot: QtBot) -> None:
        view = view_of(qtbot, GALLERY, 352)
        view.close()
        assert view.told_numbers == []

    @pytest.mark.parametrize("size", [(28, 28), (20, 30), (64, 64), (2, 3)])
    def test_it_has_the_pixels_of_the_file(
        self, qtbot: QtBot, seen: Seen, size: tuple[int, int]
    ) -> None:
        rows, columns = size
        gallery = sample.gallery(sample.split("train", 3, rows=rows, columns=columns))
        view = view_of(qtbot, gallery, 1)
        assert (grid_in(view, seen, rows, columns) == gallery.images[1]).all()

    def test_a_larger_window_has_larger_pixels(self, qtbot: QtBot, seen: Seen) -> None:
        view = view_of(qtbot, GALLERY, 5)
        view.resize(view.size() + QSize(200, 200))
        assert view.sheet.height() > 28 * 24
        assert (grid_in(view, seen, 28, 28) == GALLERY.images[5]).all()

    def test_a_small_window_scrolls_and_keeps_the_figures_legible(self, qtbot: QtBot) -> None:
        view = view_of(qtbot, GALLERY, 5)
        view.resize(240, 240)
        assert view.sheet.width() >= view.sheet.minimumWidth() >= 28 * 18
        assert view.width() < 28 * 18

    def test_it_opens_within_the_screen_also_with_large_letters(
        self, qtbot: QtBot, qapp: QApplication
    ) -> None:
        before = qapp.font()
        large = QFont(before)
        large.setPixelSize(26)
        qapp.setFont(large)
        try:
            view = view_of(qtbot, sample.gallery(sample.split("t", 3, rows=64, columns=64)), 1)
            free = view.screen().availableSize()
            assert view.width() <= free.width()
            assert view.height() <= free.height()
        finally:
            qapp.setFont(before)

    def test_arrows_ask_for_neighbours(self, qtbot: QtBot) -> None:
        view = view_of(qtbot, GALLERY, 352)
        asked: list[NeighbourAsked] = []
        view.neighbour_asked.connect(asked.append)
        for key in (Key.Key_Right, Key.Key_Left, Key.Key_Up):
            qtbot.keyClick(view, key)
        assert asked == [NeighbourAsked(352, 1), NeighbourAsked(352, -1)]

    def test_ctrl_c_copies_the_picture(self, qtbot: QtBot) -> None:
        view = view_of(qtbot, GALLERY, 10)
        QGuiApplication.clipboard().clear()
        qtbot.keyClick(view, Key.Key_C, CTRL)
        copied = QGuiApplication.clipboard().image()
        assert copied.width() == copied.height() >= 28 * 18
        side = copied.width() // 28
        for row, column in ((0, 0), (5, 9), (27, 27)):
            found = copied.pixelColor(column * side, row * side).red()
            assert found == GALLERY.images[10, row, column]

    def test_esc_closes_it(self, qtbot: QtBot) -> None:
        view = view_of(qtbot, GALLERY, 10)
        qtbot.keyClick(view, Key.Key_Escape)
        assert not view.isVisible()


def test_a_double_click_opens_it(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page.toolbar.split_chooser, "test")
    window = opened(qtbot, page, Cell(2, 5))
    assert window.windowTitle() == "#52, Pullover"
    assert "Test, 26 of 100" in words_of(window)


def test_enter_opens_the_image_under_the_cursor(qtbot: QtBot, page: ExplorePage) -> None:
    qtbot.mouseMove(page.canvas.viewport(), page.canvas.cell_rect(Cell(3, 3)).center().toPoint())
    qtbot.waitUntil(lambda: page.canvas.under_cursor.number == 33)
    qtbot.keyClick(page.canvas, Key.Key_Return)
    window = page.inspector.window
    assert window is not None
    assert window.windowTitle() == "#33, Dress"


def test_arrows_go_along_the_layout_and_stop_at_the_ends(qtbot: QtBot, page: ExplorePage) -> None:
    window = opened(qtbot, page, Cell(0, 1))
    titles = []
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Left, Key.Key_Left):
        qtbot.keyClick(window, key)
        titles.append(window.windowTitle().split(",")[0])
    assert titles == ["#20", "#10", "#0", "#0"]


def test_arrows_cross_from_split_to_split(qtbot: QtBot, page: ExplorePage) -> None:
    page.arrange(Arrangement("", Kind.GRID))
    page.inspector.open(299)
    window = page.inspector.window
    assert window is not None
    assert "Train, 300 of 600" in words_of(window)
    qtbot.keyClick(window, Key.Key_Right)
    assert window.windowTitle() == "#0, T-shirt/top"
    assert "Test, 301 of 600" in words_of(window)


def test_an_image_that_stands_nowhere_has_no_neighbours(qtbot: QtBot, page: ExplorePage) -> None:
    window = opened(qtbot, page, Cell(0, 1))
    page.show_images("test", [3], "1 image")
    qtbot.keyClick(window, Key.Key_Right)
    assert window.windowTitle() == "#10, T-shirt/top"
    assert window.isVisible()


def test_a_double_click_leaves_no_selection_that_was_not_meant(
    qtbot: QtBot, page: ExplorePage
) -> None:
    click(qtbot, page, Cell(0, 1))
    opened(qtbot, page, Cell(0, 1))
    assert page.inspector.pinned == 10
    assert page.exhibit.selection.numbers.tolist() == [10]
