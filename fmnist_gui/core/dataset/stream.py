"""Bytes of a plain or gzip file, in order and never more than asked for.

Nothing here needs numpy, so that the first paint can read with it.
"""

import io
import os
import stat
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

from fmnist_gui.core.errors import DataError

GZIP_MAGIC = b"\x1f\x8b"

DEFLATE_RATIO_MAX = 1032
"""The most that deflate can shrink: 258 bytes in two bits (zlib's technical notes)."""

READ_BYTES = 1 << 18
PADDING_BYTES_MAX = 1 << 20
MEMBERS_MAX = 100_000

# A new member is fed little by little: what lies behind its end is copied with each call.
_FIRST_FEED_BYTES = 1 << 12

_AGAIN = "download or copy the file again"

_ZLIB_WORDS = {
    "incorrect data check": "a wrong checksum",
    "incorrect length check": "a wrong length at its end",
}


class Stream:
    """The content of one regular file, inflated if it starts as gzip does, whatever its name.

    Reads RFC 1952: any number of members, zero padding after them, each member's CRC and length
    checked. Every failure to open or read is a DataError that names the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = open_regular(path)
        self.size_bytes = os.fstat(self._file.fileno()).st_size
        self._member: zlib._Decompress | None = None
        self._members = 1
        self._packed = b""
        self._packed_at = 0
        self._feed_bytes = _FIRST_FEED_BYTES
        # A file of size 0 is not read at all: some of them (in /proc) would block.
        if self.size_bytes >= len(GZIP_MAGIC):
            if self._read_file(len(GZIP_MAGIC)) == GZIP_MAGIC:
                self._member = zlib.decompressobj(wbits=31)
            self._file.seek(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def is_gzip(self) -> bool:
        """Whether the file is compressed."""
        return self._member is not None

    @property
    def capacity_bytes(self) -> int:
        """The most content that a file of this size can hold; exact for a plain file."""
        return self.size_bytes * DEFLATE_RATIO_MAX if self.is_gzip else self.size_bytes

    @property
    def consumed_bytes(self) -> int:
        """How far the file itself has been read."""
        return self._file.tell()

    def read(self, limit_bytes: int) -> bytes:
        """Return the next 1 to `limit_bytes` bytes of content; nothing once all is read."""
        if self._member is None:
            return self._read_file(limit_bytes) if self.size_bytes else b""
        while True:
            if self._member.eof and not self._begin_next_member():
                return b""
            content = self._inflate(self._member, limit_bytes)
            if content:
                return content

    def read_into(self, view: memoryview) -> int:
        """Fill the beginning of `view`; return the number of bytes, 0 once all is read."""
        if self._member is None:
            try:
                return self._file.readinto(view) or 0
            except OSError as error:
                raise unreadable(self.path, error) from None
        content = self.read(len(view))
        view[: len(content)] = content
        return len(content)

    def read_up_to(self, wanted_bytes: int) -> bytes:
        """Return the next `wanted_bytes` bytes of content, fewer only at its end."""
        content = bytearray()
        while len(content) < wanted_bytes:
            more = self.read(wanted_bytes - len(content))
            if not more:
                break
            content += more
        return bytes(content)

    def _read_file(self, limit_bytes: int) -> bytes:
        try:
            return self._file.read(limit_bytes) or b""
        except OSError as error:
            raise unreadable(self.path, error) from None

    def _has_packed(self) -> bool:
        """Read on in the file if need be; return whether there is anything left of it."""
        if self._packed_at == len(self._packed):
            self._packed = self._read_file(READ_BYTES)
            self._packed_at = 0
        return bool(self._packed)

    def _inflate(self, member: "zlib._Decompress", limit_bytes: int) -> bytes:
        is_end = not self._has_packed()
        feed = memoryview(self._packed)[self._packed_at :][: self._feed_bytes]
        try:
            content = member.decompress(feed, limit_bytes)
        except zlib.error as error:
            raise self._damaged(_words(error)) from None
        if is_end and not content and not member.eof:
            raise self._damaged("an early end")
        left = member.unused_data if member.eof else member.unconsumed_tail
        self._packed_at += len(feed) - len(left)
        self._feed_bytes = min(self._feed_bytes * 4, READ_BYTES)
        return content

    def _begin_next_member(self) -> bool:
        """Return whether another member follows. Raise DataError for anything but zeros else."""
        if not self._has_packed():
            return False
        if self._packed[self._packed_at] == 0:
            self._skip_padding()
            return False
        if self._packed[self._packed_at] != GZIP_MAGIC[0]:
            raise self._damaged("other bytes after its end")
        self._members += 1
        if self._members > MEMBERS_MAX:
            raise self._damaged(f"more than {MEMBERS_MAX} parts")
        self._member = zlib.decompressobj(wbits=31)
        self._feed_bytes = _FIRST_FEED_BYTES
        return True

    def _skip_padding(self) -> None:
        skipped_bytes = 0
        while self._has_packed():
            if self._packed[self._packed_at :].strip(b"\0"):
                raise self._damaged("other bytes after its end")
            skipped_bytes += len(self._packed) - self._packed_at
            if skipped_bytes > PADDING_BYTES_MAX:
                raise self._damaged(f"more than {PADDING_BYTES_MAX} zero bytes after its end")
            self._packed_at = len(self._packed)

    def _damaged(self, found: str) -> DataError:
        return DataError(self.path, expected="intact gzip data", found=found, remedy=_AGAIN)


def _words(error: zlib.error) -> str:
    reason = str(error).rpartition(": ")[2]
    return _ZLIB_WORDS.get(reason, reason)


def open_regular(path: Path) -> io.FileIO:
    """Open a regular file, and nothing that could block or act: no pipe, device or folder.

    Raises DataError for those and for whatever the system refuses.
    """
    try:
        # Asked before opening, since opening a device can already do something; and again after
        # it, since the name may have been given to something else meanwhile.
        _refuse_irregular(path, path.stat().st_mode)
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError as error:
        raise unreadable(path, error) from None
    file = io.FileIO(descriptor)
    try:
        _refuse_irregular(path, os.fstat(descriptor).st_mode)
    except DataError:
        file.close()
        raise
    return file


def unreadable(path: Path, error: OSError) -> DataError:
    """Return the sentence for what the system says about `path`."""
    if isinstance(error, FileNotFoundError):
        return DataError(
            path,
            expected="a file",
            found="nothing of that name",
            remedy="put it there or choose another",
        )
    return DataError(
        path,
        expected="a file that can be read",
        found=(error.strerror or type(error).__name__).lower(),
        remedy="mend that or choose another",
    )


_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def _refuse_irregular(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    found = next((words for is_kind, words in _KINDS if is_kind(mode)), "a device")
    raise DataError(path, expected="a regular file", found=found, remedy="choose the file itself")
