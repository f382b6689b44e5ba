"""How accuracy and speed change from block to block of a session."""

from fmnist_gui.core.chart.frame import LEFT, MARGIN, Frame, share_lines, upright
from fmnist_gui.core.chart.label_row import LINE, thinned
from fmnist_gui.core.chart.scene import Mark, Scene, Spot, Stroke, Table
from fmnist_gui.core.chart.wording import seconds
from fmnist_gui.core.stats.limit import SIGNIFICANCE
from fmnist_gui.core.stats.percent import DASH, images, p_value, percent, percent_range
from fmnist_gui.core.stats.sentence import score_of
from fmnist_gui.core.stats.trend import Block, block_trend

Blocks = tuple[Block, ...]

TOP = 12.0
HEIGHT = 200.0


def sentence(data: Blocks) -> str:
    """Return what the chart shows: a rise, a fall, or that no trend can be told."""
    if not data:
        return "No scored image yet: there are no blocks to compare."
    if len(data) == 1:
        return f"One block of {images(data[0].count)}: no trend can be told."
    trend = block_trend(data)
    if trend is None:
        told = "Every answer was right" if data[0].right else "No answer was right"
        return f"{told}: no trend can be told over {len(data)} blocks."
    test = f"(Cochran-Armitage trend test, {p_value(trend.p)})"
    if trend.p >= SIGNIFICANCE:
        return f"No trend can be told over {len(data)} blocks {test}."
    way = "rises" if trend.z > 0 else "falls"
    return f"Accuracy {way} over {len(data)} blocks {test}."


def note(data: Blocks) -> str:
    """Return how to read it."""
    size = f" of {images(data[0].count)}" if len(data) > 1 else ""
    shorter = ", the last one shorter" if data and data[-1].count < data[0].count else ""
    speed = " The median is that of the response times." if _is_timed(data) else ""
    return (
        f"Blocks{size} in the order of the trials{shorter}. "
        f"Dots: the share right; lines: 95 % intervals.{speed}"
    )


def table(data: Blocks) -> Table:
    """Return the blocks."""
    rows = [
        (
            str(block.number),
            f"{block.right:,}",
            f"{block.count:,}",
            percent(block.share),
            percent_range(block.interval),
            DASH if block.median_s is None else seconds(block.median_s),
        )
        for block in data
    ]
    columns = ("Block", "Right", "Images", "Share", "95 % interval", "Median time")
    return Table(columns, tuple(rows), (0, 1, 2, 3, 4, 5))


def scene(data: Blocks, width: float) -> Scene:
    """Lay the chart out in `width` pixels: a column per block."""
    frame = Frame(LEFT, TOP, width - MARGIN, TOP + HEIGHT)
    marks: list[Mark] = share_lines(frame)
    xs = frame.columns(len(data))
    line = tuple((x, frame.up(block.share)) for block, x in zip(data, xs, strict=True))
    if len(line) > 1:
        marks.append(Stroke(line, "hint"))
    radius = max(3.0, min(5.0, 0.35 * (frame.right - frame.left) / max(len(data), 1)))
    for block, x in zip(data, xs, strict=True):
        marks += upright(
            x, block.share, interval=block.interval, frame=frame, ink="accent", radius=radius
        )
    spots = [
        Spot(start, frame.top, end - start, HEIGHT, _tip(block))
        for block, (start, end) in zip(data, frame.reaches(xs), strict=False)
    ]
    rows = [
        ("Block", [str(block.number) for block in data]),
        ("Images", [f"{block.count:,}" for block in data]),
    ]
    if _is_timed(data):
        times = [DASH if b.median_s is None else seconds(b.median_s) for b in data]
        rows.append(("Median", times))
    marks += thinned(xs, rows, frame.bottom + 18)
    return Scene(width, frame.bottom + LINE * len(rows) + 8, tuple(marks), tuple(spots))


def _is_timed(data: Blocks) -> bool:
    return any(block.median_s is not None for block in data)


def _tip(block: Block) -> str:
    time = "" if block.median_s is None else f"; median time {seconds(block.median_s)}"
    return f"Block {block.number}, right on {score_of(block.right, block.count)}{time}"
