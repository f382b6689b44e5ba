"""Where each part of the evidence stands, from the room that there is."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from fmnist_gui.ui import theme
from fmnist_gui.ui.image.neighbour_strip import MOST
from fmnist_gui.ui.image.stimulus import AIR_PX
from fmnist_gui.ui.review import example_row, neighbour_row

MEASURE_PX = 1160
"""Content is never wider (at 100 % font size): a line of evidence is taken in at a glance."""

BESIDE_PX = 600
"""From this width on the words stand beside the image, and below it otherwise."""

FACTS_LEAST_PX = 300
"""So wide are the words beside the image at least."""

IMAGE_LEAST_PX, IMAGE_MOST_PX = 224, 560
"""Fashion-MNIST's 28 pixels at eight and at twenty times their size."""

IMAGE_SMALL_PX = 112
"""Four times its size, where a view is low and letters are large."""

ASKED_PX, ASKED_LEAST_PX = 60, 150
"""So high is what is asked, if short, and so wide at least where it stands beside a small image."""

EXAMPLES_WISHED = 3
"""Of each kind of examples so many are worth smaller pictures."""

MARGIN_PX, GAP_PX, ROW_GAP_PX, WAYS_GAP_PX = 16, 24, 16, 8
THUMB_SIDES_PX = (112, 84, 56)
_THUMB_AIR_PX = 8


@dataclass(frozen=True)
class Frame:
    """Sizes that follow from the room alone, before it is known how much there is to say.

    ``left`` and ``width`` are those of all content, ``facts_px`` the width of the words and
    ``question_px`` that of the question.
    """

    is_beside: bool
    left: int
    width: int
    facts_px: int
    question_px: int
    image_px: int
    thumb_px: int
    example_px: int

    @property
    def per_row(self) -> int:
        """How many neighbours stand in a row."""
        return MOST if self.is_beside else MOST // 2

    @property
    def per_line(self) -> int:
        """How many groups of examples stand in a line."""
        return example_row.GROUPS if self.is_beside else example_row.GROUPS // 2

    @property
    def example_count(self) -> int:
        """How many examples of a kind there is room for."""
        return example_row.fitting_count(self.width, self.per_line, self.example_px)


@dataclass(frozen=True)
class Need:
    """How high the parts have to be, in logical pixels."""

    ways: int
    question: int
    votes: int
    models: int
    history: int

    def or_more(self, other: "Need") -> "Need":
        """Return what is enough for both: what follows below does not move then."""
        return Need(
            max(self.ways, other.ways),
            max(self.question, other.question),
            max(self.votes, other.votes),
            max(self.models, other.models),
            max(self.history, other.history),
        )


@dataclass(frozen=True)
class Plan:
    """The place of each part, and how high all of it is."""

    stimulus: QRect
    ways: QRect
    question: QRect
    votes: QRect
    models: QRect
    neighbours: QRect
    examples: QRect
    history: QRect
    height: int


