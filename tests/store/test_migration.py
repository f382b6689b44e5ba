import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.history import Withdrawal
from fmnist_gui.core.session.panel import Panel
from fmnist_gui.store.backup import list_backups
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.migration import LINEAGE, Lineage
from fmnist_gui.store.schema import DISPATCH
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
    tag_event,
)
from tests.store.sample import retraction as taken_back
from tests.store.studying import departed, happened, joined, started

NAME = "fmnist-gui.db"

LATER = f"{LINEAGE.number + 1:04d}"

REVISION = f"""
import os
import sqlalchemy as sa
from alembic import op

revision = "{LATER}"
down_revision = "{LINEAGE.head}"

def upgrade():
    op.add_column("answer", sa.Column("mood", sa.Integer()))
    with op.batch_alter_table("session", recreate="always") as batch:
        batch.add_column(sa.Column("note", sa.String()))
"""

# Changes more pages than fit the cache, so that the file itself is half changed at the end.
SPILLING = """
    op.execute("PRAGMA cache_size = 1")
    op.execute("PRAGMA user_version = 77")
    op.execute("UPDATE answer SET mood = 3, key = 'overwritten'")
"""

OPENING = f"""
import sys
from pathlib import Path
from uuid import uuid4
from fmnist_gui.store.migration import LINEAGE, Lineage
from tests.store.sample import opened
opened(Path(sys.argv[1]), Lineage("{LATER}", (*LINEAGE.folders, Path(sys.argv[2]))))
"""

MakeLineage = Callable[[str], Lineage]


@pytest.fixture
def next_version(tmp_path: Path) -> MakeLineage:
    """Return what makes the schema of a later program, whose revision ends as given."""

    def make(end: str = "") -> Lineage:
        folder = tmp_path / "later versions"
        folder.mkdir(exist_ok=True)
        (folder / f"v{LATER}_later.py").write_text(REVISION + end)
        return Lineage(LATER, (*LINEAGE.folders, folder))

    return make


@pytest.fixture
def old(home: Path) -> Path:
    """Return a closed database of this version with rows in every table."""
    with opened(home) as database:
        store = LabelStore(database)
        header = record(drawn=deck(range(300)))
        answers = [answer(header, position) for position in range(300)]
        store.begin(header)
        store.append(*answers, taken_back(answers[-1]), event(header, "left", 299))
        store.expose(
            ANNA, fingerprint=FINGERPRINT, split="test", indices=(1, 2), source="results", at=NOW
        )
        bad = decision(3, "bad")
        store.review.decide(bad)
        store.review.withdraw(Withdrawal(uuid4(), bad.id, ANNA, NOW))
        store.review.keep_audit(Audit(uuid4(), ANNA, FINGERPRINT, "test", 1, "2.1.0", (3, 1), NOW))
        store.tag([tag_event(3, "odd"), tag_event(3, "odd", is_on=False)])
        store.keep_panel(Panel(uuid4(), header.deck, ("Anna", "Bo", "Cy"), NOW))
        store.studies.start(started())
        store.studies.note(happened("closed"))
        store.studies.join(joined())
        store.studies.depart(departed())
        sent = {"study_sha256": "ab", "server": "lab", "sent": {"answer": 7}}
        with database.writing() as connection:
            connection.execute(insert(DISPATCH), sent)
    return home / NAME


def _rows(path: Path) -> dict[str, list[dict[str, object]]]:
    raw = sqlite3.connect(path)
    raw.row_factory = sqlite3.Row
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {t["name"]: raw.execute(f'SELECT * FROM "{t["name"]}"').fetchall() for t in tables}
    raw.close()
    return {name: [dict(row) for row in found] for name, found in rows.items()}


def _schema(path: Path) -> list[tuple[object, ...]]:
    raw = sqlite3.connect(path)
    found = raw.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    raw.close()
    return found


def test_every_row_survives_the_change_to_a_later_schema(
    old: Path, next_version: MakeLineage
) -> None:
    before = _rows(old)
    assert all(before.values())

    with opened(old.parent, next_version("")) as database:
        assert database.schema_version == LINEAGE.number + 1
        with database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1

    after = _rows(old)
    assert after.pop("alembic_version") == [{"version_num": LATER}]
    before.pop("alembic_version")
    assert after.keys() == before.keys()
    for table, rows in before.items():
        kept = [{k: row[k] for k in rows[0]} for row in after[table]]
        assert kept == rows, table


def test_the_old_database_is_backed_up_before_the_change(
    old: Path, next_version: MakeLineage
) -> None:
    before = _rows(old)

    opened(old.parent, next_version("")).close()

    (backup,) = list_backups(old.parent / "backups")
    assert _rows(backup.path) == before
    assert backup.made_at == NOW.replace(microsecond=0)


def test_an_unchanged_schema_needs_no_backup(old: Path) -> None:
    # A first copy of what was written is a day's and not the change's.
    opened(old.parent).close()
    opened(old.parent).close()

    assert len(list_backups(old.parent / "backups")) == 1


