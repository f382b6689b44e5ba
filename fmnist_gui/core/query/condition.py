"""One term of a query, held against the columns and tags of a table."""

from collections.abc import Callable

import numpy as np

from fmnist_gui.core.query.choice import FLAGS, NUMBERED, beginning, found, written
from fmnist_gui.core.query.error import QueryError, shortened
from fmnist_gui.core.query.number import number_in, range_in
from fmnist_gui.core.query.term import Query, Term, Value, quoted
from fmnist_gui.core.query.vocabulary import (
    WORDS,
    absence_of,
    advice,
    example_of,
    listing,
    noun_of,
)
from fmnist_gui.core.table.column import Column, Mask, Values
from fmnist_gui.core.table.table import Table

_COMPARISONS: dict[str, Callable[[Values, np.float32], Mask]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


class Condition:
    """A term of a query, read with the table at hand.

    All methods raise QueryError where the table does not know what is asked for.
    """

    def __init__(self, query: Query, term: Term, table: Table) -> None:
        self._piece = query.piece(term)
        self._term = term
        self._table = table

    def mask(self) -> Mask:
        """Return where the term holds, before it is turned round; shape (n,)."""
        key = self._term.key
        if key == "tag":
            return self._unordered(self._tagged, None)
        if key == "has":
            return self._unordered(self._has, None)
        column = self._column()
        if column.kind == "number":
            return self._number(column)
        return self._unordered(lambda value: self._chosen(value, column), column.is_known)

    def _column(self) -> Column:
        term = self._term
        column = self._table.column(term.key)
        if column is not None and (column.is_known.any() or not self._table.count):
            return column
        if term.key in self._table.hidden:
            complaint = f"{term.key} is hidden while blind; untick Blind to ask for it"
        elif column is None and term.key not in WORDS:
            complaint = f'no key is called "{shortened(term.key)}"; {self._known_keys(term.key)}'
        else:
            complaint = absence_of(term.key)
        raise self._error(complaint, start=term.key_start, end=term.key_end)

    def _known_keys(self, key: str) -> str:
        columns = self._table.columns
        known = [word for word in {**WORDS, **columns} if word not in self._table.hidden]
        return advice(key, known, listed=(*columns, "tag", "has"))

    def _number(self, column: Column) -> Mask:
        term = self._term
        compare = _COMPARISONS.get(term.operator)
        if compare is not None:
            return compare(column.values, _single(self._limit()))
        return self._unordered(lambda value: self._in_range(value, column), column.is_known)

    def _limit(self) -> float:
        """Return the number that the values are compared with."""
        term = self._term
        if len(term.values) > 1:
            complaint = f"after {term.operator} goes one number; write decimals with a point"
            raise self._error(complaint, start=term.values[0].start, end=term.end)
        value = term.values[0]
        number = None if value.has_star else number_in(value.text)
        if number is None:
            raise self._no_number(value, f"{term.key}{term.operator}1")
        return number

    def _in_range(self, value: Value, column: Column) -> Mask:
        wanted = None if value.has_star else range_in(value.text)
        if wanted is None:
            raise self._no_number(value, f"{column.key}:3, {column.key}:3-4 or {column.key}<3")
        if wanted.is_empty:
            complaint = f'no number is in "{shortened(value.text)}"; put the smaller end first'
            raise self._error(complaint, start=value.start, end=value.end)
        if wanted.low is not None and wanted.low == wanted.high:
            return _equal(column, wanted.low)
        masks: list[Mask] = []
        if wanted.low is not None:
            masks.append(column.values >= _single(wanted.low))
        if wanted.high is not None:
            masks.append(column.values <= _single(wanted.high))
        return masks[0] if len(masks) == 1 else masks[0] & masks[1]

    def _no_number(self, value: Value, example: str) -> QueryError:
        complaint = f'"{shortened(str(value))}" is no number; write it as in {example}'
        return self._error(complaint, start=value.start, end=value.end)

    def _unordered(self, mask_of: Callable[[Value], Mask], is_known: Mask | None) -> Mask:
        """Return where one of the values holds, or with != where none does and there is one."""
        term = self._term
        if term.operator in _COMPARISONS:
            complaint = f"{term.key} has no order; write it as in {example_of(term.key)}"
            raise self._error(complaint, start=term.key_start, end=term.end)
        values = list(dict.fromkeys(term.values))
        mask = mask_of(values[0])
        for value in values[1:]:
            mask = mask | mask_of(value)
        if term.operator == ":":
            return mask
        return ~mask if is_known is None else is_known & ~mask

    def _chosen(self, value: Value, column: Column) -> Mask:
        if column.kind == "flag":
            return _equal(column, self._flag(value))
        if value.has_star:
            choices = beginning(value.text, column.choices)
        else:
            choices = found(value.text, column.choices, is_numbered=column.key in NUMBERED)
            if len(choices) > 1:
                raise self._ambiguous(value, [column.choices[i] for i in choices], column)
        if not choices:
            names = [written(choice, column.choices) for choice in column.choices]
            raise self._unknown(value, names)
        mask = _equal(column, choices[0])
        for choice in choices[1:]:
            mask |= _equal(column, choice)
        return mask

    def _flag(self, value: Value) -> int:
        flag = None if value.has_star else FLAGS.get(value.text.lower())
        if flag is None:
            key = self._term.key
            complaint = f'"{shortened(str(value))}" is not yes or no; write {key}:yes or {key}:no'
            raise self._error(complaint, start=value.start, end=value.end)
        return flag

    def _tagged(self, value: Value) -> Mask:
        tags = self._table.tags
        if value.has_star:
            names = [name for name in tags if name.startswith(value.text)]
        else:
            names = [name for name in tags if name == value.text]
        # That an image has any tag at all can be asked before there are tags.
        if not names and value.text:
            raise self._unknown(value, [quoted(name) for name in sorted(tags)])
        mask = np.zeros(self._table.count, dtype=np.bool_)
        for name in names:
            mask |= tags[name]
        return mask

    def _has(self, value: Value) -> Mask:
        key = value.text.lower()
        column = None if value.has_star else self._table.column(key)
        if column is not None:
            return column.is_known
        mask = np.zeros(self._table.count, dtype=np.bool_)
        if value.has_star or (key not in WORDS or key == "has"):
            complaint = f'no key is called "{shortened(str(value))}"; {self._known_keys(key)}'
            raise self._error(complaint, start=value.start, end=value.end)
        for tagged in self._table.tags.values() if key == "tag" else ():
            mask |= tagged
        return mask

    def _unknown(self, value: Value, names: list[str]) -> QueryError:
        key = self._term.key
        if not names:
            complaint = absence_of(key)
        else:
            begins = "begins with" if value.has_star else "is called"
            what = f'no {noun_of(key)} {begins} "{shortened(value.text)}"'
            complaint = f"{what}; {advice(value.text, names)}"
        return self._error(complaint, start=value.start, end=value.end)

    def _ambiguous(self, value: Value, names: list[str], column: Column) -> QueryError:
        candidates = listing([written(name, column.choices) for name in names], "or")
        complaint = f'"{shortened(value.text)}" may be {candidates}; write more of it'
        return self._error(complaint, start=value.start, end=value.end)

    def _error(self, complaint: str, *, start: int, end: int) -> QueryError:
        return QueryError(complaint, self._piece, start=start, end=end)


def _equal(column: Column, number: float) -> Mask:
    mask: Mask = column.values == _single(number)
    return mask


def _single(number: float) -> np.float32:
    """Return `number` as exact as the columns hold it, so that 0.3 equals their 0.3."""
    with np.errstate(over="ignore"):
        return np.float32(number)
