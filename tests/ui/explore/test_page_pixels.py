"""Through everything that the page can do, the image under the cursor is the one that it names."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui.explore import overlay
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.view import View
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.expected import assert_right
from tests.ui.explore.stage import middle_of, settle

PATIENCE_MS = 20_000
"""So long a busy machine may take for what is made in the background."""

KINDS = [kind for kind in Kind if kind is not Kind.MAP]
QUERIES = ["", "class:shirt", "brightness>120", "index:30-90 split:test", "class:bag contrast<75"]
SORTS = ["index", "brightness", "class", "contrast"]
ROUNDS = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def bare_page(qtbot: QtBot, page: ExplorePage, monkeypatch: pytest.MonkeyPatch) -> ExplorePage:
    """Return a page without words over the images; they are looked at elsewhere."""
    monkeypatch.setattr(overlay, "paint", lambda *_: None)
    settle(qtbot, page)
    table = page.exhibit.table
    page.exhibit.take_table(table.with_columns(*said_of(table.count)))
    return page


def said_of(count: int) -> list[Column]:
    """Return what people and models would have said of the images."""
    rng, names = np.random.default_rng(3), FASHION_CLASSES
    columns = []
    for key, choices in (("answer", names), ("predicted", names), ("decision", ("keep", "bad"))):
        values = rng.integers(0, len(choices), count).astype(np.float32)
        values[rng.random(count) < 0.3] = np.nan
        is_of_classes = choices is names
        columns.append(Column(key, key, values, "choice", choices, is_of_classes=is_of_classes))
    return columns


def look_near(page: ExplorePage, left: int = 0, top: int = 0) -> None:
    """Look from where each pixel of an image has one or more whole ones."""
    page.canvas.look(View(2, left, top))


def assert_page_right(page: ExplorePage) -> None:
    """Compare all pixels in sight, and the arrays of the splits that were opened."""
    if page.canvas.shown is None:
        return
    if page.canvas.view.scale != round(page.canvas.view.scale):
        look_near(page)
    found = assert_right(page.canvas)
    gallery = page.exhibit.gallery
    assert gallery is not None
    for number in list(found.whole)[:20]:
        place = gallery.place(number)
        split = next(split for split in gallery.splits if split.name == place.split)
        assert (gallery.images[number] == split.images[place.index]).all()


@dataclass(frozen=True)
class Step:
    """Something that a person does, and how."""

    what: str
    choice: int = 0
    x: int = 0
    y: int = 0


WHAT = (
    *("layout", "sort", "filter", "split", "tint", "colours", "list"),
    *("move", "zoom", "back", "forward"),
)
NUMBERS = st.integers(0, 99)
STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(WHAT),
        NUMBERS,
        st.integers(-300, 300),
        st.integers(-300, 300),
    ),
    min_size=1,
    max_size=10,
)


def take(page: ExplorePage, step: Step) -> None:
    now, choice, canvas = page.exhibit.arrangement, step.choice, page.canvas
    change: dict[str, object] = {
        "layout": {"kind": KINDS[choice % len(KINDS)], "seed": choice, "side": 2 + choice % 20},
        "sort": {"sort": SORTS[choice % len(SORTS)], "is_falling": choice % 3 == 0},
        "filter": {"query": QUERIES[choice % len(QUERIES)]},
        "split": {"split": ("", "train", "test")[choice % 3]},
    }
    if step.what in change:
        page.arrange(Arrangement(**{**now.__dict__, **change[step.what]}))  # type: ignore[dict-item]
    elif step.what == "tint":
        page.exhibit.colour_by(("", "class", "brightness", "split")[choice % 4])
    elif step.what == "colours":
        page.toolbar_desk.choose_colours(list(ColourMap)[choice % 4])
    elif step.what == "back":
        page.exhibit.go_back()
    elif step.what == "forward":
        page.exhibit.go_forward()
    elif step.what == "move":
        canvas.look(canvas.view.moved(step.x, step.y))
    elif step.what == "zoom":
        canvas.look(View(1 + choice % 4, step.x, step.y))
    else:
        page.show_images("test", list(range(choice, 3 * choice, 2)), "Some")


@ROUNDS
@given(steps=STEPS)
def test_whatever_is_done_on_the_page_each_pixel_is_right(
    bare_page: ExplorePage, steps: list[Step]
) -> None:
    for step in steps:
        take(bare_page, step)
        assert_page_right(bare_page)


@pytest.mark.parametrize("kind", KINDS)
def test_filtered_while_zoomed_in_and_back_again(bare_page: ExplorePage, kind: Kind) -> None:
    bare_page.arrange(Arrangement("", kind))
    look_near(bare_page, 120, 90)
    assert_page_right(bare_page)
    view, shown = bare_page.canvas.view, bare_page.canvas.shown
    bare_page.arrange(Arrangement("", kind, query="class:shirt brightness>100"))
    assert_page_right(bare_page)
    look_near(bare_page, 30, 0)
    assert_page_right(bare_page)
    bare_page.exhibit.go_back()
    assert bare_page.canvas.view == view
    assert_page_right(bare_page)
    after = bare_page.canvas.shown
    assert shown is not None
    assert after is not None
    assert np.array_equal(after.layout.cells, shown.layout.cells)


def test_images_that_fly_land_where_they_are_named(
    qtbot: QtBot, bare_page: ExplorePage, workspace: Workspace
) -> None:
    workspace.settings.change(has_reduced_motion=False)
    bare_page.arrange(Arrangement("", Kind.GRID))
    for sort in ("brightness", "contrast", "class"):
        bare_page.arrange(Arrangement("", Kind.GRID, sort=sort))
        assert bare_page.canvas.is_moving
    qtbot.waitUntil(lambda: not bare_page.canvas.is_moving, timeout=PATIENCE_MS)
    look_near(bare_page)
    assert_page_right(bare_page)


def test_a_map_and_its_cursor_agree(qtbot: QtBot, bare_page: ExplorePage) -> None:
    bare_page.arrange(Arrangement("train", Kind.MAP))
    exhibit = bare_page.exhibit

    def is_there() -> bool:
        return exhibit.layout is not None and len(exhibit.layout.order) == 300

    qtbot.waitUntil(is_there, timeout=PATIENCE_MS)
    exhibit.maps.cancel()
    for left, top in ((0, 0), (300, 200)):
        look_near(bare_page, left, top)
        assert_page_right(bare_page)


@pytest.mark.parametrize("kind", [Kind.CLASS_ROWS, Kind.GRID, Kind.BY_CLASS, Kind.RANDOM])
def test_the_side_card_speaks_of_the_pixels_under_the_cursor(
    qtbot: QtBot, bare_page: ExplorePage, kind: Kind
) -> None:
    bare_page.arrange(Arrangement("", kind, sort="brightness"))
    look_near(bare_page)
    found = assert_right(bare_page.canvas)
    for number in sorted(found.whole)[::5]:
        place_on_it = middle_of(bare_page.canvas, number)
        if place_on_it.x() > 500 or place_on_it.y() > 400:
            # The screen of tests is smaller than the page.
            continue
        qtbot.mouseMove(bare_page.canvas.viewport(), place_on_it)
        assert bare_page.canvas.under_cursor.number == number
        subject = bare_page.card.subject
        gallery = bare_page.exhibit.gallery
        assert subject is not None
        assert gallery is not None
        assert subject.number == number
        place = gallery.place(number)
        assert f"#{place.index}" in subject.title
