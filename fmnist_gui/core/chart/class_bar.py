"""How each class did: a bar with its interval, and how many images it rests on."""

from fmnist_gui.core.chart.class_figures import ClassFigures
from fmnist_gui.core.chart.class_row import FOOT, ROW, level, named, names_width
from fmnist_gui.core.chart.scene import (
    SMALL,
    Box,
    Cell,
    Mark,
    Scene,
    Spot,
    Stroke,
    Table,
    Text,
)
from fmnist_gui.core.chart.wording import many
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.stats.confusion import THIN_ROW, ClassScore, balanced_interval
from fmnist_gui.core.stats.limit import SIGNIFICANCE
from fmnist_gui.core.stats.percent import p_value, percent, percent_range

COUNT_WIDTH = 136.0


def sentence(result: ClassFigures) -> str:
    """Return what the chart shows: the classes that were missed most, or none."""
    missed = [score for score in result.classes if score.right < score.count]
    if not result.count:
        return "No scored image yet: there is nothing to say about the classes."
    if not missed:
        return "No image of any class was missed."
    hardest = sorted(missed, key=lambda score: (score.accuracy or 0.0, -score.count))[:2]
    names = result.class_names
    told = [f"{names[s.number]} ({s.right:,} of {s.count:,} right)" for s in hardest]
    return f"Most often missed: {listed(told)}."


def note(result: ClassFigures) -> str:
    """Return how to read it."""
    balanced, ends = result.balanced_accuracy, balanced_interval(result.classes)
    mean = ""
    if balanced is not None and ends is not None:
        mean = (
            f"The mean over the classes is {percent(balanced)}, 95 % interval "
            f"{percent_range(ends)}, n = {result.count:,}."
        )
    thin = any(score.is_thin for score in result.classes)
    paler = f"Classes with fewer than {THIN_ROW} images are paler." if thin else ""
    return " ".join(filter(None, (mean, "Lines are 95 % intervals.", paler, _tested(result))))


def table(result: ClassFigures) -> Table:
    """Return the same as a table, with the p of each class against the others, corrected."""
    tests = {test.number: test.holm_p for test in result.class_tests}
    rows = []
    for score in result.classes:
        row = (
            result.class_names[score.number],
            f"{score.right:,}",
            f"{score.count:,}",
            "–" if score.accuracy is None else percent(score.accuracy),
            percent_range(score.interval) if score.count else "–",
        )
        holm_p = tests.get(score.number)
        rows.append((*row, "–" if holm_p is None else p_value(holm_p)) if tests else row)
    columns = ("Class", "Right", "Images", "Share", "95 % interval")
    if tests:
        return Table((*columns, "Against the others"), tuple(rows), (1, 2, 3, 4, 5))
    return Table(columns, tuple(rows), (1, 2, 3, 4))


def scene(result: ClassFigures, width: float) -> Scene:
    """Lay the chart out in `width` pixels."""
    names = result.class_names
    left = names_width(width)
    right = width - COUNT_WIDTH
    bottom = ROW * len(names)
    marks: list[Mark] = []
    for step in range(6):
        x = left + (right - left) * step / 5
        marks.append(Stroke(((x, 0), (x, bottom)), "line"))
        marks.append(Text(x, bottom + 16, f"{20 * step} %", "hint", SMALL, "middle"))
    spots = []
    for score in result.classes:
        top = ROW * score.number
        marks += _bar(score, names[score.number], top=top, left=left, right=right)
        tip = f"{score.right:,} of {score.count:,} {many(names[score.number])} right"
        cell = Cell(label=score.number) if score.count else None
        spots.append(Spot(0, top, width, ROW, tip, cell))
    return Scene(width, bottom + FOOT, tuple(marks), tuple(spots))


def _tested(result: ClassFigures) -> str:
    """Return which classes differ from the others taken together."""
    found = [t for t in result.class_tests if t.holm_p is not None and t.holm_p < SIGNIFICANCE]
    if not result.class_tests:
        return ""
    how = "by Fisher's exact tests with Holm's correction"
    names = result.class_names
    less = [names[t.number] for t in found if t.right * t.rest_count < t.rest_right * t.count]
    more = [names[t.number] for t in found if names[t.number] not in less]
    told = [
        f"{way} often right than the others {'is' if len(group) == 1 else 'are'} {listed(group)}"
        for way, group in (("less", less), ("more", more))
        if group
    ]
    if not told:
        return f"No class can be told from the others {how}."
    both = ", ".join(told)
    return f"{both[0].upper()}{both[1:]}, {how}."


def _bar(score: ClassScore, name: str, *, top: float, left: float, right: float) -> list[Mark]:
    middle = top + ROW / 2
    span = right - left
    marks = named(score.number, name, middle, left=left, is_thin=score.is_thin)
    if score.accuracy is None:
        marks.append(Text(right + 14, middle + 4.5, "no image", "hint", SMALL))
        return marks
    marks.append(
        Box(
            left,
            middle - 7,
            span * score.accuracy,
            14,
            fill=score.number,
            opacity=0.3 if score.is_thin else 0.65,
            radius=2,
        )
    )
    low, high = (left + span * end for end in score.interval)
    marks += [
        *level((low, high), middle, "text"),
        Text(right + 14, middle + 4.5, f"{score.right:,} of {score.count:,}", "hint"),
        Text(
            right + COUNT_WIDTH,
            middle + 4.5,
            percent(score.accuracy, decimals=0),
            "hint" if score.is_thin else "text",
            anchor="end",
        ),
    ]
    return marks
