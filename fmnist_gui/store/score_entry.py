"""One set of scores on the shelf: an array, and beside it a small JSON that says what it is."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

import numpy as np
from numpy.lib.format import write_array
from numpy.typing import NDArray

from fmnist_gui.core.dataset.npy import read_array, read_array_header
from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError, StoreError

FORMAT = 1

UNFINISHED_S = 3600.0
"""Nobody writes for so long: a file that is not finished by then never will be."""

_ABOUT_BYTES_MAX = 1 << 16

Kind = Literal["probs", "labels", "counts", "neighbours"]

_DTYPES: dict[str, str] = {"probs": "<f4", "labels": "|u1", "counts": "<i8", "neighbours": "<i4"}
_DIMENSIONS = {"probs": 2, "labels": 1, "counts": 2, "neighbours": 3}


@dataclass(frozen=True)
class About:
    """What an array of scores is: of which data, under which name, from which file, since when.

    ``kept_at`` is in UTC. ``classes`` is the number of classes of the data.
    """

    kind: Kind
    fingerprint: str
    split: str
    name: str
    source: str
    kept_at: datetime
    classes: int


def identity(kind: Kind, array: NDArray[Any], classes: int) -> str:
    """Return what tells this content from other content: hex SHA-256, the same everywhere."""
    plain = np.ascontiguousarray(array, dtype=_DTYPES[kind])
    digest = hashlib.sha256(f"{kind} {classes} {plain.shape}\0".encode())
    digest.update(plain.data)
    return digest.hexdigest()


@dataclass(frozen=True, eq=False)
class Entry:
    """An array of scores, what it is, and the folder in which both are to lie."""

    folder: Path
    about: About
    array: NDArray[Any]

    @property
    def path(self) -> Path:
        """Where its JSON is to lie; the array lies beside it."""
        own = identity(self.about.kind, self.array, self.about.classes)
        return self.folder / f"{own}.json"


def write(folder: Path, about: About, array: NDArray[Any]) -> Path:
    """Put an entry into `folder`, which is made if need be, and return its JSON.

    Raises StoreError when the disk refuses; then there is none.
    """
    entry = Entry(folder, about, array)
    write_all([entry])
    return entry.path


def write_all(entries: Sequence[Entry]) -> None:
    """Put entries that belong together into their folders: all of them, or none.

    Nothing takes its place before everything is on the disk. The JSONs come last, so that an entry
    is there whole or not at all. Raises StoreError when the disk refuses.
    """
    for entry in entries:
        _make(entry.folder)
        _clear(entry.folder)
    try:
        with ExitStack() as waiting:
            # What is entered first takes its place last.
            for entry in entries:
                file = waiting.enter_context(replacing(entry.path))
                file.write(_described(entry.about))
                _settle(file)
            for entry in entries:
                file = waiting.enter_context(replacing(entry.path.with_suffix(".npy")))
                plain = np.ascontiguousarray(entry.array, dtype=_DTYPES[entry.about.kind])
                # NumPy's own way to a file says nothing of what the disk says.
                write_array(_Sink(file.write), plain, allow_pickle=False)
                _settle(file)
    except DataError as error:
        raise StoreError(
            entry.folder,
            expected="room for scores",
            found=error.found,
            remedy="free some space and try again",
        ) from error


def check_room(folder: Path, needed_bytes: int) -> None:
    """Raise StoreError unless so much can be put into `folder`, before anybody waits for it."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise StoreError(
            there,
            expected="a folder that can be written",
            found="one that cannot",
            remedy="check the home folder and its permissions and try again",
        )
    free_bytes = shutil.disk_usage(there).free
    if free_bytes < needed_bytes:
        raise StoreError(
            there,
            expected=f"room for {_megabytes(needed_bytes)} of scores",
            found=_megabytes(free_bytes),
            remedy="free some space and try again",
        )


class _Sink(NamedTuple):
    """Something to write to, which NumPy does not take for a file of the system."""

    write: Callable[[bytes], object]


def _clear(folder: Path) -> None:
    """Remove what programs that were killed have left unfinished."""
    for path in folder.glob(".*.part"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > UNFINISHED_S:
                path.unlink()


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _described(about: About) -> bytes:
    # `format` tells a program of later days what it reads.
    content = {"format": FORMAT, **asdict(about), "kept_at": about.kept_at.isoformat()}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"


def read(path: Path) -> tuple[About, NDArray[Any]]:
    """Return the entry whose JSON is at `path`. Raises StoreError when any of it is damaged."""
    about = _read_about(path)
    array_path = path.with_suffix(".npy")
    try:
        with Stream(array_path) as stream:
            header = read_array_header(stream)
            is_kind = len(header.shape) == _DIMENSIONS[about.kind]
            if not is_kind or header.content_bytes > stream.capacity_bytes:
                raise _damaged(array_path, "another array")
            array = read_array(stream, header, dtype=_DTYPES[about.kind])
    except DataError as error:
        raise _damaged(array_path, "none that can be read") from error
    if identity(about.kind, array, about.classes) != path.stem:
        raise _damaged(array_path, "other ones")
    array.flags.writeable = False
    return about, array


def _read_about(path: Path) -> About:
    try:
        with Stream(path) as stream:
            text = stream.read_up_to(_ABOUT_BYTES_MAX)
        content = json.loads(text)
        if not isinstance(content, dict):
            raise TypeError("no object")
        made_by = content.pop("format")
        if isinstance(made_by, int) and made_by > FORMAT:
            raise _damaged(path, "ones kept by a newer version", remedy="update the program")
        about = About(**{**content, "kept_at": datetime.fromisoformat(content["kept_at"])})
    except (DataError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged(path, "no description of them") from error
    words = (about.kind, about.fingerprint, about.split, about.name, about.source)
    is_plain = all(isinstance(word, str) for word in words)
    are_numbers = isinstance(about.classes, int) and made_by == FORMAT
    if not (is_plain and are_numbers and about.kind in _DTYPES and about.kept_at.tzinfo):
        raise _damaged(path, "no description of them")
    return about


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            folder,
            expected="a folder that can be made",
            found=(error.strerror or type(error).__name__).lower(),
            remedy="check the home folder and its permissions and try again",
        ) from error


def _damaged(path: Path, found: str, *, remedy: str = "") -> StoreError:
    return StoreError(
        path,
        expected="the scores that were kept",
        found=found,
        remedy=remedy or "import them again, or delete the file",
    )
