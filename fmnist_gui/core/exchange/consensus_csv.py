"""A consensus as CSV: ``split,index,label,consensus,posterior,votes,tie``, one row per image.

Its first line tells the method, whether the people were simulated, and the data.
"""

import re
from pathlib import Path

from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.exchange import csv_text, fingerprint_line
from fmnist_gui.core.exchange.list_mark import begins_with
from fmnist_gui.core.exchange.own_table import OwnTable
from fmnist_gui.core.table.consensus_table import (
    METHODS,
    ConsensusRow,
    ConsensusTable,
    Method,
)

MARK = "# fmnist-gui consensus 1"
"""What the first line begins with; the method follows."""

SIMULATED = " of simulated people"
HEADER = ("split", "index", "label", "consensus", "posterior", "votes", "tie")
MOST_CLASSES = 256

KINDS = tuple((method, is_simulated) for method in METHODS for is_simulated in (True, False))
"""Every method of both kinds of people, the longer mark first, since it begins as the other."""

_PROBABILITY = re.compile(r"(0(\.\d{1,20})?|1(\.0{1,20})?|\d(\.\d{1,20})?e-\d{1,2})", re.ASCII)


def write(path: Path, table: ConsensusTable) -> None:
    """Write the consensus to `path`, whole or not at all; the same one gives the same bytes.

    Raises DataError when there is no place.
    """
    with replacing(path) as file:
        file.write(text(table).encode())


def text(table: ConsensusTable) -> str:
    """Return what :func:`write` writes."""
    mark = _mark(table.method, table.is_simulated)
    lines = [
        fingerprint_line.line(mark, table.fingerprints.items()),
        csv_text.line(HEADER),
        *(csv_text.line(_cells(row)) for row in table.rows),
    ]
    return "".join(lines)


def read(path: Path, *, classes: int = MOST_CLASSES) -> ConsensusTable:
    """Return the consensus in `path`, of data of `classes` classes, in the order of the file.

    Raises DataError that names the line, also for two rows about one image.
    """
    found = next((kind for kind in KINDS if begins_with(path, _mark(*kind))), None)
    mark = f"{MARK} {' or '.join(METHODS)}" if found is None else _mark(*found)
    table = OwnTable(path, mark=mark, header=HEADER, what="a consensus")
    # What begins with the mark of no method has been refused by now.
    method, is_simulated = found or KINDS[0]
    rows: dict[tuple[str, int], ConsensusRow] = {}
    for cells in table.rows():
        row = _row(table, cells, classes)
        if rows.setdefault((row.split, row.index), row) is not row:
            raise table.refused("one row an image", f"another about {row.split} {row.index}")
    return ConsensusTable(method, is_simulated, table.fingerprints, tuple(rows.values()))


def _mark(method: Method, is_simulated: bool) -> str:
    return f"{MARK} {method}{SIMULATED if is_simulated else ''}"


def _cells(row: ConsensusRow) -> tuple[object, ...]:
    said = row.consensus, row.posterior, row.votes, int(row.is_tied)
    return row.split, row.index, row.label, *said


def _row(table: OwnTable, cells: list[str], classes: int) -> ConsensusRow:
    posterior, tie = cells[4].strip(), cells[6].strip()
    if not _PROBABILITY.fullmatch(posterior):
        raise table.refused("a probability from 0 to 1", repr(posterior[:20]))
    if tie not in ("0", "1"):
        raise table.refused("0 or 1 for a tie", repr(tie[:20]))
    votes = table.number(cells[5], "a number of votes")
    if not votes:
        raise table.refused("at least one vote", "0")
    return ConsensusRow(
        table.split(cells[0]),
        table.number(cells[1], "the index of an image"),
        table.class_number(cells[2], classes),
        table.class_number(cells[3], classes),
        float(posterior),
        votes,
        tie == "1",
    )
