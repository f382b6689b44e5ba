"""Labels below a chart, so placed that none lies over another and all stay inside."""

import math
from collections.abc import Sequence

from fmnist_gui.core.chart.scene import SMALL, Mark, Text
from fmnist_gui.core.chart.svg import WIDTH_PER_SIZE

LINE = 17.0
"""From one baseline to the next."""

GAP = 6.0
"""Least room between two labels on a line."""

NUDGE = 4.0
"""How far a label may leave its place to stay on a line."""

TURNED_STEP = 14.0
"""Least distance of labels that stand upright."""

BOLD = 1.12
"""How much wider than usual a bold letter is."""

Label = tuple[float, str]
"""The x of its middle, and what it says."""


def text_width(text: str, size: int = SMALL) -> float:
    """Return about how wide `text` is in pixels; nothing here can measure it."""
    return WIDTH_PER_SIZE * size * len(text)


def head(text: str, y: float) -> Text:
    """Return what a row of labels is about, at the left edge, on the row's first baseline."""
    return Text(0, y, text, "hint", SMALL)


def stacked(labels: Sequence[Label], y: float, *, width: float) -> tuple[list[Mark], float]:
    """Return labels at ascending x on as many lines as they need, and the height of these.

    `y` is the first baseline; ``width`` is that of the scene, which none leaves.
    """
    ends: list[float] = []
    marks: list[Mark] = []
    for x, text in labels:
        half = text_width(text) / 2
        middle = min(x, width - half)
        free = (row for row, end in enumerate(ends) if middle - half + NUDGE >= end + GAP)
        row = next(free, len(ends))
        if row < len(ends):
            middle = max(middle, min(ends[row] + GAP + half, width - half))
        ends[row : row + 1] = [middle + half]
        marks.append(Text(middle, y + LINE * row, text, "hint", SMALL, "middle"))
    return marks, LINE * len(ends)


def fitting(labels: Sequence[Label], y: float, *, width: float) -> list[Mark]:
    """Return those labels, from the left, that fit on one line."""
    marks: list[Mark] = []
    end = -math.inf
    for x, text in labels:
        half = text_width(text) / 2
        middle = min(x, width - half)
        if middle - half >= end + GAP:
            marks.append(Text(middle, y, text, "hint", SMALL, "middle"))
            end = middle + half
    return marks


def under_columns(xs: Sequence[float], texts: Sequence[str], y: float) -> tuple[list[Mark], float]:
    """Return a label under each column, turned where columns are narrow, and their height."""
    labels = list(zip(xs, texts, strict=True))
    widest = max(map(text_width, texts), default=0.0)
    if widest + GAP / 2 <= _step(xs):
        level: list[Mark] = [Text(x, y, text, "hint", SMALL, "middle") for x, text in labels]
        return level, LINE
    # A turned text stands left of its baseline, and ends where it is anchored.
    turned: list[Mark] = [
        Text(x + 4, y - 9, text, "hint", SMALL, "end", turn=-90) for x, text in labels
    ]
    return turned, widest + 6


def thinned(xs: Sequence[float], rows: Sequence[tuple[str, Sequence[str]]], y: float) -> list[Mark]:
    """Return rows of labels with their heads; all under the same columns, the last one included.

    Where columns are too narrow for every label, those in steps of equal length have one.
    """
    widest = max((text_width(text) for _, texts in rows for text in texts), default=0.0)
    every = math.ceil((widest + GAP / 2) / _step(xs)) or 1
    first = max((text_width(title) for title, _ in rows), default=0.0) + GAP + widest / 2
    marks: list[Mark] = []
    for number, (title, texts) in enumerate(rows):
        line = y + LINE * number
        told = list(zip(xs, texts, strict=True))[::-1][::every]
        marks.append(head(title, line))
        marks += [Text(x, line, text, "hint", SMALL, "middle") for x, text in told if x >= first]
    return marks


def _step(xs: Sequence[float]) -> float:
    return xs[1] - xs[0] if len(xs) > 1 else math.inf
