"""The score on the way from 0 to 100 %, beside what was published about these images."""

from collections.abc import Callable
from dataclasses import dataclass

from fmnist_gui.core.chart.scene import SMALL, Box, Dot, Ink, Mark, Scene, Spot, Stroke, Table, Text
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.comparison import Counts
from fmnist_gui.core.stats.percent import images, percent, percent_range
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.references import Reference
from fmnist_gui.core.stats.sentence import spread

ROW = 44.0
TOP = 8.0
FOOT = 28.0
DRAWN_KINDS = ("single", "chance")
"""References that speak about one person; the rest is in the table."""


@dataclass(frozen=True)
class _Row:
    name: str
    value: str
    tip: str
    accuracy: float
    interval: Interval | None
    kind: str


def sentence(result: SessionResult) -> str:
    """Return what the chart shows."""
    if not result.count:
        return "No scored image yet: there is no score to draw."
    within = percent_range(result.interval)
    return f"With {images(result.count)} the score is known to within {within}."


def note(result: SessionResult) -> str:
    """Return how to read it."""
    if result.comparison is None:
        return "The line is the 95 % interval. Nothing published was measured like this."
    return (
        "Lines are 95 % intervals. The grey band is the published figure with its own interval; "
        "one person is not the majority of three."
    )


def table(result: SessionResult) -> Table:
    """Return the score and every reference, with how much each rests on."""
    rows = [
        (row.name, percent(row.accuracy), _range(row.interval), kind, f"{count:,}")
        for row, kind, count in _own(result)
    ]
    rows += [
        (
            reference.name,
            percent(reference.accuracy, decimals=2),
            spread(reference) if reference.is_tie_range else _range(reference.ends),
            reference.kind,
            f"{reference.n:,}" if reference.n else "–",
        )
        for reference in result.references
    ]
    columns = ("Who", "Right", "95 % interval or range", "Kind", "Images")
    return Table(columns, tuple(rows), (1, 2, 4))


def scene(result: SessionResult, width: float) -> Scene:
    """Lay the chart out in `width` pixels."""
    rows = _rows(result)
    left = min(240.0, 0.42 * width)
    right = width - 20
    bottom = TOP + ROW * len(rows)

    def at(share: float) -> float:
        return left + (right - left) * share

    marks: list[Mark] = _axis(left, right, bottom)
    spots: list[Spot] = []
    for number, row in enumerate(rows):
        middle = TOP + ROW * (number + 0.5)
        marks += _label(row, middle, left)
        if row.kind == "band" and row.interval:
            low, high = (at(end) for end in row.interval)
            marks.append(Box(low, TOP, high - low, bottom - TOP, fill="hint", opacity=0.2))
        marks += _point(row, middle, at)
        spots.append(Spot(0, middle - ROW / 2, width, ROW, row.tip))
    # The band lies under every point, whichever row it belongs to.
    marks.sort(key=lambda mark: not (isinstance(mark, Box) and mark.opacity < 0.5))
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


def _own(result: SessionResult) -> list[tuple[_Row, str, int]]:
    if not result.count or result.accuracy is None:
        return []
    value = _value(result.accuracy, result.count, result.interval)
    tip = f"{result.right:,} of {images(result.count)} right by the first answer"
    row = _Row(result.who, value, tip, result.accuracy, result.interval, "own")
    return [(row, "simulated" if result.record.is_simulated else "single", result.count)]


def _rows(result: SessionResult) -> list[_Row]:
    rows = [row for row, _, _ in _own(result)]
    if result.comparison is not None:
        rows.append(_band(result.comparison.baseline))
    for kind in DRAWN_KINDS:
        rows += [_reference(entry) for entry in result.references if entry.kind == kind]
    return rows


def _band(baseline: Counts) -> _Row:
    share, interval = baseline[0] / baseline[1], wilson(*baseline)
    return _Row(
        "Majority of three, published",
        _value(share, baseline[1], interval),
        f"{baseline[0]:,} of {images(baseline[1])} by the majority of three people each; "
        "how ties were settled is not known",
        share,
        interval,
        "band",
    )


def _reference(entry: Reference) -> _Row:
    name = "One crowd worker" if entry.is_crowd_worker else entry.name
    tip = ". ".join(filter(None, (f"{entry.name}: {entry.source}", entry.note.rstrip("."))))
    value = _value(entry.accuracy, entry.n, entry.ends)
    if entry.is_tie_range:
        value = f"{_value(entry.accuracy, entry.n, None)}, {spread(entry)}"
    return _Row(name, value, tip, entry.accuracy, entry.ends, entry.kind)


def _value(accuracy: float, count: int | None, interval: Interval | None) -> str:
    of = f" of {count:,}" if count else ""
    return percent(accuracy) + of + (f", {percent_range(interval)}" if interval else "")


def _range(interval: Interval | None) -> str:
    return percent_range(interval) if interval else "–"


def _axis(left: float, right: float, bottom: float) -> list[Mark]:
    marks: list[Mark] = []
    for step in range(6):
        x = left + (right - left) * step / 5
        marks.append(Stroke(((x, TOP), (x, bottom)), "line"))
        marks.append(Text(x, bottom + 18, f"{20 * step} %", "hint", SMALL, "middle"))
    return marks


def _label(row: _Row, middle: float, left: float) -> list[Mark]:
    most = left - 16
    return [
        Text(0, middle - 3, row.name, "text", is_bold=row.kind == "own", most=most),
        Text(0, middle + 14, row.value, "hint", SMALL, most=most),
    ]


def _point(row: _Row, middle: float, at: Callable[[float], float]) -> list[Mark]:
    ink: Ink = "accent" if row.kind == "own" else "hint"
    marks: list[Mark] = []
    if row.interval is not None:
        low, high = (at(end) for end in row.interval)
        marks.append(Stroke(((low, middle), (high, middle)), ink, 3 if row.kind == "own" else 2))
        marks += [
            Stroke(((end, middle - 5), (end, middle + 5)), ink, 2)
            for end in (low, high)
            if high - low > 16
        ]
    x = at(row.accuracy)
    if row.kind == "chance":
        marks.append(Stroke(((x, middle - 8), (x, middle + 8)), ink, 2))
    else:
        marks.append(Dot(x, middle, 6 if row.kind == "own" else 5, ink, row.kind == "band"))
    return marks
