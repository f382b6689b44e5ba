from collections.abc import Iterator
from pathlib import Path

import pytest

from fmnist_gui.store.database import Database
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import opened


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
