"""Whether a database that comes from elsewhere holds what the tables of this program may hold."""

import json
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import JSON, Boolean, Column, Double, Integer, String, Table, Uuid
from sqlalchemy.types import TypeEngine

from fmnist_gui.core.errors import FmnistError, StoreError
from fmnist_gui.core.study.study_content import study_of
from fmnist_gui.store.deck_row import deck_of_row
from fmnist_gui.store.schema import METADATA, UtcMicroseconds

Found = TypeVar("Found")

_LEAST_AT, _MOST_AT = -62_135_596_800_000_000, 253_402_300_799_999_999
"""Microseconds since 1970 UTC of the first and the last moment that a calendar has."""

_MOST_SEQ = 10**12
"""No file counts so far; beyond, numbers of new rows behind these would not fit any more."""

# A number is less than any text, and no text is less than the empty one: what compares so is of
# the right kind, at a fraction of what asking for its kind costs.
_TESTS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (UtcMicroseconds, f"{{0}} BETWEEN {_LEAST_AT} AND {_MOST_AT} AND ({{0}} | 0) IS {{0}}"),
    (Boolean, "{0} IN (0, 1)"),
    (Integer, "({0} | 0) IS {0}"),
    (Double, "{0} < ''"),
    (Uuid, "length({0}) = 32 AND {0} >= '' AND {0} NOT GLOB '*[^0-9a-f]*'"),
    (JSON, "{0} >= '' AND {0} < x'' AND json_valid({0})"),
    (String, "{0} >= '' AND {0} < x''"),
)
_LEAST = {"chosen": -1, "label": 0, "position": 0, "image_index": 0, "revision": 0, "block": 0}
_STRANGE_RETRACTIONS = (
    "SELECT 1 FROM retraction JOIN answer ON answer.seq = retraction.answer_seq "
    "WHERE answer.session_seq != retraction.session_seq OR answer.seq > retraction.seq LIMIT 1"
)
_REMEDY = "ask for another copy of it; nothing was merged"


def check_tables(raw: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError when a table, or a column of one, is not there."""
    for table in METADATA.sorted_tables:
        rows = raw.execute("SELECT name FROM pragma_table_info(?)", (table.name,)).fetchall()
        missing = [c.name for c in table.c if c.name not in {name for (name,) in rows}]
        kind = raw.execute("SELECT type FROM sqlite_master WHERE name = ?", (table.name,))
        if missing or kind.fetchone() != ("table",):
            what = f"no {' and '.join(missing)} in it" if rows else "no such table"
            raise StoreError(
                path,
                expected=f"the table {table.name} of a database of fmnist-gui",
                found=what,
                remedy=_REMEDY,
            )


def check_content(raw: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError for rows that this program could not have written.

    Those are values of another kind than their column's, references to rows that are not there,
    and decks and studies whose content does not fit their hash.
    """
    if raw.execute("PRAGMA foreign_key_check").fetchone():
        raise _damage(path, "rows that refer to others that are missing")
    if raw.execute(_STRANGE_RETRACTIONS).fetchone():
        raise _damage(path, "an answer that is taken back elsewhere than it was given")
    for table in METADATA.sorted_tables:
        tests = " AND ".join(f"({_test(column)})" for column in table.c)
        bad = raw.execute(f"SELECT 1 FROM {_quoted(table)} WHERE NOT ({tests}) LIMIT 1").fetchone()
        if bad:
            raise _damage(path, f"a row in {table.name} that it cannot have written")
    _check_decks(raw, path)
    _check_studies(raw, path)


def _check_decks(raw: sqlite3.Connection, path: Path) -> None:
    cursor = raw.execute("SELECT *, preset AS deck_preset FROM deck")
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        row["indices"] = json.loads(row["indices"])
        row["more"] = json.loads(row["more"] or "null")
        # A deck of another shape fails in as many ways as there are.
        _sound(partial(deck_of_row, row), path, f"a damaged deck {row['sha256'][:8]}")


def _check_studies(raw: sqlite3.Connection, path: Path) -> None:
    for sha256, content in raw.execute("SELECT sha256, content FROM study"):
        changed = f"a study {sha256[:8]} that was changed after it started"
        study = _sound(partial(study_of, json.loads(content)), path, changed)
        if study.sha256 != sha256:
            raise _damage(path, changed)


def _sound(read: Callable[[], Found], path: Path, found: str) -> Found:
    try:
        return read()
    except (FmnistError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise _damage(path, found) from error


def _test(column: Column[Any]) -> str:
    name = _quoted(column)
    test = next(test for kind, test in _TESTS if isinstance(column.type, kind)).format(name)
    if column.name == "seq":
        test += f" AND {name} BETWEEN 1 AND {_MOST_SEQ}"
    elif column.name in _LEAST:
        test += f" AND {name} >= {_LEAST[column.name]}"
    return f"{name} IS NULL OR ({test})" if column.nullable else test


def _quoted(thing: Table | Column[Any]) -> str:
    return f'"{thing.name}"'


def _damage(path: Path, found: str) -> StoreError:
    return StoreError(
        path, expected="a database as fmnist-gui writes it", found=found, remedy=_REMEDY
    )
