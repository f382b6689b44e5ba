"""A lock that keeps a second program out and ends with its process, however that ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fmnist_gui.core.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    # Beyond the number of the process, which others may read while the lock is held.
    _LOCKED_BYTE = 1 << 20

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    _HELD: tuple[type[OSError], ...] = (PermissionError,)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        # flock, since a POSIX record lock would let the same process in twice.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    _HELD = (BlockingIOError,)


class LockFile:
    """Held from construction to ``release``; the file stays, since deleting it would race.

    Raises StoreError at once when somebody else holds it, and OSError when the folder does not
    allow it. ``guarded`` is the file that the sentence speaks of.
    """

    def __init__(self, path: Path, guarded: Path) -> None:
        self._descriptor: int | None = None
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(descriptor)
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
        except _HELD as error:
            refusal = _in_use(descriptor, guarded, remedy="use that window or close it first")
            os.close(descriptor)
            raise refusal from error
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others in; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def held_still(path: Path, guarded: Path) -> Iterator[None]:
    """Keep everybody from taking the lock at `path` during the body, without changing anything.

    Raises StoreError about `guarded` when somebody has it. Where there is no such file, nobody
    ever took it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        yield
        return
    try:
        try:
            _take(descriptor)
        except _HELD as error:
            raise _in_use(descriptor, guarded, remedy="close it there first") from error
        yield
    finally:
        os.close(descriptor)


def _in_use(descriptor: int, guarded: Path, *, remedy: str) -> StoreError:
    return StoreError(
        guarded,
        expected="to be the only one to open it",
        found=f"that it is open in another window{_holder(descriptor)}",
        remedy=remedy,
    )


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, 20).decode("ascii", "replace")
    return f" (process {text})" if text.isdigit() else ""
