"""The names of the classes of a set that is not Fashion-MNIST: one a line."""

from pathlib import Path

from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError

CLASSES_MAX = 256
_BYTES_MAX = 1 << 16


def read_class_list(path: Path) -> tuple[str, ...]:
    """Return the 1 to 256 names in a UTF-8 text file, label 0 first.

    Empty lines at the end do not count. Raises DataError for an empty or repeated name, since
    nobody could tell such classes apart, and for anything that is not such a list.
    """
    with Stream(path) as stream:
        content = stream.read_up_to(_BYTES_MAX + 1)
    if len(content) > _BYTES_MAX:
        raise _refused(path, f"more than {_BYTES_MAX} bytes")
    try:
        lines = content.decode("utf-8-sig").rstrip().splitlines()
    except UnicodeDecodeError:
        raise _refused(path, "bytes that are not UTF-8") from None
    names = tuple(line.strip() for line in lines)
    if not 1 <= len(names) <= CLASSES_MAX:
        raise _refused(path, f"{len(names)} names")
    for number, name in enumerate(names, start=1):
        if not name or not name.isprintable():
            raise _refused(path, f"{'unprintable signs' if name else 'nothing'} in line {number}")
        if name in names[: number - 1]:
            raise _refused(path, f"{name} again in line {number}")
    return names


def _refused(path: Path, found: str) -> DataError:
    return DataError(
        path,
        expected=f"1 to {CLASSES_MAX} different class names, one a line",
        found=found,
        remedy="correct the list",
    )
