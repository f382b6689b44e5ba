"""How a chart is read by a test: its words, its dots, and whether they can be read at all."""

from itertools import combinations

from fmnist_gui.core.chart.label_row import text_width
from fmnist_gui.core.chart.scene import Badge, Box, Dot, Mark, Scene, Stroke, Text

Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def texts(scene: Scene) -> list[str]:
    """Return what is written, in the order of the marks."""
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


def dots(scene: Scene) -> list[Dot]:
    """Return the dots, in the order of the marks."""
    return [mark for mark in scene.marks if isinstance(mark, Dot)]


def place(scene: Scene, told: str) -> Text:
    """Return the first text that says `told`."""
    return next(m for m in scene.marks if isinstance(m, Text) and m.text == told)


def level(scene: Scene, told: str) -> float:
    """Return the y of the line that a figure at the left belongs to."""
    return place(scene, told).y - 4


def share_of(scene: Scene, y: float) -> float:
    """Return the share that a y stands for, by the axis as it is labelled."""
    zero, full = level(scene, "0 %"), level(scene, "100 %")
    return (zero - y) / (zero - full)


def whisker(scene: Scene, dot: Dot) -> tuple[float, float]:
    """Return the ends of the upright line through a dot, the lower share first."""
    low, high = next(
        mark.points
        for mark in scene.marks
        if isinstance(mark, Stroke)
        and len(mark.points) == 2
        and mark.points[0][0] == mark.points[1][0] == dot.x
        and mark.ink == dot.ink
    )
    return share_of(scene, low[1]), share_of(scene, high[1])


def overlaps(scene: Scene) -> list[tuple[str, str]]:
    """Return pairs of texts that lie over each other."""
    written = [(mark.text, _area(mark)) for mark in scene.marks if isinstance(mark, Text)]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(written, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def outside(scene: Scene) -> list[Mark]:
    """Return the marks that are cut at an edge of the scene."""
    found: list[Mark] = []
    for mark in scene.marks:
        left, top, right, bottom = _area(mark)
        if left < -0.5 or top < -0.5 or right > scene.width + 0.5 or bottom > scene.height + 0.5:
            found.append(mark)
    return found


def _area(mark: Mark) -> Area:
    match mark:
        case Text():
            return _text_area(mark)
        case Box():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Stroke():
            xs, ys = zip(*mark.points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Dot():
            r = mark.radius
            return mark.x - r, mark.y - r, mark.x + r, mark.y + r
        case Badge():
            half = mark.side / 2
            return mark.x - half, mark.y - half, mark.x + half, mark.y + half


def _text_area(text: Text) -> Area:
    width = min(text_width(text.text, text.size), text.most or float("inf"))
    start = {"start": 0.0, "middle": -width / 2, "end": -width}[text.anchor]
    up, down = 0.72 * text.size, 0.2 * text.size
    if text.turn == -90:
        return text.x - up, text.y - start - width, text.x + down, text.y - start
    return text.x + start, text.y - up, text.x + start + width, text.y + down