def test_a_backup_can_be_put_in_place_and_migrated(old: Path, next_version: MakeLineage) -> None:
    opened(old.parent, next_version("")).close()
    (backup,) = list_backups(old.parent / "backups")
    backup.path.rename(old)

    with opened(old.parent) as database:
        assert LabelStore(database).counts().answers == 300


def test_a_change_that_fails_half_way_leaves_the_old_database(
    old: Path, next_version: MakeLineage
) -> None:
    before, schema = _rows(old), _schema(old)

    with pytest.raises(ZeroDivisionError):
        opened(old.parent, next_version(f"{SPILLING}\n    1 / 0\n"))

    assert _rows(old) == before
    assert _schema(old) == schema
    with opened(old.parent) as database:
        assert LabelStore(database).counts().answers == 300


def _die(old: Path, lineage: Lineage) -> None:
    """Open with the later schema in another process, which dies while changing it."""
    arguments = [sys.executable, "-c", OPENING, str(old.parent), str(lineage.folders[-1])]
    assert subprocess.run(arguments, check=False).returncode == 9


def test_a_process_that_dies_half_way_leaves_the_old_database(
    old: Path, next_version: MakeLineage
) -> None:
    before, schema, content = _rows(old), _schema(old), old.read_bytes()

    _die(old, next_version(f"{SPILLING}    os._exit(9)\n"))

    journal = old.with_name(f"{NAME}-journal")
    assert journal.exists()
    assert old.read_bytes() != content, "the file was to be caught half changed"
    with opened(old.parent) as database:
        assert not database.is_read_only
        assert LabelStore(database).counts().answers == 300
    assert _rows(old) == before
    assert _schema(old) == schema


def test_a_header_cut_short_while_changing_is_put_back_before_it_is_believed(
    old: Path, next_version: MakeLineage
) -> None:
    _die(old, next_version(f"{SPILLING}    os._exit(9)\n"))
    content = bytearray(old.read_bytes())
    content[60:64] = (LINEAGE.number + 1).to_bytes(4, "big")
    old.write_bytes(content)

    with opened(old.parent) as database:
        assert database.schema_version == LINEAGE.number
        assert not database.is_read_only


def test_a_change_cut_short_is_done_at_the_next_opening(
    old: Path, next_version: MakeLineage
) -> None:
    _die(old, next_version(f"{SPILLING}    os._exit(9)\n"))

    with opened(old.parent, next_version("")) as database:
        assert database.schema_version == LINEAGE.number + 1
        assert LabelStore(database).counts().answers == 300


def test_making_a_database_cut_short_leaves_none_and_can_be_done_again(
    home: Path, next_version: MakeLineage
) -> None:
    _die(home / NAME, next_version("    os._exit(9)\n"))
    assert not (home / NAME).exists()

    with opened(home) as database:
        assert LabelStore(database).sessions() == ()


@pytest.mark.parametrize(
    ("harm", "match"),
    [
        ("DELETE FROM exposure", "other numbers of rows in exposure"),
        ("UPDATE answer SET session_seq = 77", "broken references"),
    ],
)
def test_a_change_that_loses_something_is_undone(
    old: Path, next_version: MakeLineage, harm: str, match: str
) -> None:
    before, schema = _rows(old), _schema(old)

    with pytest.raises(StoreError, match=match):
        opened(old.parent, next_version(f"    op.execute({harm!r})\n"))

    assert _rows(old) == before
    assert _schema(old) == schema


def test_no_change_without_a_backup(old: Path, next_version: MakeLineage) -> None:
    before = old.read_bytes()
    (old.parent / "backups").write_text("in the way")

    with pytest.raises(StoreError, match="backups"):
        opened(old.parent, next_version(""))

    assert old.read_bytes() == before


def test_a_database_of_a_newer_version_is_shown_read_only(
    old: Path, next_version: MakeLineage
) -> None:
    with opened(old.parent, next_version("")) as database:
        anna = LabelStore(database).annotator("Anna")
    before = old.read_bytes()

    with opened(old.parent) as database:
        assert database.is_read_only
        assert database.notice is not None
        assert "made by a newer version" in database.notice
        assert "\n" not in database.notice
        store = LabelStore(database)
        assert store.counts().answers == 300
        assert store.sessions()[0].n == 300
        assert len(store.history(store.sessions()[0].id).entries) == 302
        assert store.annotator("Anna") == anna
        with pytest.raises(StoreError, match="update the program"):
            store.begin(record())

    assert old.read_bytes() == before
    assert list_backups(old.parent / "backups")[1:] == ()


def test_a_newer_database_left_by_a_crash_is_read_with_its_log(
    old: Path, next_version: MakeLineage, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with opened(old.parent, next_version("")) as database:
        LabelStore(database).annotator("only in the log")
        for suffix in ("", "-wal"):
            (crashed / f"{NAME}{suffix}").write_bytes(old.with_name(f"{NAME}{suffix}").read_bytes())
    before = (crashed / NAME).read_bytes()

    with opened(crashed) as database:
        assert database.is_read_only
        assert "only in the log" in [a.name for a in LabelStore(database).annotators()]

    assert (crashed / NAME).read_bytes() == before
