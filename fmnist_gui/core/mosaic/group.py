"""Layouts in which images of one kind stand together under a heading."""

import math

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.layout import EMPTY, Heading, Layout, fixed
from fmnist_gui.core.mosaic.region import Region
from fmnist_gui.core.table.column import Column

HEADING_SHARE = 0.032
"""Rows of cells kept for one heading, of all rows: enough for a line of text when all is seen."""

ROUNDS = 4
"""How often the number of columns is mended until the layout has about the shape wanted."""


def grouped(order: Numbers, column: Column, *, aspect: float, unknown: str) -> Layout:
    """Return the images of `order` in one group for each choice of `column`, one below the other.

    Within a group they stand as in `order`. Images without a value come last, in a group called
    `unknown`; a choice that nobody made has no group. `aspect` is columns by rows.
    """
    kinds = kinds_of(order, column)
    counts = np.bincount(kinds, minlength=len(column.choices) + 1)
    columns, head = _shape(counts, aspect)
    tall = np.where(counts > 0, -(-counts // columns) + head, 0)
    starts = np.concatenate(([0], np.cumsum(tall)))
    line = np.full(int(starts[-1]) * columns, EMPTY, dtype=np.intp)
    by_kind = np.argsort(kinds, kind="stable")
    firsts = np.concatenate(([0], np.cumsum(counts)))[:-1]
    within = np.arange(len(order)) - np.repeat(firsts, counts)
    line[np.repeat((starts[:-1] + head) * columns, counts) + within] = order[by_kind]
    headings = tuple(
        _heading(column, kind, int(counts[kind]), Region(int(starts[kind]), 0, head, columns), rows)
        for kind, rows in enumerate((tall - head).tolist())
        if counts[kind]
    )
    named = tuple(h if h.title else _renamed(h, unknown) for h in headings)
    return Layout(fixed(line.reshape(-1, columns)), headings=named, tells_labels=column.tells_label)


def kinds_of(order: Numbers, column: Column) -> NDArray[np.uint16]:
    """Return the choice of each image of `order`; the number of choices where it is not known."""
    values = column.values[order]
    return np.where(np.isnan(values), len(column.choices), values).astype(np.uint16)


def mark_of(column: Column, kind: int) -> int | None:
    """Return the class whose mark belongs to a choice of `column`, None where none does."""
    return kind if column.is_of_classes and kind < len(column.choices) else None


def _shape(counts: NDArray[np.intp], aspect: float) -> tuple[int, int]:
    """Return how many columns there are, and how many rows each heading takes."""
    columns = max(1, round(math.sqrt(int(counts.sum()) * aspect)))
    head = 1
    for _ in range(ROUNDS):
        rows = int((-(-counts // columns) + head * (counts > 0)).sum())
        head = max(1, round(rows * HEADING_SHARE))
        columns = max(1, round(math.sqrt(max(1, rows) * columns * aspect)))
    return min(columns, max(1, int(counts.max(initial=1)))), head


def _heading(column: Column, kind: int, count: int, place: Region, rows: int) -> Heading:
    title = column.choices[kind] if kind < len(column.choices) else ""
    group = Region(place.row + place.rows, 0, rows=rows, columns=place.columns)
    key = column.key if title else ""
    return Heading(title, count, place, group, choice=mark_of(column, kind), key=key)


def _renamed(heading: Heading, title: str) -> Heading:
    return Heading(title, heading.count, heading.place, heading.group)
