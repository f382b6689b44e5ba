"""What a random audit found: the share of wrong labels on its interval, and what else there is."""

from dataclasses import dataclass

from fmnist_gui.core.chart.scene import SMALL, Dot, Ink, Mark, Scene, Spot, Stroke, Table, Text
from fmnist_gui.core.review.audit_estimate import AuditEstimate
from fmnist_gui.core.stats.percent import DASH, images, percent, percent_range
from fmnist_gui.core.stats.proportion import Interval

ROW = 44.0
TOP = 8.0
FOOT = 28.0
STEPS = 5

ENDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Where the axis may end; wrong labels are few, and would be a dot at the edge of all."""


@dataclass(frozen=True)
class _Row:
    """What so many of those looked at are, ``low`` to ``high`` where some are not known."""

    name: str
    low: int
    high: int
    interval: Interval
    ink: Ink


def sentence(found: AuditEstimate) -> str:
    """Return what the chart shows."""
    if not found.looked:
        return "There is nothing to draw before the first image is decided."
    if found.is_census:
        return "These are all images of the split: nothing is estimated."
    within = percent_range(found.interval)
    return f"With {images(found.looked)} the share of wrong labels is known to within {within}."


def note(found: AuditEstimate) -> str:
    """Return how to read it."""
    unknown = "; the thick part reaches to all that are not known" if found.unknown else ""
    axis = percent(_end(found))
    return (
        f"Dots: share of those looked at; lines: 95 % intervals{unknown}. The axis ends at {axis}."
    )


def table(found: AuditEstimate) -> Table:
    """Return every outcome with its interval."""
    rows = []
    for row in _rows(found):
        shares = _shares(row, found) if found.looked else DASH
        interval = percent_range(row.interval) if found.looked else DASH
        rows.append((row.name, _count(row), f"{found.looked:,}", shares, interval))
    columns = ("Outcome", "Found", "Looked at", "Share", "95 % interval")
    return Table(columns, tuple(rows), (1, 2, 3, 4))


def scene(found: AuditEstimate, width: float) -> Scene:
    """Lay the chart out in `width` pixels."""
    rows = [row for row in _rows(found) if found.looked and (row.high or row.ink == "accent")]
    end = _end(found)
    left, right = min(240.0, 0.42 * width), width - 20
    bottom = TOP + ROW * len(rows)
    marks: list[Mark] = []
    for step in range(STEPS + 1):
        x = left + (right - left) * step / STEPS
        marks.append(Stroke(((x, TOP), (x, bottom)), "line"))
        marks.append(Text(x, bottom + 18, percent(end * step / STEPS), "hint", SMALL, "middle"))
    spots = []
    for number, row in enumerate(rows):
        middle = TOP + ROW * (number + 0.5)
        xs = [
            left + (right - left) * min(share / end, 1.0)
            for share in (*row.interval, row.low / found.looked, row.high / found.looked)
        ]
        told = f"{_count(row)} of {found.looked:,}, {percent_range(row.interval)}"
        is_bold = row.ink == "accent"
        marks.append(Text(0, middle - 3, row.name, is_bold=is_bold, most=left - 16))
        marks.append(Text(0, middle + 14, told, "hint", SMALL, most=left - 16))
        marks += _point(xs, middle, row.ink)
        tip = f"{row.name}: {_shares(row, found)} of those looked at, 95 % interval {told}"
        spots.append(Spot(0, middle - ROW / 2, width, ROW, tip))
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


def _rows(found: AuditEstimate) -> list[_Row]:
    wrong = _Row(
        "Wrong label", found.wrong, found.wrong + found.unknown, found.interval, ink="accent"
    )
    others = (
        ("Ambiguous", found.ambiguous),
        ("Bad image", found.bad),
        ("Duplicate", found.duplicates),
    )
    apart = [_Row(name, n, n, found.share_interval(n), ink="hint") for name, n in others]
    return [wrong, *apart]


def _end(found: AuditEstimate) -> float:
    """Return the first end of the axis that no interval reaches beyond."""
    shown = [row for row in _rows(found) if row.high or row.ink == "accent"]
    most = max(row.interval.high for row in shown)
    return next(end for end in ENDS if end >= most)


def _count(row: _Row) -> str:
    return f"{row.low:,}" if row.low == row.high else f"{row.low:,}{DASH}{row.high:,}"


def _shares(row: _Row, found: AuditEstimate) -> str:
    if row.low == row.high:
        return percent(row.low / found.looked)
    return percent_range((row.low / found.looked, row.high / found.looked))


def _point(xs: list[float], middle: float, ink: Ink) -> list[Mark]:
    low, high, least, most = xs
    marks: list[Mark] = [Stroke(((low, middle), (high, middle)), ink, 2)]
    marks += [Stroke(((x, middle - 5), (x, middle + 5)), ink, 2) for x in (low, high)]
    if most > least:
        marks.append(Stroke(((least, middle), (most, middle)), ink, 6))
        marks.append(Dot(most, middle, 4, ink))
    marks.append(Dot(least, middle, 6 if ink == "accent" else 5, ink))
    return marks
