"""The layout of CIFAR-10H: counts and shares as arrays, and the raw table they are made of."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from fmnist_gui.core.dataset import npy
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import cifar10h_raw
from fmnist_gui.core.exchange.cifar10h_raw import RawTrial
from fmnist_gui.core.exchange.count_pair import shares

COUNTS, PROBS = "counts as an array", "shares as an array"


def paths(path: Path) -> tuple[Path, Path, Path]:
    """Return where counts, shares and raw table are written for the name `path`."""
    stem = path.name.removesuffix(".npy").removesuffix(".csv")
    names = (f"{stem}-counts.npy", f"{stem}-probs.npy", f"{stem}-raw.csv")
    counts, probs, raw = (path.with_name(name) for name in names)
    return counts, probs, raw


def counts_of(trials: Iterable[RawTrial], *, images: int, classes: int) -> NDArray[np.int64]:
    """Return how often each class of each image was chosen, shape (images, classes)."""
    counts = np.zeros((images, classes), dtype=np.int64)
    for trial in trials:
        if not trial.is_attn_check:
            counts[trial.index, trial.chosen_label] += 1
    return counts


def write(
    path: Path, trials: Iterable[RawTrial], *, index: str, images: int, classes: int
) -> tuple[Path, Path, Path]:
    """Write the three files, all or none, and return them.

    Counts are little-endian int64 and shares little-endian float64 of shape (images, classes);
    shares of an image without answers are nan. Raises DataError when there is no place.
    """
    rows = tuple(trials)
    counts = counts_of(rows, images=images, classes=classes)
    where = paths(path)
    contents = (
        _bytes(counts.astype("<i8")),
        _bytes(shares(counts).astype("<f8")),
        cifar10h_raw.text(rows, index=index).encode(),
    )
    replace_all(dict(zip(where, contents, strict=True)))
    return where


def read_counts(path: Path, *, images: int, classes: int) -> NDArray[np.int64]:
    """Return the counts at `path`, shape (images, classes); not every image has votes.

    Raises DataError for anything else.
    """
    counts = _read(path, COUNTS, shape=(images, classes), kind="iu", dtype=np.int64)
    if (counts < 0).any():
        raise _refused(path, COUNTS, "a count below 0")
    if not counts.any():
        raise _refused(path, f"{COUNTS} with votes for some images", "no vote at all")
    return counts


def read_probs(path: Path, *, images: int, classes: int) -> NDArray[np.float64]:
    """Return the shares at `path`, shape (images, classes). Raises DataError for anything else."""
    return _read(path, PROBS, shape=(images, classes), kind="f", dtype=np.float64)


def _bytes(values: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, values, allow_pickle=False)
    return buffer.getvalue()


def _read(
    path: Path, what: str, *, shape: tuple[int, int], kind: str, dtype: DTypeLike
) -> NDArray[Any]:
    with Stream(path) as stream:
        header = npy.read_array_header(stream)
        if header.shape != shape or header.dtype.kind not in kind:
            sizes = " x ".join(map(str, header.shape)) or "a single number"
            raise _refused(path, f"{what} of {shape[0]} x {shape[1]}", f"{sizes} {header.dtype}")
        return npy.read_array(stream, header, dtype=dtype)


def _refused(path: Path, expected: str, found: str) -> DataError:
    return DataError(
        path, expected=expected, found=found, remedy="choose an array made for this split"
    )
