"""Who stands where: everybody's pooled score with its interval, and the places it may have."""

from fmnist_gui.core.chart.scene import (
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
    left, right = max(PLACE_WIDTH + 96.0, 0.34 * width), width - VALUE_WIDTH
    bottom = TOP + ROW * len(data.rows)
    marks: list[Mark] = [Text(0, TOP - 8, "Place", "hint", SMALL)]
    for step in range(6):
        x = left + (right - left) * step / 5
        marks.append(Stroke(((x, TOP), (x, bottom)), "line"))
        marks.append(Text(x, bottom + 18, f"{20 * step} %", "hint", SMALL, "middle"))
    spots: list[Spot] = []
    for number, row in enumerate(data.rows):
        y = TOP + ROW * number
        marks += _row(row, y, left=left, right=right, width=width)
        key = str(row.pool.annotator.id)
        spots.append(Spot(0, y, width, ROW, _tip(row), key=key))
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


def _row(row: Row, y: float, *, left: float, right: float, width: float) -> list[Mark]:
    middle, standing = y + ROW / 2, row.standing
    low, high = (left + (right - left) * end for end in standing.interval)
    share = standing.accuracy or 0.0
    count = len(row.pool.history)
    sessions = "1 session" if count == 1 else f"{count:,} sessions"
    most = left - PLACE_WIDTH - 16
    marks: list[Mark] = [
        Box(0, middle - 14, PLACE_WIDTH - 14, 28, fill="track", radius=6),
        Text((PLACE_WIDTH - 14) / 2, middle + 4.5, row.place, anchor="middle", is_bold=True),
        Text(PLACE_WIDTH, middle - 3, row.name, is_bold=True, most=most),
        Text(PLACE_WIDTH, middle + 14, sessions, "hint", SMALL, most=most),
        Stroke(((low, middle), (high, middle)), "accent", 3),
        *(
            Stroke(((end, middle - 5), (end, middle + 5)), "accent", 2)
            for end in (low, high)
            if high - low > 16
        ),
        Dot(left + (right - left) * share, middle, 4.5, "accent"),
        Text(width, middle - 3, f"{percent(share)} of {standing.count:,}", anchor="end"),
        Text(width, middle + 14, percent_range(standing.interval), "hint", SMALL, "end"),
    ]
    if row.doubts:
        marks.append(Text(right + 8, middle + 4.5, "!", "wrong", is_bold=True))
    return marks


def _tip(row: Row) -> str:
    standing = row.standing
    places = "place" if standing.best_place == standing.worst_place else "places"
    told = f"{row.name}: {score_of(standing.right, standing.count)}; {places} {row.place}"
    over = f"over {images(standing.count)}, each counted once"
    return ". ".join((f"{told}, {over}", *(doubt.rstrip(".") for doubt in row.doubts)))
