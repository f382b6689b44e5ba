"""A row of a chart that has one for each class: glyph, name and the intervals that lie in it."""

from fmnist_gui.core.chart.scene import Badge, Ink, Mark, Stroke, Text

ROW = 30.0
FOOT = 24.0
"""Room for the figures of the axis below the last row."""


def names_width(width: float) -> float:
    """Return where the plot begins in a chart of this width."""
    return min(130.0, 0.28 * width)


def named(number: int, name: str, y: float, *, left: float, is_thin: bool) -> list[Mark]:
    """Return what stands before the plot, which begins at `left`; thin rows are paler."""
    ink: Ink = "hint" if is_thin else "text"
    return [Badge(6, y, number), Text(20, y + 4.5, name, ink, most=left - 26)]


def level(ends: tuple[float, float], y: float, ink: Ink) -> list[Mark]:
    """Return the line of an interval from one x to another, with caps."""
    low, high = ends
    caps = [Stroke(((x, y - 4), (x, y + 4)), ink, 1.5) for x in (low, high)]
    return [Stroke(((low, y), (high, y)), ink, 1.5), *caps]
