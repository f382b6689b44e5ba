"""The glyphs of the classes, the same on the screen and on every page that is written."""

import math

SHAPES = 10
DISC_CORNERS = 48
"""A disc is drawn as a polygon; at the sizes of a glyph nobody sees its corners."""

Contour = tuple[tuple[float, float], ...]
"""A closed outline in the unit square, y downwards."""


def contours(number: int) -> tuple[Contour, ...]:
    """Return the outlines of class `number`, to be filled even-odd.

    A class beyond the tenth takes its neighbour's glyph, so that it differs from the class of
    the same colour.
    """
    return _GLYPHS[(number + number // SHAPES) % SHAPES]


def path(number: int) -> str:
    """Return the same as an SVG path."""
    return "".join(
        "M" + "L".join(f"{x:.4g} {y:.4g}" for x, y in contour) + "Z" for contour in contours(number)
    )


def _disc(radius: float) -> Contour:
    angles = (2 * math.pi * corner / DISC_CORNERS for corner in range(DISC_CORNERS))
    return tuple((0.5 + radius * math.cos(a), 0.5 + radius * math.sin(a)) for a in angles)


def _square(inset: float) -> Contour:
    far = 1 - inset
    return ((inset, inset), (far, inset), (far, far), (inset, far))


def _plus(turn_degrees: float) -> Contour:
    near, far = 0.36, 0.64
    corners = (
        (near, 0), (far, 0), (far, near), (1, near), (1, far), (far, far),
        (far, 1), (near, 1), (near, far), (0, far), (0, near), (near, near),
    )  # fmt: skip
    cos, sin = (f(math.radians(turn_degrees)) for f in (math.cos, math.sin))
    return tuple(
        (0.5 + (x - 0.5) * cos - (y - 0.5) * sin, 0.5 + (x - 0.5) * sin + (y - 0.5) * cos)
        for x, y in corners
    )


def _star() -> Contour:
    radii = ((0.54 if number % 2 == 0 else 0.23) for number in range(10))
    angles = (math.radians(36 * number - 90) for number in range(10))
    return tuple(
        (0.5 + radius * math.cos(angle), 0.53 + radius * math.sin(angle))
        for radius, angle in zip(radii, angles, strict=True)
    )


_GLYPHS: tuple[tuple[Contour, ...], ...] = (
    (_disc(0.46),),
    (_square(0.1),),
    (((0.5, 0.03), (0.98, 0.92), (0.02, 0.92)),),
    (((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),),
    (_plus(0),),
    (((0.02, 0.08), (0.98, 0.08), (0.5, 0.97)),),
    (_plus(45),),
    (_disc(0.46), _disc(0.23)),
    (_square(0.08), _square(0.29)),
    (_star(),),
)
