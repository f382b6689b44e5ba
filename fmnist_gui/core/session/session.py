"""The state machine of a sitting: what may happen next, and what it leaves behind."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal
from uuid import UUID, uuid4

from fmnist_gui.core.dataset.dataset import Images, Labels, Split
from fmnist_gui.core.session.deck import Phase
from fmnist_gui.core.session.record import (
    CANNOT_TELL,
    Answer,
    Device,
    Entry,
    EventKind,
    Retraction,
    SessionEvent,
    SessionRecord,
)

State = Literal["waiting", "showing", "paused", "finished"]

CLOCK_TOLERANCE_S = 1.0
"""The wall clock may be set by so much during a trial; more is a jump or a suspend."""


@dataclass(frozen=True)
class Choice:
    """What a person said about an image; for the parts see :class:`Answer`.

    ``number`` is that of a class or :data:`CANNOT_TELL`; ``late_frames`` are those of the
    presentation.
    """

    number: int
    confidence: int | None = None
    second: int | None = None
    late_frames: int = 0
    reason: str = ""
    note: str = ""


class Session:
    """One person going through one deck; knows no screen, no clock and no database.

    It is handed what happened (``shown``, ``answer``, ``pause`` ...) with the time, and returns
    the frozen entry to be stored. Built anew from stored entries it stands where it stood.
    ``seen`` are the images of the split that the person has met outside this sitting: answers to
    them are marked. ``images`` are the split's, for their hashes, and ``checks`` the split that
    attention checks are of, if it is another.

    States: *waiting* (the trial's image is not painted yet), *showing*, *paused*, *finished*.
    """

    def __init__(
        self,
        record: SessionRecord,
        labels: Labels,
        *,
        entries: Iterable[Entry] = (),
        seen: Collection[int] = (),
        images: Images | None = None,
        checks: Split | None = None,
        new_id: Callable[[], UUID] = uuid4,
    ) -> None:
        self.record = record
        self._labels = labels
        self._images = images
        self._checks = checks
        self._new_id = new_id
        self._seen = set(seen)
        self._answers: list[Answer] = []
        self._onset: tuple[int, datetime] | None = None
        self._is_paused = False
        self._was_paused = False
        self._lost_focus = False
        self._is_finished = False
        self._may_take_back = False
        for entry in entries:
            self._replay(entry)

    @property
    def state(self) -> State:
        """Where the sitting stands."""
        if self._is_finished:
            return "finished"
        if self._is_paused:
            return "paused"
        return "waiting" if self._onset is None else "showing"

    @property
    def position(self) -> int:
        """The current trial, from 0; the deck's length once all are answered."""
        return len(self._answers)

    @property
    def count(self) -> int:
        """How many trials the deck holds."""
        return len(self.record.deck.indices)

    @property
    def image_index(self) -> int:
        """The current trial's image. Raises IndexError once all are answered."""
        return self.record.deck.indices[self.position]

    @property
    def label(self) -> int:
        """What the file says about the current image; never shown before it is answered."""
        labels = self._checks.labels if self._checks and self.is_of_checks else self._labels
        return int(labels[self.image_index])

    @property
    def phase(self) -> Phase:
        """What the current trial is for."""
        found = self.record.deck.phase(self.position)
        known = self.record.rules
        is_practice = known is not None and not (known.is_scored or known.is_collecting)
        return "practice" if found == "main" and is_practice else found

    @property
    def is_of_checks(self) -> bool:
        """Whether the current image is of another split than the deck's."""
        deck = self.record.deck
        return deck.split_of(self.position) != deck.split

    @property
    def following_image_index(self) -> int | None:
        """The image after the current one, to be made ready; None at the end."""
        ahead = self.position + 1
        return self.record.deck.indices[ahead] if ahead < self.count else None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers that stand, one per answered trial, in trial order."""
        return tuple(self._answers)

    @property
    def may_take_back(self) -> bool:
        """Whether the last answer can be taken back: one step, not in a pause or after the end."""
        return self._may_take_back and self.state in ("waiting", "showing")

    def shown(self, onset_ns: int, shown_at: datetime) -> None:
        """Say that the current image has really been painted; only the first time counts."""
        if self.state == "waiting" and self.position < self.count:
            self._onset = (onset_ns, shown_at)

    def lose_focus(self) -> None:
        """Flag the current trial: the window was not in front all the time."""
        self._lost_focus = True

    def note_seen(self, indices: Iterable[int]) -> None:
        """Say that the person has meanwhile met these images of the split elsewhere.

        Answers given from now on are marked; those given already stay as they are.
        """
        self._seen.update(indices)

    def answer(
        self,
        chosen: int | Choice,
        *,
        response_ns: int,
        answered_at: datetime,
        device: Device,
        key: str,
    ) -> Answer | None:
        """Answer the current trial; None for a key before its image was on the screen.

        `response_ns` and `answered_at` are those of the key of the class, however long the person
        takes to say how sure that is. Raises ValueError for a number that is none of the classes,
        and for "cannot tell" where no labels are collected.
        """
        choice = Choice(chosen) if isinstance(chosen, int) else chosen
        numbers = [] if self._may_be_untold(choice) else [choice.number]
        numbers += [] if choice.second is None else [choice.second]
        for number in numbers:
            if not 0 <= number < len(self.record.class_names):
                raise ValueError(f"class {number} of {len(self.record.class_names)}")
        if self.state != "showing" or self._onset is None or response_ns < self._onset[0]:
            return None
        onset_ns, shown_at = self._onset
        answer = Answer(
            id=self._new_id(),
            session_id=self.record.id,
            position=self.position,
            image_index=self.image_index,
            label=self.label,
            chosen=choice.number,
            onset_ns=onset_ns,
            response_ns=response_ns,
            shown_at=shown_at,
            answered_at=answered_at,
            device=device,
            key=key,
            was_paused=self._was_paused,
            lost_focus=self._lost_focus,
            was_seen=not self.is_of_checks and self.image_index in self._seen,
            phase=self.phase,
            split=self.record.deck.split_of(self.position) if self.is_of_checks else "",
            block=self._block(),
            image_sha256=self._image_sha256(),
            confidence=choice.confidence,
            second_choice=choice.second,
            late_frames=choice.late_frames,
            clock_jumped=_has_jumped(onset_ns, response_ns, shown_at, answered_at),
            reason=choice.reason,
            note=choice.note,
        )
        self._replay(answer)
        return answer

    def take_back(self, at: datetime) -> Retraction | None:
        """Take the last answer back and show its image again; None when that is not allowed."""
        if not self.may_take_back:
            return None
        retraction = Retraction(self._new_id(), self.record.id, self._answers[-1].id, at)
        self._replay(retraction)
        return retraction

    def pause(self, at: datetime) -> SessionEvent | None:
        """Hide the image; the trial is flagged and starts its clock anew on resuming."""
        return None if self.state in ("paused", "finished") else self._event("paused", at)

    def resume(self, at: datetime) -> SessionEvent | None:
        """Go on after a pause."""
        return self._event("resumed", at) if self.state == "paused" else None

    def leave(self, at: datetime) -> SessionEvent | None:
        """Leave the sitting unfinished; it can be opened again."""
        return None if self._is_finished else self._event("left", at)

    def reopen(self, at: datetime) -> SessionEvent | None:
        """Come back to a sitting that was left or cut short."""
        return None if self._is_finished else self._event("reopened", at)

    def time_out(self, at: datetime) -> SessionEvent | None:
        """Say that the clock stopped the current trial, which stays without an answer."""
        return None if self._is_finished else self._event("timed_out", at)

    def change_screen(self, at: datetime) -> SessionEvent | None:
        """Say that the window stands on another screen than before; the trial is flagged."""
        return None if self._is_finished else self._event("screen_changed", at)

    def finish(self, at: datetime) -> SessionEvent | None:
        """End the sitting: at the end of the deck, or wherever a practice is stopped."""
        return None if self._is_finished else self._event("finished", at)

    def _event(self, kind: EventKind, at: datetime) -> SessionEvent:
        event = SessionEvent(self._new_id(), self.record.id, kind, self.position, at)
        self._replay(event)
        return event

    def _replay(self, entry: Entry) -> None:
        if isinstance(entry, Answer):
            self._answers.append(entry)
            self._may_take_back = True
            self._begin_trial(was_paused=False)
        elif isinstance(entry, Retraction):
            self._answers = [a for a in self._answers if a.id != entry.answer_id]
            self._may_take_back = False
            self._begin_trial(was_paused=False)
        elif entry.kind == "finished":
            self._is_finished = True
        elif entry.kind == "screen_changed":
            self._begin_trial(was_paused=True)
        elif entry.kind != "timed_out":
            self._is_paused = entry.kind == "paused"
            self._begin_trial(was_paused=True)

    def _may_be_untold(self, choice: Choice) -> bool:
        known = self.record.rules
        return choice.number == CANNOT_TELL and known is not None and known.is_collecting

    def _block(self) -> int:
        known = self.record.rules
        return self.position // known.break_every if known else 0

    def _image_sha256(self) -> str:
        images = self._checks.images if self._checks and self.is_of_checks else self._images
        return sha256(images[self.image_index].tobytes()).hexdigest() if images is not None else ""

    def _begin_trial(self, *, was_paused: bool) -> None:
        self._onset = None
        self._was_paused = was_paused
        self._lost_focus = False


def _has_jumped(onset_ns: int, response_ns: int, shown_at: datetime, answered_at: datetime) -> bool:
    by_wall_s = (answered_at - shown_at).total_seconds()
    return abs(by_wall_s - (response_ns - onset_ns) / 1e9) > CLOCK_TOLERANCE_S
