"""What a file was like when it was read, so that a later change can be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FileStamp:
    """A file as the system describes it; all numbers are 0 where there is none.

    Reading a file changes none of these, nor does giving rights to it.
    """

    path: Path
    is_there: bool = False
    size_bytes: int = 0
    modified_ns: int = 0
    inode: int = 0


def stamp_of(path: Path) -> FileStamp:
    """Return what `path` is like now."""
    try:
        found = path.stat()
    except OSError:
        return FileStamp(path)
    return FileStamp(path, True, found.st_size, found.st_mtime_ns, found.st_ino)


def stamps_now(stamps: Sequence[FileStamp]) -> tuple[FileStamp, ...]:
    """Return what the files of `stamps` are like now."""
    return tuple(stamp_of(stamp.path) for stamp in stamps)
