"""What a chart is made of: marks in named inks, and the spots that answer to a pointer."""

from dataclasses import dataclass
from typing import Literal

Ink = Literal["text", "hint", "line", "track", "card", "accent", "right", "wrong"] | int
"""A colour by its part in the theme; a number is that class's own colour."""

Anchor = Literal["start", "middle", "end"]

SMALL, NORMAL, MEDIUM = 12, 13, 15
"""Type sizes in pixels at 100 %."""


@dataclass(frozen=True)
class Box:
    """A filled or outlined rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None = None
    opacity: float = 1.0
    radius: float = 0.0
    outline: Ink | None = None
    outline_width: float = 1.0


@dataclass(frozen=True)
class Stroke:
    """A line through points, without ends of its own."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    width: float = 1.0
    is_dashed: bool = False


@dataclass(frozen=True)
class Dot:
    """A disc, or a diamond, ringed in the card's colour so that it stands off what it covers."""

    x: float
    y: float
    radius: float
    ink: Ink
    is_diamond: bool = False


@dataclass(frozen=True)
class Text:
    """One line of text on its baseline; longer than ``most`` pixels it is cut with an ellipsis.

    ``turn`` is in degrees, clockwise about the anchor.
    """

    x: float
    y: float
    text: str
    ink: Ink = "text"
    size: int = NORMAL
    anchor: Anchor = "start"
    is_bold: bool = False
    turn: float = 0.0
    most: float | None = None


@dataclass(frozen=True)
class Badge:
    """The glyph of a class in its colour, about a centre."""

    x: float
    y: float
    number: int
    side: float = 12.0


Mark = Box | Stroke | Dot | Text | Badge


@dataclass(frozen=True)
class Cell:
    """Trials meant by a spot: those with this label, this answer, or both."""

    label: int | None = None
    answer: int | None = None


@dataclass(frozen=True)
class Spot:
    """A rectangle that says something when pointed at; one that is about something can be opened.

    ``cell`` means trials, ``key`` a person. ``name`` is what the images of the trials are called
    where the ``tip`` says more than that.
    """

    x: float
    y: float
    width: float
    height: float
    tip: str
    cell: Cell | None = None
    name: str = ""
    key: str = ""

    @property
    def can_open(self) -> bool:
        """Whether there is something behind it."""
        return self.cell is not None or bool(self.key)

    @property
    def title(self) -> str:
        """What the trials meant are called."""
        return self.name or self.tip

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return 0 <= x - self.x < self.width and 0 <= y - self.y < self.height


@dataclass(frozen=True)
class Scene:
    """A chart laid out for a width, in pixels at 100 %; later marks lie over earlier ones."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Table:
    """The same figures to be read; ``numeric`` columns are set flush right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
