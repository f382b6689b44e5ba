"""Scores of this program beside every published one, each kind with a mark of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from fmnist_gui.core.chart.label_row import BOLD, text_width
from fmnist_gui.core.chart.lineup import Lineup, Own
from fmnist_gui.core.chart.pennant import Pennant, height, pennants
from fmnist_gui.core.chart.reference_mark import Shape, shape
from fmnist_gui.core.chart.scene import (
    NORMAL,
    SMALL,
    Box,
    Ink,
    Mark,
    Scene,
    Spot,
    Stroke,
    Table,
    Text,
)
from fmnist_gui.core.stats.comparison import Counts
from fmnist_gui.core.stats.expectation import held, told
from fmnist_gui.core.stats.percent import DASH, images, percent, percent_range
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.references import Kind, Reference
from fmnist_gui.core.stats.sentence import spread

RANGES = "95 % interval or range"
ROW = 26.0
HEADING = 30.0
FOOT = 28.0
INDENT = 20.0
VALUE_WIDTH = 138.0
ZOOMED_FROM = 0.6
TICK_LEAST = 44.0
"""Between two figures of the axis."""

AXIS_LEAST = 280.0
"""Names may take what room there is beyond this."""

CAPS_FROM = 12.0
"""An interval narrower than this, in pixels, has no caps."""

HEADINGS: dict[Kind, str] = {
    "single": "One person",
    "majority of 3": "Majority of three people",
    "plurality": "Most votes of many people",
    "model": "Models",
    "chance": "Chance",
}
"""Every kind in the order in which it is drawn."""


def sentence(data: Lineup) -> str:
    """Return what the chart shows: what is told of it, or what the last own interval holds."""
    if data.told:
        return data.told
    if not data.own:
        return "No scored image yet: there is no score to set beside others."
    last = data.own[-1]
    name = last.name[0].upper() + last.name[1:]
    score = (
        f"{name}: {percent(last.share)} of {images(last.count)}, 95 % interval "
        f"{percent_range(last.interval)}"
    )
    others = [entry for entry in data.references if entry.kind != "chance"]
    if not others:
        return f"{score}. Nothing published speaks about these images."
    inside = sum(entry.accuracy in last.interval for entry in others)
    return f"{score}; it holds {inside} of the {len(others)} figures drawn beside it."


def note(data: Lineup) -> str:
    """Return how to read it, and what became of the expectations that the chart shows."""
    band = ""
    if data.baseline is not None:
        band = (
            " The grey band is the published majority of three people with its own interval; "
            "one person is no majority of three."
        )
    expected = held(data.references)
    lines = f" {told(expected)}" if expected else ""
    dashes = " Dashed lines: what was expected." if expected else ""
    ranges = "".join(
        f"; that of {entry.name} is its range {spread(entry)}"
        for entry in data.references
        if entry.is_tie_range
    )
    whose = data.running
    running = f"; those {whose} hold however often one looks" if whose else ""
    kinds = "each kind has a mark of its own"
    is_doubtful = any(own.doubts for own in data.own)
    doubts = " ! marks sessions that are in doubt." if is_doubtful else ""
    return f"Lines are 95 % intervals{running}{ranges}; {kinds}.{doubts}{band}{dashes}{lines}"


def table(data: Lineup) -> Table:
    """Return every score with its interval, kind, number of images and source."""
    rows = [
        (
            own.name,
            percent(own.share),
            percent_range(own.interval),
            "simulated" if own.is_simulated else own.kind,
            f"{own.count:,}",
            ". ".join(("this program", *own.doubts)),
        )
        for own in data.own
    ]
    rows += [
        (
            entry.name,
            percent(entry.accuracy, decimals=2),
            _spread(entry),
            entry.kind,
            f"{entry.n:,}" if entry.n else DASH,
            f"{entry.source}, added here" if entry.is_own else entry.source,
        )
        for kind in HEADINGS
        for entry in data.of(kind)
    ]
    return Table(("Who", "Right", RANGES, "Kind", "Images", "Source"), tuple(rows), (1, 2, 4))


def _spread(entry: Reference) -> str:
    if entry.ends is None:
        return DASH
    return spread(entry) if entry.is_tie_range else percent_range(entry.ends)


def scene(data: Lineup, width: float, *, is_zoomed: bool = False) -> Scene:
    """Lay the chart out in `width` pixels, from 0 or, zoomed, from 60 to 100 %."""
    sections = list(_sections(data))
    axis = _Axis(
        _names_width(sections, width), width - VALUE_WIDTH, ZOOMED_FROM if is_zoomed else 0.0
    )
    labels = _pennants(data, axis)
    top = height(labels)
    bottom = top + sum(HEADING + ROW * len(section.rows) for section in sections)
    marks: list[Mark] = [*_band(data.baseline, axis, top, bottom=bottom), *axis.lines(top, bottom)]
    marks += pennants(labels, bottom, width=width)
    spots: list[Spot] = []
    y = top
    for section in sections:
        marks += _heading(section, y)
        y += HEADING
        for row in section.rows:
            middle = y + ROW / 2
            marks += _row(row, axis, middle, width=width)
            spots.append(Spot(0, y, width, ROW, row.tip))
            y += ROW
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


@dataclass(frozen=True)
class _Row:
    name: str
    share: float
    count: int | None
    interval: Interval | None
    kind: Kind
    tip: str
    is_own: bool = False
    is_pooled: bool = False
    is_doubtful: bool = False

    @property
    def ink(self) -> Ink:
        return "accent" if self.is_own else "text"


@dataclass(frozen=True)
class _Section:
    title: str
    kind: Kind | None
    rows: tuple[_Row, ...]


@dataclass(frozen=True)
class _Axis:
    """Runs from the share ``first`` at ``left`` to 1 at ``right``."""

    left: float
    right: float
    first: float

    def at(self, share: float) -> float:
        """Return the x of a share, one before the start at the start."""
        done = max(0.0, (share - self.first) / (1 - self.first))
        return self.left + (self.right - self.left) * done

    def lines(self, top: float, bottom: float) -> list[Mark]:
        """Return lines with their figures below, as many as there is room for."""
        marks: list[Mark] = []
        steps = 5 if self.first == 0 else 4
        if self.right - self.left < steps * TICK_LEAST:
            steps = 2
        for step in range(steps + 1):
            share = self.first + (1 - self.first) * step / steps
            x = self.at(share)
            marks.append(Stroke(((x, top), (x, bottom)), "line"))
            marks.append(Text(x, bottom + 18, percent(share, decimals=0), "hint", SMALL, "middle"))
        return marks


def _sections(data: Lineup) -> Iterable[_Section]:
    if data.own:
        yield _Section("Measured here", None, tuple(_own_row(own) for own in data.own))
    for kind, title in HEADINGS.items():
        if rows := tuple(_reference_row(entry) for entry in data.of(kind)):
            yield _Section(title, kind, rows)


def _own_row(own: Own) -> _Row:
    within = f"95 % interval {percent_range(own.interval)}"
    tip = own.tip or f"{own.name}: {_score(own.share, own.count, within)}"
    return _Row(
        own.name,
        own.share,
        own.count,
        own.interval,
        own.kind,
        ". ".join((tip.rstrip("."), *(doubt.rstrip(".") for doubt in own.doubts))),
        is_own=True,
        is_pooled=own.is_pooled,
        is_doubtful=bool(own.doubts),
    )


def _reference_row(entry: Reference) -> _Row:
    told_score = _score(entry.accuracy, entry.n, spread(entry))
    year = f", {entry.year}" if entry.year and str(entry.year) not in entry.source else ""
    parts = (f"{entry.name}: {told_score}", f"{entry.source}{year}", entry.note.rstrip("."))
    added = "added here" if entry.is_own else ""
    tip = ". ".join(filter(None, (*parts, added)))
    return _Row(entry.name, entry.accuracy, entry.n, entry.ends, entry.kind, tip)


def _score(share: float, count: int | None, within: str) -> str:
    of = f" of {images(count)}" if count else ""
    return f"{percent(share, decimals=2)}{of}{f', {within}' if within else ''}"


def _heading(section: _Section, y: float) -> list[Mark]:
    line = y + HEADING - 9
    found: list[Mark] = [Text(INDENT, line, section.title, "hint", SMALL)]
    if section.kind is not None:
        found += shape(Shape(section.kind, "hint"), 6, line - 4)
    return found


def _row(row: _Row, axis: _Axis, middle: float, *, width: float) -> list[Mark]:
    value = percent(row.share) + (f" of {row.count:,}" if row.count else "")
    most = axis.left - INDENT - 12
    marks: list[Mark] = [
        Text(INDENT, middle + 4.5, row.name, "text", is_bold=row.is_own, most=most),
        Text(width, middle + 4.5, value, "hint", anchor="end", most=VALUE_WIDTH - 10),
    ]
    if row.is_doubtful:
        marks.append(Text(axis.right + 8, middle + 4.5, "!", "wrong", is_bold=True))
    if row.interval is not None and row.interval.high > axis.first:
        low, high = (axis.at(end) for end in row.interval)
        thick = 4.0 if row.is_pooled else 2.0
        marks.append(Stroke(((low, middle), (high, middle)), row.ink, thick))
        if high - low > CAPS_FROM:
            ends = ((low, row.interval.low), (high, row.interval.high))
            marks += [
                Stroke(((x, middle - 4), (x, middle + 4)), row.ink, 1.5)
                for x, end in ends
                if end >= axis.first
            ]
    if row.share < axis.first:
        marks.append(Text(axis.left + 2, middle + 4.5, "◂", row.ink, SMALL))
        return marks
    kind = Shape(row.kind, row.ink, is_large=row.is_pooled)
    return marks + shape(kind, axis.at(row.share), middle)


def _names_width(sections: Iterable[_Section], width: float) -> float:
    """Return where the axis begins: behind the longest name, if that leaves it its room."""
    rows = (row for section in sections for row in section.rows)
    widths = (text_width(row.name, NORMAL) * (BOLD if row.is_own else 1.0) for row in rows)
    wanted = INDENT + 12 + max(widths, default=0.0)
    return max(min(256.0, 0.36 * width), min(wanted, width - VALUE_WIDTH - AXIS_LEAST))


def _band(baseline: Counts | None, axis: _Axis, top: float, *, bottom: float) -> list[Mark]:
    if baseline is None:
        return []
    low, high = (axis.at(end) for end in wilson(*baseline))
    return [Box(low, top, high - low, bottom - top, fill="hint", opacity=0.2)]


def _pennants(data: Lineup, axis: _Axis) -> list[Pennant]:
    found = [Pennant(axis.at(e.share), e.short, is_line=True) for e in held(data.references)]
    if data.baseline is not None:
        low, high = (axis.at(end) for end in wilson(*data.baseline))
        found.append(Pennant((low + high) / 2, "published majority of three"))
    return found
