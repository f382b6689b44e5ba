"""Which classes were taken for which: rows what the file says, columns what was answered."""

import numpy as np

from fmnist_gui.core.chart.class_figures import ClassFigures
from fmnist_gui.core.chart.scene import SMALL, Badge, Box, Cell, Ink, Mark, Scene, Spot, Table, Text
from fmnist_gui.core.chart.wording import cell as cell_words
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.stats.confusion import THIN_ROW, cell_intervals, row_shares
from fmnist_gui.core.stats.percent import percent, percent_range

SIDE_MOST = 46.0
LEGIBLE_SIDE = 20.0
SHADE_MOST = 0.4
"""Opacity of a full cell; above it the text on it would lose its contrast of 4.5."""


def sentence(result: ClassFigures) -> str:
    """Return what the chart shows: the commonest mistakes, or none."""
    matrix = result.charted.copy()
    if not matrix.sum():
        return "No image has been answered yet."
    np.fill_diagonal(matrix, 0)
    if not matrix.any():
        return "No class was taken for another."
    names = result.class_names
    order = np.argsort(-matrix, axis=None, kind="stable")[:2]
    totals = result.charted.sum(axis=1)
    told = []
    for label, answer in zip(*np.unravel_index(order, matrix.shape), strict=True):
        if count := int(matrix[label, answer]):
            total = int(totals[label])
            told.append(cell_words(count, total, label=names[label], answer=names[answer]))
    return f"Most often confused: {listed(told)}."


def note(result: ClassFigures) -> str:
    """Return how to read it."""
    thin = (result.charted.sum(axis=1) < THIN_ROW).any()
    paler = f" Rows with fewer than {THIN_ROW} images are grey." if thin else ""
    return (
        "Rows are what the file says, columns what was answered; outlined cells agree. "
        f"The shade is the share of the row.{paler}"
    )


def table(result: ClassFigures) -> Table:
    """Return the counts, each with the interval of its share of the row."""
    names, ranges = result.class_names, _ranges(result)
    return Table(
        ("Label in the file", *names, "Images"),
        tuple(
            (
                names[label],
                *(_counted(count, ranges.get((label, n))) for n, count in enumerate(row)),
                f"{sum(row):,}",
            )
            for label, row in enumerate(result.charted.tolist())
        ),
        tuple(range(1, len(names) + 2)),
    )


def scene(result: ClassFigures, width: float) -> Scene:
    """Lay the matrix out in `width` pixels; cells are square and stop growing."""
    names = result.class_names
    left, end = min(130.0, 0.27 * width), 60.0
    side = min(SIDE_MOST, (width - left - end) / len(names))
    top = 78.0 if side >= LEGIBLE_SIDE else 20.0
    marks: list[Mark] = []
    if side >= LEGIBLE_SIDE:
        marks += _column_names(names, left=left, top=top, side=side)
    shares, ranges = row_shares(result.charted), _ranges(result)
    spots: list[Spot] = []
    for label, row in enumerate(result.charted.tolist()):
        y = top + side * label
        marks += _row_name(names[label], label, y=y + side / 2, left=left, total=sum(row))
        marks.append(
            Text(
                left + side * len(names) + 10, y + side / 2 + 4, f"n = {sum(row):,}", "hint", SMALL
            )
        )
        for answer, count in enumerate(row):
            x = left + side * answer
            share = float(shares[label, answer])
            marks += _cell(
                x,
                y,
                side=side,
                count=count,
                share=share,
                is_diagonal=label == answer,
                is_thin=sum(row) < THIN_ROW,
            )
            name = cell_words(count, sum(row), label=names[label], answer=names[answer])
            told = ranges.get((label, answer))
            tip = f"{name}, {percent(share)}, 95 % interval {told}" if told else name
            place = Cell(label, answer) if count else None
            spots.append(Spot(x, y, side, side, tip, place, name))
    return Scene(width, top + side * len(names) + 8, tuple(marks), tuple(spots))


def _ranges(result: ClassFigures) -> dict[tuple[int, int], str]:
    """Return the interval of each cell of a row with images; none where nothing is scored."""
    if not result.count:
        return {}
    low, high = cell_intervals(result.charted)
    return {
        (int(label), answer): percent_range((low[label, answer], high[label, answer]))
        for label in np.flatnonzero(result.charted.sum(axis=1))
        for answer in range(len(low))
    }


def _counted(count: int, told: str | None) -> str:
    return f"{count:,} ({told})" if told else f"{count:,}"


def _column_names(names: tuple[str, ...], *, left: float, top: float, side: float) -> list[Mark]:
    marks: list[Mark] = []
    for number, name in enumerate(names):
        x = left + side * (number + 0.5)
        marks.append(Badge(x, top - 14, number))
        marks.append(Text(x - 1, top - 27, name, "hint", SMALL, turn=-35, most=78))
    return marks


def _row_name(name: str, number: int, *, y: float, left: float, total: int) -> list[Mark]:
    ink: Ink = "hint" if total < THIN_ROW else "text"
    return [
        Badge(6, y, number),
        Text(20, y + 4.5, name, ink, most=left - 26),
    ]


def _cell(
    x: float,
    y: float,
    *,
    side: float,
    count: int,
    share: float,
    is_diagonal: bool,
    is_thin: bool,
) -> list[Mark]:
    gap = 1.0 if side >= LEGIBLE_SIDE else 0.5
    inner = side - 2 * gap
    marks: list[Mark] = [Box(x + gap, y + gap, inner, inner, fill="track", radius=3)]
    if count:
        ink: Ink = "hint" if is_thin else "right" if is_diagonal else "wrong"
        shade = SHADE_MOST * share * (0.5 if is_thin else 1)
        marks.append(Box(x + gap, y + gap, inner, inner, fill=ink, opacity=shade, radius=3))
    if is_diagonal:
        marks.append(
            Box(x + gap + 0.5, y + gap + 0.5, inner - 1, inner - 1, radius=3, outline="hint")
        )
    if count and side >= LEGIBLE_SIDE:
        marks.append(
            Text(
                x + side / 2,
                y + side / 2 + 4.5,
                f"{count:,}",
                anchor="middle",
                is_bold=is_diagonal,
            )
        )
    return marks
