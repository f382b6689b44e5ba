"""Probabilities as a table: a header of class numbers, then one line for each image."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError

_BLOCK_BYTES = 1 << 18
_CELL_BYTES_MAX = 64
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
REPLACED = "\ufffd"
"""What stands for bytes that are no UTF-8."""

_REMEDY = "choose predictions made for this split, or check what wrote them"


def class_order(line: str, classes: int) -> list[int] | None:
    """Return which class each column of this header is for; None unless each is named once."""
    names = [name.strip().strip('"') for name in line.split(",", classes)]
    if len(names) != classes or not all(n.isascii() and n.isdecimal() for n in names):
        return None
    by_name = {str(number): number for number in range(classes)}
    order = [by_name.get(name, -1) for name in names]
    return order if sorted(order) == list(range(classes)) else None


def read_table(path: Path, *, images: Collection[int], classes: int) -> NDArray[np.float32]:
    """Return the values as (n, classes), n one of `images`; columns stand in any order.

    Plain or gzip, with or without byte order mark, CRLF and a last line end. What is written as
    nan or inf is returned as it is. Raises DataError that names the line.
    """
    most = max(images)
    values = np.empty((most, classes), dtype=np.float32)
    count = 0
    with Stream(path) as stream:
        blocks = _blocks(stream, line_bytes_max=_CELL_BYTES_MAX * classes)
        header, *lines = next(blocks, [""])
        order = class_order(header, classes)
        if order is None:
            _check_votes(path, [header, *lines], blocks, classes=classes, most=most)
            expected = f"a header of the class numbers 0 to {classes - 1} in line 1"
            raise _refused(path, expected, found=_first_words(header))
        more: list[str] | None = lines
        while more is not None:
            after = count + len(more)
            if after > most:
                raise _refused(path, _rows(images), found="more")
            values[count:after, order] = _parse(more, path, first_line=count + 2, classes=classes)
            count, more = after, next(blocks, None)
    if count not in images:
        raise _refused(path, _rows(images), found=f"{count}")
    return values[:count]


def no_votes(path: Path, count: int) -> DataError:
    """Return the refusal of shares of votes, of which so many images have none."""
    return DataError(
        path,
        expected="predictions for every image",
        found=f"{count:,} {'image' if count == 1 else 'images'} without votes",
        remedy="import the file of counts that these shares were made from",
    )


def _check_votes(
    path: Path, lines: list[str], more: Iterable[list[str]], *, classes: int, most: int
) -> None:
    """Raise DataError if any of at most so many lines says nan for each class.

    So shares of votes tell of images without votes; they have no header.
    """
    bare = ",".join(["nan"] * classes)
    first = lines[0].split(",", classes)
    if len(first) != classes or not all(c == "nan" or _NUMBER.fullmatch(c) for c in first):
        return
    found = islice(chain(lines, chain.from_iterable(more)), most)
    if count := sum(line == bare for line in found):
        raise no_votes(path, count)


def _blocks(stream: Stream, *, line_bytes_max: int) -> Iterator[list[str]]:
    """Give the lines, without their ends, in lists of many."""
    rest = b""
    is_first = True
    while True:
        more = stream.read_up_to(_BLOCK_BYTES)
        *lines, rest = (rest + more).split(b"\n")
        if not more and rest:
            lines, rest = [*lines, rest], b""
        if len(rest) > line_bytes_max:
            raise _refused(stream.path, "lines of ordinary length", found="one without an end")
        if lines:
            if is_first:
                lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
            is_first = False
            yield [line.removesuffix(b"\r").decode("utf-8", "replace") for line in lines]
        if not more:
            return


def _parse(
    lines: list[str], path: Path, *, first_line: int, classes: int
) -> NDArray[np.float64] | NDArray[np.float32]:
    if not lines:
        return np.empty((0, classes), dtype=np.float32)
    try:
        # NumPy would leave out empty lines, and say so on its own when there is nothing else.
        values = None if "" in lines else np.loadtxt(lines, delimiter=",", comments=None, ndmin=2)
    except ValueError:
        values = None
    if values is None or values.shape != (len(lines), classes):
        raise _explain(lines, path, first_line=first_line, classes=classes)
    with np.errstate(over="ignore"):
        return values.astype(np.float32)


def _explain(lines: list[str], path: Path, *, first_line: int, classes: int) -> DataError:
    """Return what is wrong with the first bad line of those that NumPy refused."""
    for number, line in enumerate(lines, start=first_line):
        cells = line.split(",")
        if len(cells) != classes:
            found = f"{len(cells)}" if line else "an empty line"
            return _refused(path, f"{classes} values in line {number}", found=found)
        for cell in cells:
            if not _NUMBER.fullmatch(cell):
                return _refused(path, f"numbers in line {number}", found=repr(cell[:20]))
    expected = f"numbers from line {first_line} on"
    return _refused(path, expected, found="something that cannot be read as such")


def _first_words(header: str) -> str:
    if not header:
        return "nothing"
    if header.lstrip().startswith("<"):
        return "a web page"
    words = header[:40].replace("\t", " ")
    return repr(words) if words.isprintable() and REPLACED not in words else "no text"


def _rows(images: Collection[int]) -> str:
    return f"{' or '.join(str(count) for count in sorted(images))} lines after the header"


def _refused(path: Path, expected: str, *, found: str) -> DataError:
    return DataError(path, expected=expected, found=found, remedy=_REMEDY)
