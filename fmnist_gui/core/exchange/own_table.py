"""Reads the program's own tables: a line of fingerprints, a header, and rows that say their line.

What is refused is told with the line in which it stands. Spreadsheets may have saved the table:
with semicolons, with the first line in one cell or filled up with empty ones, and times without a
zone.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, zip_longest
from pathlib import Path

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import csv_text, fingerprint_line
from fmnist_gui.core.exchange.cell import unguarded
from fmnist_gui.core.exchange.text_file import read_lines

LARGEST_BYTES = 64 * 1024 * 1024
MOST_DIGITS = 9


def moment(at: datetime) -> str:
    """Return a time as tables have it: ISO 8601 in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


class OwnTable:
    """One table; `mark` is what its first line begins with, `what` is what a sentence calls it.

    ``fingerprints`` are those of its first line, by split; ``line`` is where its reader is.
    Raises DataError for what is no such table.
    """

    def __init__(self, path: Path, *, mark: str, header: Sequence[str], what: str) -> None:
        self.path = path
        self._what = what
        self._width = len(header)
        # One by one: what is no table may be all one line.
        lines = read_lines(
            path,
            lambda found: self._refusal(what, found),
            largest_bytes=LARGEST_BYTES,
            longest_line=2 * csv_text.LONGEST_CELL,
        )
        self.fingerprints = self._fingerprints(next(lines, ""), mark)
        second = next(lines, "")
        delimiter = max(csv_text.DELIMITERS, key=second.count)
        # An empty line for the first, so that lines are counted from 1.
        self._rows = csv_text.Rows(chain(["\n", second], lines), delimiter)
        self._next()
        self._check_header(header)

    @property
    def line(self) -> int:
        """The line in which the row given last ended, from 1."""
        return self._rows.number

    def rows(self) -> Iterator[list[str]]:
        """Give the cells of each row; empty lines are passed over."""
        while (cells := self._next()) is not None:
            if not any(cells):
                continue
            if len(cells) != self._width:
                raise self.refused(f"{self._width} values a line", str(len(cells)))
            yield cells

    def split(self, cell: str) -> str:
        """Return the name of a split that the first line has."""
        name = unguarded(cell.strip())
        if name not in self.fingerprints:
            names = " or ".join(self.fingerprints)
            raise self.refused(f"images of {names}", repr(name[:20]))
        return name

    def number(self, cell: str, what: str) -> int:
        """Return a whole number from 0."""
        digits = cell.strip()
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
            raise self.refused(what, repr(digits[:20]))
        return int(digits)

    def class_number(self, cell: str, classes: int) -> int:
        """Return one of so many classes."""
        expected = f"a class from 0 to {classes - 1}"
        number = self.number(cell, expected)
        if number >= classes:
            raise self.refused(expected, str(number))
        return number

    def time(self, cell: str) -> datetime:
        """Return a time, in UTC; one without a zone is one in UTC."""
        try:
            at = datetime.fromisoformat(cell.strip())
            if ":" in cell:
                return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise self.refused("a time as 2026-01-31T12:00:00Z", repr(cell[:30]))

    def refused(self, expected: str, found: str) -> DataError:
        """Return the sentence about something in the row given last."""
        return self._refusal(expected, f"{found} in line {self.line}")

    def _refusal(self, expected: str, found: str) -> DataError:
        remedy = f"choose {self._what} that was exported here, or mend the line"
        return DataError(self.path, expected=expected, found=found, remedy=remedy)

    def _next(self) -> list[str] | None:
        try:
            return next(self._rows, None)
        except csv.Error as error:
            raise self.refused("comma-separated values", "something else") from error

    def _fingerprints(self, line: str, mark: str) -> dict[str, str]:
        # No mark and no fingerprint holds any of these.
        cells = [cell.strip() for cell in re.split("[,;\t]", line.replace('"', ""))]
        if cells[0] != mark:
            raise self._refusal(f"{mark!r} in line 1", _instead(line.strip(), mark))
        found = fingerprint_line.fingerprints_of(cells)
        if not found:
            raise self._refusal("the fingerprints of its data in line 1", "none")
        return found

    def _check_header(self, header: Sequence[str]) -> None:
        cells = [cell.strip() for cell in self._next() or []]
        if cells == list(header):
            return
        found = "nothing"
        if any(cells):
            pairs = enumerate(zip_longest(header, cells, fillvalue=""), start=1)
            column, cell = next((n, cell) for n, (name, cell) in pairs if name != cell)
            found = f"{repr(cell[:40]) if cell else 'nothing'} as column {column}"
        raise self._refusal(f"a header {','.join(header)} in line 2", found)


def _instead(line: str, mark: str) -> str:
    """Return what stands in the first line, so that it does not look like the `mark`."""
    if not line:
        return "nothing"
    _, there, after = line.partition(mark)
    if there and after:
        return f"it followed by {after[:40]!r} without a comma"
    return repr(line[:60])
