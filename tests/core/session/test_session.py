"""The state machine of a sitting, against a model of it and step by step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import (
    Annotator,
    Answer,
    Entry,
    EventKind,
    Retraction,
    SessionEvent,
    SessionRecord,
)
from fmnist_gui.core.session.session import Session

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
LABELS = np.arange(40, dtype=np.uint8) % 10
INDICES = (17, 3, 38, 24, 5, 11)


def record(indices: tuple[int, ...] = INDICES, *, classes: int = 10) -> SessionRecord:
    return SessionRecord(
        id=UUID(int=1),
        annotator=Annotator(UUID(int=2), "Me"),
        deck=Deck("quick-20", "test", "f" * 64, 7, indices, "2.0.0"),
        protocol="quick-20",
        class_names=tuple(f"class {number}" for number in range(classes)),
        data_identity=None,
        started_at=NOW,
        app_version="0.1",
    )


def session(indices: tuple[int, ...] = INDICES) -> Session:
    return Session(record(indices), LABELS)


def say(sitting: Session, chosen: int = 0, *, at_ns: int = 1000) -> Answer | None:
    """Answer what is on the screen, or not."""
    return sitting.answer(chosen, response_ns=at_ns, answered_at=NOW, device="key", key="0")


def answered(sitting: Session, chosen: int = 0) -> Answer:
    """Paint the image and answer it."""
    sitting.shown(500, NOW)
    answer = say(sitting, chosen)
    assert answer is not None
    return answer


class SittingMachine(RuleBasedStateMachine):
    """Any order of keys, pauses and crashes, beside a model that is simpler than the session."""

    @initialize(count=st.integers(1, len(INDICES)))
    def begin(self, count: int) -> None:
        self.record = record(INDICES[:count])
        self.session = Session(self.record, LABELS)
        self.entries: list[Entry] = []
        self.kept: tuple[Entry, ...] = ()
        self.now_ns = 0
        self.standing: list[int] = []
        self.onset_ns: int | None = None
        self.is_paused = self.is_finished = self.may_take_back = False
        self.had_pause = self.lost_focus = False

    def tick(self) -> datetime:
        self.now_ns += 1_000_000
        return NOW + timedelta(microseconds=self.now_ns / 1000)

    def keep(self, entry: Entry | None, *, when: bool) -> None:
        """Expect an entry just when the rules allow it, and keep it."""
        assert (entry is not None) == when
        if entry is not None:
            assert entry.session_id == self.record.id
            self.entries.append(entry)

    def begin_trial(self, *, had_pause: bool) -> None:
        self.onset_ns = None
        self.had_pause = had_pause
        self.lost_focus = False

    @rule()
    def paint(self) -> None:
        at = self.tick()
        self.session.shown(self.now_ns, at)
        is_open = not self.is_paused and not self.is_finished
        if is_open and self.onset_ns is None and len(self.standing) < self.session.count:
            self.onset_ns = self.now_ns

    @rule(chosen=st.integers(0, 9), is_late=st.booleans())
    def press(self, chosen: int, is_late: bool) -> None:
        at = self.tick()
        # A key that waited in the queue bears a time from before the image was painted.
        pressed_ns = self.now_ns if is_late else (self.onset_ns or self.now_ns) - 1
        position = len(self.standing)
        answer = self.session.answer(
            chosen, response_ns=pressed_ns, answered_at=at, device="key", key=str(chosen)
        )
        self.keep(answer, when=self.onset_ns is not None and is_late)
        if answer is not None:
            assert self.onset_ns is not None
            assert answer.position == position
            assert answer.image_index == self.record.deck.indices[position]
            assert answer.label == LABELS[answer.image_index]
            assert (answer.chosen, answer.onset_ns) == (chosen, self.onset_ns)
            assert answer.response_s == (pressed_ns - self.onset_ns) / 1e9
            assert answer.was_paused == self.had_pause
            assert answer.lost_focus == self.lost_focus
            self.standing.append(chosen)
            self.may_take_back = True
            self.begin_trial(had_pause=False)

    @rule()
    def lose_focus(self) -> None:
        self.session.lose_focus()
        self.lost_focus = True

    @rule()
    def take_back(self) -> None:
        is_allowed = self.may_take_back and not self.is_paused and not self.is_finished
        assert self.session.may_take_back == is_allowed
        last = self.session.answers[-1] if self.session.answers else None
        retraction = self.session.take_back(self.tick())
        self.keep(retraction, when=is_allowed)
        if retraction is not None:
            assert last is not None
            assert retraction.answer_id == last.id
            self.standing.pop()
            self.may_take_back = False
            self.begin_trial(had_pause=False)

    def happen(self, entry: SessionEvent | None, kind: EventKind, *, when: bool) -> None:
        self.keep(entry, when=when)
        if entry is None:
            return
        assert (entry.kind, entry.position) == (kind, len(self.standing))
        if kind == "finished":
            self.is_finished = True
        elif kind == "screen_changed":
            self.begin_trial(had_pause=True)
        elif kind != "timed_out":
            self.is_paused = kind == "paused"
            self.begin_trial(had_pause=True)

    @rule()
    def pause(self) -> None:
        is_allowed = not self.is_paused and not self.is_finished
        self.happen(self.session.pause(self.tick()), "paused", when=is_allowed)

    @rule()
    def resume(self) -> None:
        is_allowed = self.is_paused and not self.is_finished
        self.happen(self.session.resume(self.tick()), "resumed", when=is_allowed)

    @rule()
    def leave(self) -> None:
        self.happen(self.session.leave(self.tick()), "left", when=not self.is_finished)

    @rule()
    def time_out(self) -> None:
        self.happen(self.session.time_out(self.tick()), "timed_out", when=not self.is_finished)

    @rule()
    def change_screen(self) -> None:
        event = self.session.change_screen(self.tick())
        self.happen(event, "screen_changed", when=not self.is_finished)

    @rule()
    def crash_and_reopen(self) -> None:
        self.session = Session(self.record, LABELS, entries=tuple(self.entries))
        self.begin_trial(had_pause=self.had_pause)
        self.happen(self.session.reopen(self.tick()), "reopened", when=not self.is_finished)

    @precondition(lambda self: len(self.standing) > 1)
    @rule()
    def finish(self) -> None:
        self.happen(self.session.finish(self.tick()), "finished", when=not self.is_finished)

    @invariant()
    def it_stands_where_the_model_stands(self) -> None:
        assert [answer.chosen for answer in self.session.answers] == self.standing
        assert self.session.position == len(self.standing)
        if self.is_finished:
            assert self.session.state == "finished"
        elif self.is_paused:
            assert self.session.state == "paused"
        else:
            assert self.session.state == ("waiting" if self.onset_ns is None else "showing")

    @invariant()
    def built_anew_it_stands_at_the_same_place(self) -> None:
        anew = Session(self.record, LABELS, entries=tuple(self.entries))
        assert anew.answers == self.session.answers
        assert anew.position == self.session.position
        assert anew.may_take_back == self.session.may_take_back
        # What is on the screen is not stored.
        shown = "waiting" if self.session.state == "showing" else self.session.state
        assert anew.state == shown

    @invariant()
    def nothing_ever_leaves_the_entries(self) -> None:
        assert tuple(self.entries[: len(self.kept)]) == self.kept
        self.kept = tuple(self.entries)
        assert len({entry.id for entry in self.entries}) == len(self.entries)
        given = [entry for entry in self.entries if isinstance(entry, Answer)]
        taken = [entry.answer_id for entry in self.entries if isinstance(entry, Retraction)]
        assert len(set(taken)) == len(taken)
        assert [a for a in given if a.id not in taken] == list(self.session.answers)

    @invariant()
    def no_two_steps_back_follow_each_other(self) -> None:
        steps = [entry for entry in self.entries if not isinstance(entry, SessionEvent)]
        for step, following in pairwise(steps):
            assert isinstance(step, Answer) or isinstance(following, Answer)


SittingMachine.TestCase.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
TestSittingMachine = SittingMachine.TestCase


def test_an_answer_needs_a_painted_image() -> None:
    sitting = session()
    assert say(sitting) is None
    assert sitting.position == 0
    sitting.shown(500, NOW)
    assert say(sitting) is not None


def test_a_key_from_before_the_image_was_painted_is_no_answer() -> None:
    sitting = session()
    sitting.shown(500, NOW)
    assert say(sitting, at_ns=499) is None
    assert sitting.state == "showing"
    answer = say(sitting, at_ns=500)
    assert answer is not None
    assert answer.response_s == 0


def test_only_the_first_painting_starts_the_clock() -> None:
    sitting = session()
    sitting.shown(500, NOW)
    sitting.shown(900, NOW + timedelta(seconds=1))
    answer = say(sitting, at_ns=2_000_000_500)
    assert answer is not None
    assert (answer.onset_ns, answer.shown_at, answer.response_s) == (500, NOW, 2.0)


def test_one_key_answers_one_image() -> None:
    sitting = session()
    answered(sitting)
    assert say(sitting) is None
    assert sitting.position == 1


def test_nothing_can_be_painted_or_answered_behind_the_last_image() -> None:
    sitting = session(INDICES[:1])
    answered(sitting)
    sitting.shown(900, NOW)
    assert sitting.state == "waiting"
    assert say(sitting) is None
    assert sitting.following_image_index is None


@pytest.mark.parametrize("chosen", [-1, 10, 255])
def test_what_is_no_class_is_never_kept(chosen: int) -> None:
    sitting = session()
    sitting.shown(500, NOW)
    with pytest.raises(ValueError, match=f"class {chosen}"):
        say(sitting, chosen)
    assert sitting.answers == ()


def test_one_step_back_and_not_two() -> None:
    sitting = session()
    first, second = answered(sitting, 1), answered(sitting, 2)
    retraction = sitting.take_back(NOW)
    assert retraction is not None
    assert retraction.answer_id == second.id
    assert not sitting.may_take_back
    assert sitting.take_back(NOW) is None
    assert sitting.answers == (first,)
    assert sitting.image_index == INDICES[1]


def test_after_a_new_answer_a_step_back_is_allowed_again() -> None:
    sitting = session()
    answered(sitting)
    sitting.take_back(NOW)
    revised = answered(sitting, 4)
    assert sitting.may_take_back
    retraction = sitting.take_back(NOW)
    assert retraction is not None
    assert retraction.answer_id == revised.id


def test_in_a_pause_nothing_can_be_answered_or_taken_back() -> None:
    sitting = session()
    answered(sitting)
    sitting.shown(2000, NOW)
    sitting.pause(NOW)
    sitting.shown(3000, NOW)
    assert say(sitting, at_ns=4000) is None
    assert sitting.take_back(NOW) is None
    sitting.resume(NOW)
    assert sitting.may_take_back


def test_a_pause_starts_the_clock_of_the_trial_anew_and_flags_it() -> None:
    sitting = session()
    sitting.shown(500, NOW)
    sitting.pause(NOW)
    assert say(sitting) is None
    sitting.resume(NOW)
    sitting.shown(7_000, NOW)
    answer = say(sitting, at_ns=8_000)
    assert answer is not None
    assert answer.onset_ns == 7_000
    assert answer.was_paused
    assert not answered(sitting).was_paused


def test_a_lost_focus_flags_its_own_trial_only() -> None:
    sitting = session()
    sitting.shown(500, NOW)
    sitting.lose_focus()
    flagged = say(sitting)
    assert flagged is not None
    assert flagged.lost_focus
    assert not answered(sitting).lost_focus


def test_a_reopened_sitting_flags_its_first_trial() -> None:
    sitting = session()
    entries = [answered(sitting), sitting.leave(NOW)]
    again = Session(sitting.record, LABELS, entries=[e for e in entries if e is not None])
    again.reopen(NOW)
    assert again.state == "waiting"
    assert answered(again).was_paused
    assert not answered(again).was_paused


@pytest.mark.parametrize(
    "verb",
    [
        "pause",
        "resume",
        "leave",
        "reopen",
        "time_out",
        "change_screen",
        "finish",
        "take_back",
    ],
)
def test_nothing_happens_after_the_end(verb: str) -> None:
    sitting = session()
    answered(sitting)
    assert sitting.finish(NOW) is not None
    act: Callable[[datetime], Entry | None] = getattr(sitting, verb)
    assert act(NOW) is None
    sitting.shown(900, NOW)
    assert say(sitting) is None
    assert (sitting.state, sitting.position) == ("finished", 1)


def test_each_entry_gets_an_id_of_its_own() -> None:
    ids = iter([UUID(int=10), UUID(int=11), UUID(int=12)])
    sitting = Session(record(), LABELS, new_id=lambda: next(ids))
    kept = [answered(sitting), sitting.take_back(NOW), sitting.leave(NOW)]
    assert [entry.id.int for entry in kept if entry] == [10, 11, 12]


def test_the_label_is_the_files_and_not_the_answers() -> None:
    sitting = session()
    assert sitting.label == LABELS[INDICES[0]] == 7
    right, wrong = answered(sitting, 7), answered(sitting, 9)
    assert (right.is_right, wrong.is_right) == (True, False)
    assert wrong.label == LABELS[INDICES[1]]


def test_an_answer_cannot_be_altered() -> None:
    answer = answered(session())
    with pytest.raises(AttributeError):
        answer.chosen = 3  # type: ignore[misc]
    assert replace(answer, chosen=3) != answer


def test_an_image_met_before_is_marked_and_no_other() -> None:
    sitting = Session(record(), LABELS, seen={INDICES[1], 39})
    assert [answered(sitting).was_seen for _ in range(3)] == [False, True, False]


def test_what_was_met_in_a_pause_marks_the_answers_that_follow() -> None:
    sitting = session()
    before = answered(sitting)
    sitting.pause(NOW)
    sitting.note_seen([INDICES[0], INDICES[1]])
    sitting.resume(NOW)
    assert [answered(sitting).was_seen for _ in range(2)] == [True, False]
    assert not before.was_seen
    assert not sitting.answers[0].was_seen


def test_a_sitting_built_anew_keeps_the_marks_that_were_stored() -> None:
    first = Session(record(), LABELS, seen={INDICES[0]})
    given = answered(first)
    again = Session(record(), LABELS, entries=[given], seen={INDICES[1]})
    assert [again.answers[0].was_seen, answered(again).was_seen] == [True, True]
