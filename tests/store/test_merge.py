"""Sessions from other machines are taken in by their ids: once, in any order, whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import assume, given, settings
from sqlalchemy import select

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.session.record import Annotator, Answer, History, Retraction
from fmnist_gui.store.entry_row import keep_entry
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.merge import Merged
from fmnist_gui.store.schema import ANSWER
from tests.core.session.any_session import FINGERPRINT, NOW, forks, histories
from tests.core.session.example import Sitting, played
from tests.store import sample
from tests.store.conftest import Place


@contextmanager
def fresh(place: Place) -> Iterator[LabelStore]:
    with sample.opened(place()) as database:
        yield LabelStore(database)


def after(place: Place, *merges: Sequence[History]) -> dict[str, Any]:
    """Return all that a database can tell of sessions after these merges."""
    with fresh(place) as store:
        for histories in merges:
            store.merge(histories)
        return told(store)


def told(store: LabelStore) -> dict[str, Any]:
    lines = sorted(store.sessions(), key=lambda line: line.id)
    with store.database.reading() as connection:
        rows = connection.execute(select(ANSWER.c.id, ANSWER.c.revision)).all()
    given = store.given_answers(FINGERPRINT)
    return {
        "sessions": lines,
        "histories": [store.history(line.id) for line in lines],
        "annotators": set(store.annotators()),
        "revisions": {row.id: row.revision for row in rows},
        "given": sorted(
            zip(
                (given.sessions[number] for number in given.session.tolist()),
                given.image_index.tolist(),
                given.chosen.tolist(),
                given.current.tolist(),
                strict=True,
            )
        ),
    }


def unfinished() -> History:
    """Return a session of which one trial is left, with a step back."""
    sitting = Sitting([0, 1, 2])
    sitting.answer(0)
    sitting.answer(5)
    sitting.do("take_back")
    sitting.answer(1)
    return sitting.history()


@settings(max_examples=12)
@given(a=histories(), b=histories())
def test_sessions_come_in_any_order_and_twice_is_as_once(
    place: Place, a: History, b: History
) -> None:
    assume(a.record.id != b.record.id)
    there = after(place, [a], [b])
    assert [h.entries for h in there["histories"]] == [
        h.entries for h in sorted((a, b), key=lambda h: h.record.id)
    ]
    assert after(place, [b], [a]) == there
    assert after(place, [a, b]) == there
    assert after(place, [a, b], [b], [a, b]) == there


@settings(max_examples=15)
@given(pair=forks())
def test_a_session_that_went_on_at_two_places_is_one_in_any_order(
    place: Place, pair: tuple[History, ...]
) -> None:
    a, b = pair
    there = after(place, [a], [b])
    assert after(place, [b], [a]) == there
    assert after(place, [b, a, b]) == there
    for number, answers in _by_trial(there["histories"][0]):
        revisions = [there["revisions"][answer.id] for answer in answers]
        assert revisions == list(range(len(answers))), number


def _by_trial(history: History) -> list[tuple[int, list[Answer]]]:
    answers = [entry for entry in history.entries if isinstance(entry, Answer)]
    positions = {answer.position for answer in answers}
    return [(p, [a for a in answers if a.position == p]) for p in sorted(positions)]


@given(history=histories())
@settings(max_examples=15)
def test_what_was_merged_is_what_was_given(place: Place, history: History) -> None:
    with fresh(place) as store:
        done = store.merge([history])
        assert store.history(history.record.id) == history
    answers = sum(isinstance(entry, Answer) for entry in history.entries)
    expected = Merged(len(history.entries), answers=answers, sessions=(history.record.id,))
    assert done == expected


def fork() -> tuple[History, History]:
    """Return a session that went on early at one place, and late with a step back at another."""
    early, late = Sitting([0, 1, 2]), Sitting([0, 1, 2])
    for sitting in (early, late):
        sitting.answer(0)
    early.answer(1)
    late.answer(5, 60.0)
    late.do("take_back")
    late.answer(6)
    late.answer(2)
    record, first = early.session.record, early.history().entries[0]
    tail = (replace(entry, session_id=record.id) for entry in late.history().entries[1:])
    return early.history(), History(record, (first, *tail))


@pytest.mark.parametrize("is_late_first", [False, True])
def test_the_answer_that_came_first_counts_wherever_it_was_given(
    store: LabelStore, is_late_first: bool
) -> None:
    early, late = fork()
    store.merge([late, early] if is_late_first else [early, late])
    kept = store.history(early.record.id)
    assert kept.entries == (*early.entries, *late.entries[1:])
    answers = _by_trial(kept)[1][1]
    assert [answer.chosen for answer in answers] == [1, 5, 6]
    revisions = told(store)["revisions"]
    assert [revisions[answer.id] for answer in answers] == [0, 1, 2]
    (line,) = store.sessions()
    assert (line.n, line.correct) == (3, 3)


def test_what_is_there_already_is_counted(store: LabelStore) -> None:
    history = unfinished()
    assert store.merge([history]) == Merged(4, 0, 0, answers=3, sessions=(history.record.id,))
    assert store.merge([history]) == Merged(0, 4, 0)
    assert store.merge([history, history]) == Merged(0, 8, 0)


def test_a_session_grows(store: LabelStore) -> None:
    whole = unfinished()
    part = History(whole.record, whole.entries[:2])
    store.merge([part])
    assert store.merge([whole]) == Merged(2, 2, 0, answers=1, grown=(whole.record.id,))
    assert store.history(whole.record.id) == whole
    # The part that came first says nothing new, and takes nothing away.
    assert store.merge([part]) == Merged(0, 2, 0)
    assert store.history(whole.record.id) == whole


def test_a_session_played_here_is_known_again(store: LabelStore) -> None:
    history = unfinished()
    store.begin(history.record)
    store.append(*history.entries)
    assert store.merge([history]) == Merged(0, 4, 0)


def test_a_session_without_entries_is_there_too(store: LabelStore) -> None:
    history = History(unfinished().record, ())
    assert store.merge([history]) == Merged(sessions=(history.record.id,))
    assert [line.id for line in store.sessions()] == [history.record.id]


def test_two_people_of_one_name_stay_two(store: LabelStore) -> None:
    mine = store.annotator("Anna")
    history = played(8, 10, name="Anna")
    assert history.record.annotator.id != mine.id
    store.merge([history])
    assert store.annotators() == (mine, history.record.annotator)
    assert store.history(history.record.id).record.annotator == history.record.annotator
    assert store.annotator("Anna") == mine


def test_who_sits_here_is_not_taken_for_somebody_who_came_before(store: LabelStore) -> None:
    history = played(8, 10, name="Me")
    store.merge([history], here="Me")
    mine = store.annotator("Me")
    assert mine != history.record.annotator
    assert store.answered(mine, history.record.deck.fingerprint) == frozenset()
    store.merge([history], here="Me")
    assert store.annotators() == (mine, history.record.annotator)


def test_a_simulated_session_stays_one(store: LabelStore) -> None:
    store.merge([played(8, 10, is_simulated=True)])
    (line,) = store.sessions()
    assert line.is_simulated


def test_the_same_entry_with_another_content_is_a_conflict_and_changes_nothing(
    store: LabelStore,
) -> None:
    history = unfinished()
    store.merge([history])
    first = history.entries[0]
    assert isinstance(first, Answer)
    forged = History(history.record, (replace(first, chosen=7), *history.entries[1:]))
    assert store.merge([forged]) == Merged(0, 3, 1)
    assert store.history(history.record.id) == history


@pytest.mark.parametrize("change", [{"protocol": "solo-200"}, {"app_version": "9"}])
def test_the_same_session_with_another_header_is_a_conflict(
    store: LabelStore, change: dict[str, Any]
) -> None:
    history = unfinished()
    store.merge([history])
    forged = History(replace(history.record, **change), history.entries)
    refused = (history.record.id,)
    assert store.merge([forged]) == Merged(conflicts=4, refused=refused)
    assert store.merge([History(forged.record, ())]) == Merged(conflicts=1, refused=refused)
    assert store.history(history.record.id) == history


def test_the_same_person_under_another_name_is_a_conflict(store: LabelStore) -> None:
    history = unfinished()
    renamed = replace(
        history.record, id=uuid4(), annotator=Annotator(history.record.annotator.id, "Eve")
    )
    store.merge([history])
    assert store.merge([History(renamed, ())]) == Merged(conflicts=1, refused=(renamed.id,))
    assert [line.id for line in store.sessions()] == [history.record.id]


def test_an_entry_of_another_session_is_a_conflict(store: LabelStore) -> None:
    history = unfinished()
    store.merge([history])
    other = replace(history.record, id=uuid4())
    moved = tuple(replace(entry, session_id=other.id) for entry in history.entries)
    # Neither the answers nor what takes one of them back can be in two sessions.
    assert store.merge([History(other, moved)]) == Merged(conflicts=4, sessions=(other.id,))
    assert store.history(history.record.id) == history
    assert store.history(other.id).entries == ()
    stray = Retraction(uuid4(), other.id, moved[0].id, NOW)
    assert store.merge([History(other, (stray,))]) == Merged(conflicts=1)
    assert store.history(history.record.id) == history


def test_all_are_taken_in_or_none(store: LabelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(100))

    def fail_late(*given: Any) -> bool:
        if next(calls) == 6:
            raise OSError(28, "No space left on device")
        return keep_entry(*given)

    monkeypatch.setattr("fmnist_gui.store.merge.keep_entry", fail_late)
    before = told(store)
    with pytest.raises(StoreError):
        store.merge([unfinished(), unfinished()])
    assert told(store) == before
    monkeypatch.undo()
    assert store.merge([unfinished(), unfinished()]).added == 8


def test_a_thousand_answers_are_taken_in_soon(store: LabelStore) -> None:
    history = played(810, 1000)
    assert store.merge([history]).answers == 1000
    assert store.merge([history]) == Merged(0, 1001, 0)
