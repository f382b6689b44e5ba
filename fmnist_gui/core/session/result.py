"""Everything that is said about one session, computed once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.outcome import Outcome, Trial, outcome
from fmnist_gui.core.session.record import History, SessionRecord
from fmnist_gui.core.stats import response_time, sentence
from fmnist_gui.core.stats.comparison import Comparison, compare
from fmnist_gui.core.stats.confusion import (
    ClassScore,
    Confusion,
    balanced_accuracy,
    confusion,
    per_class,
)
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.proportion import Interval, exact, wilson
from fmnist_gui.core.stats.quality import Flag, flags
from fmnist_gui.core.stats.references import Reference
from fmnist_gui.core.stats.response_time import Times

REFERENCED = (OFFICIAL, "test")
"""The data set and the split that published results speak about."""


@dataclass(frozen=True)
class Timing:
    """Response times over all timed trials, and over right and wrong first answers apart.

    ``right_s`` and ``wrong_s`` are the times themselves, in seconds and ascending, without
    outliers and the first trials after a break. Summaries are None without a trial.
    """

    all: Times | None
    right: Times | None
    wrong: Times | None
    right_s: tuple[float, ...]
    wrong_s: tuple[float, ...]

    @property
    def kept(self) -> int:
        """How many times enter the figures."""
        return len(self.right_s) + len(self.wrong_s)


@dataclass(frozen=True, eq=False)
class SessionResult:
    """One session in figures and words.

    ``count`` and ``right`` are over scored trials by their first answer; both are 0 for practice,
    whose answers are still counted in ``charted``. Both matrices have shape (C, C), rows the
    file's labels, columns the answers, and are read-only; ``confusion`` holds scored trials only.
    Trials whose image had been seen before are in neither.
    ``comparison`` and ``references`` are empty but for scored sessions on the test images of
    Fashion-MNIST. ``title`` is the protocol's, ``who`` the one who is spoken of, fit to begin a
    sentence; ``headline`` are the first sentences, ``notes`` what stands behind them.
    """

    record: SessionRecord
    outcome: Outcome
    title: str
    who: str
    count: int
    right: int
    right_at_last: int
    wilson: Interval
    exact: Interval
    balanced_accuracy: float | None
    confusion: Confusion
    charted: Confusion
    classes: tuple[ClassScore, ...]
    timing: Timing
    comparison: Comparison | None
    references: tuple[Reference, ...]
    flags: tuple[Flag, ...]
    headline: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_scored(self) -> bool:
        """Whether the session's answers may enter an accuracy."""
        return self.outcome.is_scored

    @property
    def is_complete(self) -> bool:
        """Whether every planned trial has an answer."""
        return self.outcome.state == "complete"

    @property
    def is_sealed(self) -> bool:
        """Whether nothing about right and wrong is shown yet, since the person can still answer.

        The figures are here all the same, for programs that read them.
        """
        return is_sealed(self.record, self.outcome)

    @property
    def accuracy(self) -> float | None:
        """The share of first answers that agree with the file; None without a scored trial."""
        return self.right / self.count if self.count else None

    @property
    def accuracy_at_last(self) -> float | None:
        """The same over the answers that stand after revisions."""
        return self.right_at_last / self.count if self.count else None


def is_sealed(record: SessionRecord, came: Outcome) -> bool:
    """Whether a scored session of a person can be gone on with, so that it must not tell."""
    return came.is_scored and came.may_resume and not record.is_simulated


def session_result(
    history: History, references: Iterable[Reference], *, reader: str | None = None
) -> SessionResult:
    """Return what is said about the session with this `history`.

    `reader` is the name of the annotator who is told "you"; without it everybody is.
    """
    record, came = history.record, outcome(history)
    scored = came.scored
    right = sum(trial.is_right for trial in scored)
    matrix = _matrix(scored, len(record.class_names))
    published = tuple(references)
    # What was published speaks of these images, shown as long as somebody likes.
    is_referenced = (
        (record.data_identity, record.deck.split) == REFERENCED
        and came.is_scored
        and record.is_standard
    )
    comparison = None
    if is_referenced and scored:
        comparison = compare(right, len(scored), is_complete=came.state == "complete")
    protocol, who = record.rules, _who(record, reader)
    return SessionResult(
        record=record,
        outcome=came,
        title=protocol.title if protocol else record.protocol,
        who=who,
        count=len(scored),
        right=right,
        right_at_last=sum(trial.is_right_at_last for trial in scored),
        wilson=wilson(right, len(scored)),
        exact=exact(right, len(scored)),
        balanced_accuracy=balanced_accuracy(matrix),
        confusion=matrix,
        charted=_matrix(came.charted, len(record.class_names)),
        classes=per_class(matrix),
        timing=_timing(came.trials),
        comparison=comparison,
        references=published if is_referenced else (),
        flags=_flags(record, came),
        headline=_headline(record, came, right=right, comparison=comparison, who=who),
        notes=()
        if is_sealed(record, came)
        else _notes(comparison, published, is_complete=came.state == "complete"),
    )


