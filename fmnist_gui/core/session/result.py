"""Everything that is said about one session, computed once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fmnist_gui.core.session.doubt import session_flags
from fmnist_gui.core.session.measurement import Measurement, measurement
from fmnist_gui.core.session.outcome import Outcome, Trial, outcome, trial_matrix
from fmnist_gui.core.session.rate import Rate, rate
from fmnist_gui.core.session.record import History, SessionRecord
from fmnist_gui.core.session.scope import (
    check_measures,
    is_referenced,
    is_sealed,
    population,
    who_answered,
)
from fmnist_gui.core.session.timing import Timing, timing
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.class_test import ClassTest
from fmnist_gui.core.stats.comparison import Comparison, compare
from fmnist_gui.core.stats.confusion import (
    ClassScore,
    Confusion,
    balanced_accuracy,
    per_class,
)
from fmnist_gui.core.stats.interval_list import TitledInterval, intervals
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.proportion import Interval, anytime, exact, wilson
from fmnist_gui.core.stats.quality import Flag
from fmnist_gui.core.stats.references import Reference


@dataclass(frozen=True, eq=False)
class SessionResult:
    """One session in figures and words.

    ``count`` and ``right`` are over scored trials by their first answer; both are 0 for practice,
    whose answers are still counted in ``charted``. Both matrices have shape (C, C), rows the
    file's labels, columns the answers, and are read-only; ``confusion`` holds scored trials only.
    Trials whose image had been seen before are in neither, nor in ``timing``. ``population`` is
    how many images the scored ones were drawn from by chance, None where that is not known.
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
    anytime: Interval
    exact: Interval
    population: int | None
    balanced_accuracy: float | None
    confusion: Confusion
    charted: Confusion
    classes: tuple[ClassScore, ...]
    timing: Timing
    measurement: Measurement
    rate: Rate | None
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
    def class_names(self) -> tuple[str, ...]:
        """The words on the buttons."""
        return self.record.class_names

    @property
    def class_tests(self) -> tuple[ClassTest, ...]:
        """Each class against the others; none before the planned number of images."""
        return self.measurement.class_tests if self.is_complete else ()

    @property
    def trials(self) -> tuple[Trial, ...]:
        """The scored trials that may be told about: none while the session is sealed."""
        return () if self.is_sealed else self.outcome.scored

    @property
    def interval(self) -> Interval:
        """The interval that is told: before the end one that allows for looking and stopping."""
        return self.wilson if self.outcome.has_all else self.anytime

    @property
    def intervals(self) -> tuple[TitledInterval, ...]:
        """Every interval that the score may be told with; none while nothing is told."""
        if self.is_sealed:
            return ()
        return intervals(
            self.right, self.count, population=self.population, has_all=self.outcome.has_all
        )

    @property
    def accuracy(self) -> float | None:
        """The share of first answers that agree with the file; None without a scored trial."""
        return self.right / self.count if self.count else None

    @property
    def accuracy_at_last(self) -> float | None:
        """The same over the answers that stand after revisions."""
        return self.right_at_last / self.count if self.count else None


def session_result(
    history: History, references: Iterable[Reference], *, reader: str | None = None
) -> SessionResult:
    """Return what is said about the session with this `history`.

    `reader` is the name of the annotator who is told "you"; without it everybody is. Raises
    RequestError for one that measures nobody, see
    :func:`fmnist_gui.core.session.scope.check_measures`.
    """
    check_measures(history.record)
    record, came = history.record, outcome(history)
    scored = came.scored
    right = sum(trial.is_right for trial in scored)
    matrix = trial_matrix(scored, len(record.class_names))
    published = tuple(references)
    stands_beside = is_referenced(record, came)
    comparison = None
    if stands_beside and scored:
        comparison = compare(right, len(scored), is_complete=came.state == "complete")
    protocol, who, minute = record.rules, who_answered(record, reader), rate(history, came)
    return SessionResult(
        record=record,
        outcome=came,
        title=protocol.title if protocol else record.protocol,
        who=who,
        count=len(scored),
        right=right,
        right_at_last=sum(trial.is_right_at_last for trial in scored),
        wilson=wilson(right, len(scored)),
        anytime=anytime(right, len(scored)),
        exact=exact(right, len(scored)),
        population=population(record, came),
        balanced_accuracy=balanced_accuracy(matrix),
        confusion=matrix,
        charted=trial_matrix(came.charted, len(record.class_names)),
        classes=per_class(matrix),
        timing=timing(came.charted),
        measurement=measurement(record, came, matrix),
        rate=minute,
        comparison=comparison,
        references=published if stands_beside else (),
        flags=session_flags(record, came),
        headline=_headline(
            record, came, right=right, comparison=comparison, who=who, minute=minute
        ),
        notes=_notes(record, came, comparison, references=published),
    )


def _headline(
    record: SessionRecord,
    came: Outcome,
    *,
    right: int,
    comparison: Comparison | None,
    who: str,
    minute: Rate | None,
) -> tuple[str, ...]:
    if record.rules is None:
        told = f"{images(came.answered)} answered under rules that this program does not know."
        return (told,)
    if is_sealed(record, came):
        return sentence.sealed(came.answered, came.planned)
    # Against the clock the rate is what a session is about.
    first = () if minute is None else (minute.sentence(who),)
    return first + sentence.headline(
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
    record: SessionRecord,
    came: Outcome,
    comparison: Comparison | None,
    *,
    references: Sequence[Reference],
) -> tuple[str, ...]:
    if is_sealed(record, came):
        return ()
    if comparison is None:
        is_of_its_own = came.is_scored and not record.is_standard
        return (sentence.own_condition(),) if is_of_its_own else ()
    # A test looked at before the end finds differences that are not there, and a session that
    # was planned too short for a verdict is told by its interval alone.
    is_tested = came.state == "complete" and bool(record.rules and record.rules.gives_verdict)
    tests = (
        sentence.difference(comparison),
        sentence.fisher(comparison),
        sentence.binomial(comparison),
    )
    return (
        # One person is like one person; the majority of three comes after.
        *_beside_one(comparison, references, is_tested=is_tested),
        *(tests if is_tested else ()),
        sentence.published(),
        sentence.majority_note(),
        sentence.limit_note(),
    )


def _beside_one(
    comparison: Comparison, references: Sequence[Reference], *, is_tested: bool
) -> Iterator[str]:
    score = (comparison.right, comparison.count)
    for entry in references:
        if entry.kind != "single":
            continue
        yield sentence.single(entry)
        if is_tested and (told := sentence.single_difference(score, entry)):
            yield told
