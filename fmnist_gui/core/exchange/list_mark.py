"""How a list of images is told from other tables; read without numpy, before the first paint."""

from pathlib import Path

from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError

FORMAT = "# fmnist-gui images 1"
"""What the first line begins with."""

# Spreadsheets may put these before it.
_MARKS = b'\xef\xbb\xbf"'


def is_list(path: Path) -> bool:
    """Return whether the file at `path` begins as a list of images does."""
    return begins_with(path, FORMAT)


def begins_with(path: Path, mark: str) -> bool:
    """Return whether the table at `path` begins with `mark`; False for what cannot be read."""
    try:
        with Stream(path) as stream:
            start = stream.read_up_to(len(_MARKS) + len(mark))
    except DataError:
        # Who opens it as something else says what is wrong with it.
        return False
    return start.lstrip(_MARKS).startswith(mark.encode())
