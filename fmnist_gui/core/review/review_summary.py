"""The figures of a review: what came of each queue and each reviewer, and how far two agree."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.core.review.decision import CONCLUSIVE, Decision, DecisionKind, Outcome
from fmnist_gui.core.review.history import Log, withdrawn
from fmnist_gui.core.review.progress import yield_of
from fmnist_gui.core.review.queue import Yield
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.core.review.review_result import ReviewResult
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.stats.agreement import cohen_kappa
from fmnist_gui.core.stats.proportion import Interval, wilson


@dataclass(frozen=True)
class QueueFigure:
    """What came of the images that were decided in one queue."""

    key: str
    title: str
    found: Yield


@dataclass(frozen=True)
class ReviewerFigure:
    """What one reviewer did: the newest decision about each image, and how often it was undone.

    ``blind`` of the images were decided before others' decisions were shown.
    """

    annotator: Annotator
    found: Yield
    blind: int
    taken_back: int


@dataclass(frozen=True)
class PairFigure:
    """How far two reviewers conclude the same about the ``images`` that both concluded about.

    Of these ``blind`` were decided by the later of the two without seeing the other's decision.
    """

    first: Annotator
    second: Annotator
    images: int
    agreed: int
    blind: int
    kappa: float | None

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % interval of the share agreed upon."""
        return wilson(self.agreed, self.images)


@dataclass(frozen=True)
class ReviewSummary:
    """All figures of a review; queues and reviewers with the most images first.

    ``looked`` counts what somebody concluded or was unsure about, ``concluded`` what came of those
    that were concluded; ``changes`` says how often a label (the first number) became a class.
    """

    looked: int
    concluded: Yield
    queues: tuple[QueueFigure, ...]
    reviewers: tuple[ReviewerFigure, ...]
    pairs: tuple[PairFigure, ...]
    changes: tuple[tuple[int, int, int], ...]

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % interval of the share of labels that do not stand."""
        return wilson(self.concluded.finds, self.looked)


def review_summary(result: ReviewResult, logs: Mapping[str, Log]) -> ReviewSummary:
    """Return the figures of a review; `logs` are by the fingerprint of the split."""
    decisions = [d for split in result.splits for d in result.decisions[split.name]]
    looked = [d for d in decisions if d.kind != "skip"]
    taken_back = Counter(d.annotator.id for log in logs.values() for d in withdrawn(log))
    changes = Counter(
        (int(split.labels[decision.image_index]), decision.to_class)
        for split, decision in result.concluded
        if decision.to_class is not None
    )
    return ReviewSummary(
        looked=sum(len(found) for found in result.conclusions.values()),
        concluded=yield_of([decision.kind for _, decision in result.concluded]),
        queues=_queues(looked),
        reviewers=_reviewers(looked, taken_back),
        pairs=_pairs(result),
        changes=tuple((old, new, count) for (old, new), count in changes.most_common()),
    )


def queue_title(key: str) -> str:
    """Return what a queue is called, from the key that decisions bear."""
    if not key:
        return "Outside of any queue"
    if (audit := audit_id(key)) is not None:
        return f"Random audit {audit[:8]}, drawn by chance"
    titles = [RANKINGS[part].title if part in RANKINGS else part for part in key.split("+")]
    return " + ".join(titles)


def _queues(looked: Sequence[Decision]) -> tuple[QueueFigure, ...]:
    by_key: dict[str, list[Decision]] = {}
    for decision in looked:
        by_key.setdefault(decision.queue, []).append(decision)
    found = [QueueFigure(key, queue_title(key), _yield(own)) for key, own in by_key.items()]
    return tuple(sorted(found, key=lambda figure: (-figure.found.looked, figure.key)))


def _reviewers(
    looked: Sequence[Decision], taken_back: Mapping[UUID, int]
) -> tuple[ReviewerFigure, ...]:
    people: dict[UUID, list[Decision]] = {}
    for decision in looked:
        people.setdefault(decision.annotator.id, []).append(decision)
    found = [
        ReviewerFigure(
            own[-1].annotator,
            _yield(own),
            sum(decision.is_blind for decision in _newest(own)),
            taken_back.get(person, 0),
        )
        for person, own in people.items()
    ]
    return tuple(sorted(found, key=lambda figure: (-figure.found.looked, figure.annotator.name)))


def _yield(decisions: Iterable[Decision]) -> Yield:
    kinds: list[DecisionKind] = [decision.kind for decision in _newest(decisions)]
    return yield_of(kinds)


def _newest(decisions: Iterable[Decision]) -> Iterable[Decision]:
    """Return the last decision about each image."""
    return {(d.fingerprint, d.image_index): d for d in decisions}.values()


def _pairs(result: ReviewResult) -> tuple[PairFigure, ...]:
    met: dict[tuple[UUID, UUID], list[tuple[Decision, Decision]]] = {}
    for found in result.conclusions.values():
        for conclusion in found.values():
            said = [d for d in conclusion.opinions if d.kind in CONCLUSIVE]
            for earlier, later in combinations(said, 2):
                one, other = sorted((earlier, later), key=lambda d: d.annotator.id)
                met.setdefault((one.annotator.id, other.annotator.id), []).append((one, other))
    pairs = [_pair(both) for both in met.values()]
    return tuple(sorted(pairs, key=lambda pair: (-pair.images, pair.first.name, pair.second.name)))


def _pair(both: Sequence[tuple[Decision, Decision]]) -> PairFigure:
    numbers: dict[Outcome, int] = {}
    coded = [
        [numbers.setdefault(decision.outcome, len(numbers)) for decision in pair] for pair in both
    ]
    first, second = zip(*coded, strict=True)
    return PairFigure(
        both[0][0].annotator,
        both[0][1].annotator,
        images=len(both),
        agreed=sum(one == other for one, other in coded),
        blind=sum(max(pair, key=lambda decision: decision.at).is_blind for pair in both),
        kappa=cohen_kappa(first, second),
    )
