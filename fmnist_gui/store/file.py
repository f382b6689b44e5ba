"""What lies on the disk where the database is expected: nothing yet, ours, or something else."""

import os
import stat
from pathlib import Path

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.exchange.database_mark import MAGIC

APPLICATION_ID = 0x464D4E54
"""Stands in the header of every database of this program ("FMNT")."""

_HEADER_BYTES = 100
LOGS = ("-wal", "-journal")
"""What is appended to the name of a database for the files that hold what is not in it yet."""

_MOVE = "move it away or choose another home folder; it was left as it is"


def beside(path: Path, suffix: str) -> Path:
    """Return the file whose name is that of `path` with `suffix` appended."""
    return path.with_name(path.name + suffix)


def marker(path: Path) -> Path:
    """Return the small file that remembers that a database was made at `path`."""
    return beside(path, ".known")


def remember(path: Path) -> None:
    """Note that a database was made at `path`, so that its absence is noticed."""
    if not marker(path).exists():
        marker(path).write_text(
            f"{path.name} was made here. While this note is here and that file is not, "
            "fmnist-gui asks for it back instead of beginning with an empty one.\n",
            encoding="utf-8",
        )


def is_to_be_made(path: Path, newest_backup: Path | None) -> bool:
    """Return whether there is no database yet and never was one.

    Raises StoreError when there is none but there was one, and when what is there is empty or
    not a regular file.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        _refuse_if_vanished(path, newest_backup)
        return True
    if not stat.S_ISREG(status.st_mode):
        raise StoreError(
            path,
            expected="a database file",
            found="a folder" if stat.S_ISDIR(status.st_mode) else "a device or pipe",
            remedy="move it away",
        )
    if status.st_size == 0:
        raise StoreError(
            path,
            expected="a database file",
            found="an empty file",
            remedy=f"{_restore(newest_backup)}, or delete {path.name} and, if it is there, "
            f"{marker(path).name} to begin with an empty database",
        )
    return False


def header_version(path: Path, *, remedy: str = _MOVE) -> int:
    """Return the schema version in the header of the database at `path`.

    Only reads. Raises StoreError, which ends in `remedy`, when it is not one of this program.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    application_id = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big", signed=True)
    if not header.startswith(MAGIC):
        found = "a file of another kind"
    elif len(header) < _HEADER_BYTES:
        found = f"only its first {len(header)} bytes"
    elif application_id != APPLICATION_ID:
        found = "a database of another program"
    elif version < 1:
        found = f"schema version {version}"
    else:
        return version
    raise StoreError(
        path,
        expected="a database of fmnist-gui",
        found=found,
        remedy=remedy,
    )


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut, where the system offers that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse_if_vanished(path: Path, newest_backup: Path | None) -> None:
    # A new database beside an old log would take the log's pages for its own.
    left = [p.name for p in (beside(path, s) for s in LOGS) if p.exists()]
    known = [marker(path).name] if marker(path).exists() else []
    if left or known:
        raise StoreError(
            path,
            expected="the database that was here before",
            found=f"only its log {' and '.join(left)}" if left else "no file",
            remedy=f"{_restore(newest_backup)}, or move {' and '.join(left + known)} away "
            "to begin with an empty database",
        )


def _restore(newest_backup: Path | None) -> str:
    copy = f" or copy the backup {newest_backup} to its place" if newest_backup else ""
    return f"put the file back{copy}"
