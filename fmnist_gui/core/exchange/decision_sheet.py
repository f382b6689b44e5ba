"""Decided images side by side as SVG pages: each magnified, with what was concluded about it."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.chart.svg import WIDTH_PER_SIZE
from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import svg_part
from fmnist_gui.core.exchange.png import png
from fmnist_gui.core.look import DARK
from fmnist_gui.core.progress import CancelCheck, Cancelled, never
from fmnist_gui.core.review.decision import CHANGING, Decision
from fmnist_gui.core.review.outcome_words import TITLES, outcome_words
from fmnist_gui.core.review.progress import changed_and_apart, yield_of
from fmnist_gui.core.review.review_result import ReviewResult
from fmnist_gui.core.stats.percent import images as counted

MARK = "fmnist-gui picture sheet 1"
"""By what a sheet is known again; it stands at the beginning of the file."""

ACROSS, DOWN = 10, 10
MOST_PAGES = 100
"""Of ten thousand images nobody looks at every one."""

SIDE = 112
"""Edge of a picture; images are magnified by a whole number, so that pixels stay pixels."""

PITCH = 152
"""From picture to picture; the words under one are as wide, but for a gap."""

MARGIN, HEAD, GAP = 24, 60, 20
SMALL, NORMAL, LARGE = 12, 13, 18
LINE = 17


@dataclass(frozen=True)
class Sheet:
    """The pages, each an SVG document, how many images are on them, and how many kept are not."""

    pages: tuple[str, ...]
    images: int
    left_out: int = 0


def decision_sheet(
    result: ReviewResult, class_names: Sequence[str], *, is_cancelled: CancelCheck = never
) -> Sheet:
    """Return what was concluded, ``ACROSS`` by ``DOWN`` images a page.

    First those whose label does not stand, alike ones side by side. Those whose label was kept are
    left out where there are more than ``MOST_PAGES`` otherwise. Raises RequestError when nothing
    was concluded, and when there are too many still, and Cancelled.
    """
    shown, each = _ordered(result), ACROSS * DOWN
    if not shown:
        raise RequestError("nothing was concluded yet, so there is no image for a picture sheet")
    total, most = len(shown), each * MOST_PAGES
    if total > most:
        shown = [pair for pair in shown if pair[1].kind != "keep"]
    if not 0 < len(shown) <= most:
        raise RequestError(
            f"a picture sheet holds at most {most:,} images, and {len(shown) or total:,} were "
            "decided; take away a label patch or the table of decisions instead"
        )
    count = -(-len(shown) // each)
    pages = []
    for number in range(count):
        if is_cancelled():
            raise Cancelled
        part = shown[number * each : (number + 1) * each]
        where = f"page {number + 1} of {count}" if count > 1 else ""
        more = "; ".join(filter(None, (where, result.difference.removesuffix("."))))
        pages.append(_page(part, class_names, head=(_title(shown), more)))
    return Sheet(tuple(pages), len(shown), total - len(shown))


def magnified(image: NDArray[np.uint8], side: int = SIDE) -> NDArray[np.uint8]:
    """Return an image (rows, columns) by a whole number larger, or thinned out, to fit `side`."""
    longest = max(image.shape)
    step, times = -(-longest // side), max(1, side // longest)
    thinned = image[::step, ::step]
    return np.repeat(np.repeat(thinned, times, axis=0), times, axis=1)


Shown = Sequence[tuple[Split, Decision]]


def _ordered(result: ReviewResult) -> Shown:
    order = {kind: number for number, kind in enumerate(TITLES)}

    def key(pair: tuple[Split, Decision]) -> tuple[object, ...]:
        split, decision = pair
        label = int(split.labels[decision.image_index])
        return order[decision.kind], label, decision.to_class or 0, decision.classes

    # Of alike ones the order is that of splits and images.
    return sorted(result.concluded, key=key)


def _title(shown: Shown) -> str:
    found = yield_of([decision.kind for _, decision in shown])
    return f"{counted(len(shown))} reviewed, {changed_and_apart(found)}"


def _page(shown: Shown, class_names: Sequence[str], *, head: tuple[str, str]) -> str:
    cells = [_cell(split, decision, class_names) for split, decision in shown]
    lines = max(len(cell.lines) for cell in cells)
    pitch = PITCH, SIDE + lines * LINE + GAP
    rows = -(-len(cells) // ACROSS)
    top = MARGIN + (HEAD if head[1] else HEAD - LINE)
    # A sheet of a few images keeps its title on the page.
    width = 2 * MARGIN + max(min(ACROSS, len(cells)), 4) * pitch[0]
    height = top + rows * pitch[1] - GAP + MARGIN
    parts = [*svg_part.head(width, height, magnified=1, ground=DARK.ground)]
    parts.insert(1, f"<!-- {MARK} -->")
    parts += _heading(head, width)
    for place, cell in enumerate(cells):
        row, column = divmod(place, ACROSS)
        parts += _drawn(cell, MARGIN + column * pitch[0], y=top + row * pitch[1])
    return "\n".join((*parts, "</svg>", ""))


def _heading(head: tuple[str, str], width: float) -> Iterator[str]:
    title, where = head
    letters = int((width - 2 * MARGIN) / (WIDTH_PER_SIZE * LARGE))
    words = svg_part.cut(title, letters)
    yield svg_part.text(words, MARGIN, y=MARGIN + LARGE, size=LARGE, is_bold=True)
    if where:
        y = MARGIN + LARGE + LINE + 4
        yield svg_part.text(where, MARGIN, y=y, size=NORMAL, ink=DARK.hint)


@dataclass(frozen=True)
class _Line:
    """One line of words under a picture."""

    words: str
    size: int = NORMAL
    ink: str = DARK.text
    is_bold: bool = False


@dataclass(frozen=True, eq=False)
class _Cell:
    """A picture with its words."""

    picture: NDArray[np.uint8]
    title: str
    lines: tuple[_Line, ...]


def _cell(split: Split, decision: Decision, class_names: Sequence[str]) -> _Cell:
    label = class_names[int(split.labels[decision.image_index])]
    place, who = f"{split.name} {decision.image_index}", decision.annotator.name
    words = outcome_words(decision, int(split.labels[decision.image_index]), class_names)
    is_bold = decision.kind in CHANGING
    lines = (
        _Line(_fitting(place, SMALL), SMALL, DARK.hint),
        _Line(_fitting(label, NORMAL)),
        *(_Line(line, is_bold=is_bold) for line in _wrapped(words)),
        _Line(_fitting(who, SMALL), SMALL, DARK.hint),
    )
    picture = magnified(split.images[decision.image_index])
    return _Cell(picture, f"{place}: {label}, {words}, {who}", lines)


def _wrapped(words: str) -> list[str]:
    """Return words on at most two lines, whose letters may be bold and so a little wider."""
    letters = int(_letters(NORMAL) / 1.06)
    first, *more = textwrap.wrap(words, letters) or [""]
    return [first, svg_part.cut(" ".join(more), letters)] if more else [first]


def _fitting(words: str, size: int) -> str:
    return svg_part.cut(" ".join(words.split()), _letters(size))


def _letters(size: int) -> int:
    return int((PITCH - 12) / (WIDTH_PER_SIZE * size))


def _drawn(cell: _Cell, x: float, *, y: float) -> Iterator[str]:
    height, width = cell.picture.shape
    yield svg_part.image(png(cell.picture), x, y=y, size=(width, height), title=cell.title)
    for number, line in enumerate(cell.lines, start=1):
        below = y + SIDE + number * LINE
        yield svg_part.text(
            line.words, x, y=below, size=line.size, ink=line.ink, is_bold=line.is_bold
        )
