"""A logarithmic axis of seconds, by doublings."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from fmnist_gui.core.chart.scene import SMALL, Mark, Stroke, Text


@dataclass(frozen=True)
class SecondsAxis:
    """Runs from 2^``first`` seconds at ``left`` to 2^``last`` at ``right``."""

    first: int
    last: int
    left: float
    right: float

    def at(self, value_s: float) -> float:
        """Return the x of a time."""
        done = (math.log2(value_s) - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * done

    def lines(self, top: float, bottom: float) -> list[Mark]:
        """Return a line for each doubling with its figure below."""
        marks: list[Mark] = []
        for power in range(self.first, self.last + 1):
            x = self.at(2.0**power)
            marks.append(Stroke(((x, top), (x, bottom)), "line"))
            marks.append(Text(x, bottom + 18, f"{2.0**power:g} s", "hint", SMALL, "middle"))
        return marks


def seconds_axis(values_s: Iterable[float], *, left: float, right: float) -> SecondsAxis:
    """Return an axis that holds all `values_s`, which are above 0, over at least two doublings."""
    ascending = sorted(values_s) or [1.0]
    first = math.floor(math.log2(ascending[0]))
    return SecondsAxis(first, max(math.ceil(math.log2(ascending[-1])), first + 2), left, right)
