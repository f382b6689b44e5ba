"""In blind mode no words or files of the Explore page tell a label, nor does the ledger grow."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.conftest import Exposed, Seen
from tests.ui.explore.hand import CTRL, click, gallery_of, hover, opened, write_query
from tests.ui.explore.test_table_maker import give_answers
from tests.ui.image.words import class_names_in, words_of

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def test_the_side_card_tells_no_label(qtbot: QtBot, page: ExplorePage) -> None:
    page.arrange(Arrangement("train", Kind.RANDOM))
    number = hover(qtbot, page, Cell(0, 0))
    name = FASHION_CLASSES[number % 10]
    assert name in class_names_in(page.card)
    qtbot.waitUntil(lambda: bool(page.card.findChildren(Thumb)[0].toolTip()))
    page.set_blind(True)
    hover(qtbot, page, Cell(0, 0))
    assert f"#{number}" in words_of(page.card)
    assert "Label hidden" in words_of(page.card)
    assert class_names_in(page.card) == []
    assert page.card.told_numbers == []


def test_the_card_tells_only_what_one_answered_oneself(
    qtbot: QtBot, workspace: Workspace, page: ExplorePage
) -> None:
    workspace.choose_annotator("Ann")
    give_answers(qtbot, workspace, name="Ann", chosen=(4,))
    give_answers(qtbot, workspace, name="Ben", chosen=(3,))
    page.arrange(Arrangement("test", Kind.GRID))
    hover(qtbot, page, Cell(0, 0))
    qtbot.waitUntil(lambda: {"Ann said Coat", "Ben said Dress"} <= set(words_of(page.card)))
    page.set_blind(True)
    assert "Ann said Coat" in words_of(page.card)
    assert "Ben said Dress" not in words_of(page.card)
    page.hide()
    workspace.choose_annotator("Ben")
    page.show()
    assert "Ann said Coat" not in words_of(page.card)
    assert "Ben said Dress" in words_of(page.card)


def test_the_card_is_blinded_though_nothing_is_shown(qtbot: QtBot, page: ExplorePage) -> None:
    number = hover(qtbot, page, Cell(2, 5))
    window = opened(qtbot, page, Cell(2, 5))
    write_query(qtbot, page, "index:999")
    assert page.canvas.shown is None
    page.set_blind(True)
    assert class_names_in(page.card) == []
    assert class_names_in(window) == []
    page.set_blind(False)
    assert window.windowTitle() == f"#{number}, Pullover"


def test_the_large_image_tells_no_label_and_gives_it_back(qtbot: QtBot, page: ExplorePage) -> None:
    window = opened(qtbot, page, Cell(2, 5))
    page.set_blind(True)
    assert window.windowTitle() == "#52, label hidden"
    assert class_names_in(window) == []
    page.set_blind(False)
    assert window.windowTitle() == "#52, Pullover"


def test_the_title_of_a_list_is_hidden(page: ExplorePage) -> None:
    page.set_blind(True)
    page.show_images("test", [3, 14], "2 images: Coat answered Dress")
    assert page.toolbar.chip.title == "2 images"
    assert class_names_in(page.toolbar) == []
    page.set_blind(False)
    assert page.toolbar.chip.title == "2 images: Coat answered Dress"


def test_near_images_bear_no_label(page: ExplorePage, seen: Seen) -> None:
    page.arrange(Arrangement("train", Kind.GRID))
    page.canvas.zoom(5 / page.canvas.view.scale)
    told = seen(page.canvas.viewport())
    page.set_blind(True)
    assert (seen(page.canvas.viewport()) != told).any()
    assert len(page.canvas.told_numbers) == 0


def test_exports_tell_no_label(qtbot: QtBot, blind: ExplorePage, tmp_path: Path) -> None:
    shirts = [number for number in range(300) if gallery_of(blind).labels[number] == 6]
    blind.show_images("train", shirts, "30 images: Shirt")
    desk = blind.take_away
    assert desk.suggested_name(".png") == "train-30-images.png"
    for path, save in (
        (tmp_path / "made.csv", desk.save_csv),
        (tmp_path / "made.svg", desk.save_svg),
        (tmp_path / "made.deck.json", desk.save_decks),
    ):
        save(path)
        qtbot.waitUntil(lambda: not desk.is_busy)
        text = path.read_text(encoding="utf-8")
        assert [name for name in FASHION_CLASSES if name in text] == []


def test_copied_indices_tell_no_label(qtbot: QtBot, page: ExplorePage) -> None:
    texts = []
    for is_blind in (False, True):
        page.set_blind(is_blind)
        page.arrange(Arrangement("train", Kind.GRID))
        QGuiApplication.clipboard().clear()
        qtbot.keyClick(page.canvas, Qt.Key.Key_C, CTRL_SHIFT)
        qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()))
        texts.append(QGuiApplication.clipboard().text())
    assert "Shirt" in texts[0]
    assert "Shirt" not in texts[1]


# The ledger


def test_nothing_enters_the_ledger(qtbot: QtBot, blind: ExplorePage, exposed: Exposed) -> None:
    page = blind
    hover(qtbot, page, Cell(0, 0))
    click(qtbot, page, Cell(0, 0))
    opened(qtbot, page, Cell(1, 1))
    qtbot.waitUntil(lambda: bool(page.card.findChildren(Thumb)[0].toolTip()))
    for kind in (Kind.CLASS_ROWS, Kind.BY_CLASS, Kind.GRID):
        page.arrange(Arrangement("train", kind, query="class:shirt"))
    page.exhibit.colour_by("class")
    page.show_images("train", [3, 14], "2 images: Coat answered Dress")
    page.canvas.zoom(3)
    page.put_away()
    assert exposed("train") == exposed("test") == set()