def as_json(result: SessionResult) -> dict[str, object]:
    """Return the figures under their public keys, fit for JSON."""
    names = result.record.class_names
    times = result.timing.all
    return {
        "session": str(result.record.id),
        "annotator": result.record.annotator.name,
        "preset": result.record.protocol,
        "state": result.outcome.state,
        "is_scored": result.is_scored,
        "is_simulated": result.record.is_simulated,
        "answered": result.outcome.answered,
        "planned": result.outcome.planned,
        "n": result.count,
        "correct": result.right,
        "accuracy": result.accuracy,
        "wilson": list(result.wilson),
        "exact": list(result.exact),
        "correct_at_last": result.right_at_last,
        "accuracy_at_last": result.accuracy_at_last,
        "revisions": result.outcome.revisions,
        "balanced_accuracy": result.balanced_accuracy,
        "confusion": result.confusion.tolist(),
        "per_class": [_class_json(score, names[score.number]) for score in result.classes],
        "response_time": times.content()
        if times
        else {"median_s": None, "p10_s": None, "p90_s": None, "n": 0},
        "baseline": result.comparison.content() if result.comparison else None,
        "references": [reference.content() for reference in result.references],
        "flags": [{"key": flag.key, "sentence": flag.sentence} for flag in result.flags],
        "sentences": list(result.headline),
    }


def _class_json(score: ClassScore, name: str) -> dict[str, object]:
    return {
        "class": score.number,
        "name": name,
        "n": score.count,
        "correct": score.right,
        "wilson": list(score.interval),
    }


def _who(record: SessionRecord, reader: str | None) -> str:
    name = record.annotator.name
    told = None if reader in (None, name) else name
    return sentence.subject(told, is_simulated=record.is_simulated)


def _flags(record: SessionRecord, came: Outcome) -> tuple[Flag, ...]:
    checks = came.checks
    return flags(
        [trial.response_s for trial in came.trials],
        [trial.first for trial in came.trials],
        planned=came.planned,
        class_names=record.class_names,
        seen=came.seen,
        checks=(sum(trial.is_right for trial in checks), len(checks)),
        late=sum(trial.late_frames > 0 for trial in came.trials),
        jumped=sum(trial.clock_jumped for trial in came.trials),
        paused=sum(trial.was_paused for trial in came.trials),
        unfocused=sum(trial.lost_focus for trial in came.trials),
    )


def _matrix(trials: Sequence[Trial], class_count: int) -> Confusion:
    matrix = confusion(
        [trial.label for trial in trials],
        [trial.first for trial in trials],
        class_count=class_count,
    )
    matrix.setflags(write=False)
    return matrix


def _timing(trials: Sequence[Trial]) -> Timing:
    seconds = np.array([trial.response_s for trial in trials], dtype=np.float64)
    is_right = np.array([trial.is_right for trial in trials], dtype=np.bool_)
    excluded = np.array([not trial.is_timed for trial in trials], dtype=np.bool_)
    kept = (seconds > 0) & ~excluded & ~response_time.outliers(seconds, excluded=excluded)
    return Timing(
        all=response_time.summary(seconds, excluded=excluded),
        right=response_time.summary(seconds, excluded=excluded, among=is_right),
        wrong=response_time.summary(seconds, excluded=excluded, among=~is_right),
        right_s=tuple(np.sort(seconds[kept & is_right]).tolist()),
        wrong_s=tuple(np.sort(seconds[kept & ~is_right]).tolist()),
    )


def _headline(
    record: SessionRecord,
    came: Outcome,
    *,
    right: int,
    comparison: Comparison | None,
    who: str,
) -> tuple[str, ...]:
    if record.rules is None:
        told = f"{images(came.answered)} answered under rules that this program does not know."
        return (told,)
    if is_sealed(record, came):
        return sentence.sealed(came.answered, came.planned)
    return sentence.headline(
        right,
        len(came.charted),
        seen=came.seen,
        planned=came.planned,
        answered=came.answered,
        who=who,
        data_identity=record.data_identity,
        is_scored=came.is_scored,
        comparison=comparison,
    )


def _notes(
    comparison: Comparison | None, references: Sequence[Reference], *, is_complete: bool
) -> tuple[str, ...]:
    if comparison is None:
        return ()
    # One person is like one person; the majority of three comes after.
    single = (sentence.single(entry) for entry in references if entry.kind == "single")
    # A test looked at before the end finds differences that are not there.
    tests = (
        sentence.difference(comparison),
        sentence.fisher(comparison),
        sentence.binomial(comparison),
    )
    return (
        *single,
        *(tests if is_complete else ()),
        sentence.published(),
        sentence.majority_note(),
        sentence.limit_note(),
    )
