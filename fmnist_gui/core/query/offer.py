"""The values that a key of a query can have in a table, the fitting ones first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from fmnist_gui.core.query.choice import folded, written
from fmnist_gui.core.query.number import number_in
from fmnist_gui.core.query.scale import scale_of
from fmnist_gui.core.query.term import quoted
from fmnist_gui.core.query.vocabulary import WORDS
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.table.column import Column, Mask
from fmnist_gui.core.table.table import Table


@dataclass(frozen=True)
class Suggestion:
    """What can stand at the cursor, ready to be put in, and a few words on it."""

    text: str
    hint: str


def keys_in(table: Table) -> Iterator[Suggestion]:
    """Yield the keys that can be asked for, in the order of the vocabulary."""
    for key in dict.fromkeys((*WORDS, *table.columns)):
        column = table.column(key)
        if key == "tag" and table.tags:
            yield Suggestion(key, "Tag")
        elif key == "has":
            yield Suggestion(key, "What is known")
        elif column is not None and column.limits is not None:
            yield Suggestion(key, _title(column))


def values_of(
    key: str, operator: str, *, typed: str, others: Iterable[str], table: Table
) -> Iterator[Suggestion]:
    """Yield what may follow `key` and `operator` where `typed` stands, `others` left out.

    What begins with the text comes before what holds it.
    """
    column = table.column(key)
    is_number = column is not None and column.kind == "number"
    if column is not None and is_number:
        yield from (s for s in _numbers(column, operator) if s.text.startswith(typed))
    elif operator[0] in "<>":
        return
    elif key == "tag":
        tags = sorted(table.tags.items())
        yield from _fitting(
            ((name, quoted(name), mask) for name, mask in tags), typed=typed, others=others
        )
    elif key == "has":
        known = (s for s in keys_in(table) if s.text != "has")
        yield from (s for s in known if s.text.startswith(typed.lower()))
    elif column is not None:
        yield from _fitting(_choices(column), typed=typed, others=others)


def _title(column: Column) -> str:
    if column.kind == "number" and column.limits is not None:
        return f"{column.title}, {' to '.join(scale_of(*column.limits))}"
    return column.title


def _numbers(column: Column, operator: str) -> Iterator[Suggestion]:
    """Yield the range of the column, or the end of it at which a comparison says something."""
    if column.limits is None:
        return
    low, high = scale_of(*column.limits)
    # Infinity is no number that could be written in a query.
    if number_in(low) is not None and number_in(high) is not None:
        joint = ".." if low.startswith("-") else "-"
        text = {"<": high, ">": low}.get(operator[0], f"{low}{joint}{high}")
        yield Suggestion(text, f"{low} to {high}")


def _choices(column: Column) -> Iterator[tuple[str, str, Mask]]:
    """Yield each choice as it is called, as it is written, and where it is."""
    if column.kind == "flag":
        for number, name in ((1, "yes"), (0, "no")):
            yield name, name, column.values == number
        return
    for number, name in enumerate(column.choices):
        yield name, written(name, column.choices), column.values == number


def _fitting(
    options: Iterable[tuple[str, str, Mask]], *, typed: str, others: Iterable[str]
) -> Iterator[Suggestion]:
    wanted = folded(typed)
    used = {folded(other) for other in others}
    later = []
    for name, text, mask in options:
        plain = folded(name)
        if plain in used or wanted not in plain:
            continue
        suggestion = Suggestion(text, images(int(np.count_nonzero(mask))))
        if plain.startswith(wanted):
            yield suggestion
        else:
            later.append(suggestion)
    yield from later
