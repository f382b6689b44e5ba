"""How far a queue has been worked through, and what came of it, so that one knows when to stop.

The images of a queue are not drawn at random: its yield says nothing about all the others.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.queue import LOOK_BACK, QueueProgress, ReviewQueue, Yield
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.core.table.column import Mask

NOTHING_YET = "Nothing decided here yet"

_WORDS = (
    ("relabelled", "to another class"),
    ("ambiguous", "ambiguous"),
    ("bad", "bad"),
    ("duplicates", "repeating another"),
    ("unsure", "left unsure"),
)


def progress(
    queue: ReviewQueue,
    gallery: Gallery,
    decisions: Iterable[Decision],
    *,
    decided: Mask | None = None,
) -> QueueProgress:
    """Return how far `queue` has come, from decisions that stand, in any order.

    An image is done that anybody has decided, wherever; `decided` (n,) says so instead if given.
    The yield counts each image that was decided in this queue once, by its newest decision there.
    What was put off counts nowhere. An audit asks about each of its images anew: there only what
    was decided in it counts, and nothing is said about when to stop.
    """
    is_audit = audit_id(queue.key) is not None
    is_here = np.zeros(len(gallery), dtype=np.bool_)
    is_here[queue.numbers] = is_here[queue.decided] = True
    numbers = {s.fingerprint: gallery.numbers_of(s.name) for s in gallery.splits}
    is_done = np.zeros(len(gallery), dtype=np.bool_)
    made_here: list[tuple[datetime, int, DecisionKind]] = []
    for decision in decisions:
        own = numbers.get(decision.fingerprint, range(0))
        if decision.kind == "skip" or decision.image_index not in range(len(own)):
            continue
        if is_audit and decision.queue != queue.key:
            continue
        number = own[decision.image_index]
        is_done[number] = True
        if decision.queue == queue.key and is_here[number]:
            made_here.append((decision.at, number, decision.kind))
    newest: dict[int, DecisionKind] = {}
    for _, number, kind in sorted(made_here, key=lambda entry: entry[0]):
        # Taken out first, so that the order is that of the newest.
        newest.pop(number, None)
        newest[number] = kind
    done = is_done if decided is None or is_audit else decided
    kinds = list(newest.values())
    first, last = yield_of(kinds[:LOOK_BACK]), yield_of(kinds[-LOOK_BACK:])
    return QueueProgress(
        done=int(np.count_nonzero(done & is_here)),
        total=int(np.count_nonzero(is_here)),
        first=first,
        last=last,
        sentence=_sentence(last, decided=len(kinds)),
        detail=_detail(last),
        hint=_hint(first, last) if len(kinds) >= 2 * LOOK_BACK and not is_audit else "",
    )


def yield_of(kinds: Sequence[DecisionKind]) -> Yield:
    """Return what came of images that were decided so."""
    return Yield(
        looked=len(kinds),
        relabelled=kinds.count("relabel"),
        ambiguous=kinds.count("ambiguous"),
        bad=kinds.count("bad"),
        duplicates=kinds.count("duplicate"),
        unsure=kinds.count("unsure"),
    )


def _sentence(last: Yield, *, decided: int) -> str:
    if not decided:
        return NOTHING_YET
    if decided == 1:
        return (
            f"The one image decided here so far {'changed' if last.changed else 'did not change'}"
        )
    if decided < LOOK_BACK:
        return f"{last.changed} of the {decided} decided here so far changed"
    return f"{last.changed} of the last {last.looked} changed"


def _detail(last: Yield) -> str:
    counts = ((getattr(last, name), words) for name, words in _WORDS)
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def _hint(first: Yield, last: Yield) -> str:
    """Return both yields with their intervals, and whether these are apart."""
    then, now = first.interval, last.interval
    found = "no clear change"
    if now.high < then.low:
        found = "finds have become rarer"
    elif now.low > then.high:
        found = "finds have become more frequent"
    return f"{_share(first)} of the first {first.looked}, {_share(last)} of the last: {found}."


def _share(part: Yield) -> str:
    """Return "62 % (52–71 %)"."""
    share = percent(part.changed / part.looked, decimals=0)
    return f"{share} ({percent_range(part.interval, decimals=0)})"
