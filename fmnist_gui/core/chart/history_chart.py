"""Accuracy of sessions over time, beside what they come to when they are taken together."""

from dataclasses import dataclass
from datetime import datetime

from fmnist_gui.core.chart.frame import LEFT, MARGIN, Frame, share_lines, upright
from fmnist_gui.core.chart.label_row import (
    TURNED_STEP,
    Label,
    fitting,
    head,
    under_columns,
)
from fmnist_gui.core.chart.scene import Box, Mark, Scene, Spot, Stroke, Table, Text
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.core.stats.proportion import Interval, wilson

TITLE = 52.0
"""Room above each condition's chart for its name and its pooled figure."""

HEIGHT, LOW = 160.0, 88.0
"""Of a condition's chart, and of a person's among several."""

BETWEEN = 24.0

ALWAYS_DRAWN = 20
"""Sessions of a condition that every width has room for."""


@dataclass(frozen=True)
class SessionScore:
    """The score of one session, begun at ``when``; ``interval`` is Wilson's unless given."""

    when: datetime
    label: str
    right: int
    count: int
    condition: str
    interval: Interval | None = None

    @property
    def ends(self) -> Interval:
        """The interval that is drawn."""
        return self.interval or wilson(self.right, self.count)


@dataclass(frozen=True)
class PooledScore:
    """All sessions of a condition taken together; ``count`` are distinct images.

    ``interval`` is Wilson's unless given.
    """

    condition: str
    right: int
    count: int
    interval: Interval | None = None

    @property
    def ends(self) -> Interval:
        """The interval that is drawn."""
        return self.interval or wilson(self.right, self.count)


@dataclass(frozen=True)
class Timeline:
    """Sessions in any order, and one pooled score for each condition, in order of display.

    Sessions without a scored image, and those of a condition without a pooled score, are not
    drawn. ``are_people`` says that each pooled score is that of one of several people under the
    same condition, and stands under a name.
    """

    sessions: tuple[SessionScore, ...]
    pooled: tuple[PooledScore, ...]
    are_people: bool = False

    @property
    def height(self) -> float:
        """The height of each chart."""
        return LOW if self.are_people else HEIGHT

    def under(self, condition: str) -> tuple[SessionScore, ...]:
        """Return the sessions of a `condition`, the oldest first."""
        found = (s for s in self.sessions if s.condition == condition and s.count)
        return tuple(sorted(found, key=lambda session: session.when))


def sentence(data: Timeline) -> str:
    """Return what the chart shows: the pooled score, or that conditions have one each."""
    told = [p for p in data.pooled if p.count]
    if not told:
        return "No session has been scored yet."
    if data.are_people:
        who = "1 person" if len(told) == 1 else f"{len(told)} people"
        return f"The sessions of {who} one by one, each beside that person's pooled score."
    if len(told) > 1:
        return f"{len(told)} conditions, which are never pooled; each has a score of its own."
    sessions = len(data.under(told[0].condition))
    over = "1 session" if sessions == 1 else f"{sessions:,} sessions"
    return f"Over {over}, right on {_score(told[0])}."


def note(data: Timeline) -> str:
    """Return how to read it."""
    is_long = any(len(data.under(pooled.condition)) > ALWAYS_DRAWN for pooled in data.pooled)
    latest = " The latest are drawn as far as there is room; the table has all." if is_long else ""
    return (
        "Dots: a session each, in the order of time; lines: 95 % intervals. The band is the "
        f"pooled score over distinct images with its own interval.{latest}"
    )


def table(data: Timeline) -> Table:
    """Return the pooled scores, then every session, the latest first."""
    rows = [("Pooled", "", p.condition, *_figures(p)) for p in data.pooled if p.count]
    latest = sorted(data.sessions, key=lambda session: session.when, reverse=True)
    rows += [
        (s.label, f"{s.when:%Y-%m-%d %H:%M}", s.condition, *_figures(s)) for s in latest if s.count
    ]
    columns = (
        "Session",
        "Begun",
        "Who" if data.are_people else "Condition",
        "Right",
        "Images",
        "Share",
        "95 % interval",
    )
    return Table(columns, tuple(rows), (3, 4, 5, 6))


def scene(data: Timeline, width: float) -> Scene:
    """Lay the chart out in `width` pixels: one below another for each condition."""
    marks: list[Mark] = []
    spots: list[Spot] = []
    y = 0.0
    for pooled in data.pooled:
        if y:
            y += BETWEEN
        frame = Frame(LEFT, y + TITLE, width - MARGIN, y + TITLE + data.height)
        room = int((frame.right - frame.left) / TURNED_STEP)
        sessions = data.under(pooled.condition)[-room:]
        marks += _title(pooled, y, width=width)
        marks += [*share_lines(frame), *_band(pooled, frame)]
        xs = frame.columns(len(sessions))
        for session, x in zip(sessions, xs, strict=True):
            share = session.right / session.count
            marks += upright(x, share, interval=session.ends, frame=frame, ink="text", radius=4)
        spots += [
            Spot(start, frame.top, end - start, data.height, _tip(session))
            for session, (start, end) in zip(sessions, frame.reaches(xs), strict=False)
        ]
        below, y = _rows(sessions, xs, frame.bottom + 18, width=width)
        marks += below
    return Scene(width, y, tuple(marks), tuple(spots))


def _title(pooled: PooledScore, y: float, *, width: float) -> list[Mark]:
    marks: list[Mark] = [Text(0, y + 14, pooled.condition, is_bold=True, most=width)]
    if pooled.count:
        told = (
            f"Pooled {percent(pooled.right / pooled.count)} of {pooled.count:,}, "
            f"{percent_range(pooled.ends)}"
        )
        marks.append(Text(0, y + 32, told, "accent", most=width))
    return marks


def _band(pooled: PooledScore, frame: Frame) -> list[Mark]:
    if not pooled.count:
        return []
    low, high = (frame.up(end) for end in pooled.ends)
    middle = frame.up(pooled.right / pooled.count)
    return [
        Box(frame.left, high, frame.right - frame.left, low - high, fill="accent", opacity=0.2),
        Stroke(((frame.left, middle), (frame.right, middle)), "accent", 2),
    ]


def _rows(
    sessions: tuple[SessionScore, ...], xs: list[float], y: float, *, width: float
) -> tuple[list[Mark], float]:
    """Return counts and dates below the axis, and where they end."""
    counts, height = under_columns(xs, [f"{s.count:,}" for s in sessions], y)
    marks: list[Mark] = [head("Images", y), *counts]
    y += height
    dates: list[Label] = []
    for session, x in zip(sessions, xs, strict=True):
        day = f"{session.when:%Y-%m-%d}"
        if not dates or dates[-1][1] != day:
            dates.append((x, day))
    marks += fitting(dates, y, width=width)
    return marks, y + 8


def _figures(score: SessionScore | PooledScore) -> tuple[str, str, str, str]:
    share = percent(score.right / score.count)
    return f"{score.right:,}", f"{score.count:,}", share, percent_range(score.ends)


def _score(score: SessionScore | PooledScore) -> str:
    right, count, share, ends = _figures(score)
    return f"{right} of {count}: {share}, 95 % interval {ends}"


def _tip(session: SessionScore) -> str:
    return f"{session.label}, {session.when:%Y-%m-%d %H:%M}; right on {_score(session)}"
