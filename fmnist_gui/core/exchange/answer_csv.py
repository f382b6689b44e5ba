"""The long table: one row an answer with every field, as CSV, and a second table of sessions."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.exchange import csv_text, flat_row
from fmnist_gui.core.exchange.cell import guarded
from fmnist_gui.core.exchange.collected import Collected, CollectedAnswer, CollectedSession
from fmnist_gui.core.exchange.data_fit import check_fit
from fmnist_gui.core.exchange.reading import (
    Reading,
    Source,
    cells_of,
    read_rows,
    read_source,
    read_table,
)
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never, watched

Row = TypeVar("Row")
ANSWERS, SESSIONS = "a table of answers", "a table of sessions"


def sessions_path(path: Path) -> Path:
    """Return where the sessions of the answers at `path` are written."""
    return path.with_name(f"{path.stem}-sessions{path.suffix}")


def write(
    path: Path,
    collected: Collected,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> tuple[Path, Path]:
    """Write answers to `path` and their sessions beside it, both or none; return the files.

    Missing values are empty. Raises DataError when there is no place, and Cancelled.
    """
    beside = sessions_path(path)
    rows = watched(collected.answers, report, is_cancelled)
    answers = table_text(CollectedAnswer, rows)
    sessions = table_text(CollectedSession, collected.sessions)
    replace_all({path: answers.encode(), beside: sessions.encode()})
    return path, beside


def table_text(kind: type[Any], rows: Iterable[object]) -> str:
    """Return a header and a line for each of the rows, which are of that kind."""
    lines = [csv_text.line(flat_row.names(kind))]
    lines += [csv_text.line(flat_row.cells(row, guarded)) for row in rows]
    return "".join(lines)


def read(
    path: Path, splits: Mapping[str, Split] | None = None, *, classes: int
) -> Reading[CollectedAnswer]:
    """Return the answers in `path`, each once; see :func:`source`."""
    return read_source(source(path, splits, classes=classes), key=lambda answer: answer.id)


def source(
    path: Path, splits: Mapping[str, Split] | None = None, *, classes: int
) -> Source[CollectedAnswer, Mapping[str, str]]:
    """Return the rows of `path`; those that :func:`check_fit` refuses cannot be taken.

    Raises DataError for what is no such table.
    """

    def parsed(row: Mapping[str, str]) -> CollectedAnswer:
        answer = flat_row.row_of(CollectedAnswer, cells_of(row))
        return check_fit(answer, splits, classes=classes)

    rows = read_table(path, flat_row.needed(CollectedAnswer), what=ANSWERS)
    return Source(rows, parsed, rows.told)


def read_sessions(path: Path) -> Reading[CollectedSession]:
    """Return the sessions in `path`. Raises DataError for what is no such table."""
    rows = read_table(path, flat_row.needed(CollectedSession), what=SESSIONS)
    parse = partial(_parsed, CollectedSession)
    return read_rows(rows, parse, key=lambda session: session.id)


def _parsed(kind: type[Row], row: Mapping[str, str]) -> Row:
    return flat_row.row_of(kind, cells_of(row))
