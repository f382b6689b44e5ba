"""The long table as JSON Lines: one object an answer, null for missing."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.exchange import flat_row
from fmnist_gui.core.exchange.answer_csv import ANSWERS, SESSIONS, sessions_path
from fmnist_gui.core.exchange.collected import Collected, CollectedAnswer, CollectedSession
from fmnist_gui.core.exchange.data_fit import check_fit
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.exchange.reading import (
    LARGEST_BYTES,
    Reading,
    Source,
    read_rows,
    read_source,
    refusal,
)
from fmnist_gui.core.exchange.text_file import read_lines
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never, watched

Row = TypeVar("Row")
LONGEST_LINE = 1024 * 1024


def write(
    path: Path,
    collected: Collected,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> tuple[Path, Path]:
    """Write answers to `path` and their sessions beside it, both or none; return the files.

    Raises DataError when there is no place, and Cancelled.
    """
    beside = sessions_path(path)
    rows = watched(collected.answers, report, is_cancelled)
    contents = {path: _text(rows), beside: _text(collected.sessions)}
    replace_all({file: text.encode() for file, text in contents.items()})
    return path, beside


def read(
    path: Path, splits: Mapping[str, Split] | None = None, *, classes: int
) -> Reading[CollectedAnswer]:
    """Return the answers in `path`, each once; see :func:`source`."""
    return read_source(source(path, splits, classes=classes), key=lambda answer: answer.id)


def source(
    path: Path, splits: Mapping[str, Split] | None = None, *, classes: int
) -> Source[CollectedAnswer, str]:
    """Return the rows of `path`; those that :func:`check_fit` refuses cannot be taken.

    While they are read, raises DataError for what is no text, or in whose first line there is no
    such object.
    """

    def parsed(line: str) -> CollectedAnswer:
        return check_fit(_row(CollectedAnswer, line), splits, classes=classes)

    return Source(_lines(path, flat_row.needed(CollectedAnswer), what=ANSWERS), parsed)


def read_sessions(path: Path) -> Reading[CollectedSession]:
    """Return the sessions in `path`. Raises DataError as :func:`read`."""
    lines = _lines(path, flat_row.needed(CollectedSession), what=SESSIONS)
    return read_rows(
        lines, lambda line: _row(CollectedSession, line), key=lambda session: session.id
    )


def _text(rows: Iterable[object]) -> str:
    return "".join(json.dumps(flat_row.plain_row(row), ensure_ascii=False) + "\n" for row in rows)


def _lines(path: Path, columns: tuple[str, ...], *, what: str) -> Iterator[tuple[int, str]]:
    lines = read_lines(
        path,
        lambda found: refusal(path, columns, what=what, found=found),
        largest_bytes=LARGEST_BYTES,
        longest_line=LONGEST_LINE,
    )
    is_first = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if is_first:
            try:
                _object(line, columns)
            except RowError as error:
                found = f"{error} in line {number}"
                raise refusal(path, columns, what=what, found=found) from error
            is_first = False
        yield number, line


def _object(line: str, columns: tuple[str, ...]) -> dict[str, Any]:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        raise RowError("no JSON object") from None
    if not isinstance(content, dict):
        raise RowError("no JSON object")
    if missing := [name for name in columns if name not in content]:
        raise RowError(f"no {missing[0]}")
    return content


def _row(kind: type[Row], line: str) -> Row:
    content = _object(line, flat_row.needed(kind))
    given = {name: content[name] for name in flat_row.names(kind) if name in content}
    if nested := [name for name, value in given.items() if isinstance(value, list | dict)]:
        raise RowError(f"no single value as {nested[0]}")
    return flat_row.row_of(kind, {name: flat_row.cell_text(v) for name, v in given.items()})
