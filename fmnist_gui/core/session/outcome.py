"""What came of a session: one row per answered trial, derived from its history."""

from collections.abc import Iterable
from dataclasses import dataclass

from fmnist_gui.core.session.protocol import PRESETS, Protocol
from fmnist_gui.core.session.record import Answer, Entry, History, Retraction, SessionEvent
from fmnist_gui.core.session.summary import SessionState


@dataclass(frozen=True)
class Trial:
    """One trial that has been answered; classes are numbers.

    ``first`` is the answer that counts, ``response_s`` its time as measured. ``final`` is the
    answer that stands, None while it is taken back. ``revisions`` counts the answers taken back.
    ``is_timed`` is False for the first trial after a start or a break, which leaves the figures
    of response times; ``was_paused`` and ``lost_focus`` are flags and take nothing away.
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

    @property
    def is_right(self) -> bool:
        """Whether the first answer agrees with the label in the file."""
        return self.first == self.label

    @property
    def is_right_at_last(self) -> bool:
        """Whether the answer that stands agrees with the label in the file."""
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
        """The trials that enter an accuracy."""
        return self.trials if self.is_scored else ()

    @property
    def state(self) -> SessionState:
        """Complete once finished with every planned trial answered; without a plan, finished."""
        standing = sum(trial.final is not None for trial in self.trials)
        has_all = self.planned is None or standing >= self.planned
        return "complete" if self.is_finished and has_all else "incomplete"

    @property
    def may_resume(self) -> bool:
        """Whether the session can be gone on with."""
        return not self.is_finished


def rules(key: str) -> Protocol | None:
    """Return the protocol called `key`, None when this program does not know it."""
    return next((protocol for protocol in PRESETS if protocol.key == key), None)


def outcome(history: History) -> Outcome:
    """Return what came of the session with this `history`.

    A protocol that this program does not know is not scored: nothing can be claimed by rules
    that nobody here can read.
    """
    protocol = rules(history.record.protocol)
    is_endless = protocol is not None and protocol.count is None
    return Outcome(
        trials=_trials(history.entries),
        planned=None if is_endless else len(history.record.deck.indices),
        is_scored=protocol is not None and protocol.is_scored and not protocol.has_feedback,
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
            final=next((a.chosen for a in reversed(answers) if a.id not in retracted), None),
            revisions=sum(a.id in retracted for a in answers),
            is_timed=answers[0].id not in after_break,
        )
        for _, answers in sorted(given.items())
    )


def _trial(answers: list[Answer], *, final: int | None, revisions: int, is_timed: bool) -> Trial:
    first = answers[0]
    return Trial(
        position=first.position,
        image_index=first.image_index,
        label=first.label,
        first=first.chosen,
        final=final,
        response_s=first.response_s,
        is_timed=is_timed,
        was_paused=first.was_paused,
        lost_focus=first.lost_focus,
        revisions=revisions,
    )
