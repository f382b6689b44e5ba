"""Pages of a queue on which many images are asked the same: "is this a Shirt?"."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.review.decision import DecisionKind
from fmnist_gui.core.review.queue import Candidate, ReviewQueue

PAGE_SIZE = 60
"""How many images stand on a page at most."""

Mask = NDArray[np.bool_]

MarkedKind = Literal["suggested", "relabel", "unsure", "bad"]

MARKED_KINDS: tuple[MarkedKind, ...] = get_args(MarkedKind)


@dataclass(frozen=True)
class Question:
    """Whether images of class `label` are what the file says.

    With ``suggested`` only those are asked about for which most speaks for that other class.
    """

    label: int
    suggested: int | None = None


@dataclass(frozen=True)
class GridPage:
    """Up to sixty candidates that are asked the same; None of a question when nothing is open.

    ``first`` is how many open ones of the question were passed over before them.
    """

    question: Question | None = None
    candidates: tuple[Candidate, ...] = ()
    first: int = 0


@dataclass(frozen=True)
class QuestionCount:
    """How many images of a queue a question is still ``open`` for, of ``total``."""

    question: Question
    open: int
    total: int

    @property
    def done(self) -> int:
        """How many are decided."""
        return self.total - self.open


@dataclass(frozen=True)
class Marked:
    """What becomes of the images that were marked when their page is decided.

    "suggested" gives each the class suggested for it, "relabel" gives all ``to_class``.
    """

    kind: MarkedKind = "suggested"
    to_class: int | None = None


@dataclass(frozen=True)
class PageOutcome:
    """What is decided about image `number` of the gallery; ``to_class`` for "relabel" only."""

    number: int
    kind: DecisionKind
    to_class: int | None = None


def question_counts(
    queue: ReviewQueue, is_open: Mask, *, decided_labels: Labels
) -> tuple[QuestionCount, ...]:
    """Return what can be asked of a queue, by class and, within it, most open images first.

    ``is_open`` (n,) says which images of the queue are undecided, ``decided_labels`` (m,) are the
    labels of those in ``queue.decided``: what was suggested for these is no longer known, so that
    they count for their class and for no pair.
    """
    count = 1 + max(
        (int(part.max()) for part in (queue.labels, queue.suggested, decided_labels) if len(part)),
        default=0,
    )
    open_in, total_in = (
        np.bincount(
            queue.labels[chosen].astype(np.int64) * (count + 1) + queue.suggested[chosen] + 1,
            minlength=count * (count + 1),
        ).reshape(count, count + 1)
        for chosen in (is_open, slice(None))
    )
    decided = np.bincount(decided_labels, minlength=count).tolist()
    found: list[QuestionCount] = []
    for label, (opens, totals) in enumerate(zip(open_in.tolist(), total_in.tolist(), strict=True)):
        if total := sum(totals) + decided[label]:
            found.append(QuestionCount(Question(label), sum(opens), total))
        # The first column is of images for which nothing is suggested.
        own = [
            QuestionCount(Question(label, other), open, total)
            for other, (open, total) in enumerate(zip(opens[1:], totals[1:], strict=True))
            if total
        ]
        found += sorted(own, key=lambda asked: -asked.open)
    return tuple(found)


def first_question(counts: Sequence[QuestionCount]) -> Question | None:
    """Return the class with most open images, the first of equal ones; None if none is open."""
    classes = [count for count in counts if count.question.suggested is None and count.open]
    return max(classes, key=lambda count: count.open).question if classes else None


def page_of(
    queue: ReviewQueue, question: Question, is_open: Mask, *, first: int = 0
) -> tuple[Candidate, ...]:
    """Return up to :data:`PAGE_SIZE` open candidates from the `first` on, in their order.

    Past the last one it begins anew, so that nothing stays that was turned over.
    """
    is_asked = is_open & (queue.labels == question.label)
    if question.suggested is not None:
        is_asked &= queue.suggested == question.suggested
    positions = np.flatnonzero(is_asked).tolist()
    if first >= len(positions):
        first = 0
    return tuple(queue[position] for position in positions[first : first + PAGE_SIZE])


def place_of(queue: ReviewQueue, number: int, is_open: Mask) -> tuple[Question, int] | None:
    """Return the question of the class of image `number`, and how many open ones stand before it.

    None for an image that is decided or not in the queue.
    """
    position = queue.position_of(number)
    if position is None or not is_open[position]:
        return None
    label = int(queue.labels[position])
    before = is_open[:position] & (queue.labels[:position] == label)
    return Question(label), int(np.count_nonzero(before))


def marked_outcome(candidate: Candidate, marked: Marked) -> PageOutcome:
    """Return what becomes of a candidate that was marked.

    Where nothing is suggested there is no class to give: it is left unsure.
    """
    if marked.kind == "relabel" and marked.to_class is not None:
        return relabelled(candidate, marked.to_class)
    if marked.kind == "suggested" and candidate.suggested is not None:
        return relabelled(candidate, candidate.suggested)
    return PageOutcome(candidate.number, "bad" if marked.kind == "bad" else "unsure")


def relabelled(candidate: Candidate, to_class: int) -> PageOutcome:
    """Return that a candidate is of class `to_class`, which keeps its label if it is that one."""
    if to_class == candidate.label:
        return PageOutcome(candidate.number, "keep")
    return PageOutcome(candidate.number, "relabel", to_class)


def page_outcomes(
    candidates: Iterable[Candidate], marks: Collection[int], marked: Marked
) -> tuple[PageOutcome, ...]:
    """Return what deciding a page says: numbers in `marks` get what `marked` says, others stay."""
    return tuple(
        marked_outcome(candidate, marked)
        if candidate.number in marks
        else PageOutcome(candidate.number, "keep")
        for candidate in candidates
    )


def marks_in(outcomes: Iterable[PageOutcome]) -> frozenset[int]:
    """Return the numbers that must have been marked for these outcomes."""
    return frozenset(outcome.number for outcome in outcomes if outcome.kind != "keep")


def outcome_words(outcomes: Iterable[PageOutcome], name_of: Callable[[int], str]) -> str:
    """Return what is decided in a few words, as "Keep 57, 2 to Coat, 1 unsure"."""
    counts = Counter((outcome.kind, outcome.to_class) for outcome in outcomes)
    kept = counts.pop(("keep", None), 0)
    parts = [f"Keep {kept}"] if kept else []
    classes = sorted((c for k, c in counts if k == "relabel" and c is not None))
    parts += [f"{counts['relabel', number]} to {name_of(number)}" for number in classes]
    parts += [f"{counts[kind, None]} {kind}" for kind in ("unsure", "bad") if counts[kind, None]]
    return ", ".join(parts)


def question_words(question: Question, name_of: Callable[[int], str]) -> str:
    """Return the question as one asks it: "Is this a Shirt, or perhaps a Coat?"."""
    asked = f"Is this {with_article(name_of(question.label))}"
    if question.suggested is not None:
        asked += f", or perhaps {with_article(name_of(question.suggested))}"
    return f"{asked}?"


def with_article(name: str) -> str:
    """Return a class name after "a" or "an"; eight, eleven and eighteen are heard, not seen."""
    is_vowel = name[:1].lower() in tuple("aeiou8") or name in ("11", "18")
    return f"{'an' if is_vowel else 'a'} {name}"
