"""A frozen dataclass of plain fields as the row of a table, and back."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from fmnist_gui.core.exchange.own_table import moment

Row = TypeVar("Row")
Plain = str | int | float | bool | None
"""What a cell holds: JSON has each of them."""

YES, NO = "true", "false"
LATER = frozenset(("reason", "note", "study", "study_sha256"))
"""Columns that tables from before this version have not; what is missing is as usual."""

_WHOLE = re.compile(r"-?[0-9]{1,39}", re.ASCII)


class RowError(Exception):
    """A row that cannot be taken; ``str()`` of it says why in a few words."""


def names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the columns: those of the fields."""
    same: Any = kind  # A class is hashable, which its type does not say.
    return _names(same)


def needed(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the columns without which there is no such row."""
    same: Any = kind
    return _needed(same)


def plain_row(row: object) -> dict[str, Plain]:
    """Return the fields with ids as text and times as ISO 8601 in UTC."""
    kind: Any = type(row)
    return {name: spell(getattr(row, name)) for name, spell in _plain_fields(kind)}


def cells(row: object, text: Callable[[str], str]) -> list[str]:
    """Return what the cells of a row say, words as `text` gives them."""
    kind: Any = type(row)
    return [spell(getattr(row, name)) for name, spell in _cell_fields(kind, text)]


def cell_text(value: object) -> str:
    """Return what a cell says; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


def row_of(kind: type[Row], given: Mapping[str, str]) -> Row:
    """Return the row of these cells, each as :func:`cell_text` gives it.

    Columns that only later tables have may be missing. Raises RowError that names the column for
    a cell that does not fit.
    """
    found: dict[str, object] = {}
    same: Any = kind  # A class is hashable, which a type variable does not say.
    for name, parse in _parsers(same).items():
        if name in LATER and name not in given:
            continue
        try:
            found[name] = parse(given[name])
        except (ValueError, OverflowError):
            raise RowError(f"{given[name][:40]!r} as {name}") from None
    return kind(**found)


def whole(text: str) -> int:
    """Return a whole number. Raises ValueError."""
    if not _WHOLE.fullmatch(text.strip()):
        raise ValueError(text)
    return int(text)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _needed(kind: Any) -> tuple[str, ...]:
    return tuple(name for name in _names(kind) if name not in LATER)


def _same(value: Any) -> Any:
    return value


def _spelled(hint: Any, spellings: Mapping[Any, Callable[[Any], Any]], none: Any) -> Any:
    """Return what spells values of a field with this type."""
    if get_origin(hint) is Literal:
        return _same
    if NoneType in get_args(hint):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        spell = spellings[inner]
        return lambda value: none if value is None else spell(value)
    return spellings[hint]


@cache
def _plain_fields(kind: Any) -> tuple[tuple[str, Callable[[Any], Plain]], ...]:
    hints = get_type_hints(kind)
    return tuple((name, _spelled(hints[name], _PLAIN, None)) for name in names(kind))


@cache
def _cell_fields(
    kind: Any, text: Callable[[str], str]
) -> tuple[tuple[str, Callable[[Any], str]], ...]:
    hints = get_type_hints(kind)
    spellings: dict[Any, Callable[[Any], str]] = dict.fromkeys(_PLAIN, cell_text)
    spellings |= {UUID: str, datetime: moment, str: text}
    return tuple((name, _spelled(hints[name], spellings, "")) for name in names(kind))


@cache
def _parsers(kind: Any) -> dict[str, Callable[[str], object]]:
    hints = get_type_hints(kind)
    return {name: _parser(hints[name]) for name in names(kind)}


def _parser(hint: Any) -> Callable[[str], object]:
    if get_origin(hint) is Literal:
        choices = get_args(hint)

        def choice(text: str) -> str:
            if text not in choices:
                raise ValueError(text)
            return text

        return choice
    if NoneType in get_args(hint):
        (inner,) = (_parser(part) for part in get_args(hint) if part is not NoneType)
        return lambda text: inner(text) if text else None
    return _PARSERS[hint]


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text.strip())
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)


def _number(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):
        raise ValueError(text)
    return found


def _switch(text: str) -> bool:
    # Spreadsheets write them in capitals.
    word = text.strip().lower()
    if word not in (YES, NO):
        raise ValueError(text)
    return word == YES


_PARSERS: dict[Any, Callable[[str], object]] = {
    UUID: UUID,
    datetime: _moment,
    int: whole,
    float: _number,
    bool: _switch,
    str: str,
}
_PLAIN: dict[Any, Callable[[Any], Plain]] = dict.fromkeys(_PARSERS, _same) | {
    UUID: str,
    datetime: moment,
}
