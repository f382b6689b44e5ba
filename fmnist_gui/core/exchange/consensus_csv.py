"""A consensus as CSV: ``split,index,label,consensus,posterior,votes,tie``, one row per image.

Its first line tells the method, whether the people were simulated, and the data. Where disputed
images were adjudicated it says so, and a last column, ``adjudicated``, tells what was concluded.
"""

import re
from pathlib import Path

from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.exchange import csv_text, fingerprint_line
from fmnist_gui.core.exchange.cell import guarded
from fmnist_gui.core.exchange.list_mark import begins_with
from fmnist_gui.core.exchange.own_table import OwnTable
from fmnist_gui.core.review.decision import CONCLUSIVE, DECISION_KINDS, DecisionKind
from fmnist_gui.core.table.consensus_table import METHODS, ConsensusRow, ConsensusTable, Method

MARK = "# fmnist-gui consensus 1"
"""What the first line begins with; the method follows."""

SIMULATED = " of simulated people"
ADJUDICATED = " and adjudication"
HEADER = ("split", "index", "label", "consensus", "posterior", "votes", "tie")
MOST_CLASSES = 256

LONG_HEADER = (*HEADER, "adjudicated")
OUTCOMES: tuple[DecisionKind, ...] = tuple(k for k in DECISION_KINDS if k in CONCLUSIVE)
"""What an adjudicator can have concluded."""

KINDS = tuple(
    (method, is_simulated, is_adjudicated)
    for method in METHODS
    for is_simulated in (True, False)
    for is_adjudicated in (True, False)
)
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
    is_long = table.adjudicated > 0
    mark = _mark(table.method, table.is_simulated, is_long)
    header = LONG_HEADER if is_long else HEADER
    lines = [
        fingerprint_line.line(mark, table.fingerprints.items()),
        csv_text.line(header),
        *(csv_text.line(_cells(row)[: len(header)]) for row in table.rows),
    ]
    return "".join(lines)


def read(path: Path, *, classes: int = MOST_CLASSES) -> ConsensusTable:
    """Return the consensus in `path`, of data of `classes` classes, in the order of the file.

    Raises DataError that names the line, also for two rows about one image.
    """
    found = next((kind for kind in KINDS if begins_with(path, _mark(*kind))), None)
    mark = f"{MARK} {' or '.join(METHODS)}" if found is None else _mark(*found)
    # What begins with the mark of no method is refused here.
    method, is_simulated, is_long = found or KINDS[-1]
    header = LONG_HEADER if is_long else HEADER
    table = OwnTable(path, mark=mark, header=header, what="a consensus")
    rows: dict[tuple[str, int], ConsensusRow] = {}
    for cells in table.rows():
        row = _row(table, cells, classes)
        if rows.setdefault((row.split, row.index), row) is not row:
            raise table.refused("one row an image", f"another about {row.split} {row.index}")
    return ConsensusTable(method, is_simulated, table.fingerprints, tuple(rows.values()))


def _mark(method: Method, is_simulated: bool, is_adjudicated: bool) -> str:
    people = SIMULATED if is_simulated else ""
    return f"{MARK} {method}{people}{ADJUDICATED if is_adjudicated else ''}"


def _cells(row: ConsensusRow) -> tuple[object, ...]:
    said = row.consensus, row.posterior, row.votes, int(row.is_tied)
    return guarded(row.split), row.index, row.label, *said, row.adjudicated or ""


def _row(table: OwnTable, cells: list[str], classes: int) -> ConsensusRow:
    posterior, tie = cells[4].strip(), cells[6].strip()
    if not _PROBABILITY.fullmatch(posterior):
        raise table.refused("a probability from 0 to 1", repr(posterior[:20]))
    if tie not in ("0", "1"):
        raise table.refused("0 or 1 for a tie", repr(tie[:20]))
    votes = table.number(cells[5], "a number of votes")
    adjudicated = _outcome(table, cells[7].strip()) if len(cells) > len(HEADER) else None
    if not votes and adjudicated is None:
        raise table.refused("at least one vote", "0")
    return ConsensusRow(
        table.split(cells[0]),
        table.number(cells[1], "the index of an image"),
        table.class_number(cells[2], classes),
        table.class_number(cells[3], classes),
        float(posterior),
        votes,
        tie == "1",
        adjudicated,
    )


def _outcome(table: OwnTable, cell: str) -> DecisionKind | None:
    found = next((kind for kind in OUTCOMES if kind == cell), None)
    if cell and found is None:
        raise table.refused(f"nothing or one of {', '.join(OUTCOMES)}", repr(cell[:20]))
    return found
