"""How often the consensus agrees with the file by labels per image, and what one more would do."""

import math

from fmnist_gui.core.chart.frame import LEFT, MARGIN, Frame, share_lines, upright
from fmnist_gui.core.chart.label_row import LINE, thinned
from fmnist_gui.core.chart.scene import SMALL, Dot, Mark, Scene, Spot, Stroke, Table, Text
from fmnist_gui.core.stats.one_more import CurvePoint, OneMore
from fmnist_gui.core.stats.percent import images, percent, percent_range
from fmnist_gui.core.study.enough import ASSUMED, sentences

TOP, HEIGHT = 12.0, 200.0
EXPECTED = "expected"


def sentence(data: OneMore) -> str:
    """Return what one more label would change."""
    return sentences(data)[0]


def note(data: OneMore) -> str:
    """Return the other figures, how to read the chart, and what was assumed."""
    return " ".join(
        (
            *sentences(data)[1:],
            f"Dots: labels drawn anew from {images(data.curve_images)} with so many labels, with "
            "95 % intervals; the diamond is expected.",
            ASSUMED,
        )
    )


def table(data: OneMore) -> Table:
    """Return the points."""
    rows = [
        (
            f"{point.labels:,}",
            percent(point.accuracy),
            percent_range(point.interval),
            EXPECTED if point.is_expected else "drawn",
        )
        for point in data.curve
    ]
    columns = ("Labels per image", "Agrees with the file", "95 % interval", "")
    return Table(columns, tuple(rows), (0, 1, 2))


def scene(data: OneMore, width: float, *, is_zoomed: bool = False) -> Scene:
    """Lay the chart out in `width` pixels: a column for each number of labels."""
    floor = lowest(data) if is_zoomed else 0.0
    # What lies below the floor is not drawn, so that the rest is as high as all of it.
    frame = Frame(LEFT, TOP, width - MARGIN, TOP + HEIGHT / (1 - floor))
    marks = _lines(frame, floor) if floor else share_lines(frame)
    xs = frame.columns(len(data.curve))
    spots_xs = [(x, frame.up(point.accuracy)) for x, point in zip(xs, data.curve, strict=True)]
    marks.append(Stroke(tuple(spots_xs[:-1]), "hint"))
    marks.append(Stroke(tuple(spots_xs[-2:]), "hint", is_dashed=True))
    for x, point in zip(xs, data.curve, strict=True):
        marks += _point(x, point, frame)
    spots = [
        Spot(start, TOP, end - start, HEIGHT, _tip(point))
        for point, (start, end) in zip(data.curve, frame.reaches(xs), strict=True)
    ]
    numbers = [f"{point.labels:,}" for point in data.curve]
    marks += thinned(xs, [("Labels", numbers)], TOP + HEIGHT + 18)
    return Scene(width, TOP + HEIGHT + LINE + 8, tuple(marks), tuple(spots))


def lowest(data: OneMore) -> float:
    """Return where the axis may begin: the ten per cent below every interval; 0 for nothing won."""
    low = min(point.interval.low for point in data.curve)
    return min(math.floor(10 * low) / 10, 0.9)


def _point(x: float, point: CurvePoint, frame: Frame) -> list[Mark]:
    if not point.is_expected:
        return upright(x, point.accuracy, interval=point.interval, frame=frame, ink="accent")
    drawn = upright(x, point.accuracy, interval=point.interval, frame=frame, ink="hint")
    return [*drawn[:-1], Dot(x, frame.up(point.accuracy), 6, "hint", is_diamond=True)]


def _lines(frame: Frame, floor: float) -> list[Mark]:
    steps = range(round(10 * floor), 11)
    marks: list[Mark] = []
    for step in steps:
        y = frame.up(step / 10)
        marks.append(Stroke(((frame.left, y), (frame.right, y)), "line"))
        marks.append(Text(frame.left - 8, y + 4, f"{10 * step} %", "hint", SMALL, "end"))
    return marks


def _tip(point: CurvePoint) -> str:
    labels = "1 label" if point.labels == 1 else f"{point.labels:,} labels"
    how = f", {EXPECTED}" if point.is_expected else ""
    return (
        f"{labels} per image: agrees on {percent(point.accuracy)}{how}, 95 % interval "
        f"{percent_range(point.interval)}"
    )
