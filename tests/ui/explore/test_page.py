"""The Explore page as a person uses it, on a real workspace with a real store."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset, Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic.layout import Cell
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.arrangement import Arrangement, Kind
from fmnist_gui.ui.explore.image_view import ImageView
from fmnist_gui.ui.explore.page import BLIND_NOTE, NOTHING_OPEN, ExplorePage
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.explore.conftest import Seen

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
Exposed = Callable[[str], set[int]]


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[ExplorePage]:
    made = ExplorePage(workspace, resources.folder() / "icons")
    made.resize(1100, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.put_away()


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


def indices(page: ExplorePage) -> list[int]:
    shown = page.canvas.shown
    assert shown is not None
    return shown.layout.indices_within(page.canvas.visible_region)


def hover(qtbot: QtBot, page: ExplorePage, cell: Cell) -> int:
    """Bring the cursor to a cell and return the index of its image."""
    viewport = page.canvas.viewport()
    qtbot.mouseMove(viewport, QPoint(1, 1))
    qtbot.mouseMove(viewport, page.canvas.cell_rect(cell).center().toPoint())
    qtbot.waitUntil(lambda: page.canvas.under_cursor.cell == cell)
    index = page.canvas.under_cursor.index
    assert index is not None
    return index


def click(qtbot: QtBot, page: ExplorePage, cell: Cell) -> None:
    place = page.canvas.cell_rect(cell).center().toPoint()
    qtbot.mouseClick(page.canvas.viewport(), LEFT, pos=place)


def card_words(page: ExplorePage) -> str:
    shown = [label for label in page.card.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.text() for label in shown)


def choose(qtbot: QtBot, page: ExplorePage, kind: Kind) -> None:
    """Choose a layout with the keyboard, as the combo box lets a person do."""
    chooser = page.toolbar.layout_chooser
    steps = list(Kind).index(kind) - chooser.currentIndex()
    for _ in range(abs(steps)):
        qtbot.keyClick(chooser, Key.Key_Down if steps > 0 else Key.Key_Up)


def test_it_opens_on_the_first_ten_of_each_class(page: ExplorePage, dataset: Dataset) -> None:
    labels = dataset.splits["train"].labels
    first = [np.flatnonzero(labels == number)[:10].tolist() for number in range(10)]
    assert indices(page) == [index for row in first for index in row]
    assert page.toolbar.split_chooser.currentText() == "Train 300"
    assert page.toolbar.layout_chooser.currentText() == "Class rows 10 × 10"
    assert page.toolbar.seed_field.text() == "first"
    assert page.status.text == "100 of 300 shown"
    assert "Double click opens one image" in page.status.hint


def test_another_split_is_chosen(qtbot: QtBot, page: ExplorePage) -> None:
    qtbot.keyClick(page.toolbar.split_chooser, Key.Key_Down)
    assert page.canvas.shown is not None
    assert page.canvas.shown.split.name == "test"
    assert page.arrangement == Arrangement("test")


@pytest.mark.parametrize(
    ("kind", "count"), [(Kind.RANDOM_20, 300), (Kind.RANDOM_30, 300), (Kind.FILE_ORDER, 300)]
)
def test_another_layout_is_chosen(qtbot: QtBot, page: ExplorePage, kind: Kind, count: int) -> None:
    choose(qtbot, page, kind)
    assert page.arrangement.kind is kind
    assert sorted(indices(page)) == list(range(count))
    assert page.toolbar.seed_field.isVisible() == (kind is not Kind.FILE_ORDER)
    assert page.toolbar.dice_button.isVisible() == (kind is not Kind.FILE_ORDER)


def test_the_seed_decides_and_is_seen(qtbot: QtBot, page: ExplorePage) -> None:
    choose(qtbot, page, Kind.RANDOM_20)
    assert page.toolbar.seed_field.text() == "0"
    field = page.toolbar.seed_field
    drawn = []
    for seed in ("7", "8", "7"):
        field.selectAll()
        qtbot.keyClicks(field, seed)
        qtbot.keyClick(field, Key.Key_Return)
        drawn.append(indices(page))
    assert drawn[0] == drawn[2] != drawn[1]
    assert page.arrangement.seed == 7


def test_the_dice_draws_other_images_and_shows_their_seed(qtbot: QtBot, page: ExplorePage) -> None:
    first = indices(page)
    qtbot.mouseClick(page.toolbar.dice_button, LEFT)
    assert page.arrangement.seed == page.toolbar.seed_field.value() > 0
    assert indices(page) != first
    labels = page.canvas.shown.split.labels  # type: ignore[union-attr]
    assert (labels[indices(page)].reshape(10, 10) == np.arange(10)[:, None]).all()


def test_buttons_zoom_and_fit(qtbot: QtBot, page: ExplorePage) -> None:
    fit = page.canvas.view
    qtbot.mouseClick(page.toolbar.zoom_in_button, LEFT)
    assert page.canvas.view.scale == pytest.approx(1.5 * fit.scale)
    qtbot.mouseClick(page.toolbar.zoom_out_button, LEFT)
    assert page.canvas.view.scale == pytest.approx(fit.scale)
    qtbot.mouseClick(page.toolbar.zoom_in_button, LEFT)
    qtbot.mouseClick(page.toolbar.fit_button, LEFT)
    assert page.canvas.view == fit


def test_the_card_tells_about_the_image_under_the_cursor(qtbot: QtBot, page: ExplorePage) -> None:
    index = hover(qtbot, page, Cell(4, 3))
    assert index == 34
    words = card_words(page)
    assert "#34" in words
    assert "Coat" in words
    assert "4 of 30" in words
    split = page.canvas.shown.split  # type: ignore[union-attr]
    assert f"{split.images[34].mean():.0f}" in words
    assert page.card.subject is not None
    assert page.card.told_indices[0] == 34


def test_a_click_keeps_the_card_until_the_next_one(qtbot: QtBot, page: ExplorePage) -> None:
    kept = hover(qtbot, page, Cell(4, 3))
    click(qtbot, page, Cell(4, 3))
    hover(qtbot, page, Cell(0, 0))
    assert f"#{kept}" in card_words(page)
    assert "pinned" in card_words(page)
    click(qtbot, page, Cell(0, 0))
    assert "#0" in card_words(page)
    click(qtbot, page, Cell(0, 0))
    assert page.inspector.pinned is None
    assert "pinned" not in card_words(page)


def test_esc_lets_the_card_go(qtbot: QtBot, page: ExplorePage) -> None:
    click(qtbot, page, Cell(4, 3))
    assert page.inspector.pinned == 34
    qtbot.keyClick(page.canvas, Key.Key_Escape)
    assert page.inspector.pinned is None


# The large image


def opened(qtbot: QtBot, page: ExplorePage, cell: Cell) -> ImageView:
    place = page.canvas.cell_rect(cell).center().toPoint()
    qtbot.mouseDClick(page.canvas.viewport(), LEFT, pos=place)
    window = page.inspector.window
    assert window is not None
    assert window.isVisible()
    return window


def test_a_double_click_opens_one_image_large(qtbot: QtBot, page: ExplorePage) -> None:
    window = opened(qtbot, page, Cell(2, 5))
    assert window.subject is not None
    assert window.subject.index == 52
    assert window.windowTitle() == "#52, Pullover"


def test_the_large_image_has_the_pixels_of_the_file(
    qtbot: QtBot, page: ExplorePage, seen: Seen
) -> None:
    window = opened(qtbot, page, Cell(2, 5))
    painted = seen(window.sheet)
    image = page.canvas.shown.split.images[52]  # type: ignore[union-attr]
    height, width = painted.shape
    side = min((height - 24) // 28, (width - 24) // 28)
    top, left = (height - 28 * side) // 2, (width - 28 * side) // 2
    corners = painted[top : top + 28 * side : side, left : left + 28 * side : side]
    assert (corners == image).all()


def test_arrows_go_to_the_neighbours_and_stop_at_the_ends(qtbot: QtBot, page: ExplorePage) -> None:
    window = opened(qtbot, page, Cell(0, 1))
    seen_indices = []
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Left, Key.Key_Left):
        qtbot.keyClick(window, key)
        assert window.subject is not None
        seen_indices.append(window.subject.index)
    assert seen_indices == [20, 10, 0, 0]


def test_ctrl_c_copies_the_large_image(qtbot: QtBot, page: ExplorePage) -> None:
    window = opened(qtbot, page, Cell(0, 1))
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(window, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == copied.height() >= 28 * 18
    image = page.canvas.shown.split.images[10]  # type: ignore[union-attr]
    assert copied.pixelColor(0, 0).red() == image[0, 0]


def test_esc_closes_the_large_image(qtbot: QtBot, page: ExplorePage) -> None:
    window = opened(qtbot, page, Cell(0, 1))
    qtbot.keyClick(window, Key.Key_Escape)
    assert not window.isVisible()


# A list of images from another page


def test_a_list_shows_exactly_its_images_and_closes_to_what_was_before(
    qtbot: QtBot, page: ExplorePage
) -> None:
    choose(qtbot, page, Kind.RANDOM_20)
    before = indices(page)
    page.show_images("test", [3, 14, 159, 26], "4 images: Coat answered Dress")
    assert indices(page) == [3, 14, 159, 26]
    assert page.canvas.shown is not None
    assert page.canvas.shown.split.name == "test"
    assert page.toolbar.chip.isVisible()
    assert page.toolbar.chip.title == "4 images: Coat answered Dress"
    assert not page.toolbar.layout_chooser.isVisible()
    assert page.status.text == "4 of 300 shown"
    qtbot.mouseClick(page.toolbar.chip.close_button, LEFT)
    assert indices(page) == before
    assert not page.toolbar.chip.isVisible()
    assert page.toolbar.split_chooser.currentText() == "Train 300"


def test_esc_closes_a_list(qtbot: QtBot, page: ExplorePage) -> None:
    page.show_images("test", [3], "1 image")
    qtbot.keyClick(page.canvas, Key.Key_Escape)
    assert len(indices(page)) == 100


def test_an_empty_list_says_so(page: ExplorePage) -> None:
    page.show_images("test", [], "0 images")
    assert page.canvas.shown is None
    assert page.status.text == "0 of 300 shown"


def test_a_list_of_a_split_that_is_not_there_is_refused(page: ExplorePage) -> None:
    with pytest.raises(RequestError, match="no validation split"):
        page.show_images("validation", [1], "1 image")
    assert len(indices(page)) == 100


# Blind


def test_blind_hides_every_label(qtbot: QtBot, page: ExplorePage, workspace: Workspace) -> None:
    choose(qtbot, page, Kind.RANDOM_20)
    index = hover(qtbot, page, Cell(0, 0))
    name = FASHION_CLASSES[index % 10]
    assert name in card_words(page)
    qtbot.mouseClick(page.status.blind_box, LEFT, pos=QPoint(8, 8))
    assert workspace.settings.choices.is_blind
    hover(qtbot, page, Cell(0, 0))
    assert f"#{index}" in card_words(page)
    assert "Label hidden" in card_words(page)
    assert name not in card_words(page)
    assert page.card.told_indices == []
    window = opened(qtbot, page, Cell(0, 0))
    assert window.windowTitle() == f"#{index}, label hidden"
    page.set_blind(False)
    assert window.windowTitle() == f"#{index}, {name}"


def test_blind_takes_random_in_place_of_class_rows_and_gives_them_back(
    page: ExplorePage,
) -> None:
    rows = indices(page)
    page.set_blind(True)
    assert page.arrangement.kind is Kind.RANDOM_20
    assert indices(page) != rows
    assert page.status.hint == BLIND_NOTE
    chooser = page.toolbar.layout_chooser
    assert chooser.currentText() == "Random 20 × 20"
    assert not chooser.model().flags(chooser.model().index(0, 0)) & Qt.ItemFlag.ItemIsEnabled
    page.set_blind(False)
    assert indices(page) == rows
    assert chooser.model().flags(chooser.model().index(0, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_blind_hides_the_title_of_a_list(page: ExplorePage) -> None:
    page.set_blind(True)
    page.show_images("test", [3, 14], "2 images: Coat answered Dress")
    assert page.toolbar.chip.title == "2 images"
    page.set_blind(False)
    assert page.toolbar.chip.title == "2 images: Coat answered Dress"


# Whose labels were legible


def test_class_rows_tell_their_labels(page: ExplorePage, exposed: Exposed) -> None:
    page.put_away()
    assert exposed("train") == set(indices(page))


def test_what_was_legible_is_handed_on_by_itself(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    qtbot.waitUntil(lambda: exposed("train") == set(range(100)), timeout=4000)


def test_leaving_the_page_hands_on_what_is_waiting(page: ExplorePage, exposed: Exposed) -> None:
    page.hide()
    assert exposed("train") == set(range(100))


def test_random_cells_tell_only_what_is_pointed_at(
    qtbot: QtBot, page: ExplorePage, exposed: Exposed
) -> None:
    page.put_away()
    before = exposed("test")
    assert before == set()
    page.arrange(Arrangement("test", Kind.RANDOM_20, 3))
    index = hover(qtbot, page, Cell(1, 2))
    page.put_away()
    # The strip under the image shows the first eight others of its class.
    others = [other for other in range(index % 10, 300, 10) if other != index][:8]
    assert exposed("test") == {index, *others}


def test_labels_in_the_cells_tell_what_is_in_sight(page: ExplorePage, exposed: Exposed) -> None:
    page.arrange(Arrangement("test", Kind.RANDOM_20, 3))
    page.canvas.zoom(5 / page.canvas.view.scale)
    near = set(indices(page))
    assert 0 < len(near) < 100
    page.put_away()
    assert exposed("test") == near


def test_a_title_tells_the_labels_of_its_list(page: ExplorePage, exposed: Exposed) -> None:
    page.show_images("test", list(range(200)), "200 images: Coat answered Dress")
    page.put_away()
    assert exposed("test") == set(range(200))


def test_the_large_image_tells_its_label(qtbot: QtBot, page: ExplorePage, exposed: Exposed) -> None:
    page.arrange(Arrangement("test", Kind.FILE_ORDER))
    page.inspector.open(17)
    page.put_away()
    assert 17 in exposed("test")


def test_blind_tells_nothing(qtbot: QtBot, workspace: Workspace, exposed: Exposed) -> None:
    workspace.settings.change(is_blind=True)
    page = ExplorePage(workspace, resources.folder() / "icons")
    page.resize(1100, 700)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    hover(qtbot, page, Cell(0, 0))
    click(qtbot, page, Cell(0, 0))
    opened(qtbot, page, Cell(1, 1))
    page.arrange(Arrangement("train", Kind.CLASS_ROWS))
    page.show_images("train", [3, 14], "2 images: Coat answered Dress")
    page.canvas.zoom(3)
    page.put_away()
    assert exposed("train") == set()


def test_a_page_that_is_not_in_sight_tells_nothing(
    workspace: Workspace, exposed: Exposed, qtbot: QtBot
) -> None:
    page = ExplorePage(workspace, resources.folder() / "icons")
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show_images("test", [1, 2, 3], "3 images")
    page.put_away()
    assert exposed("test") == set()


def test_nothing_is_told_twice(
    page: ExplorePage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.put_away()
    heard: list[list[int]] = []
    monkeypatch.setattr(
        workspace, "expose", lambda _split, indices, *, source: heard.append(list(indices))
    )
    page.canvas.zoom(2)
    page.canvas.fit()
    page.hide()
    page.show()
    page.put_away()
    assert heard == []
    page.show_images("train", [5, 299], "2 images")
    page.put_away()
    assert heard == [[299]]


def test_another_person_is_told_anew(
    page: ExplorePage, workspace: Workspace, exposed: Exposed
) -> None:
    page.hide()
    workspace.settings.change(annotator="Ada")
    assert exposed("train") == set()
    page.show()
    page.hide()
    assert exposed("train") == set(range(100))


# Other data


def test_without_data_it_says_so(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.dataset = None
    page = ExplorePage(workspace, resources.folder() / "icons")
    qtbot.addWidget(page)
    assert page.canvas.shown is None
    assert page.canvas.message == NOTHING_OPEN
    assert not page.toolbar.isEnabled()


def test_another_data_set_takes_its_place(page: ExplorePage, workspace: Workspace) -> None:
    page.show_images("test", [3], "1 image")
    page.inspector.open(3)
    only = sample.split("test", 40, rows=20, columns=30, classes=3)
    workspace.show_dataset(
        Dataset({"test": only}, ("a", "b", "c"), workspace.home.folder, "Small", None)
    )
    assert page.arrangement.split == "test"
    assert len(indices(page)) == 30
    assert page.toolbar.split_chooser.count() == 1
    assert not page.toolbar.chip.isVisible()
    window = page.inspector.window
    assert window is not None
    assert not window.isVisible()


def test_an_empty_split_says_so(page: ExplorePage, workspace: Workspace) -> None:
    empty = Split("test", np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8), "none")
    workspace.show_dataset(
        Dataset({"test": empty}, FASHION_CLASSES, workspace.home.folder, "Empty", None)
    )
    assert page.canvas.message == "The test split holds no images."
    for kind in Kind:
        page.arrange(Arrangement("test", kind))
        assert page.canvas.shown is None
        assert page.status.text == "0 of 0 shown"


@pytest.mark.parametrize("size", [(1, 1), (20, 30), (64, 64)])
def test_images_of_other_sizes_are_shown(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace, seen: Seen, size: tuple[int, int]
) -> None:
    split = sample.split("train", 30, rows=size[0], columns=size[1], classes=3)
    workspace.show_dataset(
        Dataset({"train": split}, ("a", "b", "c"), workspace.home.folder, "Other", None)
    )
    index = hover(qtbot, page, Cell(2, 4))
    assert f"#{index}" in card_words(page)
    window = opened(qtbot, page, Cell(2, 4))
    assert (seen(window.sheet) > 0).any()
    assert (seen(page) > 0).any()


def test_far_views_have_their_averages_made_in_the_background(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace
) -> None:
    big = sample.split("train", 5000)
    workspace.show_dataset(
        Dataset({"train": big}, FASHION_CLASSES, workspace.home.folder, "Big", None)
    )
    assert page.canvas.shown is not None
    assert not page.canvas.shown.pyramid.is_complete
    page.arrange(Arrangement("train", Kind.FILE_ORDER))
    pyramid = page.canvas.shown.pyramid
    qtbot.waitUntil(lambda: pyramid.is_complete)


# How it looks


@pytest.mark.parametrize("size", [(620, 400), (952, 569), (2488, 1369)])
@pytest.mark.parametrize("font_px", [13, 26])
def test_nothing_overlaps_or_leaves_the_page(
    qtbot: QtBot, qapp: QApplication, page: ExplorePage, size: tuple[int, int], font_px: int
) -> None:
    before = qapp.font()
    try:
        font = qapp.font()
        font.setPixelSize(font_px)
        qapp.setFont(font)
        page.resize(*size)
        parts: list[QWidget] = [page.toolbar, page.canvas, page.card, page.status]
        for part in parts:
            assert page.rect().contains(part.geometry())
            for other in parts:
                if other is not part:
                    assert not part.geometry().intersects(other.geometry())
        assert page.canvas.width() >= 0.6 * page.width()
        tools = page.toolbar
        shown: list[QWidget] = [tools.split_chooser, tools.layout_chooser, tools.dice_button]
        for tool in (*shown, tools.fit_button):
            assert tools.rect().contains(tool.geometry())
    finally:
        qapp.setFont(before)


def test_the_canvas_ground_does_not_follow_the_theme(
    page: ExplorePage, qapp: QApplication, seen: Seen
) -> None:
    dark = seen(page)
    try:
        theme.apply(qapp, theme.LIGHT, resources.folder() / "theme")
        light = seen(page)
    finally:
        theme.apply(qapp, theme.DARK, resources.folder() / "theme")
    box = page.canvas.geometry()
    inside = np.s_[box.top() : box.bottom() + 1, box.left() : box.right() + 1]
    assert (dark[inside] == light[inside]).all()
    assert (dark[: box.top()] != light[: box.top()]).any()
