"""How far a queue has been worked through, and what came of it, so that one knows when to stop.

The images of a queue are not drawn at random: its yield says nothing about all the others.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.queue import LOOK_BACK, QueueProgress, ReviewQueue, Yield
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.core.table.column import Mask

NOTHING_YET = "Nothing decided here yet"

_WORDS = (
    ("ambiguous", "ambiguous", "ambiguous"),
    ("bad", "bad image", "bad images"),
    ("duplicates", "duplicate", "duplicates"),
    ("unsure", "unsure", "unsure"),
)


class QueueCount:
    """What came of the images of `queue`, from `decisions` that stand, in any order.

    An image is done that anybody has decided, wherever. The yield counts each image that was
    decided in this queue once, by its newest decision there. What was put off counts nowhere. An
    audit asks about each of its images anew: there only what was decided in it counts, and nothing
    is said about when to stop.
    """

    def __init__(self, queue: ReviewQueue, gallery: Gallery, decisions: Iterable[Decision]) -> None:
        self._key = queue.key
        self._is_audit = audit_id(queue.key) is not None
        self._is_here = np.zeros(len(gallery), dtype=np.bool_)
        self._is_here[queue.numbers] = self._is_here[queue.decided] = True
        self._is_done = np.zeros(len(gallery), dtype=np.bool_)
        self._newest: dict[int, DecisionKind] = {}
        numbers = {s.fingerprint: gallery.numbers_of(s.name) for s in gallery.splits}
        self._numbers = numbers
        for decision in sorted(decisions, key=lambda decision: decision.at):
            self.add(decision)

    def add(self, decision: Decision) -> None:
        """Count a decision that is newer than all before."""
        own = self._numbers.get(decision.fingerprint, range(0))
        is_ours = decision.queue == self._key
        if decision.kind == "skip" or decision.image_index >= len(own):
            return
        if self._is_audit and not is_ours:
            return
        number = own[decision.image_index]
        self._is_done[number] = True
        if is_ours and self._is_here[number]:
            # Taken out first, so that the order is that of the newest.
            self._newest.pop(number, None)
            self._newest[number] = decision.kind

    def progress(self, decided: Mask | None = None, *, is_own: bool = False) -> QueueProgress:
        """Return how far the queue has come; `decided` (n,) says instead which images are done.

        With `is_own` the decisions are those of one reviewer alone: only these are done, and what
        others have settled meanwhile is none of the images. What is not done counts in no yield.
        """
        done, asked = self._is_done, self._is_here
        if decided is not None and not self._is_audit:
            done = self._is_done if is_own else decided
            asked = self._is_here & (self._is_done | ~decided) if is_own else asked
        kinds = [kind for number, kind in self._newest.items() if done[number]]
        first, last = yield_of(kinds[:LOOK_BACK]), yield_of(kinds[-LOOK_BACK:])
        may_stop = len(kinds) >= 2 * LOOK_BACK and not self._is_audit
        return QueueProgress(
            done=int(np.count_nonzero(done & asked)),
            total=int(np.count_nonzero(asked)),
            first=first,
            last=last,
            sentence=_sentence(last, decided=len(kinds)),
            hint=_hint(first, last) if may_stop else "",
        )


def progress(
    queue: ReviewQueue,
    gallery: Gallery,
    decisions: Iterable[Decision],
    *,
    decided: Mask | None = None,
) -> QueueProgress:
    """Return how far `queue` has come, see :class:`QueueCount`."""
    return QueueCount(queue, gallery, decisions).progress(decided)


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


def apart(part: Yield) -> str:
    """Return what else was found than changed labels: "2 ambiguous, 1 bad image"."""
    counts = ((getattr(part, name), one, many) for name, one, many in _WORDS)
    return ", ".join(
        f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count
    )


def changed_and_apart(part: Yield) -> str:
    """Return how many labels changed, and what else was found: "1 label changed; 1 duplicate"."""
    labels = "label" if part.changed == 1 else "labels"
    return "; ".join(filter(None, (f"{part.changed:,} {labels} changed", apart(part))))


def _sentence(last: Yield, *, decided: int) -> str:
    if not decided:
        return NOTHING_YET
    if decided < LOOK_BACK:
        told = f"{last.changed} of the {decided} decided here so far changed"
    else:
        told = f"{last.changed} of the last {last.looked} changed"
    if decided == 1:
        told = (
            f"The one image decided here so far {'changed' if last.changed else 'did not change'}"
        )
    return "; ".join(filter(None, (told, apart(last))))


def _hint(first: Yield, last: Yield) -> str:
    """Return both shares of finds with their intervals, and whether these are apart."""
    then, now = first.interval, last.interval
    found = "no clear change"
    if now.high < then.low:
        found = "finds have become rarer"
    elif now.low > then.high:
        found = "finds have become more frequent"
    return (
        f"Of the first {first.looked} labels {_share(first)} do not stand, of the last "
        f"{_share(last)}: {found}."
    )


def _share(part: Yield) -> str:
    """Return "62 % (52–71 %)"."""
    share = percent(part.finds / part.looked, decimals=0)
    return f"{share} ({percent_range(part.interval, decimals=0)})"
