"""What was read of a file of others' labels: the rows kept, and by line why others were not."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.exchange.cell import unguarded
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.exchange.text_file import is_utf_16, read_lines

Row = TypeVar("Row")
Content = TypeVar("Content")
LARGEST_BYTES = 1 << 30
FIRST = 5
"""Of so many refused lines the reason is kept."""

_MARKS = {";": "with semicolons", "\t": "with tabs"}
_REMEDY = "save it as UTF-8 text with commas and with these columns"


@dataclass
class Reading(Generic[Row]):
    """Rows that were kept; ``refused`` counts the others, ``why`` holds the first of them.

    ``unit`` is what is counted to find a row again.
    """

    rows: list[Row] = field(default_factory=list)
    refused: int = 0
    why: list[tuple[int, str]] = field(default_factory=list)
    unit: str = "line"

    @property
    def rows_in(self) -> int:
        """How many rows the file has."""
        return len(self.rows) + self.refused

    @property
    def sentence(self) -> str:
        """How many rows were kept, how many refused, and why the first of these."""
        told = f"Kept {len(self.rows):,} of {self.rows_in:,} rows."
        if not self.refused:
            return told
        reasons = "; ".join(f"{self.unit} {line}: {words}" for line, words in self.why)
        more = ", and so on" if self.refused > len(self.why) else ""
        return f"{told} Refused {self.refused:,}: {reasons}{more}."

    def refuse(self, line: int, words: str) -> None:
        """Count a row that cannot be taken."""
        self.refused += 1
        if len(self.why) < FIRST:
            self.why.append((line, words))


@dataclass(frozen=True)
class Source(Generic[Row, Content]):
    """The rows of a file one by one, so that a long one never stands in memory whole.

    ``parse`` makes a row of each of the ``contents``, which come with their lines, and raises
    RowError for one that cannot be taken. ``told`` is a sentence on how the file was read, if not
    as it should be written. What is counted is the ``unit``.
    """

    contents: Iterable[tuple[int, Content]]
    parse: Callable[[Content], Row]
    told: str = ""
    unit: str = "line"

    def __iter__(self) -> Iterator[tuple[int, Row | RowError]]:
        """Give each row, or why it cannot be taken, with its line."""
        for line, content in self.contents:
            try:
                yield line, self.parse(content)
            except RowError as error:
                yield line, error


def read_rows(
    contents: Iterable[tuple[int, Content]],
    parse: Callable[[Content], Row],
    *,
    key: Callable[[Row], object],
) -> Reading[Row]:
    """Return what `parse` makes of each content, given with its line; each `key` only once."""
    return read_source(Source(contents, parse), key=key)


def read_source(source: Source[Row, Content], *, key: Callable[[Row], object]) -> Reading[Row]:
    """Return all rows of a source; each `key` only once."""
    reading: Reading[Row] = Reading(unit=source.unit)
    lines: dict[object, int] = {}
    for line, row in source:
        if isinstance(row, RowError):
            reading.refuse(line, str(row))
            continue
        first = lines.setdefault(key(row), line)
        if first != line:
            reading.refuse(line, f"the same again as in {source.unit} {first}")
            continue
        reading.rows.append(row)
    return reading


class Table(Iterator[tuple[int, Mapping[str, str]]]):
    """The cells of each row by column, with the line in which it ends; guards are taken off.

    Columns may stand in any order, and others than `columns` are not looked at. A row of another
    width is given without cells. Spreadsheets may have saved the table: with semicolons or tabs
    between its values, or in UTF-16. ``told`` says so, and ``header`` holds all columns. Raises
    DataError for a file without these columns; `what` is what it should be.
    """

    def __init__(self, path: Path, columns: Sequence[str], *, what: str) -> None:
        self._path, self._columns, self._what = path, columns, what
        self._is_utf_16 = is_utf_16(path)
        lines = read_lines(
            path,
            self._refusal,
            largest_bytes=LARGEST_BYTES,
            longest_line=2 * csv_text.LONGEST_CELL,
            encoding="utf-16" if self._is_utf_16 else "utf-8-sig",
        )
        first = next(lines, "")
        self._delimiter = csv_text.delimiter_of(first, columns)
        self._rows = csv_text.Rows(chain([first], lines), self._delimiter)
        self.header = self._header()

    def __next__(self) -> tuple[int, Mapping[str, str]]:
        """Return the next row that is not empty."""
        while not (cells := self._cells()):
            pass
        fits = len(cells) == len(self.header)
        row = dict(zip(self.header, map(unguarded, cells), strict=True)) if fits else {}
        return self._rows.number, row

    @property
    def has_decimal_commas(self) -> bool:
        """Whether it comes from a country where numbers have commas and tables semicolons."""
        return self._delimiter == ";"

    @property
    def told(self) -> str:
        """How the table was read, empty for UTF-8 with commas."""
        parts = [_MARKS[self._delimiter]] if self._delimiter in _MARKS else []
        parts += ["in UTF-16"] if self._is_utf_16 else []
        return f"Read as a table {' '.join(parts)}." if parts else ""

    def _header(self) -> list[str]:
        header = [cell.strip() for cell in self._cells(or_none=True)]
        if any("\0" in cell for cell in header):
            raise self._refusal("text in UTF-16 without its mark")
        if missing := [name for name in self._columns if name not in header]:
            raise self._refusal(_wrong(header, missing))
        if doubled := [name for name, count in Counter(header).items() if name and count > 1]:
            raise self._refusal(f"the column {doubled[0][:40]} twice")
        return header

    def _cells(self, *, or_none: bool = False) -> list[str]:
        try:
            return next(self._rows, []) if or_none else next(self._rows)
        except csv.Error as error:
            raise self._refusal(f"something else in line {self._rows.number}") from error

    def _refusal(self, found: str) -> DataError:
        return refusal(self._path, self._columns, what=self._what, found=found)


def read_table(path: Path, columns: Sequence[str], *, what: str) -> Table:
    """Return the rows of a table with these columns. Raises DataError for anything else."""
    return Table(path, columns, what=what)


def cells_of(row: Mapping[str, str]) -> Mapping[str, str]:
    """Return the row. Raises RowError for one of another width than the header."""
    if not row:
        raise RowError("another number of values than the header has")
    return row


def refusal(path: Path, columns: Sequence[str], *, what: str, found: str) -> DataError:
    """Return the sentence about a file that is none of this kind."""
    some = ", ".join(columns[:6]) + (", ..." if len(columns) > 6 else "")
    return DataError(path, expected=f"{what} with {some}", found=found, remedy=_REMEDY)


def _wrong(header: Sequence[str], missing: Sequence[str]) -> str:
    if not header:
        return "nothing"
    return f"no column {missing[0]} among {', '.join(header)[:60]!r}"
