"""Tags are put on, taken off, kept and found again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.tag_field import TagField
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.workspace import Failure, Workspace
from tests.ui.explore.stage import LEFT, asked, numbers_of, settle
from tests.ui.image.words import words_of

Key = Qt.Key
SOME = [3, 14, 159, 326]


@pytest.fixture
def page(qtbot: QtBot, page: ExplorePage) -> ExplorePage:
    """Return the page with some images of both splits selected."""
    settle(qtbot, page)
    page.exhibit.select(page.exhibit.selection.with_numbers(np.array(SOME)))
    return page


@contextmanager
def started(qtbot: QtBot, home: Home, dataset: Dataset) -> Iterator[ExplorePage]:
    """Open the page as a start of the program does, and put it away afterwards."""
    catalog = resources.folder() / "datasets.toml"
    workspace = Workspace(Tasks(), Settings(home.settings), home, catalog_path=catalog)
    workspace.open_store()
    workspace.show_dataset(dataset)
    page = ExplorePage(workspace, resources.folder() / "icons")
    qtbot.addWidget(page)
    settle(qtbot, page)
    yield page
    page.put_away()
    workspace.close()


def write(qtbot: QtBot, page: ExplorePage, text: str) -> None:
    """Open the line with its key and write a tag."""
    qtbot.keyClick(page.canvas, Key.Key_T)
    qtbot.waitUntil(page.tag_field.isVisible)
    qtbot.keyClicks(page.tag_field.field, text)
    qtbot.keyClick(page.tag_field.field, Key.Key_Return)


def tagged(page: ExplorePage, tag: str) -> list[int]:
    mask = page.exhibit.table.tags.get(tag)
    return [] if mask is None else np.flatnonzero(mask).tolist()


def found(page: ExplorePage, query: str) -> list[int]:
    page.arrange(Arrangement("", Kind.GRID, query=query))
    assert page.arrangement.query == query
    return numbers_of(page.exhibit)


def test_a_tag_is_put_on_kept_and_found_again(
    qtbot: QtBot, workspace: Workspace, page: ExplorePage
) -> None:
    with qtbot.waitSignal(page.selection_desk.said) as heard:
        write(qtbot, page, "  Odd ")
    assert heard.args == ["4 images tagged odd. The filter tag:odd finds them again."]
    qtbot.waitUntil(lambda: tagged(page, "odd") == SOME)
    # It is still said when the tags were read again and everything was laid out anew.
    assert heard.args == [page.toast.sentence]
    kept = asked(qtbot, workspace, lambda store: store.tags(workspace.split("train").fingerprint))
    assert kept["odd"].tolist() == [3, 14, 159]
    assert found(page, "tag:odd") == SOME


def test_a_hyphen_takes_it_off(qtbot: QtBot, page: ExplorePage) -> None:
    write(qtbot, page, "odd")
    qtbot.waitUntil(lambda: tagged(page, "odd") == SOME)
    page.exhibit.select(page.exhibit.selection.without_numbers(np.array([3, 326])))
    with qtbot.waitSignal(page.selection_desk.said) as heard:
        write(qtbot, page, "-odd")
    assert heard.args == ["2 images no longer tagged odd."]
    qtbot.waitUntil(lambda: tagged(page, "odd") == [3, 326])


def test_tags_are_there_after_a_restart(qtbot: QtBot, dataset: Dataset, tmp_path: Path) -> None:
    home = Home(tmp_path / "kept")
    with started(qtbot, home, dataset) as page:
        page.exhibit.select(page.exhibit.selection.with_numbers(np.array(SOME)))
        page.selection_desk.tag("odd")
        qtbot.waitUntil(lambda: tagged(page, "odd") == SOME)
    with started(qtbot, home, dataset) as page:
        assert found(page, "tag:odd") == SOME


def test_review_sends_to_the_review_desk(qtbot: QtBot, page: ExplorePage) -> None:
    with (
        qtbot.waitSignal(page.review_asked),
        qtbot.waitSignal(page.selection_desk.said) as heard,
    ):
        qtbot.mouseClick(page.status.buttons["review"], LEFT)
    assert heard.args == ["4 images sent to review. Ctrl+4 leads to them."]
    qtbot.waitUntil(lambda: tagged(page, "review") == SOME)


def test_r_sends_to_the_review_desk_too(qtbot: QtBot, page: ExplorePage) -> None:
    with qtbot.waitSignal(page.selection_desk.said) as heard:
        qtbot.keyClick(page.canvas, Key.Key_R)
    assert heard.args is not None
    assert heard.args[0].startswith("4 images sent to review.")
    qtbot.waitUntil(lambda: tagged(page, "review") == SOME)


@pytest.mark.parametrize("text", ["two words", "a,b", "x" * 41, "-", "*"])
def test_what_cannot_be_a_tag_is_refused_in_one_sentence(
    qtbot: QtBot, workspace: Workspace, page: ExplorePage, text: str
) -> None:
    failures: list[Failure] = []
    workspace.failed.connect(failures.append)
    write(qtbot, page, text)
    (failure,) = failures
    assert failure.sentence.startswith("a tag has 1 to 40 printable characters")
    assert page.exhibit.table.tags == {}


def test_it_says_for_how_many_and_offers_the_tags_there_are(
    qtbot: QtBot, page: ExplorePage
) -> None:
    write(qtbot, page, "odd")
    qtbot.waitUntil(lambda: tagged(page, "odd") == SOME)
    qtbot.mouseClick(page.status.buttons["tag"], LEFT)
    assert "Tag 4 images" in words_of(page.tag_field)
    assert page.tag_field.field.text() == ""
    completer = page.tag_field.field.completer()
    completer.setCompletionPrefix("O")
    assert completer.currentCompletion() == "odd"


def test_esc_closes_it_and_does_nothing(qtbot: QtBot, page: ExplorePage) -> None:
    qtbot.keyClick(page.canvas, Key.Key_T)
    qtbot.keyClicks(page.tag_field.field, "odd")
    qtbot.keyClick(page.tag_field.field, Key.Key_Escape)
    assert page.tag_field.isHidden()
    assert page.exhibit.selection.count == 4
    assert QApplication.focusWidget() is page.canvas


def test_its_keys_are_none_of_the_canvas(qtbot: QtBot, page: ExplorePage) -> None:
    view = page.canvas.view
    qtbot.keyClick(page.canvas, Key.Key_T)
    for key in (Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_0, Key.Key_G):
        qtbot.keyClick(page.tag_field.field, key)
    assert page.canvas.view == view
    assert page.go_to.isHidden()


def test_an_empty_line_closes_without_a_tag(qtbot: QtBot, page: ExplorePage) -> None:
    field: TagField = page.tag_field
    with qtbot.assertNotEmitted(field.entered):
        write(qtbot, page, "   ")
    assert field.isHidden()
