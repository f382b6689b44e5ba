"""Whether a file is a whole database, told before it is opened."""

from pathlib import Path

SUFFIXES = (".db", ".sqlite", ".sqlite3")
MAGIC = b"SQLite format 3\0"
"""How every database of SQLite begins."""


def is_database(path: Path) -> bool:
    """Whether `path` is named like a database or begins like one.

    One that is named so is not read: to close a file that this process has open as its database
    would give up the locks on it.
    """
    if path.suffix.casefold() in SUFFIXES:
        return not path.is_dir()
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False
