"""Votes in the layout of Fashion-MNIST-H: a CSV of counts and one of shares, image x class."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.exchange.text_file import read_text

WHAT, SHARES = "a table of counts", "a table of shares"
LARGEST_BYTES = 512 * 1024 * 1024
TOLERANCE = 1e-9


def probs_path(path: Path) -> Path:
    """Return where the shares that belong to the counts at `path` are written."""
    return path.with_name(f"{path.stem}-probs{path.suffix}")


def shares(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return counts / row sum, of the same shape; a row without votes is not a number."""
    total = counts.sum(axis=1, keepdims=True)
    found = np.full(counts.shape, np.nan)
    np.divide(counts, total, out=found, where=total > 0)
    return found


def write(path: Path, counts: NDArray[np.int64]) -> tuple[Path, Path]:
    """Write counts, shape (images, classes), to `path` and shares beside it; return the files.

    Shares are written to the last digit; of an image without votes they are nan. Raises
    DataError when there is no place.
    """
    beside = probs_path(path)
    text = "".join(csv_text.line(row) for row in counts.tolist())
    probs = "".join(csv_text.line(row) for row in shares(counts).tolist())
    replace_all({path: text.encode(), beside: probs.encode()})
    return path, beside


def read(path: Path, *, images: int, classes: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the counts at `path` and the shares beside it.

    Raises DataError for anything else, and for shares that are not those of the counts.
    """
    counts = read_counts(path, images=images, classes=classes, is_partial=True)
    probs = read_shares(probs_path(path), images=images, classes=classes)
    fits = np.isclose(probs, shares(counts), rtol=0, atol=TOLERANCE, equal_nan=True).all(axis=1)
    if wrong := np.flatnonzero(~fits).tolist():
        raise _refused(probs_path(path), f"others than of the counts in line {wrong[0] + 1}")
    return counts, probs


def read_shares(path: Path, *, images: int, classes: int) -> NDArray[np.float64]:
    """Return the shares at `path`, shape (images, classes). Raises DataError for anything else."""
    text = read_text(path, lambda found: _refused(path, found), largest_bytes=LARGEST_BYTES)
    lines = text.splitlines()
    if len(lines) != images:
        raise _refused(path, f"{len(lines)} rows")
    probs = np.empty((images, classes))
    for number, line in enumerate(lines):
        try:
            cells = [float(cell) for cell in line.split(",", classes)]
        except ValueError:
            cells = []
        if len(cells) != classes:
            raise _refused(path, f"{line[:60]!r} in line {number + 1}")
        probs[number] = cells
    return probs


def _refused(path: Path, found: str) -> DataError:
    return DataError(
        path,
        expected="the shares of a table of counts",
        found=found,
        remedy="export counts and shares again",
    )
