"""A database of every version that people may have is taken over row by row."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import OperationalError

from fmnist_gui.core.errors import StoreError
from fmnist_gui.store.backup import list_backups
from fmnist_gui.store.connection import connect
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.migration import HEAD, LINEAGE, Lineage, migrate
from fmnist_gui.store.schema import Row
from tests.store.sample import (
    ANNA,
    FINGERPRINT,
    NOW,
    answer,
    decision,
    deck,
    event,
    opened,
    record,
    retraction,
    tag_event,
)

NAME = "fmnist-gui.db"
FIRST = Lineage("0001", LINEAGE.folders)
TABLES = {
    "alembic_version",
    "annotator",
    "answer",
    "deck",
    "exposure",
    "retraction",
    "session",
    "session_event",
}


@pytest.fixture
def first(home: Path) -> Path:
    """Return a closed database of the first version with rows in every table."""
    with opened(home, FIRST) as database:
        assert database.schema_version == 1
        store = LabelStore(database)
        header = record(drawn=deck(range(200)))
        answers = [answer(header, position, position % 3) for position in range(200)]
        store.begin(header)
        store.append(*answers, retraction(answers[-1]), event(header, "left", 199))
        store.expose(
            ANNA, fingerprint=FINGERPRINT, split="test", indices=(1, 2), source="results", at=NOW
        )
    return home / NAME


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    raw = sqlite3.connect(path)
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {table: raw.execute(f'SELECT * FROM "{table}"').fetchall() for (table,) in tables}
    raw.close()
    return rows


def test_every_row_of_the_first_version_is_kept(first: Path) -> None:
    before = _rows(first)
    assert before.keys() == TABLES
    assert all(before.values())

    with opened(first.parent) as database:
        assert database.schema_version == LINEAGE.number
        with database.reading() as connection:
            context = MigrationContext.configure(connection)
            assert compare_metadata(context, Row.metadata) == []

    after = _rows(first)
    assert after.pop("alembic_version") == [(HEAD,)]
    assert {table: after[table] for table in TABLES - {"alembic_version"}} == {
        table: rows for table, rows in before.items() if table != "alembic_version"
    }
    assert all(not after[table] for table in after.keys() - TABLES)
    (backup,) = list_backups(first.parent / "backups")
    assert _rows(backup.path) == before


def test_what_came_over_is_worked_with(first: Path) -> None:
    with opened(first.parent) as database:
        store = LabelStore(database)
        store.decide(decision(7, "bad"))
        store.tag([tag_event(7, "odd")])
        kinds = [remark.kind for remark in store.image_history(FINGERPRINT, 7)]
        seen = store.times_seen("Anna", FINGERPRINT)

    assert sorted(kinds) == ["bad", "tagged"]
    assert seen.counts.sum() == 202


def test_a_change_that_meets_a_table_of_that_name_leaves_the_old_database(first: Path) -> None:
    raw = connect(first, "rw")
    raw.execute("CREATE TABLE tag_event (mine)")
    raw.execute("INSERT INTO tag_event VALUES (1)")
    raw.close()
    before = _rows(first)

    raw = connect(first, "rw")
    with pytest.raises(OperationalError, match="tag_event already exists"):
        migrate(raw, first, lineage=LINEAGE)
    raw.close()

    # The table made before it is gone again too.
    assert _rows(first) == before


def test_the_first_version_cannot_write_what_came_later(first: Path) -> None:
    opened(first.parent).close()

    with opened(first.parent, FIRST) as database:
        assert database.is_read_only
        assert LabelStore(database).counts().answers == 200
        with pytest.raises(StoreError, match="update the program"):
            LabelStore(database).decide(decision(7))
