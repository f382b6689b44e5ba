"""A copy of another database, checked and brought to this program's schema, to be merged."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.progress import CancelCheck, Cancelled, never
from fmnist_gui.store import file
from fmnist_gui.store.connection import check_integrity, connect, number
from fmnist_gui.store.failure import explained
from fmnist_gui.store.guest_check import check_content, check_tables
from fmnist_gui.store.lock import held_still
from fmnist_gui.store.migration import LINEAGE, migrate

_REMEDY = "choose a database of fmnist-gui; nothing was merged"
_PAGES = 4096
"""Pages copied before somebody is asked whether to go on: 16 MB."""

_CACHE_KB = 40_000
"""To check a database reads its indexes here and there: with SQLite's 2 MB most of it twice."""

_IN_LOG = b"\x02\x02"
"""Bytes 18 and 19 of a database that keeps what is new in a write-ahead log."""


def copied(path: Path, target: Path, *, own: Path, is_cancelled: CancelCheck = never) -> None:
    """Copy the database at `path` with its log to `target`, and make the copy fit to be merged.

    Neither the original nor anything beside it is written, not even where the program that used
    it was killed. The copy has the newest schema and nothing outside the one file. Raises
    StoreError, in one sentence about `path`, when that is not there, the same as `own`, empty,
    damaged, in use, of another program or of a newer version; and Cancelled when asked to stop.
    """
    with explained(path):
        check_outside(path, own=own)
        path = path.resolve()
        with held_still(file.beside(path, ".lock"), path):
            _refuse_newer(path, file.header_version(path, remedy=_REMEDY))
            if _is_alone(path):
                _back_up(path, target, is_cancelled=is_cancelled)
            else:
                _copy_bytes(path, target)
        raw = connect(target, "rw")
        try:
            _make_fit(raw, path, is_cancelled=is_cancelled)
        finally:
            raw.close()


def check_outside(path: Path, *, own: Path) -> None:
    """Raise StoreError for what is seen to be no other database than `own` without reading it."""
    # Asked without opening anything: closing a file that this process has open as its database
    # would give up the locks on it.
    if not path.exists():
        raise _refusal(path, "no such file")
    if own.exists() and path.samefile(own):
        raise StoreError(
            path,
            expected="another database",
            found="the one that is to take it in",
            remedy="choose another file; nothing was merged",
        )
    if not path.is_file():
        raise _refusal(path, "a folder" if path.is_dir() else "a device or pipe")
    if path.stat().st_size == 0:
        raise _refusal(path, "an empty file")


def _refuse_newer(path: Path, version: int) -> None:
    if version > LINEAGE.number:
        raise StoreError(
            path,
            expected=f"a database that this version knows (schema {LINEAGE.number:04d} or older)",
            found=f"schema {version:04d}",
            remedy="update the program",
        )


def _is_alone(path: Path) -> bool:
    """Whether all of the database is in its one file, so that reading it writes nothing."""
    with path.open("rb") as opened:
        modes = opened.read(20)[18:20]
    return modes != _IN_LOG and not any(file.beside(path, log).exists() for log in file.LOGS)


def _back_up(path: Path, target: Path, *, is_cancelled: CancelCheck) -> None:
    source, copy = connect(path, "ro"), connect(target, "rwc")
    try:
        copy.execute("PRAGMA synchronous = OFF")
        # Whoever writes to it is met here: the copying below would wait for them without end.
        source.execute("BEGIN")
        number(source, "SELECT count(*) FROM sqlite_master")

        def go_on(_status: int, _left: int, _total: int) -> None:
            _heed(is_cancelled)

        source.backup(copy, pages=_PAGES, progress=go_on)
        source.execute("ROLLBACK")
    finally:
        source.close()
        copy.close()


def _copy_bytes(path: Path, target: Path) -> None:
    """Copy a database that was not closed, with the log from which SQLite puts it right."""
    parts = ["", *(log for log in file.LOGS if file.beside(path, log).exists())]
    before = [_stamp(file.beside(path, part)) for part in parts]
    for part in parts:
        shutil.copyfile(file.beside(path, part), file.beside(target, part))
    if [_stamp(file.beside(path, part)) for part in parts] != before:
        raise StoreError(
            path,
            expected="a database that no other program uses",
            found="that it changes meanwhile",
            remedy="close it there first",
        )


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _make_fit(raw: sqlite3.Connection, path: Path, *, is_cancelled: CancelCheck) -> None:
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    check_integrity(raw, path)
    version = number(raw, "PRAGMA user_version")
    # What was read of the header may have been in the middle of a change.
    _refuse_newer(path, version)
    _heed(is_cancelled)
    raw.execute("PRAGMA journal_mode = DELETE")
    if version < LINEAGE.number:
        _attempt(lambda: migrate(raw, path, lineage=LINEAGE), path, version)
    check_tables(raw, path)
    _heed(is_cancelled)
    check_content(raw, path)
    _heed(is_cancelled)


def _attempt(change: Callable[[], object], path: Path, version: int) -> None:
    try:
        change()
    except (DBAPIError, sqlite3.Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        if getattr(original, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
            raise
        raise _refusal(path, f"other tables than schema {version:04d} has") from error


def _heed(is_cancelled: CancelCheck) -> None:
    if is_cancelled():
        raise Cancelled


def _refusal(path: Path, found: str) -> StoreError:
    return StoreError(path, expected="a database of fmnist-gui", found=found, remedy=_REMEDY)
