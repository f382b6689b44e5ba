"""The Explore page in narrow windows, with large letters and in both themes."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.explore.page import ExplorePage
from tests.ui.explore.conftest import Seen
from tests.ui.explore.hand import hover

SIZES = [(648, 409), (952, 569), (2488, 1369)]
FONTS = [13, 26]


@pytest.fixture
def letters(qapp: QApplication) -> Iterator[Callable[[int], None]]:
    """Return a function that gives the whole application another size of letters."""
    before = qapp.font()

    def take(font_px: int) -> None:
        font = qapp.font()
        font.setPixelSize(font_px)
        qapp.setFont(font)
        theme.apply(qapp, theme.DARK, resources.folder() / "theme")

    yield take
    qapp.setFont(before)
    theme.apply(qapp, theme.DARK, resources.folder() / "theme")


@pytest.fixture(params=FONTS)
def sized(request: pytest.FixtureRequest, letters: Callable[[int], None]) -> ExplorePage:
    """Return a page made with letters of 100 % and of 200 %."""
    letters(request.param)
    page = request.getfixturevalue("page")
    assert isinstance(page, ExplorePage)
    return page


def shown_in(widget: QWidget) -> list[QWidget]:
    """Return the parts of a bar that are in sight."""
    parts = [part for part in widget.children() if isinstance(part, QWidget)]
    return [part for part in parts if part.isVisible() and not part.isWindow()]


def settle(page: ExplorePage, size: tuple[int, int]) -> None:
    page.resize(*size)
    for _ in range(3):
        QApplication.sendPostedEvents()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_or_leaves_the_page(sized: ExplorePage, size: tuple[int, int]) -> None:
    settle(sized, size)
    parts: list[QWidget] = [sized.toolbar, sized.canvas, sized.card, sized.status]
    for part in parts:
        assert sized.rect().contains(part.geometry())
    for one, other in combinations(parts, 2):
        assert not one.geometry().intersects(other.geometry())
    assert sized.canvas.width() >= 0.6 * sized.width()


@pytest.mark.parametrize("kind", [Kind.CLASS_ROWS, Kind.RANDOM, Kind.GRID])
@pytest.mark.parametrize("size", SIZES)
def test_no_tool_overlaps_or_leaves_its_bar(
    qtbot: QtBot, sized: ExplorePage, size: tuple[int, int], kind: Kind
) -> None:
    sized.arrange(Arrangement("train", kind))
    settle(sized, size)
    for has_selection in (False, True):
        if has_selection:
            sized.selection_desk.select_all()
        for bar in (sized.toolbar, sized.status):
            # What comes in from the background may move tools at any moment.
            qtbot.waitUntil(partial(is_tidy, bar))
    always = (sized.toolbar.split_chooser, sized.toolbar.layout_chooser, sized.status.blind_box)
    assert all(part.isVisible() for part in always)


def is_tidy(bar: QWidget) -> bool:
    """Whether the parts of a bar in sight stay within it and apart from each other."""
    boxes = [part.geometry() for part in shown_in(bar)]
    is_within = all(bar.rect().contains(box) for box in boxes)
    return is_within and not any(one.intersects(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("size", SIZES)
def test_no_word_is_cut_off(qtbot: QtBot, sized: ExplorePage, size: tuple[int, int]) -> None:
    hover(qtbot, sized, Cell(0, 0))
    sized.selection_desk.select_all()
    sized.status.show_work("Looking for neighbours", 1, total=2)
    settle(sized, size)
    qtbot.waitUntil(lambda: list(cut_off(sized)) == [])


def cut_off(page: ExplorePage) -> Iterator[str]:
    """Yield what has less room than it needs, though it can neither shorten itself nor wrap."""
    labels = (label for label in page.findChildren(QLabel) if not isinstance(label, ElidedLabel))
    parts: list[QLabel | QAbstractButton] = [label for label in labels if not label.wordWrap()]
    parts += page.findChildren(QAbstractButton)
    for part in parts:
        if not (part.isVisible() and part.text()):
            continue
        wanted = part.sizeHint()
        if part.width() < wanted.width() or part.height() < wanted.height():
            yield f"{part.text()}: {part.size()} of {wanted}"
    for chooser in page.findChildren(QComboBox):
        if chooser.isVisible() and chooser.height() < 1.25 * QFontMetrics(chooser.font()).height():
            yield f"{chooser.currentText()}: {chooser.height()}"


@pytest.mark.parametrize("size", SIZES)
def test_what_floats_stays_on_the_canvas(sized: ExplorePage, size: tuple[int, int]) -> None:
    sized.arrange(Arrangement("train", Kind.GRID))
    sized.exhibit.colour_by("class")
    settle(sized, size)
    sized.canvas.zoom(4)
    sized.ask_for_index()
    settle(sized, size)
    floating = [sized.legend_desk.legend, sized.minimap, sized.go_to]
    for part in floating:
        assert part.isVisible()
        assert sized.canvas.rect().contains(part.geometry()), part
    assert not sized.legend_desk.legend.geometry().intersects(sized.minimap.geometry())


def test_the_canvas_does_not_follow_the_theme(
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
    bar = np.s_[: box.top()]
    assert (dark[bar] != light[bar]).any()


def test_the_bar_grows_with_the_letters(page: ExplorePage, letters: Callable[[int], None]) -> None:
    before = page.toolbar.height()
    letters(26)
    settle(page, (1101, 700))
    assert page.toolbar.height() > before
