"""What may be written where the cursor stands in a query line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from fmnist_gui.core.query.offer import Suggestion, keys_in, values_of
from fmnist_gui.core.query.parse import HEAD
from fmnist_gui.core.table.table import Table

SUGGESTIONS_MAX = 12

_KEY = re.compile(r"[A-Za-z0-9_-]*")
_OPERATOR = re.compile(r"[:=<>!]")
_VALUE = re.compile(r'"(?:[^"]|"")*"\*?(?=\s|,|$)|[^\s,"]*')


@dataclass(frozen=True)
class Completion:
    """Suggestions for the piece of the line from ``start`` to before ``end``, the best first."""

    start: int
    end: int
    suggestions: tuple[Suggestion, ...] = ()


def complete(text: str, cursor: int, table: Table) -> Completion:
    """Return what may stand at `cursor`: keys of which something is known, or values of a key.

    The line need not be one that can be read; nothing is raised.
    """
    cursor = min(max(cursor, 0), len(text))
    term, value = _beginnings(text, cursor)
    if term < cursor and text[term] == "-":
        term += 1
    head = HEAD.match(text, term, cursor)
    if head is None:
        return _of_keys(text, term, cursor=cursor, table=table)
    value = max(value, head.end())
    typed = text[value:cursor].strip('"').replace('""', '"')
    others = [other.strip('"') for other in text[head.end() : value].split(",")]
    values = values_of(
        head["key"].lower(),
        head["operator"],
        typed=typed,
        others=filter(None, others),
        table=table,
    )
    return _completion(value, _end(_VALUE, text, value, cursor=cursor), values)


def _beginnings(text: str, cursor: int) -> tuple[int, int]:
    """Return where the term and where the value begin that the cursor is in."""
    term = value = 0
    is_in_quotes = False
    for at, sign in enumerate(text[:cursor], start=1):
        if sign == '"':
            is_in_quotes = not is_in_quotes
        elif not is_in_quotes and sign.isspace():
            term = value = at
        elif not is_in_quotes and sign == ",":
            value = at
    return term, value


def _of_keys(text: str, start: int, *, cursor: int, table: Table) -> Completion:
    typed = text[start:cursor].lower()
    end = _end(_KEY, text, start, cursor=cursor)
    # What the rest of the line does not ask for yet comes first.
    heads = (HEAD.match(word.lstrip("-")) for word in (text[:start] + text[end:]).split())
    used = {head["key"].lower() for head in heads if head}
    known = sorted(keys_in(table), key=lambda suggestion: suggestion.text in used)
    near = [s for s in known if s.text.startswith(typed)]
    near += [s for s in known if s not in near and typed in _words(s.text, table)]
    # An operator that is there already stays.
    colon = "" if _OPERATOR.match(text, end) else ":"
    return _completion(start, end, (Suggestion(s.text + colon, s.hint) for s in near))


def _words(key: str, table: Table) -> str:
    column = table.column(key)
    return key if column is None else f"{key} {column.title.lower()}"


def _end(piece: re.Pattern[str], text: str, start: int, *, cursor: int) -> int:
    """Return where the piece at `start` ends; at the cursor at least."""
    found = piece.match(text, start)
    return max(found.end(), cursor) if found else cursor


def _completion(start: int, end: int, suggestions: Iterable[Suggestion]) -> Completion:
    return Completion(start, end, tuple(islice(suggestions, SUGGESTIONS_MAX)))
