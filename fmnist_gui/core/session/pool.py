"""All sessions of one person under one condition, taken together over distinct images."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from fmnist_gui.core.session import pool_sentence
from fmnist_gui.core.session.doubt import session_flags
from fmnist_gui.core.session.outcome import Outcome, Trial, outcome, trial_matrix
from fmnist_gui.core.session.pool_sentence import Beside, Told
from fmnist_gui.core.session.rate import Rate, rate, summed
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.core.session.scope import is_referenced, is_sealed, who_answered
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.class_test import ClassTest
from fmnist_gui.core.stats.comparison import Verdict, anytime_difference, compare
from fmnist_gui.core.stats.confusion import ClassScore, Confusion, balanced_accuracy, per_class
from fmnist_gui.core.stats.limit import VERDICT_MINIMUM
from fmnist_gui.core.stats.proportion import Interval, anytime, exact, wilson
from fmnist_gui.core.stats.quality import Flag
from fmnist_gui.core.stats.references import Reference


@dataclass(frozen=True)
class PoolSession:
    """One session of a pool; ``right`` of ``count`` are its own, of which ``entered`` enter it.

    The others are of images that an earlier session had already.
    """

    session_id: UUID
    when: datetime
    title: str
    right: int
    count: int
    entered: int
    is_complete: bool
    flags: tuple[Flag, ...]
    rate: Rate | None = None

    @property
    def interval(self) -> Interval:
        """The interval of the session alone: one that allows for an early end if it had one."""
        return (wilson if self.is_complete else anytime)(self.right, self.count)


@dataclass(frozen=True, eq=False)
class Pool:
    """One person's scored answers of one condition and data: of each image the first in time.

    ``history`` has one entry per session, the oldest first. ``trials`` are in the order of time;
    ``repeated`` counts the answers dropped since their image had come before. ``anytime`` is the
    interval to be told, since people look after each session. ``beside`` is None but for the
    standard condition on the test images of Fashion-MNIST. ``who`` is the one who is spoken of.
    """

    annotator: Annotator
    who: str
    is_simulated: bool
    condition: str
    fingerprint: str
    split: str
    data_identity: str | None
    class_names: tuple[str, ...]
    history: tuple[PoolSession, ...]
    trials: tuple[Trial, ...]
    repeated: int
    count: int
    right: int
    wilson: Interval
    anytime: Interval
    exact: Interval
    balanced_accuracy: float | None
    confusion: Confusion
    classes: tuple[ClassScore, ...]
    beside: Beside | None
    references: tuple[Reference, ...]
    rate: Rate | None
    headline: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def accuracy(self) -> float | None:
        """The share of first answers that agree with the file; None without one."""
        return self.right / self.count if self.count else None

    @property
    def interval(self) -> Interval:
        """The interval that is told."""
        return self.anytime

    @property
    def charted(self) -> Confusion:
        """The matrix that charts show."""
        return self.confusion

    @property
    def class_tests(self) -> tuple[ClassTest, ...]:
        """None: tests look once, and people look after each session."""
        return ()

    @property
    def flags(self) -> tuple[tuple[PoolSession, Flag], ...]:
        """Every doubt about a session with that session, the oldest first."""
        return tuple((session, flag) for session in self.history for flag in session.flags)


_Entered = tuple[tuple["_Part", Trial], ...]
"""The trials that enter a pool, in the order of time, each with its session."""


@dataclass(frozen=True)
class _Part:
    """A session that may tell, with what came of it."""

    history: History
    came: Outcome

    @cached_property
    def is_complete(self) -> bool:
        """Whether it may carry a verdict; asked for each of its trials, and counted once."""
        return self.came.state == "complete"


def pools(
    histories: Iterable[History],
    references: Iterable[Reference] = (),
    *,
    reader: str | None = None,
) -> tuple[Pool, ...]:
    """Return one pool per person, data and condition, those with the most images first.

    Only scored trials enter, of sessions that can no longer be gone on with or were simulated.
    A group without one has no pool. `reader` is the name of the one who is told "you".
    """
    published = tuple(references)
    groups: dict[tuple[object, ...], list[_Part]] = {}
    for history in histories:
        record, came = history.record, outcome(history)
        if not came.scored or is_sealed(record, came):
            continue
        key = (
            record.annotator.id,
            record.is_simulated,
            record.deck.fingerprint,
            record.condition,
        )
        groups.setdefault(key, []).append(_Part(history, came))
    made = (_pool(parts, published, reader=reader) for parts in groups.values())
    return tuple(sorted(made, key=lambda pool: (-pool.count, pool.annotator.name, pool.condition)))


def _pool(parts: list[_Part], published: tuple[Reference, ...], *, reader: str | None) -> Pool:
    parts.sort(key=lambda part: (part.history.record.started_at, part.history.record.id))
    # What the buttons said last; another wording of the same classes changes no number.
    record = parts[-1].history.record
    entered = _distinct(parts)
    trials = tuple(trial for _, trial in entered)
    right = sum(trial.is_right for trial in trials)
    matrix = trial_matrix(trials, len(record.class_names))
    counts = Counter(owner.history.record.id for owner, _ in entered)
    history = tuple(_session(part, counts[part.history.record.id]) for part in parts)
    stands_beside = is_referenced(record, parts[-1].came)
    told = Told(
        right=right,
        count=len(trials),
        repeated=sum(session.count - session.entered for session in history),
        session_count=len(history),
        who=who_answered(record, reader),
        owner=sentence.label_owner(record.data_identity),
        is_own_condition=not record.is_standard,
        has_complete=any(session.is_complete for session in history),
        beside=_beside(entered) if stands_beside else None,
        rate=summed([session.rate for session in history if session.rate]),
    )
    return Pool(
        annotator=record.annotator,
        who=told.who,
        is_simulated=record.is_simulated,
        condition=record.condition,
        fingerprint=record.deck.fingerprint,
        split=record.deck.split,
        data_identity=record.data_identity,
        class_names=record.class_names,
        history=history,
        trials=trials,
        repeated=told.repeated,
        count=len(trials),
        right=right,
        wilson=wilson(right, len(trials)),
        anytime=anytime(right, len(trials)),
        exact=exact(right, len(trials)),
        balanced_accuracy=balanced_accuracy(matrix),
        confusion=matrix,
        classes=per_class(matrix),
        beside=told.beside,
        references=published if stands_beside else (),
        rate=told.rate,
        headline=pool_sentence.headline(told),
        notes=pool_sentence.notes(told, published),
    )


def _distinct(parts: Iterable[_Part]) -> _Entered:
    """Return the first answer in time to each image."""
    every = [(part, trial) for part in parts for trial in part.came.scored]
    every.sort(key=lambda pair: (pair[1].answered_at, pair[0].history.record.id, pair[1].position))
    first: dict[int, tuple[_Part, Trial]] = {}
    for part, trial in every:
        first.setdefault(trial.image_index, (part, trial))
    return tuple(first.values())


def _session(part: _Part, entered: int) -> PoolSession:
    record, scored = part.history.record, part.came.scored
    known = record.rules
    return PoolSession(
        session_id=record.id,
        when=record.started_at,
        title=known.title if known else record.protocol,
        right=sum(trial.is_right for trial in scored),
        count=len(scored),
        entered=entered,
        is_complete=part.is_complete,
        flags=session_flags(record, part.came),
        rate=rate(part.history, part.came),
    )


def _beside(entered: _Entered) -> Beside | None:
    """Return the complete sessions beside the published figure; None without one."""
    settled = [trial for part, trial in entered if part.is_complete]
    if not settled:
        return None
    score = (sum(trial.is_right for trial in settled), len(settled))
    low, high = difference = anytime_difference(score)
    word: Verdict = "higher" if low > 0 else "lower" if high < 0 else "consistent"
    if len(settled) < VERDICT_MINIMUM:
        word = "too few"
    return Beside(compare(*score), difference, word)
