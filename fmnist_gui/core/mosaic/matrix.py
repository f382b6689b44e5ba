"""A layout that is a matrix of groups: what one source says down, what another says across."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.group import kinds_of, mark_of
from fmnist_gui.core.mosaic.layout import EMPTY, Heading, Layout, fixed
from fmnist_gui.core.mosaic.region import Region
from fmnist_gui.core.table.column import Column

AIR_SHARE = 0.06
"""Cells left free between two blocks, of the side of a block."""

TOP_SHARE, LEFT_SHARE = 0.035, 0.12
"""Cells kept for the words over the columns and beside the rows, of the whole."""


def matrix(order: Numbers, down: Column, across: Column, *, aspect: float) -> Layout:
    """Return a block for each pair of choices, with the images of `order` that have both.

    Rows are the choices of `down`, columns those of `across`. All blocks have the same size and
    are filled from the top left in the shape of a block, so that the filled area shows how many
    there are. `aspect` is columns by rows of the whole.
    """
    order = order[down.is_known[order] & across.is_known[order]]
    rows, columns = len(down.choices), len(across.choices)
    pairs = kinds_of(order, down).astype(np.intp) * columns + kinds_of(order, across)
    counts = np.bincount(pairs, minlength=rows * columns)
    high, wide = _block(int(counts.max(initial=1)), aspect * rows / columns)
    air = max(1, round(AIR_SHARE * max(high, wide)))
    top = max(1, round(TOP_SHARE * rows * (high + air)))
    left = max(1, round(LEFT_SHARE * columns * (wide + air)))
    cells = np.full((top + rows * (high + air), left + columns * (wide + air)), EMPTY, np.intp)
    by_pair = np.argsort(pairs, kind="stable")
    sorted_pairs = pairs[by_pair]
    firsts = np.concatenate(([0], np.cumsum(counts)))[:-1]
    within = np.arange(len(order)) - firsts[sorted_pairs]
    widths = _widths(counts, high, wide=wide)[sorted_pairs]
    row, column = np.divmod(sorted_pairs, columns)
    cells[
        top + row * (high + air) + within // widths,
        left + column * (wide + air) + within % widths,
    ] = order[by_pair]
    heads = _heads(down, across, counts.reshape(rows, columns), block=(high, wide), air=air)
    corner = Region(0, 0, rows=top, columns=left)
    axes = Heading(f"↓ {down.key} · {across.key} →", len(order), corner, corner, has_count=False)
    placed = (axes, *(_moved(heading, top, left=left) for heading in heads))
    return Layout(fixed(cells), headings=placed, tells_labels=True)


def _block(most: int, aspect: float) -> tuple[int, int]:
    """Return (rows, columns) of a block that holds `most` images."""
    wide = max(1, round(math.sqrt(most * aspect)))
    return max(1, -(-most // wide)), wide


def _widths(counts: NDArray[np.intp], high: int, *, wide: int) -> NDArray[np.intp]:
    """Return how many columns each block fills so that it keeps the shape of a full one."""
    wished = np.ceil(np.sqrt(counts * wide / high)).astype(np.intp)
    # What does not fit below has to go to the side.
    return np.clip(np.maximum(wished, -(-counts // high)), 1, wide)


def _heads(
    down: Column,
    across: Column,
    counts: NDArray[np.intp],
    *,
    block: tuple[int, int],
    air: int,
) -> list[Heading]:
    """Return the words over the columns and beside the rows, as if blocks began at (0, 0)."""
    high, wide = block
    rows, columns = counts.shape
    heads = []
    for column in range(columns):
        group = Region(0, column * (wide + air), rows=rows * (high + air), columns=wide)
        place = Region(-1, group.column, rows=1, columns=wide)
        count = int(counts[:, column].sum())
        title = across.choices[column]
        heads.append(
            Heading(title, count, place, group, choice=mark_of(across, column), key=across.key)
        )
    for row in range(rows):
        group = Region(row * (high + air), 0, rows=high, columns=columns * (wide + air))
        place = Region(group.row, -1, rows=high, columns=1)
        count, title = int(counts[row].sum()), down.choices[row]
        heads.append(
            Heading(title, count, place, group, "left", choice=mark_of(down, row), key=down.key)
        )
    return heads


def _moved(heading: Heading, top: int, *, left: int) -> Heading:
    """Return `heading` with its place stretched over the room kept for words."""
    group = heading.group
    moved = Region(group.row + top, group.column + left, rows=group.rows, columns=group.columns)
    if heading.side == "above":
        place = Region(0, moved.column, rows=top, columns=moved.columns)
    else:
        place = Region(moved.row, 0, rows=moved.rows, columns=left)
    return replace(heading, place=place, group=moved)
