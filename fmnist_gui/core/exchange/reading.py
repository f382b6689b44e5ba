"""What was read of a file of others' labels: the rows kept, and by line why others were not."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.exchange.cell import unguarded
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.exchange.text_file import read_lines

Row = TypeVar("Row")
Content = TypeVar("Content")
LARGEST_BYTES = 1 << 30
FIRST = 5
"""Of so many refused lines the reason is kept."""

_REMEDY = "save it as UTF-8 text with commas and with these columns"


@dataclass
class Reading(Generic[Row]):
    """Rows that were kept; ``refused`` counts the others, ``why`` holds the first of them."""

    rows: list[Row] = field(default_factory=list)
    refused: int = 0
    why: list[tuple[int, str]] = field(default_factory=list)

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
        reasons = "; ".join(f"line {line}: {words}" for line, words in self.why)
        more = ", and so on" if self.refused > len(self.why) else ""
        return f"{told} Refused {self.refused:,}: {reasons}{more}."

    def refuse(self, line: int, words: str) -> None:
        """Count a row that cannot be taken."""
        self.refused += 1
        if len(self.why) < FIRST:
            self.why.append((line, words))


def read_rows(
    contents: Iterable[tuple[int, Content]],
    parse: Callable[[Content], Row],
    *,
    key: Callable[[Row], object],
) -> Reading[Row]:
    """Return what `parse` makes of each content, given with its line; each `key` only once."""
    reading: Reading[Row] = Reading()
    lines: dict[object, int] = {}
    for line, content in contents:
        try:
            row = parse(content)
        except RowError as error:
            reading.refuse(line, str(error))
            continue
        first = lines.setdefault(key(row), line)
        if first != line:
            reading.refuse(line, f"the same again as in line {first}")
            continue
        reading.rows.append(row)
    return reading


def read_table(
    path: Path, columns: Sequence[str], *, what: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the cells of each row by column, with the line in which it ends; guards are taken off.

    Columns may stand in any order, and others are not looked at. A row of another width is given
    without cells. Raises DataError for a file without these columns; `what` is what it should be.
    """
    lines = csv_text.Rows(
        read_lines(
            path,
            lambda found: refusal(path, columns, what=what, found=found),
            largest_bytes=LARGEST_BYTES,
            longest_line=2 * csv_text.LONGEST_CELL,
        )
    )
    try:
        header = [cell.strip() for cell in next(lines, [])]
        if missing := [name for name in columns if name not in header]:
            raise refusal(path, columns, what=what, found=_wrong(header, missing))
        if doubled := [name for name, count in Counter(header).items() if name and count > 1]:
            raise refusal(path, columns, what=what, found=f"the column {doubled[0][:40]} twice")
        for cells in lines:
            if cells:
                fits = len(cells) == len(header)
                row = dict(zip(header, map(unguarded, cells), strict=True)) if fits else {}
                yield lines.number, row
    except csv.Error as error:
        found = f"something else in line {lines.number}"
        raise refusal(path, columns, what=what, found=found) from error


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
    if len(header) == 1 and ";" in header[0]:
        return "values between semicolons"
    return f"no column {missing[0]} among {', '.join(header)[:60]!r}"
