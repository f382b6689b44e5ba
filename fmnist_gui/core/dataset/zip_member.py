"""One file of a small zip archive, such as an array in a ``.npz``, read no further than asked."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import IO

from fmnist_gui.core.dataset.stream import open_regular, unreadable
from fmnist_gui.core.errors import DataError

MAGIC = b"PK\x03\x04"

MEMBERS_MAX = 1000
_DIRECTORY_BYTES_MAX = 1 << 20

# The end of an archive without a comment: signature, disks, members, directory, no comment.
_END = struct.Struct("<4s4H2LH")
_END_MAGIC, _LOCATOR_MAGIC, _LOCATOR_BYTES = b"PK\x05\x06", b"PK\x06\x07", 20

# An archive can ask bz2 and lzma for any amount of memory.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1

_REMEDY = "save it again with numpy.savez"

# What the standard library raises for archives that are not as they should be.
_FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, struct.error)


class ZipMember:
    """The content of one member, in order."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self._file = file

    def read_up_to(self, wanted_bytes: int) -> bytes:
        """Return the next `wanted_bytes` bytes, fewer only at the end, where the CRC is checked."""
        content = bytearray()
        with _explained(self.path):
            while len(content) < wanted_bytes:
                more = self._file.read(wanted_bytes - len(content))
                if not more:
                    break
                content += more
        return bytes(content)


@contextmanager
def open_member(path: Path, name: str, *, otherwise: str = "") -> Iterator[ZipMember]:
    """Give the member `name` of the archive at `path`; `otherwise` is what to do without one.

    Raises DataError when there is none, when the archive is damaged or encrypted, has more than a
    thousand members or is packed in another way than NumPy does it.
    """
    with open_regular(path) as file:
        with _explained(path):
            _check_directory(path, file)
            archive = zipfile.ZipFile(file)
        with archive:
            names = archive.namelist()
            if name not in names:
                shown = ", ".join(repr(found) for found in names[:5])
                found = shown if len(names) <= 5 else f"{shown} and others"
                raise DataError(
                    path,
                    expected=f"an archive with {name}",
                    found=found or "nothing",
                    remedy=otherwise or _REMEDY,
                )
            info = archive.getinfo(name)
            if info.compress_type not in _METHODS or info.flag_bits & _ENCRYPTED:
                raise _refused(path, "one that is packed in another way")
            with _explained(path):
                member = archive.open(info)
            with member:
                yield ZipMember(path, member)


def _check_directory(path: Path, file: FileIO) -> None:
    """Refuse an archive whose list of members would fill the memory, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - _LOCATOR_BYTES))
    tail = file.read()
    end = tail[-_END.size :]
    if len(end) < _END.size or not end.startswith(_END_MAGIC):
        raise _refused(path, "an early end")
    _, _, _, _, members, directory_bytes, _, comment_bytes = _END.unpack(end)
    is_small = members <= MEMBERS_MAX and directory_bytes <= _DIRECTORY_BYTES_MAX
    # The locator stands for a second list, of any length, which would be read instead.
    if not is_small or comment_bytes or tail.startswith(_LOCATOR_MAGIC):
        raise _refused(path, "one made for far more than this")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unreadable(path, error) from None
    except _FAILURES as error:
        raise _refused(path, "a damaged one") from error


def _refused(path: Path, found: str) -> DataError:
    return DataError(path, expected="an intact archive", found=found, remedy=_REMEDY)
