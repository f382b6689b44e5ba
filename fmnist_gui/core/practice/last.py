"""The last on which every shoe is built: the line under the foot, its profile, its heel.

A shoe points left and stands on y = 0; the foot reaches from x = 0 to about x = 28.
"""

from dataclasses import dataclass

import numpy as np

from fmnist_gui.core.practice.layer import Cloth, Panel
from fmnist_gui.core.practice.outline import Pair, Points, band, corner, smooth

FOOT = 28.0
PROFILE_X = (0.0, 1.0, 4.0, 9.0, 13.0, 17.0, 20.0)
PROFILE_Y = (0.6, 1.6, 3.0, 4.6, 6.6, 9.6, 12.5)


@dataclass(frozen=True)
class Last:
    """How high the heel and the ball of the foot stand, and how far the toe turns up."""

    heel: float
    platform: float = 0.0
    spring: float = 0.5

    def bed(self, x: float) -> float:
        """Return the height (y, negative) of the line under the foot at `x`."""
        rise = np.clip((x - 9.0) / 11.0, 0.0, 1.0)
        tip = np.clip(1.0 - x / 5.0, 0.0, 1.0)
        heel = max(self.heel, self.platform)
        lift = self.platform + (heel - self.platform) * rise * rise * (3 - 2 * rise)
        return -float(lift + self.spring * tip * tip)

    def bed_path(self, start: float = 0.0, end: float = FOOT, *, below: float = 0.0) -> Points:
        """Return the line under the foot from `start` to `end`, moved down by `below`."""
        return np.array([(x, self.bed(x) + below) for x in np.linspace(start, end, 24)])

    def top(self, x: float, scale: float = 1.0) -> float:
        """Return the height (y) of the back of the foot at `x`."""
        return self.bed(x) - scale * float(np.interp(x, PROFILE_X, PROFILE_Y))


def sole(last: Last, cloth: Cloth, thickness: float) -> Panel:
    """Return a sole of even thickness under the foot."""
    path = last.bed_path(0.2, FOOT - 0.3, below=0.5 * thickness)
    return Panel(band(path, [0.7 * thickness, thickness, thickness]), cloth, curve=0.5, shadow=0.3)


def heel(last: Last, cloth: Cloth, kind: str, *, thickness: float) -> Panel:
    """Return what lies between the line under the foot and the ground."""
    ground = thickness
    if kind == "wedge":
        upper = last.bed_path(0.2, FOOT - 0.2)
        lower: list[Pair] = [(FOOT - 0.8, ground), (9.0, ground), (3.0, ground - 0.1), (0.8, -0.3)]
        return Panel(np.concatenate([upper, np.array(lower)]), cloth, curve=0.8, shadow=0.3)
    front, foot_front, foot_back = {
        "block": (20.0, 21.4, 27.2),
        "high block": (21.5, 22.4, 27.0),
        "cone": (21.0, 24.2, 26.8),
        "stiletto": (22.8, 25.9, 27.0),
        "stacked": (19.0, 19.5, 27.6),
    }[kind]
    outline: list[Pair] = [
        *corner(front - 0.8, last.bed(front) + 0.2),
        *corner(27.6, last.bed(27.0)),
        (foot_back + 0.2, 0.5 * last.bed(27.0)),
        *corner(foot_back, ground),
        *corner(foot_front, ground),
        (foot_front - 0.3, 0.5 * last.bed(24.0)),
    ]
    return Panel(smooth(outline), cloth, curve=0.6, shadow=0.2)
