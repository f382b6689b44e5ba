"""What commands work on: the home folder, its data and its store."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui import home, resources
from fmnist_gui.cli.output import progress
from fmnist_gui.core.dataset import locate
from fmnist_gui.core.dataset.catalog import Catalog, read_catalog
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.name import NOBODY, UNNAMED
from fmnist_gui.settings import Settings
from fmnist_gui.whereabouts import data_places

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset, Split
    from fmnist_gui.core.session.record import Annotator
    from fmnist_gui.core.stats.references import Reference
    from fmnist_gui.store.database import Database
    from fmnist_gui.store.label_store import LabelStore


def home_of(chosen: argparse.Namespace) -> home.Home:
    """Return the home folder asked for, or the usual one."""
    return home.find(getattr(chosen, "home", None))


def known_data() -> Catalog:
    """Return the data sets known by their fingerprints."""
    return read_catalog(resources.folder() / "datasets.toml")


def places(chosen: argparse.Namespace) -> list[locate.Place]:
    """Return every place that is looked at for data, in order."""
    where = home_of(chosen)
    return data_places(where, Settings(where.settings), getattr(chosen, "data", None))


def load_data(chosen: argparse.Namespace, *, or_practice: bool = False) -> "Dataset":
    """Read the data asked for or found, with the class names asked for.

    Raises DataError when there is none or when it cannot be used.
    """
    path = data_path(chosen, or_practice=or_practice)
    return read_data(path, classes=getattr(chosen, "classes", None))


def splits_here(chosen: argparse.Namespace) -> "tuple[Split, ...]":
    """Return the images at hand, whose labels a session cannot have invented; none without data.

    Raises DataError when they cannot be read.
    """
    if locate.locate(places(chosen)) is None:
        return ()
    return tuple(load_data(chosen).splits.values())


def readable_splits(chosen: argparse.Namespace) -> "tuple[Split, ...]":
    """Return the images at hand, none where they cannot be read: answers need no images.

    Whoever opens the data says what is wrong with it.
    """
    try:
        return splits_here(chosen)
    except DataError:
        return ()


def data_path(chosen: argparse.Namespace, *, or_practice: bool = False) -> Path:
    """Return where the data lies that was asked for or found. Raises DataError."""
    place = locate.locate(places(chosen))
    path = place.path if place else None
    if path is None and or_practice:
        path = practice_folder()
    if path is None:
        raise DataError(
            "data",
            expected="Fashion-MNIST or files like it",
            found="none in any of the usual places",
            remedy="run 'fmnist-gui data fetch' or name a folder with --data",
        )
    return path


def practice_folder() -> Path:
    """Return the folder of the images that come with the program."""
    return resources.folder() / "practice"


def read_data(path: Path, *, classes: Path | None = None) -> "Dataset":
    """Read the data set at `path`, showing progress."""
    from fmnist_gui.core.dataset import folder

    report = progress(f"Reading {path.name}")
    return folder.load(path, catalog=known_data(), classes=classes, report=report)


def published(chosen: argparse.Namespace) -> "tuple[Reference, ...]":
    """Return the published results and those that the person added.

    Raises DataError when either cannot be read.
    """
    from fmnist_gui.core.stats import references

    found = references.gathered(shipped_references(), home_of(chosen).references)
    if found.refused is not None:
        raise found.refused
    return found.references


def shipped_references() -> Path:
    """Return the file of the results that come with the program."""
    return resources.folder() / "references.toml"


def annotator_here(chosen: argparse.Namespace) -> str:
    """Return who sits here: the one chosen in the window, or who answers before that."""
    return Settings(home_of(chosen).settings).choices.annotator or UNNAMED


def reader_of(chosen: argparse.Namespace, store: "LabelStore", annotator: "Annotator") -> str:
    """Return the name of the one who is told "you": `annotator`, if it sits here, or nobody's.

    By identity, since somebody else may bear the same name.
    """
    own = {store.person(name) for name in (annotator_here(chosen), UNNAMED)}
    return annotator.name if annotator.id in own else NOBODY


@contextmanager
def open_home(chosen: argparse.Namespace) -> Iterator["Database"]:
    """Open the database of the home folder, and close it afterwards."""
    from fmnist_gui.store.database import open_database

    where = home_of(chosen)
    with open_database(where.database, backups=where.backups, now=datetime.now(UTC)) as database:
        yield database


@contextmanager
def open_store(chosen: argparse.Namespace) -> Iterator["LabelStore"]:
    """Give the store over that database."""
    from fmnist_gui.store.label_store import LabelStore

    with open_home(chosen) as database:
        yield LabelStore(database)
