"""A file while it arrives: counted, summed, and given its name only when it is right."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QLockFile

from fmnist_gui.core.errors import DownloadError

_CHUNK_BYTES = 1 << 20


class PartFile:
    """The bytes of `target` in a ``.part`` file beside it, until all of them are right.

    `size_bytes` and `sha256` (hex) say what is right. A part left by an earlier try is gone on
    with. Whatever the disk refuses is raised as DownloadError. Once opened it must be ended by
    :meth:`commit`, :meth:`keep` or :meth:`discard`.
    """

    def __init__(self, target: Path, *, size_bytes: int, sha256: str) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self.size_bytes = size_bytes
        self.position = 0
        self._sha256 = sha256
        self._digest = hashlib.sha256()
        self._stream: BinaryIO | None = None

    def is_there(self) -> bool:
        """Whether the target itself is on disk and right, so that nothing need be fetched."""
        with _disk(self.target):
            if not self.target.is_file() or self.target.stat().st_size != self.size_bytes:
                return False
            with self.target.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == self._sha256

    def open(self) -> None:
        """Open the part and take up what is in it; a whole one that is wrong starts again."""
        with _disk(self.path):
            self._stream = self.path.open("a+b")
            self._stream.seek(0)
            while chunk := self._stream.read(_CHUNK_BYTES):
                self._digest.update(chunk)
                self.position += len(chunk)
        if self.position >= self.size_bytes and not self.is_right:
            self.restart()

    def restart(self) -> None:
        """Throw away what has arrived and begin with the first byte."""
        if self._stream is not None and self.position:
            with _disk(self.path):
                self._stream.truncate(0)
        self._digest = hashlib.sha256()
        self.position = 0

    def write(self, chunk: bytes) -> None:
        """Append `chunk`, of which no byte may lie beyond the expected size."""
        if self._stream is None:
            raise ValueError("the part is not open")
        with _disk(self.path):
            self._stream.write(chunk)
        self._digest.update(chunk)
        self.position += len(chunk)

    @property
    def is_right(self) -> bool:
        """Whether all bytes have arrived and are the expected ones."""
        return self.position == self.size_bytes and self._digest.hexdigest() == self._sha256

    def commit(self) -> None:
        """Bring the bytes safely to disk and give them the target's name."""
        if self._stream is None or not self.is_right:
            raise ValueError("only a right file gets its name")
        with _disk(self.target):
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._close()
            self.path.replace(self.target)

    def keep(self) -> None:
        """Close the part for another time; an empty one is not worth keeping."""
        if self.position == 0:
            self.discard()
        # A part that could not be flushed is shorter, and still a beginning.
        with suppress(OSError):
            self._close()

    def discard(self) -> None:
        """Close the part and remove it."""
        self.position = 0
        with suppress(OSError):
            self._close()
        # One that cannot be removed is found out by its sum the next time.
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def _close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()


def claim(folder: Path) -> QLockFile:
    """Make `folder` and keep other downloads out of it until the lock is let go.

    Two that wrote to one part would spoil it. The lock of a program that died does not count.
    Raises DownloadError.
    """
    with _disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(folder / ".download.lock"))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            return lock
        if lock.error() is not QLockFile.LockError.LockFailedError:
            raise PermissionError(errno.EACCES, "Permission denied")
    raise DownloadError(
        folder,
        expected="a folder for this download alone",
        found="another download under way",
        remedy="wait for its end",
    )


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DownloadError(
            path,
            expected="a place that can be written",
            found=(error.strerror or type(error).__name__).lower(),
            remedy="make room there or choose another folder",
        ) from error
