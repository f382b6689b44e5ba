"""Human label counts in the layout of Fashion-MNIST-H: CSV without header, image x class."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.text_file import read_text

LARGEST_BYTES = 8 * 1024 * 1024
MOST_DIGITS = 9
"""A cell holds less than a billion votes, so that no sum of them overflows."""


def read_counts(
    path: Path, *, images: int, classes: int, is_partial: bool = False
) -> NDArray[np.int64]:
    """Return the counts as (images, classes), in the order of the split.

    Raises DataError for anything but that many rows of that many whole numbers, none negative,
    each row with at least one vote, or any row if `is_partial`: images that nobody was asked about.
    """
    lines = _lines(path, images, classes=classes)
    counts = np.empty((images, classes), dtype=np.int64)
    for number, line in enumerate(lines):
        cells = line.split(",", classes)
        if len(cells) != classes or not all(map(_is_count, cells)):
            found = f"{line[:60]!r} in line {number + 1}"
            raise _refusal(path, found, images=images, classes=classes)
        counts[number] = [int(cell) for cell in cells]
    empty = np.flatnonzero(counts.sum(axis=1) == 0).tolist()
    if is_partial and len(empty) == images:
        raise _refusal(path, "no vote at all", images=images, classes=classes, is_partial=True)
    if empty and not is_partial:
        found = f"no vote in line {empty[0] + 1}"
        raise _refusal(path, found, images=images, classes=classes)
    return counts


def _lines(path: Path, images: int, *, classes: int) -> list[str]:
    text = read_text(
        path,
        lambda found: _refusal(path, found, images=images, classes=classes),
        largest_bytes=LARGEST_BYTES,
    )
    # Counted before they are split, since a file of empty lines would fill the memory.
    rows = text.count("\n") + (not text.endswith("\n"))
    if rows != images:
        raise _refusal(path, f"{rows} rows", images=images, classes=classes)
    return text.removesuffix("\n").split("\n")


def _is_count(cell: str) -> bool:
    digits = cell.strip()
    return digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS


def _refusal(
    path: Path, found: str, *, images: int, classes: int, is_partial: bool = False
) -> DataError:
    votes = "and votes in some" if is_partial else "with a vote in each"
    return DataError(
        path,
        expected=f"{images} rows of {classes} whole numbers {votes}",
        found=found,
        remedy="choose a counts file made for this split",
    )
