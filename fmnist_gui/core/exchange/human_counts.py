"""Human label counts in the layout of Fashion-MNIST-H: CSV without header, image x class."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.errors import DataError

LARGEST_FILE = 64 * 1024 * 1024


def read_counts(path: Path, *, images: int, classes: int) -> NDArray[np.int64]:
    """Return the counts as (images, classes), in the order of the split.

    Raises DataError for anything but that many rows of that many whole numbers, none negative,
    each row with at least one vote.
    """
    expected = f"{images} rows of {classes} whole numbers"
    remedy = "choose a counts file made for this split"
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            raise DataError(path, expected=expected, found="no such CSV file", remedy=remedy)
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path, expected=expected, found=str(error), remedy=remedy) from error
    if len(lines) != images:
        raise DataError(path, expected=expected, found=f"{len(lines)} rows", remedy=remedy)
    counts = np.empty((images, classes), dtype=np.int64)
    for number, line in enumerate(lines):
        cells = line.split(",")
        if len(cells) != classes or not all(cell.strip().isdecimal() for cell in cells):
            raise DataError(
                path, expected=expected, found=f"{line[:60]!r} in line {number + 1}", remedy=remedy
            )
        counts[number] = [int(cell) for cell in cells]
    if empty := np.flatnonzero(counts.sum(axis=1) == 0).tolist():
        raise DataError(
            path, expected="a vote in each row", found=f"none in line {empty[0] + 1}", remedy=remedy
        )
    return counts
