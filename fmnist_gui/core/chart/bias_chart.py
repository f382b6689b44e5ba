"""How well each class is told from the rest, and how freely it is named."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from fmnist_gui.core.chart.class_row import FOOT, ROW, level, named, names_width
from fmnist_gui.core.chart.scene import (
    SMALL,
    Cell,
    Dot,
    Ink,
    Mark,
    Scene,
    Spot,
    Stroke,
    Table,
    Text,
)
from fmnist_gui.core.stats.class_test import ClassBias
from fmnist_gui.core.stats.confusion import THIN_ROW
from fmnist_gui.core.stats.percent import DASH, MINUS, decimal, images, points
from fmnist_gui.core.stats.proportion import Interval

TOP = 24.0
GAP = 40.0
COUNT_WIDTH = 52.0
LEAST_STEP = 18.0
"""Between two figures of an axis."""


@dataclass(frozen=True)
class Biases:
    """Every class in class order, with what it is called."""

    class_names: tuple[str, ...]
    classes: tuple[ClassBias, ...]


def sentence(data: Biases) -> str:
    """Return what the chart shows: the classes named too often and too seldom."""
    if not any(bias.total for bias in data.classes):
        return "No image has been answered yet."
    over = max(data.classes, key=_excess)
    under = min(data.classes, key=_excess)
    if not _excess(over):
        return "Every class was answered as often as it came up."
    return (
        f"Answered more often than it came up: {_counts(over, data)}; "
        f"less often: {_counts(under, data)}."
    )


def note(data: Biases) -> str:
    """Return how to read it."""
    thin = any(bias.images < THIN_ROW for bias in data.classes)
    paler = f" Classes with fewer than {THIN_ROW} images are grey." if thin else ""
    return (
        "d′ is how well a class is told from the rest, 0 is not at all. The further right the "
        "criterion, the surer one must be to name the class; a rare class is best named only when "
        f"sure, so that it may well lie above 0. Lines are 95 % intervals.{paler}"
    )


def table(data: Biases) -> Table:
    """Return the figures of every class."""
    rows = []
    for name, bias in zip(data.class_names, data.classes, strict=True):
        found = bias.sensitivity
        rows.append(
            (
                name,
                f"{bias.images:,}",
                f"{bias.answers:,}",
                DASH if bias.difference is None else points(bias.difference),
                DASH if found is None else decimal(found.d_prime),
                _range(bias.d_prime_interval),
                DASH if found is None else decimal(found.criterion),
                _range(bias.criterion_interval),
            )
        )
    return Table(
        (
            *("Class", "Images", "Answers", "Answers − images, points"),
            *("d′", "95 % interval", "Criterion", "95 % interval"),
        ),
        tuple(rows),
        (1, 2, 3, 4, 5, 6, 7),
    )


def scene(data: Biases, width: float) -> Scene:
    """Lay the chart out in `width` pixels: a row per class, d' at the left, c at the right."""
    left = names_width(width)
    half = (width - left - COUNT_WIDTH - GAP) / 2
    bottom = TOP + ROW * len(data.classes)
    sensitivity = _panel((b.d_prime_interval for b in data.classes), left, left + half)
    start = left + half + GAP
    criterion = _panel((b.criterion_interval for b in data.classes), start, start + half)
    marks: list[Mark] = [
        *_lines(sensitivity, "Sensitivity d′", bottom),
        *_lines(criterion, "Criterion c", bottom),
        Text(width, TOP - 10, "n", "hint", SMALL, "end"),
    ]
    spots: list[Spot] = []
    for name, bias in zip(data.class_names, data.classes, strict=True):
        middle = TOP + ROW * (bias.number + 0.5)
        is_thin = bias.images < THIN_ROW
        marks += [
            *named(bias.number, name, middle, left=left, is_thin=is_thin),
            Text(width, middle + 4.5, f"{bias.images:,}", "hint", anchor="end"),
        ]
        found = bias.sensitivity
        if found and bias.d_prime_interval and bias.criterion_interval:
            marks += _point(sensitivity, found.d_prime, bias.d_prime_interval, y=middle, bias=bias)
            marks += _point(
                criterion, found.criterion, bias.criterion_interval, y=middle, bias=bias
            )
        cell = Cell(label=bias.number) if bias.images else None
        spots.append(Spot(0, middle - ROW / 2, width, ROW, _tip(name, bias), cell, name))
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


@dataclass(frozen=True)
class _Panel:
    """An axis of whole numbers from ``first`` at ``left`` to ``last`` at ``right``."""

    left: float
    right: float
    first: int
    last: int

    def at(self, value: float) -> float:
        """Return the x of a value."""
        done = (value - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * done


def _panel(intervals: Iterable[Interval | None], left: float, right: float) -> _Panel:
    """Return an axis that holds 0 and all `intervals`."""
    ends = [0.0, *(end for interval in intervals if interval is not None for end in interval)]
    first = math.floor(min(ends))
    return _Panel(left, right, first, max(math.ceil(max(ends)), first + 1))


def _lines(panel: _Panel, title: str, bottom: float) -> list[Mark]:
    marks: list[Mark] = [Text(panel.left, TOP - 10, title, "hint", SMALL)]
    every = 1 if panel.at(1) - panel.at(0) >= LEAST_STEP else 2
    for value in range(panel.first, panel.last + 1):
        if value % every:
            continue
        x = panel.at(value)
        marks.append(Stroke(((x, TOP), (x, bottom)), "line" if value else "hint"))
        sign = MINUS if value < 0 else ""
        marks.append(Text(x, bottom + 16, f"{sign}{abs(value)}", "hint", SMALL, "middle"))
    return marks


def _point(
    panel: _Panel, value: float, interval: Interval, *, y: float, bias: ClassBias
) -> list[Mark]:
    is_thin = bias.images < THIN_ROW
    ink: Ink = "hint" if is_thin else "text"
    low, high = (panel.at(end) for end in interval)
    dot = Dot(panel.at(value), y, 5, "hint" if is_thin else bias.number)
    return [*level((low, high), y, ink), dot]


def _excess(bias: ClassBias) -> int:
    return bias.answers - bias.images


def _counts(bias: ClassBias, data: Biases) -> str:
    return f"{data.class_names[bias.number]} ({_answers(bias)} for {images(bias.images)})"


def _answers(bias: ClassBias) -> str:
    return "1 answer" if bias.answers == 1 else f"{bias.answers:,} answers"


def _range(interval: Interval | None) -> str:
    return DASH if interval is None else " to ".join(decimal(end) for end in interval)


def _tip(name: str, bias: ClassBias) -> str:
    told = f"{name}: {_answers(bias)} for {images(bias.images)}"
    if bias.sensitivity is None:
        return told
    return (
        f"{told}; d′ {decimal(bias.sensitivity.d_prime)}, 95 % interval "
        f"{_range(bias.d_prime_interval)}; criterion {decimal(bias.sensitivity.criterion)}, "
        f"95 % interval {_range(bias.criterion_interval)}"
    )
