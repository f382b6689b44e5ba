"""Copies of the database that were read back before anyone relies on them."""

import os
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fmnist_gui.core.errors import StoreError
from fmnist_gui.store.connection import check_integrity, connect, number, row_counts
from fmnist_gui.store.file import beside, sync_folder

KEPT = 12
"""How many backups a daily one leaves in the folder."""

_DAY = timedelta(days=1)
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<stem>.+)-(?P<stamp>\d{8}T\d{6}Z)(-(?P<number>\d+))?\.db")


@dataclass(frozen=True)
class Backup:
    """A copy in the folder of backups; ``made_at`` (UTC, whole seconds) is read off its name."""

    path: Path
    made_at: datetime


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in `folder`, the newest first; none when there is no such folder."""
    found = []
    for path in folder.glob("*.db"):
        if match := _NAME.fullmatch(path.name):
            made_at = datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC)
            found.append((made_at, int(match["number"] or 1), path))
    return tuple(Backup(path, made_at) for made_at, _, path in sorted(found, reverse=True))


def back_up(connection: sqlite3.Connection, folder: Path, *, stem: str, now: datetime) -> Path:
    """Copy the open database, its log included, into `folder`; return the copy's path.

    The copy gets its name ("stem-20260101T120000Z.db") only after it was checked: undamaged, the
    same header and as many rows in every table. Raises StoreError when it is not, and
    sqlite3.Error or OSError when it cannot be written; then nothing is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = _free_name(folder, f"{stem}-{now.astimezone(UTC).strftime(_STAMP)}")
    part = beside(target, ".part")
    part.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
        _check(part, _contents(connection))
        _sync(part)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(folder)
    return target


def back_up_daily(
    connection: sqlite3.Connection, folder: Path, *, stem: str, now: datetime
) -> Path | None:
    """Back up what was written since the newest backup, once that is a day old.

    Keeps the newest of this `stem`, :data:`KEPT` of them. Returns the copy's path, None when
    there is nothing to copy. Raises as :func:`back_up` does.
    """
    copies = [copy for copy in list_backups(folder) if _stem(copy.path) == stem]
    if copies and now - copies[0].made_at < _DAY:
        return None
    made = back_up_news(connection, folder, stem=stem, now=now)
    if made is None:
        return None
    for old in copies[KEPT - 1 :]:
        old.path.unlink(missing_ok=True)
    return made


def back_up_news(
    connection: sqlite3.Connection, folder: Path, *, stem: str, now: datetime
) -> Path | None:
    """Back up what was written since the newest backup; None when there is nothing to copy.

    Raises as :func:`back_up` does.
    """
    newest = next((copy.path for copy in list_backups(folder) if _stem(copy.path) == stem), None)
    if not _has_news(connection, newest):
        return None
    return back_up(connection, folder, stem=stem, now=now)


def _has_news(connection: sqlite3.Connection, newest: Path | None) -> bool:
    # Rows are only ever added, so that their numbers tell.
    contents = _contents(connection)
    if newest is None:
        rows = row_counts(connection)
        return any(rows[table] for table in rows if table != "alembic_version")
    try:
        copy = connect(newest, "ro")
        try:
            return _contents(copy) != contents
        finally:
            copy.close()
    except sqlite3.Error:
        # What cannot be read is no backup.
        return True


def _stem(path: Path) -> str:
    match = _NAME.fullmatch(path.name)
    return match["stem"] if match else ""


def _contents(connection: sqlite3.Connection) -> dict[str, int]:
    """Return what a copy has in common with its original."""
    header = {p: number(connection, f"PRAGMA {p}") for p in ("application_id", "user_version")}
    return {f"rows in {t}": n for t, n in row_counts(connection).items()} | header


def _check(copy: Path, expected: dict[str, int]) -> None:
    connection = connect(copy, "ro")
    try:
        check_integrity(connection, copy)
        found = _contents(connection)
    finally:
        connection.close()
    if wrong := [k for k in expected if found.get(k) != expected[k]]:
        raise StoreError(
            copy,
            expected="a copy equal to the database",
            found=f"other {', '.join(wrong)}",
            remedy="check the disk that holds the backups and try again",
        )


def _sync(path: Path) -> None:
    # VACUUM INTO leaves it to the system when the copy reaches the disk.
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _free_name(folder: Path, name: str) -> Path:
    target = folder / f"{name}.db"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{name}-{number}.db"
    return target
