from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.mosaic.arrangement import (
    Arrangement,
    Kind,
    arranged,
    blinded,
    has_telling_query,
    names_labels,
    ordered,
    wanted,
)
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.table.column import Column, number_column
from fmnist_gui.core.table.score_column import image_columns
from fmnist_gui.core.table.table import Table
from tests import sample

GALLERY = sample.gallery(sample.split("train", 40), sample.split("test", 20))
BRIGHTNESS = np.random.default_rng(0).permutation(60).astype(np.float32)
MARGIN = np.where(np.arange(60) < 50, np.linspace(0, 1, 60), np.nan).astype(np.float32)
ANSWER = np.where(np.arange(60) % 3 == 0, np.arange(60) % 7, np.nan).astype(np.float32)
TABLE = Table(60).with_columns(
    *image_columns(GALLERY),
    number_column("brightness", "Brightness", BRIGHTNESS),
    number_column("margin", "Margin", MARGIN, tells_label=True),
    Column("answer", "Answer", ANSWER, "choice", GALLERY.class_names, is_of_classes=True),
)


def shown(arrangement: Arrangement, *, places: np.ndarray | None = None) -> Layout:
    return arranged(arrangement, GALLERY, TABLE, aspect=1.6, places=places)


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.CLASS_ROWS, Kind.RANDOM)])
def test_every_layout_shows_each_wanted_image_once(kind: Kind) -> None:
    places = np.random.default_rng(1).normal(size=(60, 2)).astype(np.float32)
    known = {
        Kind.ANSWER_MATRIX: ~np.isnan(ANSWER),
        Kind.PREDICTION_MATRIX: None,
        Kind.BY_DECISION: None,
    }.get(kind, np.ones(60, dtype=bool))
    asked = Arrangement("test", kind, query="brightness<30")
    if known is None:
        with pytest.raises(RequestError):
            shown(asked)
        return
    made = shown(asked, places=places)
    expected = [n for n in range(40, 60) if BRIGHTNESS[n] < 30 and known[n]]
    assert sorted(made.order.tolist()) == expected


def test_sorting_follows_the_column_and_unknown_values_come_last() -> None:
    everything = np.ones(60, dtype=np.bool_)
    rising = ordered(everything, TABLE, sort="margin")
    assert rising[:50].tolist() == list(range(50))
    falling = ordered(everything, TABLE, sort="margin", is_falling=True)
    assert falling[:50].tolist() == list(range(49, -1, -1))
    assert set(rising[50:].tolist()) == set(falling[50:].tolist()) == set(range(50, 60))
    by_file = ordered(everything, TABLE, is_falling=True)
    assert by_file.tolist() == list(range(59, -1, -1))


def test_a_grid_is_in_the_order_asked_for() -> None:
    made = shown(Arrangement("", Kind.GRID, sort="brightness"))
    assert BRIGHTNESS[made.order].tolist() == sorted(BRIGHTNESS.tolist())


def test_sorting_a_random_square_changes_places_and_not_who_is_there() -> None:
    plain = shown(Arrangement("train", Kind.RANDOM, seed=3, side=4))
    by_grey = shown(Arrangement("train", Kind.RANDOM, seed=3, side=4, sort="brightness"))
    assert plain.cells.shape == (4, 4)
    assert set(plain.order.tolist()) == set(by_grey.order.tolist())
    assert BRIGHTNESS[by_grey.order].tolist() == sorted(BRIGHTNESS[plain.order].tolist())


def test_the_mask_joins_split_and_query() -> None:
    mask = wanted(Arrangement("train", query="class:shirt,coat"), GALLERY, TABLE)
    expected = [n for n in range(40) if GALLERY.labels[n] in (4, 6)]
    assert np.flatnonzero(mask).tolist() == expected


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Arrangement(query="class:shrt"), QueryError),
        (Arrangement(kind=Kind.PREDICTION_MATRIX), RequestError),
        (Arrangement(kind=Kind.BY_DECISION), RequestError),
        (Arrangement(kind=Kind.MAP), RequestError),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_sentence(
    asked: Arrangement, error: type[FmnistError]
) -> None:
    with pytest.raises(error) as raised:
        shown(asked)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "change",
    [
        lambda a: replace(a, kind=Kind.BY_CLASS),
        lambda a: replace(a, sort="class"),
        lambda a: replace(a, sort="margin"),
        lambda a: replace(a, query="class:coat"),
        lambda a: replace(a, query="-margin<0.3"),
    ],
)
def test_blindness_takes_away_whatever_tells_labels(
    change: Callable[[Arrangement], Arrangement],
) -> None:
    plain = Arrangement("train", Kind.GRID, sort="brightness", query="brightness>3")
    assert blinded(plain, TABLE) == plain
    given = blinded(change(plain), TABLE)
    assert not given.kind.tells_labels
    assert given.sort in ("brightness", "index")
    assert not has_telling_query(given, TABLE)
    assert given != change(plain)


def test_doubt_about_a_label_does_not_name_it() -> None:
    assert names_labels(Arrangement(query="class:coat"), TABLE)
    assert names_labels(Arrangement(sort="class"), TABLE)
    assert not names_labels(Arrangement(query="margin<0.3", sort="margin"), TABLE)
    assert not names_labels(Arrangement(query="answer:coat"), TABLE)


def test_a_query_about_splits_goes_before_the_split_that_was_chosen() -> None:
    mask = wanted(Arrangement("train", query="split:test class:shirt"), GALLERY, TABLE)
    expected = [n for n in range(40, 60) if GALLERY.labels[n] == 6]
    assert np.flatnonzero(mask).tolist() == expected


def test_class_rows_of_a_query_leave_out_the_classes_without_images() -> None:
    made = shown(Arrangement("train", query="class:bag,shirt"))
    assert made.row_classes == (6, 8)
    assert set(GALLERY.labels[made.order].tolist()) == {6, 8}
    assert len(shown(Arrangement("train")).row_classes) == 10
    assert shown(Arrangement("train", query="brightness>1000")).count == 0
