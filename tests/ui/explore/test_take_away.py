"""What is taken away is what was shown: pixels, places, colours, and no label while blind."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.gallery import Gallery, Numbers, gallery_of
from fmnist_gui.core.exchange import deck_file, index_csv
from fmnist_gui.core.mosaic import native
from fmnist_gui.core.mosaic.grid import class_rows, rectangle
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pitch import GROUND
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.tint import tinted
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import export_menu, parcel, take_away
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.export_menu import ExportMenu
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.take_away import TakeAway
from fmnist_gui.ui.explore.view import View
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.undertaking import Progress
from tests import sample

GALLERY = gallery_of(sample.dataset(30, 20))
CLASSES = Column(
    "class",
    "Class",
    GALLERY.labels.astype(np.float32),
    "choice",
    choices=GALLERY.class_names,
    tells_label=True,
    is_of_classes=True,
)
SHIRTS = np.array([6, 16, 26])
CELLS = rectangle([7, 31, 2, 45, 12])


class Desk:
    """A canvas, what takes away from it, and what was said."""

    def __init__(self, canvas: Canvas, tasks: Tasks, qtbot: QtBot) -> None:
        self.canvas = canvas
        self.said: list[str] = []
        self.gallery: Gallery | None = None
        self.is_blind = False
        self.overlays: list[QWidget] = []
        self.take_away = TakeAway(
            canvas,
            tasks,
            say=self.said.append,
            gallery=lambda: self.gallery,
            is_blind=lambda: self.is_blind,
            overlays=lambda: self.overlays,
            parent=canvas,
        )
        self._qtbot = qtbot

    def show(self, layout: Layout = CELLS, *, is_blind: bool = False, tint: bool = False) -> None:
        colours = tinted(CLASSES, theme.DARK.class_colours) if tint else None
        pyramid = Pyramid(GALLERY.images)
        shown = Shown(layout, GALLERY, pyramid, is_blind=is_blind, tint=colours)
        self.canvas.show_layout(shown)

    def do(self, act: Callable[[], object]) -> str:
        """Do something, wait until it is over, and return the one sentence that was said."""
        self.said.clear()
        act()
        self._qtbot.waitUntil(lambda: not self.take_away.is_busy)
        assert len(self.said) == 1
        assert self.said[0].isprintable()
        return self.said[0]


@pytest.fixture
def desk(canvas: Canvas, qtbot: QtBot) -> Iterator[Desk]:
    tasks = Tasks()
    made = Desk(canvas, tasks, qtbot)
    made.show()
    yield made
    tasks.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    return made


def values(image: QImage) -> NDArray[np.uint8]:
    """Return red, green and blue, shape (rows, columns, 3)."""
    assert not image.isNull()
    words = image.convertToFormat(QImage.Format.Format_RGB32)
    found = np.frombuffer(words.constBits(), dtype=np.uint8)
    return found.reshape(words.height(), words.width(), 4)[:, :, 2::-1].copy()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_picture_of_the_screen_is_what_is_seen(desk: Desk, folder: Path) -> None:
    path = folder / "screen.png"
    sentence = desk.do(lambda: desk.take_away.save_screen(path))
    assert str(path) in sentence
    assert (values(QImage(str(path))) == values(desk.canvas.grab_picture())).all()


def test_what_explains_the_colours_is_in_the_picture_of_the_screen(
    desk: Desk, folder: Path
) -> None:
    card = QWidget(desk.canvas)
    card.setStyleSheet("background: #123456")
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    card.setGeometry(20, 300, 50, 40)
    card.show()
    bare = values(desk.canvas.grab_picture())
    desk.overlays = [card]
    path = folder / "screen.png"
    desk.do(lambda: desk.take_away.save_screen(path))
    desk.do(desk.take_away.copy_picture)
    for picture in (QImage(str(path)), QGuiApplication.clipboard().image()):
        seen = values(picture)
        assert (seen[300:340, 20:70] == (0x12, 0x34, 0x56)).all()
        seen[300:340, 20:70] = bare[300:340, 20:70]
        assert (seen == bare).all()


def test_at_native_pixels_each_image_keeps_its_grey_values(desk: Desk, folder: Path) -> None:
    path = folder / "native.png"
    sentence = desk.do(lambda: desk.take_away.save_native(path))
    assert sentence == f"5 images are saved at native pixels, 86 × 57, as {path}."
    image = QImage(str(path))
    assert image.format() == QImage.Format.Format_Grayscale8
    seen = values(image)[..., 0]
    for (row, column), number in np.ndenumerate(CELLS.cells):
        cell = seen[row * 29 : row * 29 + 28, column * 29 : column * 29 + 28]
        expected = GROUND if number == -1 else GALLERY.images[number]
        assert (cell == expected).all()


@pytest.mark.parametrize("colour_map", list(ColourMap))
@pytest.mark.parametrize("has_tint", [False, True])
def test_native_pixels_have_the_colours_of_the_screen(
    desk: Desk, folder: Path, colour_map: ColourMap, has_tint: bool
) -> None:
    desk.canvas.be_still(True)
    desk.show(tint=has_tint)
    desk.canvas.show_colours(colour_map)
    desk.canvas.look(View(1.0, -40.0, -50.0))
    left, top = (round(-place) for place in (desk.canvas.view.left, desk.canvas.view.top))
    on_screen = values(desk.canvas.grab_picture())[top : top + 57, left : left + 86]
    path = folder / "native.png"
    desk.do(lambda: desk.take_away.save_native(path))
    written = values(QImage(str(path)))
    # The ground of plain grey pictures is a hair off that of the screen.
    assert np.abs(written.astype(int) - on_screen.astype(int)).max() <= 3
    for (row, column), number in np.ndenumerate(CELLS.cells):
        if number != -1:
            place = np.s_[row * 29 : row * 29 + 28, column * 29 : column * 29 + 28]
            assert (written[place] == on_screen[place]).all()


def test_a_selection_is_copied_as_a_rectangle(desk: Desk) -> None:
    for has_tint in (False, True):
        desk.show(tint=has_tint)
        sentence = desk.do(lambda: desk.take_away.copy_picture(SHIRTS))
        assert sentence == "A picture of 3 images is on the clipboard."
        seen = values(QGuiApplication.clipboard().image())
        shape = rectangle(SHIRTS)
        assert seen.shape == (shape.rows * 29 - 1, shape.columns * 29 - 1, 3)
        assert bool((seen[:28, :28] == GALLERY.images[6][..., None]).all()) is not has_tint
        assert (seen.max(axis=2)[:28, :28] > 0).any()


def test_what_is_seen_is_copied(desk: Desk) -> None:
    assert "screen" in desk.do(desk.take_away.copy_picture)
    copied = values(QGuiApplication.clipboard().image())
    assert (copied == values(desk.canvas.grab_picture())).all()


def test_svg_says_labels_and_keeps_colours(desk: Desk, folder: Path) -> None:
    plain, tinted_path = folder / "plain.svg", folder / "tinted.svg"
    sentence = desk.do(lambda: desk.take_away.save_svg(plain, SHIRTS))
    assert sentence == f"3 images are saved with labels as {plain}."
    assert plain.read_text(encoding="utf-8").count(">Shirt<") == 3
    desk.show(tint=True)
    desk.do(lambda: desk.take_away.save_svg(tinted_path, SHIRTS))
    assert tinted_path.read_text(encoding="utf-8") != plain.read_text(encoding="utf-8")


def test_the_list_has_the_order_of_what_is_shown(desk: Desk, folder: Path) -> None:
    path = folder / "list.csv"
    assert "5 images are listed" in desk.do(lambda: desk.take_away.save_csv(path))
    assert index_csv.read(path, GALLERY).tolist() == [7, 31, 2, 45, 12]
    desk.do(lambda: desk.take_away.save_csv(path, SHIRTS))
    assert index_csv.read(path, GALLERY).tolist() == SHIRTS.tolist()


def test_the_clipboard_holds_the_list_that_would_be_saved(desk: Desk, folder: Path) -> None:
    path = folder / "list.csv"
    desk.do(lambda: desk.take_away.save_csv(path, SHIRTS))
    assert "3 images" in desk.do(lambda: desk.take_away.copy_indices(SHIRTS))
    clipping = QGuiApplication.clipboard().mimeData()
    assert clipping.text() == path.read_text(encoding="utf-8")
    assert bytes(clipping.data("text/csv").data()) == path.read_bytes()


def test_images_of_one_split_become_one_deck(desk: Desk, folder: Path) -> None:
    path = folder / "shirts.fmdeck"
    sentence = desk.do(lambda: desk.take_away.save_decks(path, SHIRTS[::-1]))
    assert sentence == f"A deck of 3 images from train is saved as {path}."
    deck = deck_file.read(path)
    assert (deck.preset, deck.split, deck.indices) == ("practice", "train", (26, 16, 6))


def test_images_of_two_splits_become_a_deck_each(desk: Desk, folder: Path) -> None:
    sentence = desk.do(lambda: desk.take_away.save_decks(folder / "both.fmdeck"))
    assert "3 from train as both-train.fmdeck, 2 from test as both-test.fmdeck" in sentence
    assert deck_file.read(folder / "both-train.fmdeck").indices == (7, 2, 12)
    assert deck_file.read(folder / "both-test.fmdeck").indices == (1, 15)
    assert len(names(folder)) == 2


def test_no_deck_takes_the_place_of_one_that_nobody_was_asked_about(
    desk: Desk, folder: Path
) -> None:
    kept = folder / "both-test.fmdeck"
    kept.write_text("kept", encoding="utf-8")
    sentence = desk.do(lambda: desk.take_away.save_decks(folder / "both.fmdeck"))
    assert sentence == f"{kept} is there already; choose another name"
    assert names(folder) == ["both-test.fmdeck"]
    assert kept.read_text(encoding="utf-8") == "kept"


def test_two_decks_are_written_both_or_none(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = deck_file.write

    def write_once(path: Path, deck: Deck) -> None:
        write(folder / "missing" / path.name if deck.split == "test" else path, deck)

    monkeypatch.setattr(deck_file, "write", write_once)
    assert "no such file" in desk.do(lambda: desk.take_away.save_decks(folder / "both.fmdeck"))
    assert names(folder) == []


def test_nothing_tells_a_label_while_blind(desk: Desk, folder: Path) -> None:
    rows = class_rows(np.arange(50), GALLERY.labels, class_count=10, per_class=2)
    desk.show(rows, is_blind=True, tint=True)
    for numbers in (None, SHIRTS):
        stem = desk.take_away.suggested_name("", numbers)
        assert stem is not None
        for name in GALLERY.class_names:
            assert name.lower() not in stem
        svg, listed, grid = (folder / f"{stem}{end}" for end in (".svg", ".csv", ".png"))
        assert "without labels" in desk.do(partial(desk.take_away.save_svg, svg, numbers))
        desk.do(partial(desk.take_away.save_csv, listed, numbers))
        desk.do(partial(desk.take_away.save_native, grid, numbers))
        desk.do(partial(desk.take_away.copy_indices, numbers))
        words = re.sub('base64,[^"]*', "", svg.read_text(encoding="utf-8"))
        words += listed.read_text(encoding="utf-8") + QGuiApplication.clipboard().text()
        assert not any(name in words for name in GALLERY.class_names)
        assert "label" not in words
        # A tint of classes would tell them too, and so would the order of class rows.
        assert QImage(str(grid)).isGrayscale()
        order = index_csv.read(listed, GALLERY)
        assert (np.diff(order) > 0).all()


@pytest.mark.parametrize(
    ("numbers", "is_blind", "name"),
    [
        (SHIRTS, False, "train-shirt-3-images.csv"),
        (SHIRTS, True, "train-3-images.csv"),
        (np.array([30]), False, "test-t-shirt-top-1-image.csv"),
        (np.array([29, 30]), False, "train-test-2-images.csv"),
        (None, False, "train-test-5-images.csv"),
    ],
)
def test_the_suggested_name_says_what_is_in_the_file(
    desk: Desk, numbers: NDArray[np.intp] | None, is_blind: bool, name: str
) -> None:
    desk.show(is_blind=is_blind)
    assert desk.take_away.suggested_name(".csv", numbers) == name


def test_without_images_nothing_is_made(desk: Desk, folder: Path) -> None:
    nobody = np.empty(0, dtype=np.intp)
    path = folder / "x"
    acts: list[Callable[[], object]] = [
        lambda: desk.take_away.save_native(path, nobody),
        lambda: desk.take_away.save_csv(path, nobody),
        lambda: desk.take_away.copy_picture(nobody),
        lambda: desk.take_away.copy_indices(nobody),
    ]
    for act in acts:
        assert "no image is selected" in desk.do(act)
    desk.show(rectangle([]))
    assert "no image is shown" in desk.do(lambda: desk.take_away.save_screen(path))
    desk.canvas.show_message("Nothing is open.")
    assert "open a data set" in desk.do(lambda: desk.take_away.save_svg(path))
    assert names(folder) == []


def test_what_is_selected_is_taken_away_though_a_message_stands_in_its_place(
    desk: Desk, folder: Path
) -> None:
    desk.canvas.show_message("No image meets the filter.")
    desk.gallery = GALLERY
    assert desk.do(lambda: desk.take_away.save_csv(folder / "x")) == take_away.NOTHING_SHOWN
    for desk.is_blind in (False, True):
        listed, grid = folder / f"{desk.is_blind}.csv", folder / "grid.png"
        desk.do(partial(desk.take_away.save_csv, listed, SHIRTS))
        desk.do(partial(desk.take_away.save_native, grid, SHIRTS))
        assert index_csv.read(listed, GALLERY).tolist() == SHIRTS.tolist()
        assert QImage(str(grid)).width() == 2 * 28 + 1
        assert ("Shirt" in listed.read_text(encoding="utf-8")) != desk.is_blind
        assert desk.take_away.is_blind == desk.is_blind


@pytest.mark.parametrize("verb", ["save_screen", "save_native", "save_svg", "save_csv"])
def test_a_place_that_takes_no_file_is_said(desk: Desk, folder: Path, verb: str) -> None:
    path = folder / "missing" / "file"
    assert str(path) in desk.do(lambda: getattr(desk.take_away, verb)(path))


def test_too_many_images_for_a_picture_are_said(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native, "LARGEST_SIDE_PX", 50)
    said = desk.do(lambda: desk.take_away.save_native(folder / "x.png"))
    assert "select fewer" in said
    assert names(folder) == []


def test_a_cancelled_export_leaves_no_file(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun = Event()
    whole = native.size_px

    def slow(layout: Layout, pyramid: Pyramid) -> tuple[int, int]:
        has_begun.set()
        is_cancelled.wait()
        return whole(layout, pyramid)

    is_cancelled = Event()
    monkeypatch.setattr(native, "size_px", slow)

    def act() -> None:
        desk.take_away.save_native(folder / "x.png")
        has_begun.wait()
        desk.take_away.cancel()
        is_cancelled.set()

    assert desk.do(act) == take_away.CANCELLED
    assert names(folder) == []


def test_one_thing_is_made_at_a_time(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = Event()

    def slow(*_args: object, **_words: object) -> str:
        may_end.wait()
        return "Done."

    monkeypatch.setattr(parcel, "write_csv", slow)
    desk.take_away.save_csv(folder / "a.csv")
    desk.take_away.copy_indices()
    assert desk.said == [take_away.BUSY]
    assert desk.do(may_end.set) == "Done."


def test_progress_is_told_with_its_payload(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    with (
        qtbot.waitSignal(desk.take_away.ended),
        qtbot.waitSignal(desk.take_away.progressed) as told,
    ):
        desk.take_away.save_csv(folder / "a.csv")
    assert told.args is not None
    assert isinstance(told.args[0], Progress)
    assert told.args[0].total == 5


def test_a_bug_is_not_swallowed(
    desk: Desk, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_words: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(parcel, "write_csv", broken)
    with qtbot.captureExceptions() as caught:
        desk.take_away.save_csv(folder / "a.csv")
        qtbot.waitUntil(lambda: not desk.take_away.is_busy)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_the_memory_being_full_is_said(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_words: object) -> str:
        raise MemoryError

    monkeypatch.setattr(parcel, "write_native", full)
    assert desk.do(lambda: desk.take_away.save_native(folder / "a")) == take_away.NO_MEMORY


class TestMenu:
    """The menu asks for a path and hands on what is meant at that moment."""

    @staticmethod
    def choose(menu: QMenu, words: str) -> None:
        menu.aboutToShow.emit()
        found = [one for one in menu.actions() if words in one.text().replace("&", "")]
        assert len(found) == 1
        assert found[0].isEnabled()
        found[0].trigger()

    @pytest.mark.parametrize(
        ("words", "end"),
        [
            ("screen", "train-test-5-images.png"),
            ("native", "train-test-5-images.png"),
            ("with labels", "train-test-5-images.svg"),
            ("Indices", "train-test-5-images.csv"),
        ],
    )
    def test_each_entry_writes_the_file_that_was_named(
        self, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch, words: str, end: str
    ) -> None:
        def ask(_widget: object, suggested: Path) -> Path:
            return folder / suggested.name

        monkeypatch.setattr(export_menu, "ask_path", ask)
        menu = ExportMenu(desk.take_away, desk.canvas)
        desk.do(lambda: self.choose(menu, words))
        assert names(folder) == [end]

    def test_it_says_first_which_images_it_is_about(self, desk: Desk) -> None:
        chosen: list[Numbers | None] = [None]
        menu = ExportMenu(desk.take_away, desk.canvas, source=lambda: chosen[0])
        said = []
        for numbers in (None, SHIRTS, SHIRTS[:1]):
            chosen[0] = numbers
            menu.aboutToShow.emit()
            said.append(menu.actions()[0].text())
            assert not menu.actions()[0].isEnabled()
        assert said == ["5 images shown", "3 selected images", "1 selected image"]
        desk.show(rectangle([7]))
        chosen[0] = None
        menu.aboutToShow.emit()
        assert menu.actions()[0].text() == "1 image shown"

    def test_the_source_is_asked_when_an_entry_is_chosen(self, desk: Desk) -> None:
        chosen = [SHIRTS[:1]]
        menu = ExportMenu(desk.take_away, desk.canvas, source=lambda: chosen[0])
        assert "1 image" in desk.do(lambda: self.choose(menu, "Copy indices"))
        chosen[0] = SHIRTS
        assert "3 images" in desk.do(lambda: self.choose(menu, "Copy picture"))

    @pytest.mark.parametrize(
        ("written", "kept"), [("", "train-3-images.csv"), ("mine", "mine.csv"), ("a.txt", "a.txt")]
    )
    def test_the_dialog_begins_with_a_name_and_adds_what_is_missing(
        self, desk: Desk, folder: Path, written: str, kept: str
    ) -> None:
        def accept() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QFileDialog)
            if written:
                dialog.selectFile(written)
            dialog.accept()

        QTimer.singleShot(0, accept)
        path = export_menu.ask_path(desk.canvas, folder / "train-3-images.csv")
        assert path == folder / kept

    def test_who_closes_the_dialog_has_given_no_path(self, desk: Desk, folder: Path) -> None:
        def reject() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QFileDialog)
            dialog.reject()

        QTimer.singleShot(0, reject)
        assert export_menu.ask_path(desk.canvas, folder / "a.csv") is None

    def test_who_gives_no_path_gets_no_file(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(export_menu, "ask_path", lambda *_: None)
        self.choose(ExportMenu(desk.take_away, desk.canvas), "Deck")
        assert not desk.take_away.is_busy
        assert desk.said == []

    def test_blindness_is_said_before_choosing(self, desk: Desk) -> None:
        menu = ExportMenu(desk.take_away, desk.canvas)
        desk.show(is_blind=True)
        menu.aboutToShow.emit()
        assert any("without" in action.text() for action in menu.actions())

    def test_while_something_is_made_it_can_only_be_cancelled(
        self, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slow(*_args: object, **words: object) -> str:
            is_cancelled = words["is_cancelled"]
            assert callable(is_cancelled)
            while not is_cancelled():
                pass
            raise Cancelled

        monkeypatch.setattr(parcel, "write_csv", slow)
        menu = ExportMenu(desk.take_away, desk.canvas)
        desk.take_away.save_csv(folder / "a.csv")
        menu.aboutToShow.emit()
        enabled = [one.text() for one in menu.actions() if one.isEnabled() and one.text()]
        assert enabled == ["Cancel the export under way"]
        assert desk.do(lambda: self.choose(menu, "Cancel")) == take_away.CANCELLED
        menu.aboutToShow.emit()
        assert not menu.actions()[-1].isVisible()


def test_a_split_whose_name_is_odd_gives_a_name_for_a_file(desk: Desk) -> None:
    odd: Split = replace(GALLERY.splits[0], name="a/b c")
    gallery = replace(GALLERY, splits=(odd, GALLERY.splits[1]))
    shown = Shown(rectangle([0, 1]), gallery, Pyramid(gallery.images))
    assert parcel.packed(shown, ColourMap.GREY).stem == "a-b-c-2-images"
