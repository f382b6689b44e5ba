"""The colours of the values of a column, and what the legend says of them."""

from collections.abc import Sequence

import numpy as np

from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.tint import UNKNOWN, Tint, tinted
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui import theme, verdict_mark
from fmnist_gui.ui.explore.colour_map import scale
from fmnist_gui.ui.explore.legend_row import LegendRow

NO, YES = "#77AADD", "#EE8866"
"""Blue for right and orange for wrong: green and red look alike to many."""

TINTS = ("class", "wrong", "miss", "answer", "predicted", "crowd", "decision", "split")
"""The columns that are not numbers and can be tinted by, in the order in which they are offered."""


def tint_of(column: Column, layout: Layout) -> Tint:
    """Return the tint of `column`; numbers are ranked among the images of `layout`."""
    among = None
    if column.kind == "number":
        among = np.zeros(len(column.values), dtype=np.bool_)
        among[layout.order] = True
    return tinted(column, palette_of(column), among=among)


def palette_of(column: Column) -> tuple[str, ...]:
    """Return a colour for each choice of `column`, or the scale of its numbers."""
    if column.kind == "flag":
        return (NO, YES)
    if column.kind == "number":
        return scale()
    return tuple(theme.DARK.class_colour(number) for number in range(len(column.choices)))


def offered(table: Table, *, is_blind: bool) -> list[Column]:
    """Return the columns that one can tint by now."""
    named = [column for key in TINTS if (column := table.column(key)) is not None]
    known = [column for column in (*named, *table.numbers) if column.limits is not None]
    return [c for c in known if c.key != "index" and not (is_blind and c.tells_label)]


def legend_rows(column: Column, layout: Layout) -> Sequence[LegendRow]:
    """Return a row for each choice of `column`, with how many images of `layout` made it."""
    values = column.values[layout.order]
    known = values[~np.isnan(values)].astype(np.intp)
    names = ("no", "yes") if column.kind == "flag" else column.choices
    counts = np.bincount(known, minlength=len(names)).tolist()
    colours = palette_of(column)
    return [
        LegendRow(
            column.key,
            name,
            _spoken(column, name),
            colours[number % len(colours)],
            _mark(column, number),
            count,
        )
        for number, (name, count) in enumerate(zip(names, counts, strict=False))
    ]


def limits(column: Column, layout: Layout) -> tuple[float, float] | None:
    """Return the least and the greatest value among the images of `layout`, None if none has."""
    values = column.values[layout.order]
    known = values[~np.isnan(values)]
    return (float(known.min()), float(known.max())) if len(known) else None


def unknown_count(column: Column, layout: Layout) -> int:
    """Return of how many images of `layout` nothing is known."""
    return int(np.count_nonzero(np.isnan(column.values[layout.order])))


def _spoken(column: Column, name: str) -> str:
    if column.kind == "flag" and column.key in ("wrong", "miss"):
        return "wrong" if name == "yes" else "right"
    return name


def _mark(column: Column, number: int) -> int | str | None:
    if column.is_of_classes:
        return number
    if column.kind == "flag":
        return verdict_mark.CROSS if number else verdict_mark.TICK
    return None


__all__ = ["UNKNOWN", "legend_rows", "offered", "palette_of", "tint_of", "unknown_count"]
