"""A database of every version that people may have is taken over row by row."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import OperationalError

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.session.preset import preset
from fmnist_gui.store.backup import list_backups
from fmnist_gui.store.connection import connect
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.migration import HEAD, LINEAGE, Lineage, migrate
from fmnist_gui.store.schema import METADATA
from tests.store.sample import FINGERPRINT, decision, opened, tag_event

NAME = "fmnist-gui.db"
RELEASED = Path(__file__).parent / "released"
"""Dumps of databases as each released version left them, with rows in every table."""

VERSIONS = sorted(path.stem for path in RELEASED.glob("*.sql"))
Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def old(home: Path, request: pytest.FixtureRequest) -> Path:
    """Return a closed database of the version named."""
    home.mkdir(exist_ok=True)
    raw = sqlite3.connect(home / NAME)
    raw.executescript((RELEASED / f"{request.param}.sql").read_text(encoding="utf-8"))
    raw.close()
    return home / NAME


def _rows(path: Path) -> Rows:
    raw = sqlite3.connect(path)
    raw.row_factory = sqlite3.Row
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {t["name"]: raw.execute(f'SELECT * FROM "{t["name"]}"').fetchall() for t in tables}
    raw.close()
    return {name: [dict(row) for row in found] for name, found in rows.items()}


def test_there_is_a_dump_of_every_version_before_this() -> None:
    assert [f"v{number:04}" for number in range(1, LINEAGE.number)] == VERSIONS


@pytest.mark.parametrize("old", VERSIONS, indirect=True)
def test_every_row_of_a_released_version_is_kept(old: Path) -> None:
    before = _rows(old)
    assert all(before.values())

    with opened(old.parent) as database:
        assert database.schema_version == LINEAGE.number
        with database.reading() as connection:
            context = MigrationContext.configure(connection)
            assert compare_metadata(context, METADATA) == []

    after = _rows(old)
    assert after.pop("alembic_version") == [{"version_num": HEAD}]
    for table, rows in before.items():
        if table != "alembic_version":
            assert [{k: row[k] for k in rows[0]} for row in after[table]] == rows, table
    assert not any(after[table] for table in after.keys() - before.keys())
    (backup,) = list_backups(old.parent / "backups")
    assert _rows(backup.path) == before


@pytest.mark.parametrize("old", VERSIONS, indirect=True)
def test_what_came_over_is_worked_with(old: Path) -> None:
    with opened(old.parent) as database:
        store = LabelStore(database)
        anna = store.annotator("Anna")
        before = len(store.image_history(FINGERPRINT, 7))
        store.review.decide(decision(7, "bad", annotator=anna))
        store.tag([tag_event(7, "odd", annotator=anna)])
        kinds = [remark.kind for remark in store.image_history(FINGERPRINT, 7)]
        seen = store.times_seen("Anna", FINGERPRINT)
        practice, quick = sorted(store.sessions(), key=lambda session: session.preset)
        (answer, *_) = store.history(quick.id).entries

    assert len(kinds) == before + 2
    assert {"bad", "tagged"} <= set(kinds)
    assert seen.counts.sum() == 24 + 1 + 2
    assert (practice.rules, quick.rules) == (preset("practice"), preset("quick-20"))
    assert (quick.n, quick.answered, practice.n) == (24, 24, 0)
    assert (answer.phase, answer.split, answer.confidence) == ("main", "", None)  # type: ignore[union-attr]


@pytest.mark.parametrize("old", ["v0001"], indirect=True)
def test_a_change_that_meets_a_table_of_that_name_leaves_the_old_database(old: Path) -> None:
    raw = connect(old, "rw")
    raw.execute("CREATE TABLE tag_event (mine)")
    raw.execute("INSERT INTO tag_event VALUES (1)")
    raw.close()
    before = _rows(old)

    raw = connect(old, "rw")
    with pytest.raises(OperationalError, match="tag_event already exists"):
        migrate(raw, old, lineage=LINEAGE)
    raw.close()

    # The table made before it is gone again too.
    assert _rows(old) == before


@pytest.mark.parametrize("old", ["v0001"], indirect=True)
def test_the_first_version_cannot_write_what_came_later(old: Path) -> None:
    opened(old.parent).close()

    with opened(old.parent, Lineage("0001", LINEAGE.folders)) as database:
        assert database.is_read_only
        assert LabelStore(database).counts().answers == 25
        with pytest.raises(StoreError, match="update the program"):
            LabelStore(database).review.decide(decision(7))
