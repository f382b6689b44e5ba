"""Charts as inline SVG, in the colours that the page around them defines."""

from html import escape

from fmnist_gui.core.chart.glyph import path
from fmnist_gui.core.chart.scene import Badge, Box, Dot, Ink, Mark, Scene, Spot, Stroke, Text

WIDTH_PER_SIZE = 0.58
"""Mean width of a letter in a sans serif face, by type size; nothing here can measure text."""


def svg(scene: Scene, *, name: str) -> str:
    """Return `scene` as an SVG element that shrinks with its page; `name` is read aloud.

    Inks are CSS variables: ``--text``, ``--accent`` ..., and ``--class-0`` onwards.
    """
    width, height = _number(scene.width), _number(scene.height)
    marks = "".join(_mark(mark) for mark in scene.marks)
    tips = "".join(_tip(spot) for spot in scene.spots)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(name)}">{marks}{tips}</svg>'
    )


def _tip(spot: Spot) -> str:
    return (
        f'<rect x="{_number(spot.x)}" y="{_number(spot.y)}" width="{_number(spot.width)}" '
        f'height="{_number(spot.height)}" fill="transparent">'
        f"<title>{escape(spot.tip)}</title></rect>"
    )


def _mark(mark: Mark) -> str:
    match mark:
        case Box():
            return _box(mark)
        case Stroke():
            return _stroke(mark)
        case Dot():
            return _dot(mark)
        case Text():
            return _text(mark)
        case Badge():
            return _badge(mark)


def _box(box: Box) -> str:
    fill = _colour(box.fill) if box.fill is not None else "none"
    edge = ""
    if box.outline is not None:
        edge = f' stroke="{_colour(box.outline)}" stroke-width="{_number(box.outline_width)}"'
    return (
        f'<rect x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" '
        f'height="{_number(box.height)}" rx="{_number(box.radius)}" fill="{fill}" '
        f'fill-opacity="{_number(box.opacity)}"{edge}/>'
    )


def _stroke(stroke: Stroke) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in stroke.points)
    dashes = ' stroke-dasharray="3 3"' if stroke.is_dashed else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{_colour(stroke.ink)}" '
        f'stroke-width="{_number(stroke.width)}"{dashes}/>'
    )


def _dot(dot: Dot) -> str:
    x, y, r = dot.x, dot.y, dot.radius
    ring = f'fill="{_colour(dot.ink)}" stroke="var(--card)" stroke-width="1.5"'
    if dot.is_diamond:
        corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
        points = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
        return f'<polygon points="{points}" {ring}/>'
    return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(r)}" {ring}/>'


def _text(text: Text) -> str:
    place = f'x="{_number(text.x)}" y="{_number(text.y)}"'
    turn = ""
    if text.turn:
        turn = f' transform="rotate({_number(text.turn)} {_number(text.x)} {_number(text.y)})"'
    bold = ' font-weight="600"' if text.is_bold else ""
    return (
        f'<text {place} fill="{_colour(text.ink)}" font-size="{text.size}" '
        f'text-anchor="{text.anchor}"{bold}{turn}>{escape(_cut(text))}</text>'
    )


def _cut(text: Text) -> str:
    if text.most is None:
        return text.text
    letters = max(1, int(text.most / (WIDTH_PER_SIZE * text.size)))
    return text.text if len(text.text) <= letters else text.text[: letters - 1].rstrip() + "…"


def _badge(badge: Badge) -> str:
    x, y = badge.x - badge.side / 2, badge.y - badge.side / 2
    return (
        f'<path d="{path(badge.number)}" fill="{_colour(badge.number)}" fill-rule="evenodd" '
        f'transform="translate({_number(x)} {_number(y)}) scale({_number(badge.side)})"/>'
    )


def _colour(ink: Ink) -> str:
    return f"var(--class-{ink % 10})" if isinstance(ink, int) else f"var(--{ink})"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
