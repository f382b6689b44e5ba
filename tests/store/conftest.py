import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fmnist_gui.store.database import Database
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import opened

Place = Callable[[], Path]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder whose name needs care in addresses, for one database."""
    return tmp_path / "a %41 #b?"


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    with opened(home) as database:
        yield database


@pytest.fixture
def store(database: Database) -> LabelStore:
    return LabelStore(database)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return a maker of folders with a database in which nothing is yet."""
    empty = tmp_path_factory.mktemp("empty")
    opened(empty).close()

    def make() -> Path:
        folder = tmp_path_factory.mktemp("home")
        # To make each anew would take longer than everything else.
        shutil.copy(empty / "fmnist-gui.db", folder)
        return folder

    return make
