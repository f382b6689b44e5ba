"""Whether a file is of the kind that is to be written in its place."""

from pathlib import Path

from fmnist_gui.core.errors import DataError


def check_kind(path: Path, *, mark: str, kind: str) -> None:
    """Raise DataError unless the file at `path` begins with the `mark` of this `kind`."""
    try:
        with path.open("rb") as file:
            is_known = mark.encode() in file.read(1024)
    except OSError:
        is_known = False
    if not is_known:
        raise DataError(path, expected=kind, found="another file", remedy="choose another name")
