"""Whether slow answers are right more or less often than fast ones."""

from fmnist_gui.core.chart.frame import LEFT, MARGIN, Frame, share_lines, upright
from fmnist_gui.core.chart.label_row import LINE, head, stacked
from fmnist_gui.core.chart.scene import Mark, Scene, Spot, Stroke, Table
from fmnist_gui.core.chart.seconds_axis import seconds_axis
from fmnist_gui.core.chart.wording import seconds
from fmnist_gui.core.stats.limit import SIGNIFICANCE
from fmnist_gui.core.stats.percent import images, p_value, percent, percent_range
from fmnist_gui.core.stats.sentence import score_of
from fmnist_gui.core.stats.speed import SpeedPoint
from fmnist_gui.core.stats.trend import cochran_armitage

Curve = tuple[SpeedPoint, ...]
"""From the fastest trials to the slowest."""

TOP = 12.0
HEIGHT = 200.0


def sentence(data: Curve) -> str:
    """Return what the chart shows: whether accuracy changes with the time taken."""
    if not data:
        return "No response time can be told yet."
    trend = cochran_armitage([p.right for p in data], [p.count for p in data])
    if trend is None:
        return "No change of accuracy with response time can be told."
    test = f"(Cochran-Armitage trend test, {p_value(trend.p)})"
    if trend.p >= SIGNIFICANCE:
        return f"No change of accuracy with response time can be told {test}."
    fast, slow = (f"{p.right:,} of the {p.count:,}" for p in (data[0], data[-1]))
    way = "more" if trend.z > 0 else "less"
    return f"Slower answers were right {way} often: {slow} slowest, {fast} fastest {test}."


def note(data: Curve) -> str:
    """Return how to read it."""
    total = sum(point.count for point in data)
    of = f"{images(total)} in {len(data)} groups by speed, each" if data else "Each group"
    return (
        f"{of} at its median time. Dots: the share right; lines: 95 % intervals. "
        "The axis is logarithmic."
    )


def table(data: Curve) -> Table:
    """Return the groups."""
    rows = [
        (
            seconds(point.median_s),
            f"{point.right:,}",
            f"{point.count:,}",
            percent(point.share),
            percent_range(point.interval),
        )
        for point in data
    ]
    return Table(
        ("Median time", "Right", "Images", "Share", "95 % interval"), tuple(rows), (0, 1, 2, 3, 4)
    )


def scene(data: Curve, width: float) -> Scene:
    """Lay the chart out in `width` pixels."""
    frame = Frame(LEFT, TOP, width - MARGIN, TOP + HEIGHT)
    axis = seconds_axis((p.median_s for p in data), left=frame.left, right=frame.right)
    marks: list[Mark] = [*share_lines(frame), *axis.lines(frame.top, frame.bottom)]
    xs = [axis.at(point.median_s) for point in data]
    line = tuple((x, frame.up(point.share)) for point, x in zip(data, xs, strict=True))
    if len(line) > 1:
        marks.append(Stroke(line, "hint"))
    for point, x in zip(data, xs, strict=True):
        marks += upright(x, point.share, interval=point.interval, frame=frame, ink="accent")
    spots = [
        Spot(start, frame.top, end - start, HEIGHT, _tip(point))
        for point, (start, end) in zip(data, frame.reaches(xs), strict=False)
    ]
    y = frame.bottom + 18 + LINE + 4
    counts, height = stacked(
        [(x, f"{point.count:,}") for point, x in zip(data, xs, strict=True)], y, width=width
    )
    marks += [head("Images", y), *counts]
    return Scene(width, y + max(height, LINE) - LINE + 8, tuple(marks), tuple(spots))


def _tip(point: SpeedPoint) -> str:
    return f"Around {seconds(point.median_s)}, right on {score_of(point.right, point.count)}"
