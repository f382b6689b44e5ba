"""Looks at a database without touching it: what is examined is a copy in a temporary folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui.core.errors import FmnistError, StoreError
from fmnist_gui.home import Home

if TYPE_CHECKING:
    from fmnist_gui.store.database import Database
    from fmnist_gui.store.lock import LockFile

LOGS = ("-wal", "-journal")


class InUseError(FmnistError):
    """Another window has the database open."""


def is_there(home: Home) -> bool:
    """Whether there is a database. Raises StoreError for one that vanished or is no file."""
    from fmnist_gui.store import file
    from fmnist_gui.store.backup import list_backups
    from fmnist_gui.store.failure import explained

    copies = list_backups(home.backups)
    with explained(home.database):
        return not file.is_to_be_made(home.database, copies[0].path if copies else None)


@contextmanager
def examined(home: Home) -> Iterator["Database"]:
    """Give the database of `home` as it stands, read whole and found sound.

    Opening the file itself could write to it: an interrupted answer is put right, an old schema
    brought up to date, notes are left beside it. Here that happens to the copy. Raises
    InUseError while a window has it open, another FmnistError when it is unsound.
    """
    from fmnist_gui.store.database import open_database
    from fmnist_gui.store.failure import explained

    path = home.database
    with tempfile.TemporaryDirectory(prefix="fmnist-gui-look-") as name:
        copy = Path(name).resolve() / path.name
        with explained(path):
            _copy(path, copy)
        try:
            database = open_database(copy, backups=copy.parent, now=datetime.now(UTC))
        except StoreError as error:
            raise _about(path, copy, error) from error
        with database:
            yield database


def _copy(path: Path, copy: Path) -> None:
    """Copy the database and its logs, while nobody writes to them."""
    from fmnist_gui.store import file

    lock = _hold(path)
    try:
        shutil.copyfile(path, copy)
        for log in LOGS:
            if file.beside(path, log).exists():
                shutil.copyfile(file.beside(path, log), file.beside(copy, log))
    finally:
        if lock is not None:
            lock.release()


def _hold(path: Path) -> "LockFile | None":
    """Keep others out; without a lock file nobody has opened the database here, nor is one made."""
    from fmnist_gui.store import file
    from fmnist_gui.store.lock import LockFile

    lock = file.beside(path.resolve(), ".lock")
    if not lock.exists():
        return None
    try:
        return LockFile(lock, path)
    except StoreError as error:
        raise InUseError(str(error)) from error


def _about(path: Path, copy: Path, error: StoreError) -> FmnistError:
    """Return the failure with the database's own place in the sentence."""
    return FmnistError(str(error).replace(str(copy.parent), str(path.parent)))
