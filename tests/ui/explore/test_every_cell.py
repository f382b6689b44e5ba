"""The right image, always: under each pixel lies the image whose number the cursor finds there."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind, arranged
from fmnist_gui.core.table.column import Column, number_column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.view import View
from tests import sample
from tests.ui.explore.conftest import standing
from tests.ui.explore.expected import Under, assert_right, under
from tests.ui.explore.made import shuffled, tint_for, whole_view

SIZES = [(28, 28), (20, 30), (64, 64), (9, 5), (1, 1)]
ROUNDS = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


# All images


@pytest.mark.slow
def test_all_70_000_are_right_at_their_own_size(canvas: Canvas) -> None:
    split = sample.split("train", 70_000)
    canvas.resize(1600, 1000)
    canvas.show_layout(standing(split, shuffled(70_000, 41), is_blind=True))
    room, right = canvas.room, np.zeros(70_000, dtype=bool)
    # The middle of the widget stays on the mosaic, so its edges are reached from half a widget off.
    for top in range(-500, int(room.content_height), 1000 - 29):
        for left in range(-800, int(room.content_width), 1600 - 29):
            canvas.look(whole_view(canvas, 1, left, top))
            right[list(assert_right(canvas).whole)] = True
    assert right.all()


@pytest.mark.parametrize("count", [1, 2, 3, 17, 70_001])
@pytest.mark.parametrize("size", [(28, 28), (20, 30), (64, 64)])
def test_any_number_of_images_of_any_size(
    canvas: Canvas, count: int, size: tuple[int, int]
) -> None:
    if count > 1000 and size != (28, 28):
        # Made once for their number is enough, and little memory.
        count = 7001
    split = sample.split("train", count, rows=size[0], columns=size[1])
    layout = shuffled(count, count)
    canvas.show_layout(standing(split, layout, is_blind=True))
    canvas.look(whole_view(canvas, 2, 0, 0))
    for number in layout.order[[0, -1]].tolist():
        assert canvas.show_number(number)
        assert number in assert_right(canvas).whole


def test_no_image_at_all_is_ground_and_nothing_is_named(canvas: Canvas) -> None:
    split = Split("train", np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8), "none")
    for layout in (grid.rectangle([]), grid.square(np.empty(0, dtype=np.intp), 5)):
        canvas.show_layout(standing(split, layout))
        canvas.look(View(2, 0, 0))
        assert (assert_right(canvas).numbers < 0).all()
        assert canvas.cell_at(QPointF(5, 5)) is None or canvas.told_numbers.size == 0


# Whatever is done


@dataclass(frozen=True)
class Step:
    """Something that a person does: what, and how."""

    what: str
    x: int = 0
    y: int = 0


STEPS = st.lists(
    st.one_of(
        st.builds(Step, st.just("move"), st.integers(-400, 400), st.integers(-400, 400)),
        st.builds(Step, st.just("zoom"), st.sampled_from([1, 2, 3, 4, 7])),
        st.builds(Step, st.just("colours"), st.integers(0, 3)),
        st.builds(Step, st.just("tint"), st.integers(0, 2)),
        st.builds(Step, st.just("order"), st.integers(0, 99)),
        st.builds(Step, st.just("size"), st.sampled_from([400, 640]), st.sampled_from([300, 480])),
        st.builds(Step, st.just("end"), st.integers(0, 1)),
    ),
    max_size=8,
)


def take(canvas: Canvas, step: Step) -> None:
    shown, view, scale = canvas.shown, canvas.view, canvas.view.scale
    assert shown is not None
    count = len(shown.gallery)
    if step.what == "move":
        ratio = canvas.devicePixelRatioF()
        canvas.look(view.moved(step.x / ratio, step.y / ratio))
    elif step.what == "zoom":
        canvas.look(whole_view(canvas, step.x, round(view.left), round(view.top)))
    elif step.what == "colours":
        canvas.show_colours(list(ColourMap)[step.x])
    elif step.what == "tint":
        tint = tint_for(count, seed=step.x) if step.x else None
        canvas.show_layout(replace(shown, tint=tint))
    elif step.what == "order":
        canvas.show_layout(replace(shown, layout=shuffled(count, step.x)))
        canvas.look(View(scale, round(view.left), round(view.top)))
    elif step.what == "size":
        canvas.resize(step.x, step.y)
    else:
        canvas.go_to_edge(is_end=bool(step.x))


@ROUNDS
@given(
    count=st.sampled_from([1, 2, 40, 900, 6000]),
    size=st.sampled_from(SIZES),
    seed=st.integers(0, 99),
    steps=STEPS,
)
def test_whatever_is_done_each_pixel_is_right(
    canvas: Canvas, count: int, size: tuple[int, int], seed: int, steps: list[Step]
) -> None:
    count = min(count, 6000 * 28 * 28 // (size[0] * size[1]))
    split = sample.split("train", count, rows=size[0], columns=size[1])
    canvas.resize(640, 480)
    canvas.show_colours(ColourMap.GREY)
    canvas.show_layout(standing(split, shuffled(count, seed), is_blind=True))
    canvas.look(whole_view(canvas, 2, 0, 0))
    for step in steps:
        take(canvas, step)
        assert_right(canvas)


@ROUNDS
@given(places=st.lists(st.tuples(st.integers(1, 380), st.integers(1, 380)), min_size=1, max_size=9))
def test_a_real_cursor_is_over_the_image_that_it_names(
    qtbot: QtBot, canvas: Canvas, places: list[tuple[int, int]]
) -> None:
    split = sample.split("train", 900)
    canvas.show_layout(standing(split, shuffled(900, 3), is_blind=True))
    canvas.look(whole_view(canvas, 3, 120, 75))
    found, ratio = under(canvas), canvas.devicePixelRatioF()
    for x, y in places:
        # One move to a place where the cursor is already would be none; and a dense screen of
        # tests is small.
        qtbot.mouseMove(canvas.viewport(), QPoint(381 - x, 382 - y))
        qtbot.mouseMove(canvas.viewport(), QPoint(x, y))
        cell, number = canvas.under_cursor.cell, canvas.under_cursor.number
        # The screen of tests rounds the place of its cursor.
        down, across = round(y * ratio), round(x * ratio)
        named = found.numbers[down - 1 : down + 2, across - 1 : across + 2]
        assert (-1 if number is None else number) in named
        if cell is not None:
            gap = canvas.view.scale
            assert canvas.cell_rect(cell).adjusted(-1, -1, gap + 1, gap + 1).contains(x, y)


# Whatever is chosen


def known(count: int) -> Table:
    """Return a table with everything that layouts, sorts and filters ask for."""
    rng = np.random.default_rng(8)
    names = tuple("abcdefghij")

    def choice(key: str, share: float, *, titles: tuple[str, ...] = names) -> Column:
        values = rng.integers(0, len(titles), count).astype(np.float32)
        values[rng.random(count) > share] = np.nan
        is_of_classes = titles is names
        return Column(key, key, values, "choice", titles, is_of_classes=is_of_classes)

    labels = (np.arange(count) % 10).astype(np.float32)
    return Table(count).with_columns(
        Column("class", "Class", labels, "choice", names, tells_label=True, is_of_classes=True),
        choice("answer", 0.4),
        choice("predicted", 1.0),
        choice("decision", 0.2, titles=("keep", "relabel", "ambiguous", "bad")),
        number_column("index", "Index", np.arange(count)),
        number_column("brightness", "Brightness", rng.integers(0, 60, count)),
        number_column("margin", "Margin", np.where(rng.random(count) < 0.5, np.nan, 0.3)),
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("query", ["", "class:c margin<0.4", "index:100-180"])
@pytest.mark.parametrize(("sort", "is_falling"), [("index", True), ("brightness", False)])
def test_each_layout_sort_and_filter_is_right(
    canvas: Canvas, kind: Kind, query: str, sort: str, is_falling: bool
) -> None:
    gallery = sample.gallery(sample.split("train", 2500), sample.split("test", 500))
    table = known(3000)
    places = np.random.default_rng(5).normal(size=(3000, 2)).astype(np.float32)
    wish = Arrangement("", kind, seed=3, sort=sort, is_falling=is_falling, query=query)
    layout = arranged(wish, gallery, table, aspect=1.4, places=places)
    shown = standing(sample.split("train", 1), layout, is_blind=True)
    # Words over the images are looked at elsewhere.
    bare = replace(shown, gallery=gallery, layout=replace(layout, headings=()))
    canvas.show_layout(replace(bare, pyramid=type(shown.pyramid)(gallery.images)))
    room = canvas.room
    compared: set[int] = set()
    for down, across in ((0, 0), (0.3, 0.6), (1, 1)):
        left = across * (room.content_width - room.width)
        top = down * (room.content_height - room.height)
        canvas.look(View(1, round(left), round(top)))
        compared |= assert_right(canvas).whole
    assert compared
    assert compared <= set(layout.order.tolist())


def test_the_cursor_names_what_the_layout_holds(canvas: Canvas) -> None:
    split = sample.split("train", 60)
    layout = shuffled(60, 2)
    canvas.show_layout(standing(split, layout))
    found: Under = under(canvas)
    assert set(np.unique(found.numbers).tolist()) - {-1} == set(range(60))
