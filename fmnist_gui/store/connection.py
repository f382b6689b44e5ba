"""The one connection to a database file, and the questions every opening asks through it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.session.name import folded_name

_WAIT_S = 1.0

BULK_CACHE_KB = 100_000
"""Memory for rows that come by the hundred thousand: with SQLite's 2 MB it takes twice as long."""

LOG_PAGES = 20_000
"""Once the log has so many pages, 80 MB, SQLite moves them into the file at the next commit."""


def connect(path: Path, mode: Literal["ro", "rw", "rwc"]) -> sqlite3.Connection:
    """Open `path` for the use of one thread at a time; outside transactions nothing is pending.

    Writing connections hold the file exclusively, so that no second connection can take part:
    SQLite 3.7.0-3.51.2 may damage a write-ahead log that two of them use.
    """
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        timeout=_WAIT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # What a crafted file defines must not call anything.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.create_function("folded_name", 1, folded_name, deterministic=True)
        if mode == "ro":
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA synchronous = FULL")
            # At SQLite's 1000 pages one of 200 answers would wait some 25 ms for it; Database.tidy
            # does it long before, when nobody waits.
            connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def engine_over(connection: sqlite3.Connection, *, is_read_only: bool = False) -> Engine:
    """Return an engine that knows only this connection.

    Its transactions take the write lock at their beginning: one that reads first and writes
    later would fail at once if another had written in between, whatever the patience.
    """
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    statement = "BEGIN" if is_read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(begun: Connection) -> None:
        begun.exec_driver_sql(statement)

    return engine


@contextmanager
def attaching(raw: sqlite3.Connection) -> Iterator[Callable[[Path], str]]:
    """Give what lets another database be read, under the name it returns, until the body ends."""
    names: list[str] = []

    def attach(path: Path) -> str:
        name = f"guest_{len(names)}"
        raw.execute(f"ATTACH ? AS {name}", (f"{path.as_uri()}?mode=ro",))
        names.append(name)
        return name

    try:
        yield attach
    finally:
        for name in names:
            raw.execute(f"DETACH {name}")


def check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Read all of the database; raises StoreError when a part contradicts another."""
    verdict = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if verdict != "ok":
        raise StoreError(
            path,
            expected="an undamaged database",
            found=f"damage ({verdict})",
            remedy="copy a backup, if any, to its place; the damaged file was left as it is",
        )


def number(connection: sqlite3.Connection, query: str) -> int:
    """Return the one integer that `query` gives."""
    return int(connection.execute(query).fetchone()[0])


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows by table."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {table: number(connection, f'SELECT count(*) FROM "{table}"') for (table,) in tables}
