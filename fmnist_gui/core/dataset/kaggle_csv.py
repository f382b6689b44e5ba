"""Kaggle's tables of Fashion-MNIST: one image a line, label first."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images, Labels
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

SIDE_PX = 28
PIXELS = SIDE_PX * SIDE_PX
NAMES = ("label", *(f"pixel{number}" for number in range(1, PIXELS + 1)))

_BLOCK_BYTES = 1 << 18
_LINE_BYTES_MAX = 1 << 16
_REMEDY = "download the table again or check what wrote it"

Order = NDArray[np.intp]
"""For each of NAMES, in which column it stands."""


def read_csv(
    path: Path, *, report: Report = ignore, is_cancelled: CancelCheck = never
) -> tuple[Images, Labels]:
    """Read images (n, 28, 28) and labels (n,), both read-only; row i stands in line i + 2.

    The header names ``label`` and ``pixel1`` to ``pixel784`` in any order; the values are
    integers 0-255. Plain or gzip, with or without byte order mark, CRLF and a last line end.
    Needs little more than the arrays. `report` speaks in bytes of the file. Raises DataError
    that names the line, and Cancelled.
    """
    pixels = np.empty((1024, PIXELS), dtype=np.uint8)
    labels: list[Labels] = []
    count = 0
    with Stream(path) as stream:
        order, rest = _read_header(stream)
        for block in _blocks(stream, rest):
            if is_cancelled():
                raise Cancelled
            values = _parse(block)
            if values is None:
                raise _explain(block, path, first_line=count + 2)
            if order is not None:
                values = values[:, order]
            after = count + len(values)
            if after > len(pixels):
                # Grown in place by the system: a list of blocks would need the memory twice.
                pixels.resize((after + after // 8, PIXELS), refcheck=False)
            pixels[count:after] = values[:, 1:]
            labels.append(values[:, 0].copy())
            count = after
            report(stream.consumed_bytes, stream.size_bytes)
    if not count:
        raise _refused(path, "at least one line after the header", found="none")
    pixels.resize((count, PIXELS), refcheck=False)
    pixels.flags.writeable = False
    all_labels = np.concatenate(labels)
    all_labels.flags.writeable = False
    return pixels.reshape(count, SIDE_PX, SIDE_PX), all_labels


def _read_header(stream: Stream) -> tuple[Order | None, bytes]:
    """Return where the columns stand (None: in the order of NAMES) and what was read beyond."""
    expected = "a header label,pixel1,...,pixel784 in line 1"
    start = stream.read_up_to(_LINE_BYTES_MAX).removeprefix(b"\xef\xbb\xbf")
    line, _, rest = start.partition(b"\n")
    if not start:
        raise _refused(stream.path, expected, found="an empty file")
    if start.lstrip().startswith(b"<"):
        raise _refused(stream.path, expected, found="a web page")
    if len(line) == _LINE_BYTES_MAX:
        raise _refused(stream.path, expected, found="no line end")
    names = [name.strip().strip('"') for name in line.decode("utf-8", "replace").split(",")]
    if all(name.isdigit() for name in names):
        raise _refused(stream.path, expected, found="values at once")
    column_by_name = {name: column for column, name in enumerate(names)}
    missing = [name for name in NAMES if name not in column_by_name]
    if missing:
        raise _refused(stream.path, expected, found=f"no column {missing[0]}")
    if len(names) != len(NAMES):
        raise _refused(stream.path, expected, found=f"{len(names)} columns")
    if tuple(names) == NAMES:
        return None, rest
    return np.array([column_by_name[name] for name in NAMES], dtype=np.intp), rest


def _blocks(stream: Stream, rest: bytes) -> Iterator[bytes]:
    """Give the lines in blocks of whole lines, each line ended by a single line feed.

    What is too long for a line comes as a block without an end, to be refused.
    """
    while True:
        more = stream.read_up_to(_BLOCK_BYTES)
        content = rest + more
        if not more and content and not content.endswith(b"\n"):
            content += b"\n"
        end = content.rfind(b"\n") + 1
        block, rest = content[:end], content[end:]
        if block:
            yield block.replace(b"\r\n", b"\n") if b"\r" in block else block
        if len(rest) > _LINE_BYTES_MAX:
            yield rest
        if not more:
            return


def _parse(block: bytes) -> NDArray[np.uint8] | None:
    """Return the values, shape (lines, 785); None if anything in the block is not as it should be.

    Works on all bytes at once: where a value ends, the digits are one, two and three bytes back.
    Four line feeds before the first line make that true there too.
    """
    text = np.frombuffer(b"\n\n\n\n" + block, dtype=np.uint8)
    digits = text - np.uint8(ord("0"))
    is_digit = digits <= 9
    is_end = ~is_digit
    digits *= is_digit
    hundreds = digits[1:-3] * is_digit[2:-2]
    values = digits[2:-2] * np.uint8(10)
    values += digits[3:-1]
    is_bad = (hundreds > 2) | ((hundreds == 2) & (values > 55))
    is_bad |= is_end[3:-1]
    is_bad |= ~(is_end[3:-1] | is_end[2:-2] | is_end[1:-3] | is_end[:-4])
    is_bad &= is_end[4:]
    flat_ends = np.flatnonzero(is_end[4:])
    lines = len(flat_ends) // len(NAMES)
    if is_bad.any() or len(flat_ends) != lines * len(NAMES):
        return None
    # 785 ends a line, the last a line feed and all others commas.
    ends = flat_ends.reshape(lines, len(NAMES))
    has_feeds = (text[4:][ends[:, -1]] == ord("\n")).all()
    if not has_feeds or np.count_nonzero(text == ord(",")) != lines * PIXELS:
        return None
    hundreds *= np.uint8(100)
    values += hundreds
    return values[ends]


def _explain(block: bytes, path: Path, *, first_line: int) -> DataError:
    """Return what is wrong with the first bad line of a block that :func:`_parse` refused."""
    for number, line in enumerate(block.split(b"\n"), start=first_line):
        fields = line.split(b",")
        if len(fields) != len(NAMES):
            found = f"{len(fields)}" if line else "an empty line"
            return _refused(path, f"{len(NAMES)} values in line {number}", found=found)
        for field in fields:
            if not (field.isdigit() and len(field) <= 3 and int(field) <= 255):
                text = field[:20].decode("utf-8", "replace")
                return _refused(path, f"integers 0-255 in line {number}", found=repr(text))
    raise AssertionError("a block was refused without reason")


def _refused(path: Path, expected: str, *, found: str) -> DataError:
    return DataError(path, expected=expected, found=found, remedy=_REMEDY)
