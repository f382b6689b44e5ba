"""How a session file is told from others; read without numpy, before the first paint."""

import re
from pathlib import Path

FORMAT = "fmnist-gui session 1"
SUFFIX = ".fmsession"
LARGEST_BYTES = 8 * 1024 * 1024
"""Enough for a session of 20,000 answers, and few enough to be refused at once."""

_ANY_FORMAT = "fmnist-gui session [0-9]{1,9}"
_MARK = re.compile(rf'"format"\s*:\s*"{_ANY_FORMAT}"'.encode())


def is_format(name: str) -> bool:
    """Whether `name` is the format of session files, be it that of another version."""
    return re.fullmatch(_ANY_FORMAT, name) is not None


def is_session(path: Path) -> bool:
    """Return whether the file at `path` is a session by its name or by what it says it is."""
    if path.suffix.lower() == SUFFIX:
        return True
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_BYTES:
            return False
        with path.open("rb") as file:
            # A data set is not read whole only to find that it is one.
            return file.read(1) == b"{" and _MARK.search(file.read()) is not None
    except OSError:
        # Who opens it as something else says what is wrong with it.
        return False
