"""Candidates of a page as cells, and what is said about them and about what is done to them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.grid_page import QuestionCount
from fmnist_gui.core.review.history import Step
from fmnist_gui.core.review.queue import Candidate, ReviewQueue
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.review.grid_cell import GridCell, Stamp


@dataclass(frozen=True)
class EndWords:
    """What stands where there is no page, and what the button offers; none without an offer."""

    title: str
    hint: str
    offer: str = ""


NO_QUEUE = EndWords(
    "Sixty images at a time.",
    "Choose a queue at the left. Its images are asked class by class: mark the ones that are not "
    "what their label says, and Enter decides the page.",
)
ALL_DECIDED = EndWords("All of this queue is decided.", "Choose another queue at the left.")
AUDIT = EndWords(
    "An audit is decided one image at a time.",
    "Each of its images is judged anew and unaided, so that the rate it gives holds for the split.",
)
NOT_READ = "What was decided before is still being read; try again in a moment."

_STAMPS = {
    "keep": "Kept",
    "ambiguous": "Ambiguous",
    "bad": "Bad image",
    "duplicate": "Duplicate",
    "unsure": "Unsure",
}
_DONE: dict[DecisionKind, str] = {
    "keep": "kept",
    "relabel": "to another class",
    "ambiguous": "ambiguous",
    "bad": "bad",
    "duplicate": "repeating another",
    "unsure": "unsure",
    "skip": "put off",
}
_KINDS = list(_DONE)
HOW_TO_MARK = "Click or Space marks what is not."
ELSEWHERE = Stamp("Decided")


def cells_of(
    candidates: Iterable[Candidate],
    gallery: Gallery,
    *,
    own: Callable[[int], Decision | None],
    waits: Callable[[int], bool],
) -> list[GridCell]:
    """Return candidates as cells, stamped where a reviewer who decided `own` need not any more."""
    names = gallery.class_names
    return [
        cell_of(c, gallery, None if waits(c.number) else stamp_of(own(c.number), names))
        for c in candidates
    ]


def cell_of(candidate: Candidate, gallery: Gallery, stamp: Stamp | None) -> GridCell:
    """Return a candidate as a cell, with what a screen reader says of it."""
    place = gallery.place(candidate.number)
    words = [f"{place.split} {place.index}", name_of_class(candidate.label, gallery.class_names)]
    if candidate.suggested is not None:
        words.append(f"perhaps {name_of_class(candidate.suggested, gallery.class_names)}")
    if stamp is not None:
        words.append(stamp.words)
    return GridCell(candidate.number, ", ".join(words), candidate.suggested, stamp)


def stamp_of(decision: Decision | None, names: tuple[str, ...]) -> Stamp:
    """Return what is written over an image that is decided, by this reviewer or by another."""
    if decision is None:
        return ELSEWHERE
    if decision.to_class is not None:
        return Stamp(name_of_class(decision.to_class, names), decision.to_class)
    return Stamp(_STAMPS.get(decision.kind, ELSEWHERE.words))


def outcome_line(words: str) -> str:
    """Return what Enter would do."""
    if not words:
        return ""
    return f"Enter: {words}"


def step_words(step: Step, names: tuple[str, ...]) -> str:
    """Return what a step decided: "57 kept, 3 to Coat"."""
    counts = Counter((decision.kind, decision.to_class) for decision in step.decisions)
    order = sorted(counts, key=lambda found: (_KINDS.index(found[0]), found[1] or 0))
    return ", ".join(
        f"{counts[kind, to_class]:,} "
        + (_DONE[kind] if to_class is None else f"to {name_of_class(to_class, names)}")
        for kind, to_class in order
    )


def marks_words(before: Collection[int], after: Collection[int]) -> str:
    """Return what came of marks that were taken back, or made again."""
    gone, come = len(set(before) - set(after)), len(set(after) - set(before))
    parts = [f"{come} marked again"] if come else []
    return ", ".join([*parts, f"{gone} no longer marked"] if gone else parts)


def page_words(first: int, shown: int, open_count: int) -> str:
    """Return where a page stands that begins with open image `first`, at ``shown`` a page."""
    if not shown or not open_count:
        return ""
    pages = -(-open_count // shown)
    return f"Page {min(-(-first // shown) + 1, pages)} of {pages:,}"


def end_words(
    queue: ReviewQueue | None, count: QuestionCount | None, following: str | None
) -> EndWords:
    """Return why there is no page; ``following`` is the class with most images that are open."""
    if queue is None:
        return NO_QUEUE
    if audit_id(queue.key) is not None:
        return AUDIT
    if following is None:
        return ALL_DECIDED
    done = 0 if count is None else count.total
    title = "The only one is decided." if done == 1 else f"All {done:,} are decided."
    return EndWords(title, "Images of other classes are open.", f"Go on with {following}")
