"""Lists of images as CSV: which they are, and of which data."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery, Numbers
from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import fingerprint_line
from fmnist_gui.core.exchange.cell import guarded, unguarded
from fmnist_gui.core.exchange.list_mark import FORMAT
from fmnist_gui.core.exchange.text_file import read_text
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

SUFFIX = ".csv"
PLACE = ("split", "index")
LABEL = ("label", "class")
LARGEST_BYTES = 64 * 1024 * 1024
"""Enough for two million images, and few enough to be refused at once."""

MOST_DIGITS = 9
_BLOCK = 4096


def write(
    path: Path,
    gallery: Gallery,
    *,
    numbers: Numbers | Sequence[int],
    is_blind: bool,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> None:
    """Write these images, in this order, to `path`, whole or not at all.

    Without labels and class names when `is_blind`. Raises DataError when there is no place, and
    Cancelled.
    """
    with replacing(path) as file:
        for block in _blocks(
            gallery, numbers, is_blind=is_blind, report=report, is_cancelled=is_cancelled
        ):
            file.write(block.encode())


def text(
    gallery: Gallery,
    numbers: Numbers | Sequence[int],
    *,
    is_blind: bool,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> str:
    """Return what :func:`write` writes. Raises Cancelled."""
    blocks = _blocks(gallery, numbers, is_blind=is_blind, report=report, is_cancelled=is_cancelled)
    return "".join(blocks)


def read(path: Path, gallery: Gallery) -> Numbers:
    """Return the numbers in `gallery` of the images listed in `path`, in its order.

    Columns after the first two are not looked at. Raises DataError that names the line, and both
    fingerprints when the list is of other data.
    """
    content = read_text(
        path,
        lambda found: _refused(path, "a list of images", found=found),
        largest_bytes=LARGEST_BYTES,
    )
    lines = csv.reader(io.StringIO(content, newline=""))
    fingerprints: dict[str, str] = {}
    numbers: dict[int, None] = {}
    width = 0
    try:
        for cells in lines:
            if lines.line_num == 1:
                fingerprints = _fingerprints(path, cells)
            elif not width:
                width = _width(path, cells)
            elif cells:
                # First of all: an index of other data may well be out of range here.
                _check(
                    path, unguarded(cells[0].strip()), gallery=gallery, fingerprints=fingerprints
                )
                number = _number(path, cells, gallery=gallery, width=width, line=lines.line_num)
                if number in numbers:
                    found = f"{cells[0]} {cells[1]} again in line {lines.line_num}"
                    raise _refused(path, "each image once", found=found)
                numbers[number] = None
    except csv.Error as error:
        found = f"{error} in line {lines.line_num}"
        raise _refused(path, "comma-separated values", found=found) from error
    if not width:
        expected = _HEADER if lines.line_num else _COMMENT
        raise _refused(path, expected, found="nothing")
    return np.fromiter(numbers, dtype=np.intp, count=len(numbers))


_COMMENT = f"{FORMAT}, with the fingerprints of the splits in line 1"
_HEADER = f"a header {','.join(PLACE)} in line 2"


def _blocks(
    gallery: Gallery,
    numbers: Numbers | Sequence[int],
    *,
    is_blind: bool,
    report: Report,
    is_cancelled: CancelCheck,
) -> Iterator[str]:
    yield fingerprint_line.line(FORMAT, ((part.name, part.fingerprint) for part in gallery.splits))
    yield ",".join(PLACE if is_blind else PLACE + LABEL) + "\n"
    for start in range(0, len(numbers), _BLOCK):
        if is_cancelled():
            raise Cancelled
        buffer = io.StringIO()
        table = csv.writer(buffer, lineterminator="\n")
        for number in numbers[start : start + _BLOCK]:
            place = gallery.place(int(number))
            row: list[object] = [guarded(place.split), place.index]
            if not is_blind:
                label = int(gallery.labels[number])
                row += [label, guarded(gallery.class_names[label])]
            table.writerow(row)
        yield buffer.getvalue()
        report(min(len(numbers), start + _BLOCK), len(numbers))


def _fingerprints(path: Path, cells: list[str]) -> dict[str, str]:
    if not cells or cells[0].strip() != FORMAT:
        found = repr(",".join(cells)[:60]) if cells else "nothing"
        raise _refused(path, _COMMENT, found=found)
    return fingerprint_line.fingerprints_of(cells)


def _width(path: Path, cells: list[str]) -> int:
    if tuple(cell.strip() for cell in cells[:2]) != PLACE:
        raise _refused(path, _HEADER, found=repr(",".join(cells)[:60]))
    return len(cells)


def _number(path: Path, cells: list[str], *, gallery: Gallery, width: int, line: int) -> int:
    if len(cells) != width:
        found = f"{len(cells)} in line {line}"
        raise _refused(path, f"{width} values a line", found=found)
    split, digits = unguarded(cells[0].strip()), cells[1].strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        found = f"{digits[:20]!r} in line {line}"
        raise _refused(path, "the index of an image", found=found)
    count = len(gallery.numbers_of(split))
    number = gallery.number(split, int(digits))
    if number is None:
        names = " or ".join(part.name for part in gallery.splits)
        expected = f"an index from 0 to {count - 1} of {split}" if count else f"images of {names}"
        found = f"{split[:20]!r} {digits} in line {line}"
        raise _refused(path, expected, found=found)
    return number


def _check(path: Path, split: str, *, gallery: Gallery, fingerprints: dict[str, str]) -> None:
    known = next((part.fingerprint for part in gallery.splits if part.name == split), None)
    claimed = fingerprints.get(split, "none")
    if known is not None and claimed != known:
        raise DataError(
            path,
            expected=f"images of the {split} data with fingerprint {known[:16]!r}",
            found=repr(claimed[:16]),
            remedy="open the data for which the list was written",
        )


def _refused(path: Path, expected: str, *, found: str) -> DataError:
    return DataError(
        path, expected=expected, found=found, remedy="choose a list that was exported here"
    )
