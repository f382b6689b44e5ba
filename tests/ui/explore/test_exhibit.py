"""What hangs on the canvas follows each wish, or stays as it is."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.table.column import Column, number_column
from fmnist_gui.core.table.score_column import image_columns
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore import exhibit as module
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.hanger import NOTHING_OPEN, LaidOut
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.explore.map_maker import MapMoved
from fmnist_gui.ui.explore.view import View
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.explore.conftest import Seen
from tests.ui.explore.stage import known_at_once, numbers_of

PATIENCE_MS = 20_000
"""So long a busy machine may take for what is made in the background."""

GRID = Arrangement("train", Kind.GRID)


def ask(exhibit: Exhibit, query: str) -> bool:
    return exhibit.arrange(replace(exhibit.arrangement, query=query))


def other(train: int = 12, test: int = 0) -> Dataset:
    splits = {"train": sample.split("train", train), "test": sample.split("test", test)}
    kept = {name: split for name, split in splits.items() if len(split)}
    return Dataset(kept, FASHION_CLASSES, Path("other"), "Other")


def show(exhibit: Exhibit, dataset: Dataset) -> None:
    """Open other data, as the page does."""
    exhibit.open(dataset)
    assert exhibit.gallery is not None
    exhibit.take_table(known_at_once(exhibit.gallery))


def test_it_begins_with_the_first_ten_of_each_class(exhibit: Exhibit) -> None:
    assert numbers_of(exhibit) == [10 * i + c for c in range(10) for i in range(10)]
    assert not exhibit.history.can_go_back


def test_it_says_how_many_of_how_many_are_shown(qtbot: QtBot, exhibit: Exhibit) -> None:
    with qtbot.waitSignal(exhibit.laid_out) as heard:
        exhibit.arrange(Arrangement("test", Kind.GRID, query="index:0-49"))
    assert heard.args == [LaidOut(50, 300)]
    with qtbot.waitSignal(exhibit.laid_out) as heard:
        exhibit.arrange(Arrangement("", Kind.GRID))
    assert heard.args == [LaidOut(600, 600)]
    # A query that speaks of splits decides which one is meant.
    with qtbot.waitSignal(exhibit.laid_out) as heard:
        exhibit.arrange(Arrangement("train", Kind.GRID, query="split:test"))
    assert heard.args == [LaidOut(300, 600)]


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Arrangement("train", Kind.GRID, query="brightness<"), QueryError),
        (Arrangement("train", Kind.GRID, query="colour:red"), QueryError),
        (Arrangement("train", Kind.BY_ANSWER), RequestError),
        (Arrangement("train", Kind.BY_DECISION), RequestError),
        (Arrangement("test", Kind.PREDICTION_MATRIX), RequestError),
    ],
)
def test_a_wish_that_cannot_be_met_leaves_everything_as_it_was(
    qtbot: QtBot, exhibit: Exhibit, canvas: Canvas, wish: Arrangement, error: type[Exception]
) -> None:
    canvas.look(View(3, 40, 50))
    shown, view, before = canvas.shown, canvas.view, exhibit.arrangement
    with (
        qtbot.waitSignal(exhibit.refused) as heard,
        qtbot.assertNotEmitted(exhibit.laid_out),
    ):
        assert not exhibit.arrange(wish)
    assert heard.args is not None
    assert isinstance(heard.args[0].error, error)
    assert (canvas.shown, canvas.view, exhibit.arrangement) == (shown, view, before)
    assert not exhibit.history.can_go_back


def test_going_back_and_forth_gives_what_was_seen_from_where_it_was_seen(
    exhibit: Exhibit, canvas: Canvas
) -> None:
    exhibit.arrange(GRID)
    canvas.look(View(4, 40, 50))
    near, grid = canvas.view, numbers_of(exhibit)
    exhibit.arrange(Arrangement("test", Kind.RANDOM, side=5))
    drawn = numbers_of(exhibit)
    assert canvas.is_fit
    exhibit.go_back()
    assert numbers_of(exhibit) == grid
    assert canvas.view == near
    exhibit.go_forward()
    assert numbers_of(exhibit) == drawn
    assert canvas.is_fit


def test_what_is_typed_without_a_pause_is_one_step_back(exhibit: Exhibit) -> None:
    exhibit.arrange(GRID)
    for text in ("index:1", "index:12", "index:123"):
        assert ask(exhibit, text)
    assert numbers_of(exhibit) == [123]
    exhibit.go_back()
    assert exhibit.arrangement == GRID
    # What is typed after going back is a step of its own.
    ask(exhibit, "index:7")
    exhibit.go_back()
    assert exhibit.arrangement == GRID


def test_another_layout_between_two_queries_is_a_step_too(exhibit: Exhibit) -> None:
    exhibit.arrange(GRID)
    ask(exhibit, "index:1")
    exhibit.arrange(replace(exhibit.arrangement, kind=Kind.RANDOM))
    ask(exhibit, "index:2")
    seen = []
    for _ in range(3):
        exhibit.go_back()
        seen.append((exhibit.arrangement.kind, exhibit.arrangement.query))
    assert seen == [(Kind.RANDOM, "index:1"), (Kind.GRID, "index:1"), (Kind.GRID, "")]


def test_after_a_pause_each_query_is_a_step(
    exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TYPING_MS", 0)
    ask(exhibit, "index:1")
    ask(exhibit, "index:2")
    exhibit.go_back()
    assert exhibit.arrangement.query == "index:1"


# Lists


def test_a_list_hangs_in_its_own_order_until_it_is_closed(
    qtbot: QtBot, exhibit: Exhibit, canvas: Canvas
) -> None:
    before = numbers_of(exhibit)
    with qtbot.waitSignal(exhibit.laid_out) as heard:
        exhibit.show_list(ImageList((310, 305, 599), "3 images", "test"))
    assert numbers_of(exhibit) == [310, 305, 599]
    assert heard.args == [LaidOut(3, 300)]
    exhibit.close_list()
    assert numbers_of(exhibit) == before
    exhibit.go_back()
    assert numbers_of(exhibit) == [310, 305, 599]
    exhibit.go_back()
    assert numbers_of(exhibit) == before


def test_an_empty_list_says_so(exhibit: Exhibit, canvas: Canvas) -> None:
    exhibit.show_list(ImageList((), "0 images", "test"))
    assert canvas.shown is None
    assert canvas.message == "This list holds no images."


def test_choosing_a_layout_leaves_the_list(exhibit: Exhibit) -> None:
    exhibit.show_list(ImageList((3, 4), "2 images", "train"))
    exhibit.arrange(exhibit.arrangement)
    assert exhibit.images is None
    assert len(numbers_of(exhibit)) == 100


# What becomes known later


def test_knowing_more_keeps_the_view_and_the_marked_cell(
    exhibit: Exhibit, canvas: Canvas, seen: Seen
) -> None:
    canvas.look(View(3, 40, 50))
    canvas.pin(Cell(2, 2))
    view, picture = canvas.view, seen(canvas)
    exhibit.take_table(exhibit.table.with_tags({"odd": np.zeros(600, dtype=np.bool_)}))
    assert canvas.view == view
    assert (seen(canvas) == picture).all()


def test_what_is_shown_follows_what_becomes_known(exhibit: Exhibit) -> None:
    exhibit.take_table(exhibit.table.with_tags({"odd": np.arange(600) < 3}))
    exhibit.arrange(replace(GRID, query="tag:odd"))
    assert numbers_of(exhibit) == [0, 1, 2]
    exhibit.take_table(exhibit.table.with_tags({"odd": np.arange(600) < 5}))
    assert numbers_of(exhibit) == [0, 1, 2, 3, 4]


def test_what_can_no_longer_be_asked_is_taken_down_with_the_reason(
    qtbot: QtBot, exhibit: Exhibit, canvas: Canvas
) -> None:
    exhibit.arrange(replace(GRID, query="brightness>128"))
    with qtbot.assertNotEmitted(exhibit.refused):
        exhibit.take_table(Table(600))
    assert canvas.shown is None
    assert "brightness" in canvas.message


def test_news_leave_the_view_where_it_is(exhibit: Exhibit, canvas: Canvas) -> None:
    exhibit.arrange(replace(GRID, query="brightness>127.5"))
    canvas.look(View(3, 40, 50))
    column = exhibit.table.column("brightness")
    assert column is not None
    fewer = number_column("brightness", "Brightness", np.roll(column.values, 1))
    before = numbers_of(exhibit)
    exhibit.take_table(exhibit.table.with_columns(fewer))
    assert numbers_of(exhibit) != before
    seen_from = (canvas.view.scale, canvas.view.left, canvas.view.top)
    assert seen_from == pytest.approx((3, 40, 50))
    exhibit.arrange(replace(GRID, query="brightness>127.4"))
    assert canvas.is_fit


def test_going_back_to_what_cannot_be_shown_changes_nothing(
    exhibit: Exhibit, canvas: Canvas
) -> None:
    exhibit.arrange(replace(GRID, query="brightness>128"))
    exhibit.arrange(Arrangement("test", Kind.GRID))
    shown, asked = numbers_of(exhibit), exhibit.arrangement
    exhibit.take_table(Table(600).with_columns(*image_columns(gallery_in(exhibit))))
    exhibit.go_back()
    assert numbers_of(exhibit) == shown
    assert exhibit.arrangement == asked


def gallery_in(exhibit: Exhibit) -> Gallery:
    assert exhibit.gallery is not None
    return exhibit.gallery


# Colours


def test_a_tint_by_a_number_ranks_among_what_is_shown(exhibit: Exhibit, canvas: Canvas) -> None:
    exhibit.colour_by("brightness")
    exhibit.arrange(replace(GRID, query="index:100-119"))
    assert canvas.shown is not None
    assert canvas.shown.tint is not None
    values = canvas.shown.tint.column.values[100:120]
    colours = canvas.shown.tint.colours[100:120]
    low, high = colours[values.argmin()], colours[values.argmax()]
    palette = [int(colour[1:], 16) | 0xFF000000 for colour in canvas.shown.tint.palette]
    assert (low, high) == (palette[0], palette[-1])
    assert len(set(colours.tolist())) == 20


def test_a_tint_is_a_step_to_go_back_from(exhibit: Exhibit) -> None:
    exhibit.colour_by("brightness")
    exhibit.go_back()
    assert exhibit.tint_column is None
    exhibit.go_forward()
    assert exhibit.tint_key == "brightness"


def test_a_column_of_which_nothing_is_known_tints_nothing(exhibit: Exhibit) -> None:
    unknown = Column("margin", "Margin", np.full(600, np.nan, dtype=np.float32))
    exhibit.take_table(exhibit.table.with_columns(unknown))
    exhibit.colour_by("margin")
    assert exhibit.tint_column is None


# Blind


@pytest.mark.parametrize(
    ("wish", "given", "sentence"),
    [
        (Arrangement("train"), (Kind.RANDOM, "", "index"), "random in place of class rows"),
        (replace(GRID, query="class:coat"), (Kind.GRID, "", "index"), "without the filter"),
        (replace(GRID, sort="class"), (Kind.GRID, "", "index"), "in file order"),
        (
            Arrangement("train", Kind.BY_CLASS, query="class:coat", sort="class"),
            (Kind.RANDOM, "", "index"),
            "random in place of grouped by class, without the filter, in file order",
        ),
    ],
)
def test_blindness_says_what_it_leaves_out_and_gives_it_back(
    qtbot: QtBot,
    workspace: Workspace,
    exhibit: Exhibit,
    *,
    wish: Arrangement,
    given: tuple[Kind, str, str],
    sentence: str,
) -> None:
    exhibit.arrange(wish)
    open_eyed = numbers_of(exhibit)
    workspace.settings.change(is_blind=True)
    with qtbot.waitSignal(exhibit.laid_out) as heard:
        exhibit.lay_out()
    now = exhibit.arrangement
    assert (now.kind, now.query, now.sort) == given
    assert heard.args is not None
    assert heard.args[0].left_out == f"Blind: {sentence}"
    workspace.settings.change(is_blind=False)
    exhibit.lay_out()
    assert numbers_of(exhibit) == open_eyed


@pytest.mark.parametrize("query", ["", "index:0-99", "brightness>120"])
def test_blindness_leaves_what_tells_nothing(
    qtbot: QtBot, workspace: Workspace, exhibit: Exhibit, query: str
) -> None:
    exhibit.arrange(replace(GRID, query=query, sort="brightness"))
    before = numbers_of(exhibit)
    exhibit.colour_by("class")
    workspace.settings.change(is_blind=True)
    with qtbot.waitSignal(exhibit.laid_out) as heard:
        exhibit.lay_out()
    assert heard.args == [LaidOut(len(before), 300)]
    assert numbers_of(exhibit) == before
    assert exhibit.tint_column is None


# Other data


def test_without_data_it_says_so(workspace: Workspace, canvas: Canvas) -> None:
    exhibit = Exhibit(workspace, canvas, canvas)
    exhibit.open(None)
    exhibit.lay_out()
    assert canvas.message == NOTHING_OPEN


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("query", ["", "index:200-299"])
def test_other_data_never_leaves_the_old_images_hanging(
    exhibit: Exhibit, canvas: Canvas, kind: Kind, query: str
) -> None:
    everything = np.arange(600, dtype=np.float32) % 3
    columns = [Column(k, k, everything, "choice", FASHION_CLASSES) for k in ("answer", "predicted")]
    decided = Column("decision", "Decision", everything, "choice", ("keep", "relabel", "bad"))
    exhibit.take_table(exhibit.table.with_columns(*columns, decided))
    exhibit.arrange(Arrangement("test", kind, query=query))
    exhibit.select(exhibit.selection.with_numbers(np.arange(600)))
    show(exhibit, other())
    assert exhibit.gallery is not None
    assert canvas.shown is None or canvas.shown.gallery is exhibit.gallery
    assert exhibit.selection.count == 0
    assert exhibit.arrangement.split == "train"
    assert not exhibit.history.can_go_back
    canvas.grab()


def test_all_splits_stay_all_splits_where_there_are_several(exhibit: Exhibit) -> None:
    exhibit.arrange(Arrangement("", Kind.GRID))
    show(exhibit, other(12, 8))
    assert numbers_of(exhibit) == list(range(20))


def test_an_empty_split_says_so(exhibit: Exhibit, canvas: Canvas) -> None:
    empty = Dataset(
        {"train": sample.split("train", 0)}, FASHION_CLASSES, Path("none"), "None", None
    )
    show(exhibit, empty)
    assert canvas.message == "The train split holds no images."


def test_a_filter_that_lets_nothing_through_says_so(exhibit: Exhibit, canvas: Canvas) -> None:
    assert ask(exhibit, "brightness>254")
    assert canvas.message.startswith("No image is like that.")


def test_the_map_leaves_what_hangs_there_until_it_has_places(
    qtbot: QtBot, exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[object, str]] = []
    monkeypatch.setattr(exhibit.maps, "ask", lambda *asked: started.append(asked))
    shown = numbers_of(exhibit)
    assert exhibit.arrange(Arrangement("train", Kind.MAP))
    assert started == [(exhibit.gallery, "train")]
    assert numbers_of(exhibit) == shown
    places = np.random.default_rng(0).random((600, 2), dtype=np.float32)
    monkeypatch.setattr(exhibit.maps, "places_of", lambda *_: places)
    exhibit.maps.moved.emit(MapMoved(places, is_final=False))
    qtbot.waitUntil(lambda: sorted(numbers_of(exhibit)) == list(range(300)), timeout=PATIENCE_MS)
