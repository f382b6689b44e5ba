"""Who stands where: everybody's pooled score with its interval, and the places it may have."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmnist_gui.core.chart.label_row import BOLD, text_width
from fmnist_gui.core.chart.scene import (
    NORMAL,
    SMALL,
    Box,
    Dot,
    Mark,
    Scene,
    Spot,
    Stroke,
    Table,
    Text,
)
from fmnist_gui.core.session.standing import Leaderboard, Row
from fmnist_gui.core.stats.percent import images, percent, percent_range
from fmnist_gui.core.stats.sentence import score_of

ROW = 44.0
TOP = 22.0
FOOT = 28.0
PLACE_WIDTH = 52.0
VALUE_WIDTH = 132.0
MARGIN = 20.0
TICK_LEAST = 44.0
"""Between two figures of the axis."""

PLOT_LEAST = 160.0
"""In less room than this the plot stands below the names."""

AXIS_LEAST = 280.0
"""Names may take what room there is beyond this."""

DROP = 26.0
"""How far below them."""


def sentence(data: Leaderboard) -> str:
    """Return what the chart shows."""
    return data.sentence


def note(data: Leaderboard) -> str:
    """Return how to read it."""
    doubtful = any(row.doubts for row in data.rows)
    marked = " ! marks sessions that are in doubt; nothing is left out for it." if doubtful else ""
    return f"{data.note}{marked}"


def table(data: Leaderboard) -> Table:
    """Return the places with all that they rest on."""
    rows = [
        (
            row.place,
            row.name,
            percent(row.standing.accuracy or 0.0),
            percent_range(row.standing.interval),
            f"{row.standing.right:,}",
            f"{row.standing.count:,}",
            f"{len(row.pool.history):,}",
            " ".join(row.doubts),
        )
        for row in data.rows
    ]
    columns = ("Place", "Who", "Share", "95 % interval", "Right", "Images", "Sessions", "Doubts")
    return Table(columns, tuple(rows), (0, 2, 3, 4, 5, 6))


def scene(data: Leaderboard, width: float) -> Scene:
    """Lay the chart out in `width` pixels: a row per person, who is told apart below a line."""
    lay = _lay_out(width, [row.name for row in data.rows])
    bottom = TOP + lay.row * len(data.rows)
    marks: list[Mark] = [Text(0, TOP - 8, "Place", "hint", SMALL)]
    steps = 5 if lay.right - lay.left >= 5 * TICK_LEAST else 2
    for step in range(steps + 1):
        x = lay.across(step / steps)
        marks.append(Stroke(((x, TOP), (x, bottom)), "line"))
        told = percent(step / steps, decimals=0)
        marks.append(Text(x, bottom + 18, told, "hint", SMALL, "middle"))
    spots: list[Spot] = []
    for number, row in enumerate(data.rows):
        y = TOP + lay.row * number
        marks += _row(row, y, lay)
        key = str(row.pool.annotator.id)
        spots.append(Spot(0, y, width, lay.row, _tip(row), key=key))
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


@dataclass(frozen=True)
class _Layout:
    """Where the plot stands; ``drop`` is how far below the names, 0 beside them."""

    width: float
    left: float
    right: float
    drop: float

    @property
    def row(self) -> float:
        """The height of a row."""
        return ROW + self.drop

    @property
    def name_most(self) -> float:
        """The room for a name."""
        end = self.width - VALUE_WIDTH if self.drop else self.left
        return end - PLACE_WIDTH - 16

    def across(self, share: float) -> float:
        """Return the x of a share."""
        return self.left + (self.right - self.left) * share


def _lay_out(width: float, names: Sequence[str]) -> _Layout:
    right = width - VALUE_WIDTH
    longest = max((text_width(name, NORMAL) for name in names), default=0.0)
    wanted = PLACE_WIDTH + 20 + BOLD * longest
    left = max(PLACE_WIDTH + 96.0, 0.34 * width, min(wanted, right - AXIS_LEAST))
    if right - left >= PLOT_LEAST:
        return _Layout(width, left, right, 0.0)
    return _Layout(width, PLACE_WIDTH, width - MARGIN, DROP)


def _row(row: Row, y: float, lay: _Layout) -> list[Mark]:
    middle, standing = y + ROW / 2, row.standing
    level = middle + lay.drop
    low, high = (lay.across(end) for end in standing.interval)
    share = standing.accuracy or 0.0
    count = len(row.pool.history)
    sessions = "1 session" if count == 1 else f"{count:,} sessions"
    most, width = lay.name_most, lay.width
    marks: list[Mark] = [
        Box(0, middle - 14, PLACE_WIDTH - 14, 28, fill="track", radius=6),
        Text((PLACE_WIDTH - 14) / 2, middle + 4.5, row.place, anchor="middle", is_bold=True),
        Text(PLACE_WIDTH, middle - 3, row.name, is_bold=True, most=most),
        Text(PLACE_WIDTH, middle + 14, sessions, "hint", SMALL, most=most),
        Stroke(((low, level), (high, level)), "accent", 3),
        *(
            Stroke(((end, level - 5), (end, level + 5)), "accent", 2)
            for end in (low, high)
            if high - low > 16
        ),
        Dot(lay.across(share), level, 4.5, "accent"),
        Text(width, middle - 3, f"{percent(share)} of {standing.count:,}", anchor="end"),
        Text(width, middle + 14, percent_range(standing.interval), "hint", SMALL, "end"),
    ]
    if row.doubts:
        marks.append(Text(lay.right + 8, level + 4.5, "!", "wrong", is_bold=True))
    return marks


def _tip(row: Row) -> str:
    standing = row.standing
    places = "place" if standing.best_place == standing.worst_place else "places"
    told = f"{row.name}: {score_of(standing.right, standing.count)}; {places} {row.place}"
    over = f"over {images(standing.count)}, each counted once"
    return ". ".join((f"{told}, {over}", *(doubt.rstrip(".") for doubt in row.doubts)))
