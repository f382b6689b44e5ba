"""Whole databases become one: whichever is merged into which, and however often."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings

from fmnist_gui.store.intake import Gift, Intake, take_in
from fmnist_gui.store.label_store import LabelStore
from tests.store import any_database, sample
from tests.store.any_database import Record, content, worlds

Place = Callable[[], Path]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return a maker of folders with a database in which nothing is yet."""
    empty = tmp_path_factory.mktemp("empty")
    sample.opened(empty).close()

    def make() -> Path:
        folder = tmp_path_factory.mktemp("home")
        # To make each anew would take longer than everything else.
        shutil.copy(empty / "fmnist-gui.db", folder)
        return folder

    return make


@contextmanager
def opened(home: Path) -> Iterator[LabelStore]:
    with sample.opened(home) as database:
        yield LabelStore(database)


def written(place: Place, happened: list[Record]) -> Path:
    """Return a database in which this happened."""
    home = place()
    with opened(home) as store:
        any_database.write(store, happened)
    return home / "fmnist-gui.db"


def merged(into: Path, *others: Path) -> Intake:
    with opened(into.parent) as store:
        return take_in(store, Gift(databases=others), now=sample.NOW)


def copy_of(place: Place, path: Path) -> Path:
    return Path(shutil.copy(path, place()))


def told(path: Path) -> dict[str, object]:
    with opened(path.parent) as store:
        return content(store)


@settings(max_examples=8)
@given(known=worlds())
def test_databases_are_merged_in_any_order_and_twice_is_as_once(
    place: Place, known: tuple[list[Record], ...]
) -> None:
    a, b = (written(place, here) for here in known)
    before = b.read_bytes()
    ab, ba = copy_of(place, a), copy_of(place, b)
    once = merged(ab, b)
    assert b.read_bytes() == before
    merged(ba, a)
    assert told(ab) == told(ba)
    again = merged(ab, b)
    assert told(ab) == told(ba)
    assert (again.added, again.left_out) == (0, 0)
    assert once.left_out == 0
    assert again.already_there == once.added + once.already_there
    with opened(b.parent) as store:
        assert again.already_there == any_database.rows(store)


@settings(max_examples=4)
@given(known=worlds(places=3))
def test_several_databases_are_merged_at_once_as_one_after_the_other(
    place: Place, known: tuple[list[Record], ...]
) -> None:
    a, b, c = (written(place, here) for here in known)
    at_once, in_turn = copy_of(place, a), copy_of(place, c)
    merged(at_once, b, c)
    merged(in_turn, b)
    merged(in_turn, a)
    assert told(at_once) == told(in_turn)
