"""The mark of each kind of reference, told apart in grey as well."""

from dataclasses import dataclass

from fmnist_gui.core.chart.scene import Box, Dot, Ink, Mark, Stroke
from fmnist_gui.core.stats.references import Kind

RADIUS, LARGE_RADIUS = 4.5, 6.5


@dataclass(frozen=True)
class Shape:
    """What is to be drawn: a kind in an ink, larger for what stands for more."""

    kind: Kind
    ink: Ink
    is_large: bool = False


def shape(wanted: Shape, x: float, y: float) -> list[Mark]:
    """Return the mark about a centre.

    One person is a disc, the majority of three a diamond, most votes of many a square, a model a
    ring, and chance a bar.
    """
    r, ink = (LARGE_RADIUS if wanted.is_large else RADIUS), wanted.ink
    match wanted.kind:
        case "single":
            return [Dot(x, y, r, ink)]
        case "majority of 3":
            return [Dot(x, y, r + 1.5, ink, is_diamond=True)]
        case "plurality":
            return [Box(x - r, y - r, 2 * r, 2 * r, fill=ink, radius=1)]
        case "model":
            # A dot is ringed in the card's colour, which widens the hole.
            return [Dot(x, y, r + 1, ink), Dot(x, y, r - 2.5, "card")]
        case "chance":
            return [Stroke(((x, y - r - 2), (x, y + r + 2)), ink, 2)]
