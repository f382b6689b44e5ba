"""The database file: found or made, checked, brought up to date, and held by one connection."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from fmnist_gui.core.errors import StoreError
from fmnist_gui.store import file
from fmnist_gui.store.backup import back_up, back_up_daily, back_up_news, list_backups
from fmnist_gui.store.connection import (
    BULK_CACHE_KB,
    attaching,
    check_integrity,
    connect,
    engine_over,
    number,
)
from fmnist_gui.store.failure import explained
from fmnist_gui.store.lock import LockFile
from fmnist_gui.store.migration import LINEAGE, Lineage, migrate

log = logging.getLogger(__name__)


class Database:
    """An open database; made by :func:`open_database`, to be closed.

    Used by one thread at a time, which need not be the one that opened it. ``notice`` is a
    sentence to be shown, or None; ``schema_version`` is the file's.
    """

    def __init__(
        self,
        path: Path,
        raw: sqlite3.Connection,
        *,
        lock: LockFile,
        backups: Path,
        notice: str | None = None,
    ) -> None:
        self.path = path
        self._backups = backups
        self.notice = notice
        self.schema_version = number(raw, "PRAGMA user_version")
        self._raw = raw
        self._lock = lock
        self._engine = engine_over(raw, is_read_only=self.is_read_only)
        log = file.beside(path, "-wal")
        self._identities = {p: _identity(p) for p in (path, log) if p.exists()}

    @property
    def is_read_only(self) -> bool:
        """Whether a newer version made this database, so that it is only looked at."""
        return self.notice is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for queries; raises StoreError when the disk or the file fails."""
        with explained(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose work is on the disk after the body, or wholly undone.

        Raises StoreError when it cannot be saved; the same may be tried again.
        """
        if self.notice is not None:
            raise StoreError(
                self.path,
                expected="a database of this version to write to",
                found=f"schema {self.schema_version:04d}",
                remedy="update the program",
            )
        with explained(self.path), self._engine.begin() as connection:
            yield connection
            # SQLite would commit to a file that nobody finds again.
            self._refuse_if_gone()

    @contextmanager
    def beside_others(self) -> Iterator[Callable[[Path], str]]:
        """Give what lets another database be read in a transaction, under the name it returns.

        Meanwhile there is more memory for what is written.
        """
        with explained(self.path):
            usual = number(self._raw, "PRAGMA cache_size")
            self._raw.execute(f"PRAGMA cache_size = -{BULK_CACHE_KB}")
            try:
                with attaching(self._raw) as attach:
                    yield attach
            finally:
                self._raw.execute(f"PRAGMA cache_size = {usual}")

    def tidy(self) -> None:
        """Move what the log holds into the file, at a moment when nobody waits."""
        # Saved already, be it in the log: the next time does what fails here.
        with suppress(sqlite3.Error):
            self._raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def back_up(self, now: datetime) -> Path | None:
        """Copy what was written since the newest backup; return the copy's path, None if nothing.

        Raises StoreError when there can be no copy, so that what is risky is not begun.
        """
        with explained(self.path):
            return back_up_news(self._raw, self._backups, stem=self.path.stem, now=now)

    def is_still_there(self) -> bool:
        """Whether the path still leads to the file that was opened, and its log to the log."""
        return all(_identity(path) == found for path, found in self._identities.items())

    def close(self) -> None:
        """Leave one file that can be read alone, and let others open it; once is enough."""
        try:
            if not self.is_read_only:
                # Saved already, be it in the log: the next opening does what fails here.
                with suppress(sqlite3.Error):
                    self._raw.execute("PRAGMA journal_mode = DELETE")
            self._engine.dispose()
            self._raw.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        """Return the database itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _refuse_if_gone(self) -> None:
        if not self.is_still_there():
            raise StoreError(
                self.path,
                expected="the file that was opened",
                found="that it or its log was moved, deleted or replaced meanwhile",
                remedy="put it back and try again",
            )


def open_database(
    path: Path, *, backups: Path, now: datetime, lineage: Lineage = LINEAGE
) -> Database:
    """Open the database at `path`, or make it if there never was one.

    An older schema is brought up to date after a checked copy was put into `backups` under the
    time `now`; a newer one is opened read-only with a notice. What was written since the newest
    backup is backed up first, once that is a day old. `lineage` names the schema
    versions this program speaks. Raises StoreError, and leaves the file as it is, when it is in
    use, gone, empty, foreign or damaged.
    """
    with explained(path), ExitStack() as on_failure:
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = LockFile(file.beside(path, ".lock"), path)
        on_failure.callback(lock.release)
        copies = list_backups(backups)
        if file.is_to_be_made(path, copies[0].path if copies else None):
            _make(path, lineage)
        raw = connect(path, "ro" if _version_on_disk(path) > lineage.number else "rw")
        on_failure.callback(raw.close)
        check_integrity(raw, path)
        version = number(raw, "PRAGMA user_version")
        if version < lineage.number:
            # A log would leave the old version in the header until it is emptied.
            raw.execute("PRAGMA journal_mode = DELETE")
            back_up(raw, backups, stem=path.stem, now=now)
            migrate(raw, path, lineage=lineage)
        elif version == lineage.number:
            _back_up_daily(raw, path, backups, now=now)
        if version <= lineage.number:
            raw.execute("PRAGMA journal_mode = WAL")
        file.remember(path)
        database = Database(
            path, raw, lock=lock, backups=backups, notice=_notice(path, version, lineage)
        )
        on_failure.pop_all()
        return database


def _back_up_daily(raw: sqlite3.Connection, path: Path, backups: Path, *, now: datetime) -> None:
    try:
        back_up_daily(raw, backups, stem=path.stem, now=now)
    except (StoreError, OSError, sqlite3.Error) as error:
        # The answers are in the database all the same, and it is to be worked with.
        log.warning("no daily backup of %s: %s", path, error)


def _version_on_disk(path: Path) -> int:
    version = file.header_version(path)
    if file.beside(path, "-journal").exists():
        # Cut short while writing, perhaps the header itself: any reading puts it back first.
        raw = connect(path, "rw")
        try:
            number(raw, "PRAGMA user_version")
        finally:
            raw.close()
        version = file.header_version(path)
    return version


def _make(path: Path, lineage: Lineage) -> None:
    # Under another name, so that nobody ever meets half a database under the right one.
    new = file.beside(path, ".new")
    for leftover in (new, file.beside(new, "-journal")):
        leftover.unlink(missing_ok=True)
    raw = connect(new, "rwc")
    try:
        raw.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
        migrate(raw, new, lineage=lineage)
    finally:
        raw.close()
    new.rename(path)
    file.sync_folder(path.parent)


def _notice(path: Path, version: int, lineage: Lineage) -> str | None:
    if version <= lineage.number:
        return None
    return (
        f"{path.name} was made by a newer version of the program (schema {version:04d}, this one "
        f"knows {lineage.number:04d}) and is shown read-only; update the program to go on."
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
