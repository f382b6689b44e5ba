"""Tables as comma-separated text in which every word comes back to the letter."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator

MARKS = re.compile(r'[",;\t\n\r]')
"""What a cell holds only in quotes: whatever some spreadsheet takes for the end of a cell."""

DELIMITERS = (",", ";", "\t")
"""Spreadsheets of some countries save with semicolons."""

LONGEST_CELL = 1024 * 1024
"""Letters of a cell that are read; Python's own limit is that of a short note."""


def line(cells: Iterable[object]) -> str:
    """Return one line of a table, with its end."""
    return ",".join(_cell(str(cell)) for cell in cells) + "\n"


def delimiter_of(header: str, columns: Collection[str]) -> str:
    """Return what parts the cells of a table whose first line is `header`.

    It is what these `columns` are told apart by: others may be called as they like, after people
    even, and hold any mark. Where they are not found it is the mark that is there most often.
    """
    for delimiter in DELIMITERS:
        if set(columns) <= set(cells_of(header, delimiter)):
            return delimiter
    return max(DELIMITERS, key=header.count)


def cells_of(header: str, delimiter: str) -> list[str]:
    """Return the cells of a first line without the space around them, none for what is no such."""
    try:
        return [cell.strip() for cell in next(csv.reader([header], delimiter=delimiter), [])]
    except csv.Error:
        return []


class Rows(Iterator[list[str]]):
    """The rows of a table of `lines`, with their ends; raises csv.Error for what is none.

    ``number`` is that of the line in which the row given last ended, from 1.
    """

    def __init__(self, lines: Iterable[str], delimiter: str = ",") -> None:
        csv.field_size_limit(max(LONGEST_CELL, csv.field_size_limit()))
        self._lines = csv.reader(lines, delimiter=delimiter)

    def __next__(self) -> list[str]:
        """Return the next row."""
        return next(self._lines)

    @property
    def number(self) -> int:
        """The line in which the row given last ended, from 1."""
        return self._lines.line_num


def _cell(text: str) -> str:
    if not MARKS.search(text):
        return text
    return '"' + text.replace('"', '""') + '"'
