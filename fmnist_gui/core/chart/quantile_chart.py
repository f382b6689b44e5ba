"""How soon answers came, right against wrong: the quantiles of their times."""

from dataclasses import dataclass
from itertools import pairwise

from fmnist_gui.core.chart.frame import LEFT, MARGIN
from fmnist_gui.core.chart.label_row import text_width
from fmnist_gui.core.chart.scene import SMALL, Dot, Ink, Mark, Scene, Spot, Stroke, Table, Text
from fmnist_gui.core.chart.seconds_axis import SecondsAxis, seconds_axis
from fmnist_gui.core.chart.wording import seconds
from fmnist_gui.core.stats.percent import DASH, percent
from fmnist_gui.core.stats.speed import QuantilePoint, TimeQuantiles

TOP = 32.0
ROW = 38.0
FOOT = 26.0
APART = 5.0
"""From the middle of a row to its right and to its wrong answers."""


@dataclass(frozen=True)
class RightAndWrong:
    """Quantiles of the times of right and of wrong answers, at the same shares."""

    right: TimeQuantiles
    wrong: TimeQuantiles


def sentence(data: RightAndWrong) -> str:
    """Return what the chart shows: how late the slow answers came."""
    slow = [
        (name, side.n, side.points[-1])
        for name, side in (("right", data.right), ("wrong", data.wrong))
        if side.points
    ]
    if not slow:
        return "No response time can be told yet."
    name, count, point = slow[0]
    answers = "answer" if count == 1 else "answers"
    told = f"Of {count:,} {name} {answers} {percent(point.quantile)} came within "
    others = (
        f", of {n:,} {other} {'one' if n == 1 else 'ones'} within {seconds(p.time_s)}"
        for other, n, p in slow[1:]
    )
    return f"{told}{seconds(point.time_s)}{''.join(others)}."


def note(data: RightAndWrong) -> str:
    """Return how to read it."""
    is_open = any(p.interval is None for side in (data.right, data.wrong) for p in side.points)
    few = " where there are enough answers for one" if is_open else ""
    return (
        "Each mark is the time within which that share of the answers came; lines: 95 % intervals"
        f"{few}. The axis is logarithmic."
    )


def table(data: RightAndWrong) -> Table:
    """Return the quantiles with their intervals."""
    rows = [
        (name, f"{side.n:,}", percent(point.quantile), seconds(point.time_s), _range(point))
        for name, side in (("Right", data.right), ("Wrong", data.wrong))
        for point in side.points
    ]
    columns = ("Answers", "Images", "Share", "Within", "95 % interval")
    return Table(columns, tuple(rows), (1, 2, 3, 4))


def scene(data: RightAndWrong, width: float) -> Scene:
    """Lay the chart out in `width` pixels: a row per quantile, the slowest at the top."""
    shares = sorted({p.quantile for side in (data.right, data.wrong) for p in side.points})
    bottom = TOP + ROW * len(shares)
    axis = seconds_axis(_times(data), left=LEFT, right=width - MARGIN)
    marks: list[Mark] = axis.lines(TOP, bottom)
    middles = {share: bottom - ROW * (number + 0.5) for number, share in enumerate(shares)}
    for share, y in middles.items():
        marks.append(Stroke(((axis.left, y), (axis.right, y)), "line"))
        marks.append(Text(LEFT - 8, y + 4, percent(share), "hint", SMALL, "end"))
    spots: list[Spot] = []
    sides: tuple[tuple[str, TimeQuantiles, Ink, float], ...] = (
        ("Right", data.right, "right", -APART),
        ("Wrong", data.wrong, "wrong", APART),
    )
    start = LEFT
    for name, side, ink, shift in sides:
        marks += _curve(side, axis, ink=ink, ys={s: y + shift for s, y in middles.items()})
        legend = f"{name}, n = {side.n:,}"
        marks.append(Dot(start + 5, 12, 5, ink, is_diamond=ink == "wrong"))
        marks.append(Text(start + 16, 16.5, legend))
        start += 16 + text_width(legend, 13) + 20
        spots += [
            Spot(0, y if shift > 0 else y - ROW / 2, width, ROW / 2, _tip(name, side, point))
            for point in side.points
            for y in (middles[point.quantile],)
        ]
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


def _curve(
    side: TimeQuantiles, axis: SecondsAxis, *, ink: Ink, ys: dict[float, float]
) -> list[Mark]:
    marks: list[Mark] = []
    places = [(axis.at(point.time_s), ys[point.quantile]) for point in side.points]
    marks += [Stroke(pair, ink) for pair in pairwise(places)]
    for point, (x, y) in zip(side.points, places, strict=True):
        if point.interval is not None:
            low, high = (axis.at(end) for end in point.interval)
            marks.append(Stroke(((low, y), (high, y)), ink, 1.5))
            marks += [Stroke(((end, y - 4), (end, y + 4)), ink, 1.5) for end in (low, high)]
        marks.append(Dot(x, y, 5, ink, is_diamond=ink == "wrong"))
    return marks


def _times(data: RightAndWrong) -> list[float]:
    points = (*data.right.points, *data.wrong.points)
    ends = (end for point in points if point.interval is not None for end in point.interval)
    return [*(point.time_s for point in points), *ends]


def _range(point: QuantilePoint) -> str:
    if point.interval is None:
        return DASH
    low, high = (seconds(end) for end in point.interval)
    return f"{low.removesuffix(' s')}{DASH}{high}"


def _tip(name: str, side: TimeQuantiles, point: QuantilePoint) -> str:
    interval = "" if point.interval is None else f", 95 % interval {_range(point)}"
    return (
        f"{percent(point.quantile)} of {side.n:,} {name.lower()} answers came within "
        f"{seconds(point.time_s)}{interval}"
    )
