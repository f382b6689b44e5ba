"""The long table as Parquet: typed columns, times in microseconds UTC; needs the extra."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType, NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import flat_row
from fmnist_gui.core.exchange.answer_csv import ANSWERS, SESSIONS, sessions_path
from fmnist_gui.core.exchange.collected import Collected, CollectedAnswer, CollectedSession
from fmnist_gui.core.exchange.data_fit import check_fit
from fmnist_gui.core.exchange.reading import LARGEST_BYTES, Reading, Source, read_source
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never, watched

Row = TypeVar("Row")
Values = Mapping[str, Any]
UNIT = "row"
_BATCH = 16_384
_REMEDY = "choose a table that was exported here"
_KINDS: dict[Any, str] = {
    UUID: "string",
    str: "string",
    int: "int64",
    float: "float64",
    bool: "bool",
}
"""What pyarrow calls the type of a column of each kind of field, but for times."""


def write(
    path: Path,
    collected: Collected,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> tuple[Path, Path]:
    """Write answers to `path` and their sessions beside it, both or none; return the files.

    Raises RequestError without pyarrow, DataError when there is no place, and Cancelled.
    """
    beside = sessions_path(path)
    rows = watched(collected.answers, report, is_cancelled)
    answers = _bytes(CollectedAnswer, rows)
    replace_all({path: answers, beside: _bytes(CollectedSession, collected.sessions)})
    return path, beside


def read(
    path: Path, splits: Mapping[str, Split] | None = None, *, classes: int
) -> Reading[CollectedAnswer]:
    """Return the answers in `path`, each once; see :func:`source`."""
    return read_source(source(path, splits, classes=classes), key=lambda answer: answer.id)


def source(
    path: Path, splits: Mapping[str, Split] | None = None, *, classes: int
) -> Source[CollectedAnswer, Values]:
    """Return the rows of `path`; those that :func:`check_fit` refuses cannot be taken.

    Raises RequestError without pyarrow, DataError for what is no such table.
    """

    def parsed(values: Values) -> CollectedAnswer:
        return check_fit(_row(CollectedAnswer, values), splits, classes=classes)

    return Source(_rows(path, CollectedAnswer, ANSWERS), parsed, unit=UNIT)


def read_sessions(path: Path) -> Reading[CollectedSession]:
    """Return the sessions in `path`. Raises as :func:`source`."""
    rows = _rows(path, CollectedSession, SESSIONS)
    found = Source(rows, lambda values: _row(CollectedSession, values), unit=UNIT)
    return read_source(found, key=lambda session: session.id)


def _bytes(kind: type[Any], rows: Iterable[object]) -> bytes:
    arrow, parquet = _pyarrow(), _pyarrow("parquet")
    same: Any = kind  # A class is hashable, which its type does not say.
    schema = _schema(same)
    buffer = io.BytesIO()
    with parquet.ParquetWriter(buffer, schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append({name: _value(value) for name, value in vars(row).items()})
            if len(batch) == _BATCH:
                writer.write_batch(arrow.RecordBatch.from_pylist(batch, schema=schema))
                batch = []
        writer.write_batch(arrow.RecordBatch.from_pylist(batch, schema=schema))
    return buffer.getvalue()


def _rows(path: Path, kind: type[Any], what: str) -> Iterator[tuple[int, Values]]:
    """Open the table now, and return its rows, counted from 1."""
    arrow, parquet = _pyarrow(), _pyarrow("parquet")
    columns = flat_row.needed(kind)

    def refused(found: str) -> DataError:
        some = ", ".join(columns[:6])
        expected = f"{what} as Parquet with {some}, ..."
        return DataError(path, expected=expected, found=found, remedy=_REMEDY)

    try:
        if not path.is_file():
            raise refused("something that is no file" if path.exists() else "no such file")
        if path.stat().st_size > LARGEST_BYTES:
            raise refused("a file far too large")
        file = parquet.ParquetFile(path)
    except arrow.ArrowException as error:
        raise refused("no Parquet") from error
    except OSError as error:
        raise refused(error.strerror.lower() if error.strerror else "no Parquet") from error
    known = file.schema_arrow
    with file:
        if missing := [name for name in columns if name not in known.names]:
            raise refused(f"no column {missing[0]} among {', '.join(known.names)[:60]!r}")
    wanted = [name for name in flat_row.names(kind) if name in known.names]
    if doubled := [name for name in wanted if known.names.count(name) > 1]:
        raise refused(f"the column {doubled[0]} twice")
    if nested := [name for name in wanted if known.field(name).type.num_fields]:
        raise refused(f"no single value as {nested[0]}")

    def rows() -> Iterator[tuple[int, Values]]:
        number = 0
        try:
            with parquet.ParquetFile(path) as table:
                for batch in table.iter_batches(_BATCH, columns=wanted):
                    for values in batch.to_pylist():
                        number += 1
                        yield number, values
        except (arrow.ArrowException, OSError) as error:
            raise refused(f"damage behind row {number:,}") from error

    return rows()


def _row(kind: type[Row], values: Values) -> Row:
    return flat_row.row_of(
        kind, {name: flat_row.cell_text(_plain(v)) for name, v in values.items()}
    )


def _value(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value


def _plain(value: object) -> object:
    # Without a zone it is in UTC, as everything here.
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC).isoformat()
    return value


@cache
def _schema(kind: Any) -> Any:
    hints = get_type_hints(kind)
    return _pyarrow().schema([_field(name, hints[name]) for name in flat_row.names(kind)])


def _field(name: str, hint: Any) -> Any:
    arrow = _pyarrow()
    is_nullable = NoneType in get_args(hint)
    if is_nullable:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is Literal:
        hint = str
    if hint is datetime:
        return arrow.field(name, arrow.timestamp("us", tz="UTC"), nullable=is_nullable)
    return arrow.field(name, arrow.type_for_alias(_KINDS[hint]), nullable=is_nullable)


def _pyarrow(part: str = "") -> ModuleType:
    try:
        return import_module(f"pyarrow.{part}" if part else "pyarrow")
    except ImportError as error:
        raise RequestError(
            "Parquet needs pyarrow, which cannot be imported here; install it with: "
            "pip install 'fmnist-gui[parquet]', or take csv or jsonl"
        ) from error
