"""How a query line is read: `class:shirt split:test wrong:yes margin<0.3 -tag:odd`.

Terms stand apart by spaces and all have to hold. A term is a key, one of ``: = != < <= > >=`` and
a value; several values with commas between them mean any of these. ``-`` or the word ``not``
before a term turns it round. A value that holds a space, a comma or a quote stands in quotes, a
quote in it is written twice. A star after a value means everything that begins so.

Only the shape is looked at here. What a key or a value means depends on the table, see match.py.
"""

import re
from typing import cast

from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.query.term import Operator, Query, Term, Value
from fmnist_gui.core.query.vocabulary import example_of, is_key

HEAD = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9_-]*)(?P<operator>!=|<=|>=|==|[:=<>])")
"""The key and the operator that a term begins with."""

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\S*")
_NOT = re.compile(r"not(?=\s|$)", re.IGNORECASE)
_BARE = re.compile(r"[^\s,]*")
# Possessive, since the two quotes that stand for one do not close anything.
_CLOSED = re.compile(r'"(?:[^"]|"")*+"')
_IN_QUOTES = re.compile(r'"((?:[^"]|"")*)"(\*?)(?=\s|,|$)')


def parse(text: str) -> Query:
    """Return the query that `text` stands for; nothing but spaces stands for all images.

    Raises QueryError where it cannot be read.
    """
    terms = []
    at = _after_space(text, 0)
    while at < len(text):
        term = _term(text, at)
        terms.append(term)
        at = _after_space(text, term.end)
    return Query(tuple(terms), text)


def _after_space(text: str, at: int) -> int:
    return cast(re.Match[str], _SPACE.match(text, at)).end()


def _word(text: str, at: int) -> str:
    return cast(re.Match[str], _WORD.match(text, at)).group()


def _term(text: str, start: int) -> Term:
    is_negated, at = _negation(text, start)
    head = HEAD.match(text, at)
    if head is None:
        raise _no_term(text, at)
    values = _values(text, at, first=head.end())
    sign = head["operator"]
    return Term(
        head["key"].lower(),
        cast(Operator, ":" if sign in ("=", "==") else sign),
        values,
        is_negated=is_negated,
        start=start,
        key_start=at,
        end=values[-1].end,
    )


def _negation(text: str, start: int) -> tuple[bool, int]:
    """Return whether the term at `start` is turned round, and where the rest of it begins."""
    is_negated = False
    at = start
    while word := _NOT.match(text, at):
        is_negated = not is_negated
        at = _after_space(text, word.end())
    if text.startswith("-", at):
        is_negated = not is_negated
        at += 1
    if at > start and not _word(text, at):
        complaint = "nothing follows that could be turned round; write it as in -class:shirt"
        raise QueryError(complaint, text[start:at].strip(), start=start, end=at)
    return is_negated, at


def _values(text: str, start: int, *, first: int) -> tuple[Value, ...]:
    values = [_value(text, start, at=first)]
    while text.startswith(",", values[-1].end):
        values.append(_value(text, start, at=values[-1].end + 1))
    return tuple(values)


def _value(text: str, start: int, *, at: int) -> Value:
    """Read the value at `at` of the term that begins at `start`."""
    if text.startswith('"', at):
        return _value_in_quotes(text, start, at=at)
    end = cast(re.Match[str], _BARE.match(text, at)).end()
    piece = text[at:end]
    if not piece:
        complaint = f'a value is missing after "{text[at - 1]}"; write it without a space'
        raise QueryError(complaint, text[start:end], start=at - 1, end=at)
    if '"' in piece:
        complaint = "the quotes have to stand around the whole value"
        raise QueryError(complaint, text[start:end], start=at, end=end)
    has_star = piece.endswith("*")
    return Value(piece.removesuffix("*"), has_star, at, end)


def _value_in_quotes(text: str, start: int, *, at: int) -> Value:
    found = _IN_QUOTES.match(text, at)
    if found is None:
        is_closed = _CLOSED.match(text, at)
        complaint = (
            "after the closing quote goes a comma or a space; write a quote in a value twice"
            if is_closed
            else "the quote is never closed; add one at the end of the value"
        )
        raise QueryError(complaint, text[start:], start=at, end=len(text))
    if not found[1]:
        complaint = "there is nothing in the quotes; write a value there"
        raise QueryError(complaint, text[start : found.end()], start=at, end=found.end())
    return Value(found[1].replace('""', '"'), bool(found[2]), at, found.end())


def _no_term(text: str, at: int) -> QueryError:
    word = _word(text, at)
    return QueryError(_why_no_term(word), word, start=at, end=at + len(word))


def _why_no_term(word: str) -> str:
    key = word.lower()
    if key in ("and", "&", "&&"):
        return "leave it out, since all terms have to hold"
    if key in ("or", "|", "||"):
        return "a term cannot be one of two; list values with commas, as in class:shirt,coat"
    if word[0] in ":=!<>":
        return "the key is missing; write it without a space, as in margin<0.3"
    if is_key(key):
        return f"say which values are meant, as in {example_of(key)}"
    return "this is no term; write a key and a value, as in class:shirt"
