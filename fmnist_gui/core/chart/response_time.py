"""How long answers took, right and wrong apart, on a logarithmic axis."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise

from fmnist_gui.core.chart.scene import (
    SMALL,
    Box,
    Dot,
    Ink,
    Mark,
    Scene,
    Spot,
    Stroke,
    Table,
    Text,
)
from fmnist_gui.core.chart.wording import seconds
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.response_time import Times

ROW = 92.0
LEFT = 136.0
FOOT = 26.0
BINS_PER_DOUBLE = 4


def sentence(result: SessionResult) -> str:
    """Return what the chart shows: the medians."""
    right, wrong = result.timing.right, result.timing.wrong
    if right and wrong:
        return (
            f"A right answer took {seconds(right.median_s)} in the median, "
            f"a wrong one {seconds(wrong.median_s)}."
        )
    if times := right or wrong:
        kind = "right" if right else "wrong"
        return f"A {kind} answer took {seconds(times.median_s)} in the median."
    return "No response time can be told yet."


def note(result: SessionResult) -> str:
    """Return how to read it and what was left out."""
    left_out = len(result.outcome.charted) - result.timing.kept
    without = (
        f" {left_out:,} left out: the first after a start or a break, under 0.2 s, idle, "
        "or far from the rest."
        if left_out
        else ""
    )
    return (
        "Thick line: the middle half; thin line: 10th to 90th percentile; dot: median. "
        f"The axis is logarithmic.{_middle_half(result)}{without}"
    )


def _middle_half(result: SessionResult) -> str:
    """Return between which times the middle half of right and of wrong answers lies."""
    timing = result.timing
    told = [
        f"{seconds(times.lower_quartile_s)} to {seconds(times.upper_quartile_s)} {how}"
        for how, times in (("where right", timing.right), ("where wrong", timing.wrong))
        if times is not None
    ]
    return f" The middle half took {listed(told)}." if told else ""


def table(result: SessionResult) -> Table:
    """Return the quantiles."""
    rows: list[tuple[str, ...]] = []
    named = (("All", result.timing.all), ("Right", result.timing.right))
    for name, times in (*named, ("Wrong", result.timing.wrong)):
        if times is None:
            rows.append((name, "0", *("–",) * 5))
            continue
        quantiles = (
            times.p10_s,
            times.lower_quartile_s,
            times.median_s,
            times.upper_quartile_s,
            times.p90_s,
        )
        rows.append((name, f"{times.n:,}", *(seconds(value) for value in quantiles)))
    columns = ("Answers", "Images", "10 %", "25 %", "Median", "75 %", "90 %")
    return Table(columns, tuple(rows), (1, 2, 3, 4, 5, 6))


def scene(result: SessionResult, width: float) -> Scene:
    """Lay the chart out in `width` pixels: a histogram and its quantiles per row."""
    timing = result.timing
    rows: tuple[tuple[str, Times | None, tuple[float, ...], Ink], ...] = (
        ("Right", timing.right, timing.right_s, "right"),
        ("Wrong", timing.wrong, timing.wrong_s, "wrong"),
    )
    everything = sorted((*timing.right_s, *timing.wrong_s)) or [1.0]
    edges = _edges(everything[0], everything[-1])
    left, right = LEFT, width - 20
    bottom = ROW * len(rows)

    def at(value_s: float) -> float:
        start, end = math.log(edges[0]), math.log(edges[-1])
        return left + (right - left) * (math.log(value_s) - start) / (end - start)

    marks: list[Mark] = []
    for tick in edges[::BINS_PER_DOUBLE]:
        marks.append(Stroke(((at(tick), 0), (at(tick), bottom)), "line"))
        marks.append(Text(at(tick), bottom + 18, f"{tick:g} s", "hint", SMALL, "middle"))
    tallest = max(max(_counts(values, edges)) for _, _, values, _ in rows) or 1
    spots: list[Spot] = []
    for number, (name, times, values, ink) in enumerate(rows):
        base = ROW * number + ROW - 28
        marks += _name(name, times, base)
        for (low, high), count in zip(pairwise(edges), _counts(values, edges), strict=True):
            x, height = at(low), (ROW - 40) * count / tallest
            if count:
                marks.append(Box(x + 1, base - height, at(high) - x - 2, height, ink, 0.55, 1))
            tip = f"{images(count)} from {seconds(low)} to {seconds(high)}, {name.lower()}"
            spots.append(Spot(x, base - ROW + 28, at(high) - x, ROW, tip))
        if times is not None:
            marks += _quantiles(times, base + 10, at=at, ink=ink)
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


def _edges(fastest_s: float, slowest_s: float) -> list[float]:
    """Return the ends of the bins, equal in the logarithm, over at least two doublings."""
    low = math.floor(math.log2(fastest_s))
    high = max(math.ceil(math.log2(slowest_s)), low + 2)
    steps = range(low * BINS_PER_DOUBLE, high * BINS_PER_DOUBLE + 1)
    return [2.0 ** (step / BINS_PER_DOUBLE) for step in steps]


def _counts(ascending: tuple[float, ...], edges: list[float]) -> list[int]:
    """Return how many values each bin holds; a bin holds its low end, the last one both."""
    counts = [
        bisect_left(ascending, high) - bisect_left(ascending, low) for low, high in pairwise(edges)
    ]
    counts[-1] += bisect_right(ascending, edges[-1]) - bisect_left(ascending, edges[-1])
    return counts


def _name(name: str, times: Times | None, base: float) -> list[Mark]:
    marks: list[Mark] = [Text(0, base - 12, name)]
    told = f"{times.n:,}, median {seconds(times.median_s)}" if times else "none"
    marks.append(Text(0, base + 5, told, "hint", SMALL))
    return marks


def _quantiles(times: Times, y: float, *, at: Callable[[float], float], ink: Ink) -> list[Mark]:
    low, high = at(times.p10_s), at(times.p90_s)
    lower, upper = at(times.lower_quartile_s), at(times.upper_quartile_s)
    return [
        Stroke(((low, y), (high, y)), ink, 1.5),
        Stroke(((lower, y), (upper, y)), ink, 5),
        Dot(at(times.median_s), y, 5, ink),
    ]
