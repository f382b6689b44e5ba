"""Whether a person is right where the crowd is: their share right by how many of it agreed."""

from fmnist_gui.core.chart.frame import LEFT, MARGIN, Frame, share_square, upright
from fmnist_gui.core.chart.label_row import LINE, head, stacked
from fmnist_gui.core.chart.scene import Scene, Spot, Table
from fmnist_gui.core.session.crowd import CrowdImage, CrowdResult
from fmnist_gui.core.stats.percent import DASH, images, percent, percent_range
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.stats.sentence import score_of

BINS = 5
TOP = 12.0
HEIGHT = 240.0


def sentence(data: CrowdResult) -> str:
    """Return what the chart shows: where only one side was right."""
    if not data.n:
        return "No image has a vote of the crowd."
    return (
        f"Of {images(data.n)} {len(data.only_person):,} were right here and wrong by most of the "
        f"crowd, and {len(data.only_crowd):,} the other way round."
    )


def note(data: CrowdResult) -> str:
    """Return how to read it."""
    return (
        "Images are grouped by the share of the crowd that chose the label in the file. Dots: the "
        "share right here; lines: 95 % intervals. On the dashed line both are the same."
    )


def table(data: CrowdResult) -> Table:
    """Return the groups."""
    rows = []
    for number, group in enumerate(_groups(data)):
        right, count = _score(group)
        rows.append(
            (
                _range(number),
                f"{right:,}",
                f"{count:,}",
                percent(right / count) if count else DASH,
                percent_range(wilson(right, count)) if count else DASH,
                percent(_crowd(group)) if count else DASH,
            )
        )
    columns = ("Crowd on the label", "Right", "Images", "Share", "95 % interval", "Crowd's mean")
    return Table(columns, tuple(rows), (1, 2, 3, 4, 5))


def scene(data: CrowdResult, width: float) -> Scene:
    """Lay the chart out in `width` pixels."""
    frame = Frame(LEFT, TOP, width - MARGIN, TOP + HEIGHT)
    marks = share_square(frame)
    counts: list[tuple[float, str]] = []
    spots: list[Spot] = []
    for number, group in enumerate(_groups(data)):
        right, count = _score(group)
        start, end = frame.across(number / BINS), frame.across((number + 1) / BINS)
        counts.append(((start + end) / 2, f"{count:,}"))
        tip = f"{_range(number)} of the crowd on the label; right on {score_of(right, count)}"
        spots.append(Spot(start, frame.top, end - start, HEIGHT, tip))
        if count:
            x = frame.across(_crowd(group))
            interval = wilson(right, count)
            marks += upright(x, right / count, interval=interval, frame=frame, ink="accent")
    y = frame.bottom + 18 + LINE
    marks.append(head("Crowd", frame.bottom + 18))
    below, height = stacked(counts, y, width=width)
    return Scene(width, y + height, (*marks, head("Images", y), *below), tuple(spots))


def _groups(data: CrowdResult) -> list[list[CrowdImage]]:
    groups: list[list[CrowdImage]] = [[] for _ in range(BINS)]
    for image in data.images:
        groups[min(int(image.share * BINS), BINS - 1)].append(image)
    return groups


def _score(group: list[CrowdImage]) -> tuple[int, int]:
    return sum(image.is_right for image in group), len(group)


def _crowd(group: list[CrowdImage]) -> float:
    return sum(image.share for image in group) / len(group)


def _range(number: int) -> str:
    return percent_range((number / BINS, (number + 1) / BINS), decimals=0)
