"""Whether an image that comes again gets the same answer."""

from dataclasses import dataclass

from fmnist_gui.core.chart.scene import SMALL, Badge, Mark, Scene, Spot, Stroke, Table, Text
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.stats.consistency import Consistency
from fmnist_gui.core.stats.percent import decimal, images, percent, percent_range

Pair = tuple[Trial, Trial]
"""A trial, and the one that repeats it."""

ROW = 28.0
TOP = 30.0
MOST_ROWS = 12
"""Images whose answers differ are drawn up to this number; the table has all."""


@dataclass(frozen=True)
class Repeats:
    """All repeats with what they came to."""

    class_names: tuple[str, ...]
    pairs: tuple[Pair, ...]
    consistency: Consistency

    @property
    def changed(self) -> tuple[Pair, ...]:
        """Those with another answer the second time."""
        return tuple(pair for pair in self.pairs if pair[0].first != pair[1].first)


def sentence(data: Repeats) -> str:
    """Return what the chart shows: how often the answer was the same."""
    found = data.consistency
    if found.share is None:
        return "No image has come again yet."
    return (
        f"The answer was the same on {found.same:,} of {images(found.n)} that came again: "
        f"{percent(found.share)}, 95 % interval {percent_range(found.interval)}."
    )


def note(data: Repeats) -> str:
    """Return how to read it."""
    kappa = data.consistency.kappa
    told = "" if kappa is None else f" Cohen's kappa {decimal(kappa)}: 1 is the same throughout."
    more = len(data.changed) - MOST_ROWS
    rest = f" {more:,} more in the table." if more > 0 else ""
    return (
        "Drawn are the images with another answer the second time. Repeats never enter an "
        f"accuracy.{told}{rest}"
    )


def table(data: Repeats) -> Table:
    """Return every repeat, those with another answer first."""
    ordered = sorted(data.pairs, key=lambda pair: pair[0].first == pair[1].first)
    rows = [
        (
            f"{before.image_index:,}",
            data.class_names[before.label],
            data.class_names[before.first],
            data.class_names[again.first],
            "yes" if before.first == again.first else "no",
        )
        for before, again in ordered
    ]
    columns = ("Image", "Label in the file", "First answer", "Answer again", "Same")
    return Table(columns, tuple(rows), (0,))


def scene(data: Repeats, width: float) -> Scene:
    """Lay the chart out in `width` pixels: a row for each image with another answer."""
    shown = data.changed[:MOST_ROWS]
    columns = (0.0, 0.22 * width, 0.48 * width, 0.74 * width)
    heads = ("Image", "Label in the file", "First answer", "Answer again")
    marks: list[Mark] = [
        Text(x, 14, head, "hint", SMALL, most=width / 4.4)
        for x, head in zip(columns, heads, strict=True)
    ]
    spots: list[Spot] = []
    for number, (before, again) in enumerate(shown):
        y = TOP + ROW * number
        marks.append(Stroke(((0, y), (width, y)), "line"))
        marks.append(Text(columns[0], y + 19, f"{before.image_index:,}", "hint"))
        for x, chosen in zip(columns[1:], (before.label, before.first, again.first), strict=True):
            marks += [
                Badge(x + 6, y + 14, chosen),
                Text(x + 18, y + 19, data.class_names[chosen], most=width / 4.4 - 18),
            ]
        names = data.class_names
        tip = (
            f"Image {before.image_index:,}, {names[before.label]}: first {names[before.first]}, "
            f"then {names[again.first]}"
        )
        spots.append(Spot(0, y, width, ROW, tip))
    if not shown:
        marks.append(Text(0, TOP + 19, "None: every answer was the same.", "hint"))
    return Scene(width, TOP + ROW * max(1, len(shown)) + 4, tuple(marks), tuple(spots))
