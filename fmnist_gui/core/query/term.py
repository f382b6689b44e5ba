"""A query line taken apart: terms that all have to hold, each with its values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Operator = Literal[":", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True)
class Value:
    """One value of a term; with ``has_star`` everything that begins so.

    ``start`` and ``end`` are its place in the line, quotes and star included.
    """

    text: str
    has_star: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """Return it as it is written in a query, in quotes where they are needed."""
        return quoted(self.text) * bool(self.text) + "*" * self.has_star


@dataclass(frozen=True)
class Term:
    """One condition; with ``is_negated`` it holds where the rest of it does not.

    Several values mean any of them. ``start`` and ``end`` are the place of all of it in the line,
    ``key_start`` that of its key.
    """

    key: str
    operator: Operator
    values: tuple[Value, ...]
    is_negated: bool = False
    start: int = field(default=0, compare=False)
    key_start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def key_end(self) -> int:
        """One past the place of the key in the line."""
        return self.key_start + len(self.key)

    def __str__(self) -> str:
        """Return it as it is written in a query, in its plainest form."""
        values = ",".join(map(str, self.values))
        return f"{'-' * self.is_negated}{self.key}{self.operator}{values}"


@dataclass(frozen=True)
class Query:
    """Terms that all have to hold, and the text that they were read from.

    Two queries are equal when their terms are, wherever these stand. ``str()`` is the plainest
    text that is read as the same query.
    """

    terms: tuple[Term, ...] = ()
    text: str = field(default="", compare=False)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys that the result depends on, those asked for by has: included."""
        return frozenset(self._keys())

    def _keys(self) -> Iterator[str]:
        for term in self.terms:
            yield term.key
            if term.key == "has":
                yield from (value.text.lower() for value in term.values)

    def piece(self, term: Term) -> str:
        """Return what `term` was read from."""
        return self.text[term.start : term.end]

    def __str__(self) -> str:
        """Return the plainest text that is read as this query."""
        return " ".join(map(str, self.terms))


def quoted(text: str) -> str:
    """Return `text` as a value that is read as exactly this, in quotes if it has to be."""
    # A sign of equality would be taken for a part of the operator, a star at the end for a wish.
    if text and not text.startswith("=") and not text.endswith("*") and not _has_limits(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _has_limits(text: str) -> bool:
    return any(sign.isspace() or sign in ',"' for sign in text)
