"""Labels above a plot, each on a line of its own with a leader to what it names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fmnist_gui.core.chart.label_row import text_width
from fmnist_gui.core.chart.scene import SMALL, Mark, Stroke, Text

LINE = 16.0
FOOT = 10.0


@dataclass(frozen=True)
class Pennant:
    """A label for what stands at ``x``; ``is_line`` draws that as a dashed line."""

    x: float
    text: str
    is_line: bool = False


def height(labels: Sequence[Pennant]) -> float:
    """Return the room that they take above the plot."""
    return LINE * len(labels) + FOOT


def pennants(labels: Iterable[Pennant], bottom: float, *, width: float) -> list[Mark]:
    """Return the labels with leaders to the top of the plot, or through it to its `bottom`.

    What stands furthest left comes first, so that no leader runs through a label below it;
    ``width`` is that of the scene, which none leaves.
    """
    ordered = sorted(labels, key=lambda label: label.x)
    marks: list[Mark] = []
    for number, label in enumerate(ordered):
        line = LINE * (number + 1) - 4
        start = min(label.x - 2, width - text_width(label.text))
        end = bottom if label.is_line else height(ordered)
        points = ((label.x, line + 4), (label.x, end))
        marks.append(Stroke(points, "hint", is_dashed=label.is_line))
        marks.append(Text(start, line, label.text, "hint", SMALL))
    return marks
