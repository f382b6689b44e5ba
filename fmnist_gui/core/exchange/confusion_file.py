"""Confusion matrices as files: JSON or CSV, rows the file's labels, columns the answers."""

import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.errors import DataError

LARGEST_BYTES = 4 * 1024 * 1024
"""Enough for 256 classes, and few enough to be refused at once."""

KEY = "confusion"
"""Under which the JSON of a session's figures holds its matrix."""


def read_confusion(path: Path, *, classes: int) -> NDArray[np.float64]:
    """Return the matrix in `path` as (classes, classes), counts or shares as they stand there.

    JSON holds a list of rows, or an object with one under "confusion" as ``results --json``
    prints it; CSV holds a row a line, without a header. Raises DataError for anything else, for a
    number below 0 and for a row without anything.
    """
    text = _text(path, classes)
    rows = _json_rows(text) if text.lstrip()[:1] in ("[", "{") else _csv_rows(text)
    if rows is None:
        raise _refusal(path, "something else", classes=classes)
    if len(rows) != classes:
        raise _refusal(path, f"{len(rows)} rows", classes=classes)
    for number, row in enumerate(rows):
        if len(row) != classes:
            raise _refusal(path, f"{len(row)} numbers in row {number + 1}", classes=classes)
        if not all(math.isfinite(cell) and cell >= 0 for cell in row):
            found = f"what is no number from 0 in row {number + 1}"
            raise _refusal(path, found, classes=classes)
        if not sum(row) > 0:
            raise _refusal(path, f"nothing in row {number + 1}", classes=classes)
    return np.array(rows, dtype=np.float64)


def _text(path: Path, classes: int) -> str:
    try:
        if not path.is_file():
            raise _refusal(path, "no such file", classes=classes)
        if path.stat().st_size > LARGEST_BYTES:
            raise _refusal(path, "a file far too large", classes=classes)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(path, "no text", classes=classes) from error
    except OSError as error:
        found = (error.strerror or type(error).__name__).lower()
        raise _refusal(path, found, classes=classes) from error


def _json_rows(text: str) -> list[list[float]] | None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    rows = content.get(KEY) if isinstance(content, dict) else content
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return None
    return [[_number(cell) for cell in row] for row in rows]


def _number(cell: object) -> float:
    if isinstance(cell, bool) or not isinstance(cell, int | float) or abs(cell) > 1e15:
        return math.nan
    return float(cell)


def _csv_rows(text: str) -> list[list[float]] | None:
    try:
        lines = text.splitlines()
        return [[float(cell) for cell in line.split(",")] for line in lines if line.strip()]
    except ValueError:
        return None


def _refusal(path: Path, found: str, *, classes: int) -> DataError:
    return DataError(
        path,
        expected=f"a confusion matrix of {classes} rows of {classes} numbers",
        found=found,
        remedy="write it as JSON or CSV, one row for each label",
    )
