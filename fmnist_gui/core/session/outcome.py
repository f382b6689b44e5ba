"""What came of a session: one row per answered trial, derived from its history."""

from collections.abc import Iterable
from dataclasses import dataclass

from fmnist_gui.core.session.protocol import enters_accuracy, planned
from fmnist_gui.core.session.record import Answer, Entry, History, Retraction, SessionEvent
from fmnist_gui.core.session.summary import SessionState, session_state


@dataclass(frozen=True)
class Trial:
    """One trial that has been answered; classes are numbers.

    ``first`` is the answer that counts, ``response_s`` its time as measured. ``final`` is the
    answer that stands, None while it is taken back. ``revisions`` counts the answers taken back.
    ``is_timed`` is False for the first trial after a start or a break, which leaves the figures
    of response times; ``was_paused`` and ``lost_focus`` are flags and take nothing away.
    ``was_seen`` tells that the image had been met before the first answer, ``was_seen_at_last``
    before the one that stands.
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
    def revisions(self) -> int:
        """How many answers were taken back."""
        return sum(trial.revisions for trial in self.trials)

    @property
    def scored(self) -> tuple[Trial, ...]:
        """The trials that enter an accuracy: none whose image had been seen before."""
        return tuple(t for t in self.trials if not t.was_seen) if self.is_scored else ()

    @property
    def charted(self) -> tuple[Trial, ...]:
        """The trials that charts count: those scored, or all of a session that is not scored."""
        return self.scored if self.is_scored else self.trials

    @property
    def seen(self) -> int:
        """How many trials are left out of the score since their image had been seen before."""
        return len(self.trials) - len(self.charted)

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
    return Outcome(
        trials=_trials(history.entries),
        planned=planned(record.protocol, len(record.deck.indices)),
        is_scored=enters_accuracy(record.protocol),
        is_finished=any(
            isinstance(entry, SessionEvent) and entry.kind == "finished"
            for entry in history.entries
        ),
    )


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
        elif entry.kind in ("resumed", "reopened"):
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
    )