def frame(room: QSize, *, ways_px: int, values_px: int = 0) -> Frame:
    """Return the sizes for a view of `room`; `values_px` is the side that grey values need.

    Without grey values that is 0. The image is as large as lets neighbours, and if possible
    examples, be in sight below it.
    """
    px = theme.scaled_px
    margin = MARGIN_PX
    width = max(1, min(room.width() - 2 * margin, px(MEASURE_PX)))
    left = max(margin, (room.width() - width) // 2)
    air, gap = 2 * AIR_PX, px(GAP_PX)
    most_beside = width - gap - px(FACTS_LEAST_PX)
    is_beside = width >= px(BESIDE_PX) and values_px <= most_beside
    least = px(IMAGE_LEAST_PX) + air
    rest = 2 * margin + px(WAYS_GAP_PX) + ways_px + px(ROW_GAP_PX)
    free = room.height() - rest
    thumb = _thumb_px(width, free - least, is_beside=is_beside)
    example = _example_px(width, thumb, is_beside=is_beside)
    most, whole = px(IMAGE_MOST_PX) + air, IMAGE_LEAST_PX + air
    is_low = room.height() < whole + 2 * margin + px(ASKED_PX)
    if is_beside:
        wished = free - _lower_px(thumb, example, is_beside=True)
        side = min(max(least, min(most, wished)), most_beside)
    else:
        # What is asked below it is in sight as well, or else stands beside a small image.
        low = max(IMAGE_SMALL_PX + air, room.height() - 2 * margin)
        side = min(low if is_low else max(whole, min(most, room.height() // 2)), width)
    side = max(side, min(values_px, width))
    beside = width - side - gap
    has_question_beside = is_beside or (is_low and beside >= px(ASKED_LEAST_PX))
    return Frame(
        is_beside,
        left,
        width,
        facts_px=beside if is_beside else width,
        question_px=beside if has_question_beside else width,
        image_px=side,
        thumb_px=thumb,
        example_px=example,
    )


def planned(made: Frame, need: Need) -> Plan:
    """Return the places of all parts in a frame."""
    px = theme.scaled_px
    top, left, gap = MARGIN_PX, made.left, px(ROW_GAP_PX)
    stimulus = QRect(left, top, made.image_px, made.image_px)
    beside = stimulus.right() + 1 + px(GAP_PX)
    question = QRect(beside, top, made.question_px, need.question)
    foot = stimulus.bottom() + 1 + px(WAYS_GAP_PX)
    if made.is_beside:
        ways = QRect(left, foot, made.image_px, need.ways)
        facts = question.bottom() + 1 + gap
    elif made.question_px < made.width:
        ways = QRect(left, max(foot, question.bottom() + 1), made.width, need.ways)
        beside, facts = left, ways.bottom() + 1 + gap
    else:
        ways = QRect(left, foot, made.width, need.ways)
        question.moveTo(left, ways.bottom() + 1 + gap)
        beside, facts = left, question.bottom() + 1 + gap
    votes = QRect(beside, facts, made.facts_px, need.votes)
    models = QRect(beside, votes.bottom() + 1 + gap, made.facts_px, need.models)
    row = max(ways.bottom(), models.bottom()) + 1 + gap
    high = neighbour_row.wanted_px(made.thumb_px, made.per_row)
    neighbours = QRect(left, row, made.width, high)
    high = example_row.wanted_px(made.example_px, made.per_line)
    examples = QRect(left, neighbours.bottom() + 1 + gap, made.width, high)
    history = QRect(left, examples.bottom() + 1, made.width, need.history)
    bottom = history.bottom() + 1 + MARGIN_PX
    return Plan(
        stimulus, ways, question, votes, models, neighbours, examples, history, height=bottom
    )


def _thumb_px(width: int, height: int, *, is_beside: bool) -> int:
    """Return the side of neighbours: the largest that lets all be seen at once, or the least."""
    per_row = MOST if is_beside else MOST // 2
    sides = [theme.scaled_px(side) for side in THUMB_SIDES_PX]
    for side in sides[:-1]:
        is_narrow = per_row * (side + theme.scaled_px(_THUMB_AIR_PX)) <= width
        examples = _example_px(width, side, is_beside=is_beside)
        if is_narrow and _lower_px(side, examples, is_beside=is_beside) <= height:
            return side
    least = width // per_row - theme.scaled_px(_THUMB_AIR_PX)
    return max(1, min(sides[-1], least))


def _example_px(width: int, thumb: int, *, is_beside: bool) -> int:
    """Return the side of examples: as large as neighbours if enough of them fit."""
    per_line = example_row.GROUPS // (1 if is_beside else 2)
    sides = [side for side in map(theme.scaled_px, THUMB_SIDES_PX) if side <= thumb]
    for side in sides:
        if example_row.fitting_count(width, per_line, side) >= EXAMPLES_WISHED:
            return side
    return min([thumb, *sides])


def _lower_px(thumb: int, example: int, *, is_beside: bool) -> int:
    """Return how high neighbours and examples are together."""
    parts = 1 if is_beside else 2
    examples = example_row.wanted_px(example, example_row.GROUPS // parts)
    neighbours = neighbour_row.wanted_px(thumb, MOST // parts)
    return neighbours + theme.scaled_px(ROW_GAP_PX) + examples
