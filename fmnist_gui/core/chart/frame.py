"""The rectangle that accuracies are drawn in, 0 to 100 % upwards, and points with intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fmnist_gui.core.chart.scene import SMALL, Dot, Ink, Mark, Stroke, Text
from fmnist_gui.core.stats.proportion import Interval

LEFT = 56.0
"""Room for the percentages and the heads of the rows below."""

MARGIN = 20.0
"""Room at the right, so that a name under the last point is not cut."""


@dataclass(frozen=True)
class Frame:
    """Where the marks stand; ``top`` is 100 %, ``bottom`` 0 %."""

    left: float
    top: float
    right: float
    bottom: float

    def across(self, share: float) -> float:
        """Return the x of a share of the way from left to right."""
        return self.left + (self.right - self.left) * share

    def up(self, share: float) -> float:
        """Return the y of a share of the way from bottom to top."""
        return self.bottom - (self.bottom - self.top) * share

    def columns(self, count: int) -> list[float]:
        """Return the middles of `count` columns of equal width."""
        return [self.across((number + 0.5) / count) for number in range(count)]

    def reaches(self, xs: Sequence[float]) -> list[tuple[float, float]]:
        """Return what lies nearest to each of the ascending `xs`, from left to right."""
        middles = [(one + other) / 2 for one, other in pairwise(xs)]
        return list(pairwise((self.left, *middles, self.right)))


def share_lines(frame: Frame) -> list[Mark]:
    """Return a line for each 20 % with its figure at the left."""
    marks: list[Mark] = []
    for step in range(6):
        y = frame.up(step / 5)
        marks.append(Stroke(((frame.left, y), (frame.right, y)), "line"))
        marks.append(Text(frame.left - 8, y + 4, f"{20 * step} %", "hint", SMALL, "end"))
    return marks


def upright(
    x: float, share: float, *, interval: Interval, frame: Frame, ink: Ink, radius: float = 5
) -> list[Mark]:
    """Return a dot at `share` on the line of its interval, whose ends are as wide."""
    low, high = (frame.up(end) for end in interval)
    half = min(4.0, radius)
    ends = [Stroke(((x - half, y), (x + half, y)), ink, 1.5) for y in (low, high)]
    return [Stroke(((x, low), (x, high)), ink, 1.5), *ends, Dot(x, frame.up(share), radius, ink)]


def share_square(frame: Frame) -> list[Mark]:
    """Return the lines of shares against shares, and the diagonal on which both are the same."""
    marks: list[Mark] = share_lines(frame)
    for step in range(6):
        x = frame.across(step / 5)
        marks.append(Stroke(((x, frame.top), (x, frame.bottom)), "line"))
        # The corner bears its 0 % once, at the left.
        if step:
            marks.append(Text(x, frame.bottom + 18, f"{20 * step} %", "hint", SMALL, "middle"))
    corners = ((frame.left, frame.bottom), (frame.right, frame.top))
    marks.append(Stroke(corners, "hint", 1.5, is_dashed=True))
    return marks
