"""Views are kept by name from one start to the next, and shown as far as they can be."""

import json
from collections.abc import Mapping

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources, saved_view
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.view_shelf import arrangement_of
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.stage import numbers_of, settle

DARK_COATS = Arrangement(
    "test", Kind.RANDOM, seed=4, side=5, sort="brightness", is_falling=True, query="class:coat"
)


@pytest.fixture
def page(qtbot: QtBot, page: ExplorePage) -> ExplorePage:
    settle(qtbot, page)
    return page


@pytest.fixture
def failures(workspace: Workspace) -> list[str]:
    heard: list[str] = []
    workspace.failed.connect(lambda failure: heard.append(failure.sentence))
    return heard


def reopened(qtbot: QtBot, workspace: Workspace) -> ExplorePage:
    """Return the page as the next start makes it."""
    made = ExplorePage(workspace, resources.folder() / "icons")
    qtbot.addWidget(made)
    settle(qtbot, made)
    return made


def save(page: ExplorePage, name: str, arrangement: Arrangement, *, tint: str = "") -> list[int]:
    """Save a view and return the images that it shows."""
    page.arrange(arrangement)
    page.exhibit.colour_by(tint)
    page.toolbar.query_field.view_saved.emit(name)
    return numbers_of(page.exhibit)


def write(workspace: Workspace, views: Mapping[str, object] | str) -> None:
    text = views if isinstance(views, str) else json.dumps(views)
    workspace.home.views.parent.mkdir(parents=True, exist_ok=True)
    workspace.home.views.write_text(text, encoding="utf-8")


def names(workspace: Workspace) -> list[str]:
    return sorted(saved_view.read(workspace.home.views).views)


def test_a_view_is_there_after_a_restart_with_everything_that_was_chosen(
    qtbot: QtBot, workspace: Workspace, page: ExplorePage
) -> None:
    shown = save(page, "Dark coats", DARK_COATS, tint="brightness")
    again = reopened(qtbot, workspace)
    assert again.arrangement != DARK_COATS
    again.toolbar.query_field.view_chosen.emit("Dark coats")
    assert again.arrangement == DARK_COATS
    assert again.exhibit.tint_key == "brightness"
    assert numbers_of(again.exhibit) == shown
    assert again.toolbar.query_field.text == "class:coat"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_layout_can_be_kept(kind: Kind) -> None:
    view = {"split": "", "kind": kind.value, "seed": 1, "side": 3, "sort": "index"}
    made = arrangement_of("v", {**view, "is_falling": False, "query": ""})
    assert made == Arrangement("", kind, seed=1, side=3)


def test_a_view_is_replaced_by_one_of_its_name_and_can_be_removed(
    workspace: Workspace, page: ExplorePage
) -> None:
    save(page, "a", Arrangement("train", Kind.GRID))
    save(page, "b", Arrangement("train", Kind.GRID))
    save(page, "a", DARK_COATS)
    page.arrange(Arrangement("train", Kind.GRID))
    page.views.show_view("a")
    assert page.arrangement == DARK_COATS
    page.toolbar.query_field.view_removed.emit("a")
    assert names(workspace) == ["b"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\nb\x00"])
def test_a_name_that_is_none_is_refused_in_one_sentence(
    workspace: Workspace, page: ExplorePage, failures: list[str], name: str
) -> None:
    save(page, name, DARK_COATS)
    assert len(failures) == 1
    assert failures[0].startswith("the name of a view: expected 1 to 60 signs")
    assert names(workspace) == []


def test_a_damaged_file_is_said_and_put_aside(
    qtbot: QtBot, workspace: Workspace, failures: list[str]
) -> None:
    write(workspace, "{ this is none")
    page = reopened(qtbot, workspace)
    assert len(failures) == 1
    assert "views.json.unreadable" in failures[0]
    save(page, "new", DARK_COATS)
    assert names(workspace) == ["new"]


@pytest.mark.parametrize(
    "view",
    [
        {"kind": "spiral"},
        {},
        {"kind": "grid", "seed": "many"},
        {"kind": "grid", "is_falling": 1},
        {"kind": 3},
    ],
)
def test_a_view_of_another_version_is_refused_and_nothing_changes(
    qtbot: QtBot, workspace: Workspace, failures: list[str], view: Mapping[str, object]
) -> None:
    write(workspace, {"old": view})
    page = reopened(qtbot, workspace)
    before, shown = page.arrangement, numbers_of(page.exhibit)
    page.toolbar.query_field.view_chosen.emit("old")
    assert len(failures) == 1
    assert failures[0].startswith("the view old: expected a layout of this version")
    assert (page.arrangement, numbers_of(page.exhibit)) == (before, shown)


def test_what_a_later_version_adds_is_passed_over() -> None:
    made = arrangement_of("v", {"kind": "grid", "wind": 7})
    assert made == Arrangement(kind=Kind.GRID)


@pytest.mark.parametrize("query", ["margin<0.3", "brightness<", "tag:"])
def test_a_view_whose_filter_cannot_be_met_says_where_it_goes_wrong(
    page: ExplorePage, workspace: Workspace, query: str
) -> None:
    before, shown = page.arrangement, numbers_of(page.exhibit)
    view: dict[str, str | int] = {"kind": "grid", "split": "train", "query": query, "tint": "class"}
    saved_view.keep(workspace.home.views, "v", view)
    page.views.save("w")
    page.toolbar.query_field.view_chosen.emit("v")
    assert page.toolbar.query_field.error
    assert (page.arrangement, numbers_of(page.exhibit)) == (before, shown)
    assert page.exhibit.tint_key == ""


def test_a_view_of_a_split_that_is_not_there_is_refused(
    page: ExplorePage, workspace: Workspace, failures: list[str]
) -> None:
    shown = numbers_of(page.exhibit)
    saved_view.keep(workspace.home.views, "v", {"kind": "grid", "split": "validation"})
    page.views.save("w")
    page.toolbar.query_field.view_chosen.emit("v")
    assert len(failures) == 1
    assert "validation" in failures[0]
    assert numbers_of(page.exhibit) == shown


@pytest.mark.parametrize("wrong", [{"side": 0}, {"side": -3}, {"seed": -1}, {"side": 10**9}])
def test_numbers_that_nobody_can_choose_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(RequestError, match="the view v: expected"):
        arrangement_of("v", {"kind": "random", **wrong})


def test_when_nothing_can_be_written_it_says_so(
    page: ExplorePage, workspace: Workspace, failures: list[str]
) -> None:
    # Where it is written first, a folder stands in the way.
    workspace.home.views.with_name("views.json.new").mkdir(parents=True)
    save(page, "a", DARK_COATS)
    assert len(failures) == 1
    assert "cannot be written" in failures[0]
