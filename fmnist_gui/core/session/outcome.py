"""What came of a session: one row per answered trial, derived from its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fmnist_gui.core.session.deck import Phase
from fmnist_gui.core.session.record import Answer, Entry, History, Retraction, SessionEvent
from fmnist_gui.core.session.summary import SessionState, session_state
from fmnist_gui.core.stats.confusion import Confusion, confusion


@dataclass(frozen=True)
class Trial:
    """One trial that has been answered; classes are numbers.

    ``first`` is the answer that counts, ``response_s`` its time as measured. ``final`` is the
    answer that stands, None while it is taken back. ``revisions`` counts the answers taken back.
    ``is_timed`` is False for the first trial after a start, a break or a change of screen, which
    leaves the figures of response times; ``was_paused`` and ``lost_focus`` are flags and take
    nothing away.
    ``was_seen`` tells that the image had been met before the first answer, ``was_seen_at_last``
    before the one that stands. For the rest see :class:`Answer`, whose first it is; for the time
    that all machines share, ``answered_at``, too.
    """

    position: int
    image_index: int
    label: int
    first: int
    final: int | None
    response_s: float
    is_timed: bool
    was_paused: bool
    lost_focus: bool
    revisions: int
    was_seen: bool
    was_seen_at_last: bool
    answered_at: datetime
    phase: Phase = "main"
    block: int = 0
    confidence: int | None = None
    second_choice: int | None = None
    late_frames: int = 0
    clock_jumped: bool = False

    @property
    def is_right(self) -> bool:
        """Whether the first answer agrees with the label in the file."""
        return self.first == self.label

    @property
    def is_right_at_last(self) -> bool:
        """Whether the answer that stands agrees with the label in the file.

        One given after the label had been shown revises nothing: the first stands in its place.
        """
        if self.was_seen_at_last and not self.was_seen:
            return self.is_right
        return self.final == self.label


@dataclass(frozen=True)
class Outcome:
    """The answered trials of a session in the order of its deck.

    ``planned`` is the length of the deck, None for a protocol without an end. ``is_scored`` tells
    whether the answers may enter an accuracy: never in practice, never with feedback.
    """

    trials: tuple[Trial, ...]
    planned: int | None
    is_scored: bool
    is_finished: bool

    @property
    def answered(self) -> int:
        """How many trials have been answered."""
        return len(self.trials)

    @property
    def has_all(self) -> bool:
        """Whether every planned trial has had an answer, be it taken back or not."""
        return self.planned is None or self.answered >= self.planned

    @property
    def revisions(self) -> int:
        """How many answers were taken back."""
        return sum(trial.revisions for trial in self.trials)

    @property
    def asked(self) -> tuple[Trial, ...]:
        """The trials that are what the session is about: no attention checks, no repeats."""
        return tuple(t for t in self.trials if t.phase in ("main", "practice"))

    @property
    def scored(self) -> tuple[Trial, ...]:
        """The trials that enter an accuracy: none whose image had been seen before."""
        if not self.is_scored:
            return ()
        return tuple(t for t in self.trials if t.phase == "main" and not t.was_seen)

    @property
    def charted(self) -> tuple[Trial, ...]:
        """The trials that charts count: those scored, or all of a session that is not scored."""
        return self.scored if self.is_scored else self.asked

    @property
    def seen(self) -> int:
        """How many trials are left out of the score since their image had been seen before."""
        if not self.is_scored:
            return 0
        return sum(t.phase == "main" and t.was_seen for t in self.trials)

    @property
    def checks(self) -> tuple[Trial, ...]:
        """The attention checks."""
        return tuple(t for t in self.trials if t.phase == "attention")

    @property
    def repeats(self) -> tuple[tuple[Trial, Trial], ...]:
        """Each repeat with the trial that it repeats."""
        first = {t.image_index: t for t in self.asked}
        pairs = ((first.get(t.image_index), t) for t in self.trials if t.phase == "repeat")
        return tuple((before, again) for before, again in pairs if before is not None)

    @property
    def state(self) -> SessionState:
        """See :func:`fmnist_gui.core.session.summary.session_state`."""
        standing = sum(trial.final is not None for trial in self.trials)
        return session_state(is_finished=self.is_finished, standing=standing, planned=self.planned)

    @property
    def may_resume(self) -> bool:
        """Whether the session can be gone on with."""
        return not self.is_finished


def outcome(history: History) -> Outcome:
    """Return what came of the session with this `history`."""
    record = history.record
    known = record.rules
    is_open_ended = known is not None and known.is_open_ended
    return Outcome(
        trials=_trials(history.entries),
        planned=None if is_open_ended else len(record.deck.indices),
        # Nothing can be claimed by rules that nobody here can read.
        is_scored=known is not None and known.enters_accuracy,
        is_finished=any(
            isinstance(entry, SessionEvent) and entry.kind == "finished"
            for entry in history.entries
        ),
    )


def trial_matrix(trials: Sequence[Trial], class_count: int) -> Confusion:
    """Return the first answers to `trials` by label, shape (C, C), read-only."""
    matrix = confusion(
        [trial.label for trial in trials],
        [trial.first for trial in trials],
        class_count=class_count,
    )
    matrix.setflags(write=False)
    return matrix


def _trials(entries: Iterable[Entry]) -> tuple[Trial, ...]:
    given: dict[int, list[Answer]] = {}
    retracted = set()
    after_break = set()
    is_after_break = True
    for entry in entries:
        if isinstance(entry, Answer):
            given.setdefault(entry.position, []).append(entry)
            if is_after_break:
                after_break.add(entry.id)
            is_after_break = False
        elif isinstance(entry, Retraction):
            retracted.add(entry.answer_id)
        elif entry.kind in ("resumed", "reopened", "screen_changed"):
            is_after_break = True
    return tuple(
        _trial(
            answers,
            final=next((a for a in reversed(answers) if a.id not in retracted), None),
            revisions=sum(a.id in retracted for a in answers),
            is_timed=answers[0].id not in after_break,
        )
        for _, answers in sorted(given.items())
    )


def _trial(answers: list[Answer], *, final: Answer | None, revisions: int, is_timed: bool) -> Trial:
    first = answers[0]
    return Trial(
        position=first.position,
        image_index=first.image_index,
        label=first.label,
        first=first.chosen,
        final=final.chosen if final else None,
        response_s=first.response_s,
        is_timed=is_timed,
        was_paused=first.was_paused,
        lost_focus=first.lost_focus,
        revisions=revisions,
        was_seen=first.was_seen,
        was_seen_at_last=final is not None and final.was_seen,
        answered_at=first.answered_at,
        phase=first.phase,
        block=first.block,
        confidence=first.confidence,
        second_choice=first.second_choice,
        late_frames=first.late_frames,
        clock_jumped=first.clock_jumped,
    )
