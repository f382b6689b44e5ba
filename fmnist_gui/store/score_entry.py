"""One set of scores on the shelf: an array, and beside it a small JSON that says what it is."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.npy import read_array, read_array_header
from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError, StoreError

FORMAT = 1

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


def write(folder: Path, about: About, array: NDArray[Any]) -> Path:
    """Put an entry into `folder`, which is made if need be, and return its JSON.

    The JSON comes last, so that an entry is there whole or not at all. Raises StoreError
    and DataError when the disk refuses.
    """
    path = folder / f"{identity(about.kind, array, about.classes)}.json"
    # `format` tells a program of later days what it reads.
    content = {"format": FORMAT, **asdict(about), "kept_at": about.kept_at.isoformat()}
    _make(folder)
    with replacing(path.with_suffix(".npy")) as file:
        plain = np.ascontiguousarray(array, dtype=_DTYPES[about.kind])
        np.save(file, plain, allow_pickle=False)
    with replacing(path) as file:
        file.write(json.dumps(content, ensure_ascii=False, indent=1).encode())
    return path


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
