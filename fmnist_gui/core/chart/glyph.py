"""The glyphs of the classes as SVG paths, for pages that no window paints."""

import math

SHAPES = 10


def path(number: int) -> str:
    """Return the outline of class `number` in the unit square, to be filled even-odd.

    The same shapes as on the screen: a class beyond the tenth takes its neighbour's glyph.
    """
    return _PATHS[(number + number // SHAPES) % SHAPES]


def _polygon(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{x:.4g} {y:.4g}" for x, y in points) + "Z"


def _disc(radius: float) -> str:
    start, arc = f"M{0.5 - radius:.4g} .5", f"a{radius:.4g} {radius:.4g} 0 1 0"
    return f"{start}{arc} {2 * radius:.4g} 0{arc} {-2 * radius:.4g} 0Z"


def _square(inset: float) -> str:
    far = 1 - inset
    return _polygon((inset, inset), (far, inset), (far, far), (inset, far))


def _plus(turn_degrees: float) -> str:
    near, far = 0.36, 0.64
    corners = (
        (near, 0), (far, 0), (far, near), (1, near), (1, far), (far, far),
        (far, 1), (near, 1), (near, far), (0, far), (0, near), (near, near),
    )  # fmt: skip
    cos, sin = (f(math.radians(turn_degrees)) for f in (math.cos, math.sin))
    return _polygon(
        *(
            (
                0.5 + (x - 0.5) * cos - (y - 0.5) * sin,
                0.5 + (x - 0.5) * sin + (y - 0.5) * cos,
            )
            for x, y in corners
        )
    )


def _star() -> str:
    radii = ((0.54 if number % 2 == 0 else 0.23) for number in range(10))
    angles = (math.radians(36 * number - 90) for number in range(10))
    return _polygon(
        *(
            (0.5 + radius * math.cos(angle), 0.53 + radius * math.sin(angle))
            for radius, angle in zip(radii, angles, strict=True)
        )
    )


_PATHS = (
    _disc(0.46),
    _square(0.1),
    _polygon((0.5, 0.03), (0.98, 0.92), (0.02, 0.92)),
    _polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    _plus(0),
    _polygon((0.02, 0.08), (0.98, 0.08), (0.5, 0.97)),
    _plus(45),
    _disc(0.46) + _disc(0.23),
    _square(0.08) + _square(0.29),
    _star(),
)
