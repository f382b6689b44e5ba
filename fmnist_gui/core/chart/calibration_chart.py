"""Whether what was stated came true: the share right at each level of confidence."""

from fmnist_gui.core.chart.frame import LEFT, MARGIN, Frame, share_square, upright
from fmnist_gui.core.chart.label_row import LINE, head, stacked
from fmnist_gui.core.chart.scene import Mark, Scene, Spot, Table
from fmnist_gui.core.stats.calibration import ECE_MINIMUM, LEVELS, Calibration, Level
from fmnist_gui.core.stats.percent import DASH, images, percent, percent_range
from fmnist_gui.core.stats.sentence import score_of

TOP = 12.0
HEIGHT = 260.0

_NAMES = {level.stated: level.name for level in LEVELS}


def sentence(data: Calibration) -> str:
    """Return what the chart shows: over-confidence, under-confidence, or that neither is told."""
    if data.mean_stated is None or data.over_confidence_interval is None:
        return "No answer has a confidence yet."
    low, high = data.over_confidence_interval
    kind = (
        "Over-confident"
        if low > 0
        else "Under-confident"
        if high < 0
        else "Neither over- nor under-confidence can be told"
    )
    return (
        f"{kind}: {percent(data.mean_stated)} stated on average, "
        f"right on {score_of(data.right, data.n)}."
    )


def note(data: Calibration) -> str:
    """Return how to read it, with the scores over all levels."""
    scores = ""
    if data.brier is not None:
        error = (
            f"expected calibration error {percent(data.ece)}"
            if data.ece is not None
            else f"the expected calibration error is told from {images(ECE_MINIMUM)} on"
        )
        scores = f" Brier score {data.brier:.3f}, 0 is best; {error}."
    return (
        "Dots: the share right at each level; lines: 95 % intervals. "
        f"On the dashed line as many are right as was stated.{scores}"
    )


def table(data: Calibration) -> Table:
    """Return the levels."""
    rows = [
        (
            _NAMES.get(level.stated, DASH).capitalize(),
            percent(level.stated),
            f"{level.right:,}",
            f"{level.n:,}",
            percent(level.share),
            percent_range(level.interval),
        )
        for level in data.levels
    ]
    columns = ("Level", "Stated", "Right", "Images", "Share", "95 % interval")
    return Table(columns, tuple(rows), (1, 2, 3, 4, 5))


def scene(data: Calibration, width: float) -> Scene:
    """Lay the chart out in `width` pixels."""
    frame = Frame(LEFT, TOP, width - MARGIN, TOP + HEIGHT)
    marks = share_square(frame)
    xs = [frame.across(level.stated) for level in data.levels]
    for level, x in zip(data.levels, xs, strict=True):
        marks += upright(x, level.share, interval=level.interval, frame=frame, ink="accent")
    spots = [
        Spot(start, frame.top, end - start, HEIGHT, _tip(level))
        for level, (start, end) in zip(data.levels, frame.reaches(xs), strict=False)
    ]
    below, bottom = _rows(data.levels, xs, frame.bottom + 18, width=width)
    return Scene(width, bottom, (*marks, *below), tuple(spots))


def _rows(
    levels: tuple[Level, ...], xs: list[float], y: float, *, width: float
) -> tuple[list[Mark], float]:
    """Return what stands below the axis, and where it ends."""
    marks: list[Mark] = [head("Stated", y)]
    if all(level.stated in _NAMES for level in levels):
        named = ("Level", [_NAMES[level.stated] for level in levels])
        rows = [named, ("Images", [f"{level.n:,}" for level in levels])]
    else:
        rows = [("Images", [f"{percent(level.stated)}: {level.n:,}" for level in levels])]
    y += 4
    for title, texts in rows if levels else ():
        placed, height = stacked(list(zip(xs, texts, strict=True)), y + LINE, width=width)
        marks += [head(title, y + LINE), *placed]
        y += height
    return marks, y + 8


def _tip(level: Level) -> str:
    name = _NAMES.get(level.stated, "").capitalize()
    stated = f"{percent(level.stated)} stated"
    told = f"{name}, {stated}" if name else stated
    return f"{told}; right on {score_of(level.right, level.n)}"
