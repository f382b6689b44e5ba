"""Terms put into a query line and taken out of it, as when somebody clicks a class.

All of these keep the other terms as they were written, and raise QueryError for a line that
cannot be read. Where `choices` are given, another way to write a choice (its number, its
beginning) counts as the same. A value is never empty.
"""

from collections.abc import Sequence

from fmnist_gui.core.query.choice import NUMBERED, folded, found, written
from fmnist_gui.core.query.number import range_in
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.query.term import Query, Term, Value, quoted


def with_term(text: str, key: str, value: str, *, choices: Sequence[str] = ()) -> str:
    """Return the line with `value` as one that `key` may have, beside those it has already.

    A term that rules the value out loses it.
    """
    query = parse(text)
    new = written(value, choices) if choices else quoted(value)
    pieces = []
    for term in query.terms:
        if _is_list(term, key) and not _holds(term, value, choices):
            pieces.append(f"{query.piece(term)},{new}")
        elif _rules_out(term, key):
            pieces.append(_without(query, term, value, choices=choices))
        else:
            pieces.append(query.piece(term))
    if not any(_is_list(term, key) for term in query.terms):
        pieces.append(f"{key}:{new}")
    return " ".join(filter(None, pieces))


def toggled(text: str, key: str, value: str, *, choices: Sequence[str] = ()) -> str:
    """Return the line with `value` put in as :func:`with_term` does, or taken out if it is there.

    A term that is left without values goes.
    """
    query = parse(text)
    if not any(_is_list(term, key) and _holds(term, value, choices) for term in query.terms):
        return with_term(text, key, value, choices=choices)
    pieces = (
        _without(query, term, value, choices=choices) if _is_list(term, key) else query.piece(term)
        for term in query.terms
    )
    return " ".join(filter(None, pieces))


def _is_list(term: Term, key: str) -> bool:
    """Return whether `term` lists what `key` may be."""
    return term.key == key and term.operator == ":" and not term.is_negated


def _rules_out(term: Term, key: str) -> bool:
    """Return whether `term` lists what `key` may not be."""
    return term.key == key and term.operator == ("!=", ":")[term.is_negated]


def _holds(term: Term, wanted: str, choices: Sequence[str]) -> bool:
    return any(_is_same(value, wanted, key=term.key, choices=choices) for value in term.values)


def _without(query: Query, term: Term, wanted: str, *, choices: Sequence[str]) -> str:
    """Return what `term` is without the value `wanted`; nothing if that is all it had."""
    kept = [v for v in term.values if not _is_same(v, wanted, key=term.key, choices=choices)]
    if len(kept) == len(term.values):
        return query.piece(term)
    if not kept:
        return ""
    head = query.text[term.start : term.values[0].start]
    return head + ",".join(query.text[value.start : value.end] for value in kept)


def _is_same(value: Value, wanted: str, *, key: str, choices: Sequence[str]) -> bool:
    if value.has_star:
        return False
    if choices:
        meant = found(value.text, choices, is_numbered=key in NUMBERED)
        return len(meant) == 1 and choices[meant[0]] == wanted
    if value.text == wanted:
        return True
    # The hyphen of a number and of a range matters, and every sign of a tag.
    if key == "tag" or range_in(value.text) or range_in(wanted):
        return False
    return bool(folded(wanted)) and folded(value.text) == folded(wanted)
