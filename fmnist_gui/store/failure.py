"""Turn what SQLite and the disk refuse into one sentence that says what to do."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from fmnist_gui.core.errors import StoreError

log = logging.getLogger(__name__)

_DAMAGED = (
    "an undamaged database",
    "a damaged one",
    "copy a backup, if any, to its place; the damaged file was left as it is",
)

# Expected, found and remedy by SQLite's primary result code; every other code is a bug.
_SENTENCES: dict[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_PERM: ("a file that may be opened", "no permission", "change its permissions"),
    sqlite3.SQLITE_BUSY: (
        "a database that no other program uses",
        "one that another program holds locked",
        "close the other program and try again",
    ),
    sqlite3.SQLITE_LOCKED: (
        "a database that no other program uses",
        "one that is locked",
        "close the other program and try again",
    ),
    sqlite3.SQLITE_READONLY: (
        "a database that can be written",
        "a read-only one",
        "allow writing to the file and its folder and try again",
    ),
    sqlite3.SQLITE_IOERR: (
        "a disk that reads and writes",
        "a read or write error",
        "check the disk and try again",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: (
        "room for what is to be saved",
        "a full disk",
        "free some space and try again",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "a file that can be opened",
        "one that cannot",
        "check the folder and its permissions",
    ),
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise StoreError about `path` for what SQLite or the disk refuses in the body.

    Errors that speak of a mistake in the program pass unchanged.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        told = sentence(path, error.orig if isinstance(error, DBAPIError) else error)
        if told is None:
            raise
        raise told from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(
            path,
            expected="a file that can be opened and a folder that can be written",
            found=f"{reason} ({error.filename or path.parent})",
            remedy="check the folder and its permissions and try again",
        ) from error


def sentence(path: Path, error: BaseException | None) -> StoreError | None:
    """Return the sentence for an error of sqlite3, or None when it is not the user's to mend."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or (code & 0xFF) not in _SENTENCES:
        return None
    expected, found, remedy = _SENTENCES[code & 0xFF]
    # SQLite's own words help only whoever looks for the cause.
    log.info("%s: %s: %s", path, getattr(error, "sqlite_errorname", code), error)
    return StoreError(path, expected=expected, found=found, remedy=remedy)
