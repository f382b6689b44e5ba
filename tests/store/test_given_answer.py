from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import UUID, uuid4

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.core.session.record import Annotator, Answer, Presentation, SessionRecord
from fmnist_gui.core.session.scope import is_sealed
from fmnist_gui.core.table.given_answers import TAKEN_BACK
from fmnist_gui.store.label_store import LabelStore
from tests.core.session.example import Sitting
from tests.store.sample import ANNA, FINGERPRINT, NOW, answer, deck, event, record, retraction

BEN = Annotator(uuid4(), "Ben")


def _finish(
    store: LabelStore, header: SessionRecord, *entries: Answer, is_finished: bool = True
) -> None:
    store.begin(header)
    store.append(*entries)
    if is_finished:
        store.append(event(header, "finished", len(entries)))


def test_every_trial_is_a_row_with_its_particulars(store: LabelStore) -> None:
    one, two = record(), record(BEN, protocol="practice")
    early = replace(answer(two, 0, 2), answered_at=NOW - timedelta(hours=1), was_seen=True)
    _finish(store, one, answer(one, 0, 2), answer(one, 1))
    _finish(store, two, early)

    found = store.given_answers(FINGERPRINT)

    assert len(found) == 3
    assert found.image_index.tolist() == [5, 5, 3]
    assert found.chosen.tolist() == [2, 2, 1]
    assert found.current.tolist() == [2, 2, 1]
    assert found.label.tolist() == [1, 1, 1]
    assert found.response_s.tolist() == pytest.approx([0.8, 0.8, 0.8])
    assert [found.annotators[n] for n in found.annotator] == ["Ben", "Anna", "Anna"]
    assert [found.people[n] for n in found.annotator] == [BEN.id, ANNA.id, ANNA.id]
    assert [found.sessions[n] for n in found.session] == [two.id, one.id, one.id]
    assert found.is_scored.tolist() == [False, True, True]
    assert found.was_seen.tolist() == [True, False, False]
    assert not found.is_simulated.any()
    assert found.are_by(BEN.id).tolist() == [True, False, False]
    assert not found.are_by(None).any()


def test_only_images_shown_as_usual_are_under_the_standard_condition(store: LabelStore) -> None:
    shown = [Presentation(), Presentation(140), Presentation(smoothing="nearest")]
    shown += [Presentation(polarity="inverted"), Presentation(refresh_hz=60, pixel_ratio=2)]
    for each in shown:
        header = replace(record(protocol="standard-100"), presentation=each)
        _finish(store, header, answer(header, 0))
    found = store.given_answers(FINGERPRINT)
    assert found.is_standard.tolist() == [True, False, False, False, True]


def test_the_first_answer_of_a_trial_counts_and_the_current_one_is_told(store: LabelStore) -> None:
    header = record()
    first, last = answer(header, 0, 0), answer(header, 1, 0)
    store.begin(header)
    store.append(first, retraction(first), answer(header, 0, 2))
    store.append(last, retraction(last), event(header, "finished", 1))

    found = store.given_answers(FINGERPRINT)

    assert found.chosen.tolist() == [0, 0]
    assert found.current.tolist() == [2, TAKEN_BACK]


def test_other_data_has_its_own_answers(store: LabelStore) -> None:
    header = record()
    _finish(store, header, answer(header, 0))

    found = store.given_answers("other")

    assert len(found) == 0
    assert (found.annotators, found.sessions) == ((), ())
    assert found.is_simulated.dtype == found.is_scored.dtype == np.bool_
    assert found.annotator.dtype == found.image_index.dtype == np.intp


@pytest.mark.parametrize(
    ("protocol", "is_simulated", "is_finished"),
    list(product(["quick-20", "solo-200", "practice", "of-later-rules"], [False, True], [0, 1])),
)
def test_an_open_scored_session_tells_nothing_in_any_place(
    store: LabelStore, protocol: str, is_simulated: bool, is_finished: int
) -> None:
    header = replace(record(protocol=protocol), is_simulated=is_simulated)
    _finish(store, header, answer(header, 0), is_finished=bool(is_finished))
    if not is_finished:
        store.append(event(header, "left", 1), event(header, "reopened", 1))

    is_told = bool(is_finished) or is_simulated or protocol == "practice"

    found = store.given_answers(FINGERPRINT)
    assert len(found) == is_told
    assert found.sessions == ((header.id,) if is_told else ())
    assert found.is_simulated.tolist() == [is_simulated] * is_told
    assert len(store.image_history(FINGERPRINT, 5)) == is_told
    # Having met an image tells nothing about right and wrong.
    assert store.times_seen("Anna", FINGERPRINT).indices.tolist() == [5]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_told_agrees_with_the_result_whatever_happened(
    store: LabelStore, data: st.DataObject
) -> None:
    protocol = data.draw(st.sampled_from(["quick-20", "practice", "of-later-rules"]))
    labels = data.draw(st.lists(st.integers(0, 9), min_size=1, max_size=6))
    sitting = Sitting(
        labels,
        protocol=protocol,
        name="Anna",
        is_simulated=data.draw(st.booleans()),
        seen=data.draw(st.sets(st.integers(0, len(labels) - 1))),
    )
    _play(sitting, data.draw(st.lists(st.sampled_from(VERBS), max_size=14)))
    history = sitting.history()
    store.begin(history.record)
    store.append(*history.entries)

    found, came = store.given_answers("f" * 64), outcome(history)

    if is_sealed(history.record, came):
        assert history.record.id not in found.sessions
        return
    if protocol == "of-later-rules" and history.record.id not in found.sessions:
        assert not came.is_finished
        return
    mine = found.session == found.sessions.index(history.record.id)
    rows = zip(
        found.image_index[mine],
        found.chosen[mine],
        found.current[mine],
        found.label[mine],
        found.response_s[mine],
        found.was_seen[mine],
        strict=True,
    )
    trials = [
        (
            trial.image_index,
            trial.first,
            TAKEN_BACK if trial.final is None else trial.final,
            trial.label,
            trial.response_s,
            trial.was_seen,
        )
        for trial in came.trials
    ]
    assert sorted(rows) == sorted(trials)
    assert (found.is_scored[mine] == came.is_scored).all()


VERBS = ["answer", "answer", "wrong", "take_back", "pause", "finish"]


def _play(sitting: Sitting, verbs: Sequence[str]) -> None:
    session = sitting.session
    for verb in verbs:
        if verb in ("answer", "wrong"):
            if session.state == "waiting" and session.position < session.count:
                sitting.answer((session.label + (verb == "wrong")) % 10, 0.5)
        elif verb == "take_back" and session.may_take_back:
            sitting.do("take_back")
        elif verb == "pause" and session.state == "waiting":
            sitting.do("pause", "resume")
        elif verb == "finish" and session.state != "finished":
            sitting.do("finish")


def test_images_are_met_in_answers_and_by_their_label(store: LabelStore) -> None:
    one, two, bens = record(), record(drawn=deck((8, 5), seed=2)), record(BEN)
    again = answer(one, 0)
    for header in (one, two, bens):
        store.begin(header)
    store.append(again, retraction(again), answer(one, 0), answer(one, 1))
    store.append(answer(two, 0), answer(two, 1), answer(bens, 2))
    for fingerprint in (FINGERPRINT, "other"):
        store.expose(
            ANNA, fingerprint=fingerprint, split="test", indices=[5, 11], source="x", at=NOW
        )

    seen = store.times_seen("Anna", FINGERPRINT)

    assert dict(zip(seen.indices.tolist(), seen.counts.tolist(), strict=True)) == {
        3: 1,
        5: 3,
        8: 1,
        11: 1,
    }
    assert seen.indices.tolist() == [3, 5, 8, 11]
    assert store.times_seen("Ben", FINGERPRINT).indices.tolist() == [8]
    nobody = store.times_seen("Nobody", FINGERPRINT)
    assert nobody.indices.shape == nobody.counts.shape == (0,)
    assert nobody.indices.dtype == np.intp


def test_people_of_one_name_are_kept_apart(store: LabelStore) -> None:
    other = Annotator(UUID(int=77), ANNA.name)
    mine, theirs = record(), record(other)
    _finish(store, mine, answer(mine, 0))
    _finish(store, theirs, answer(theirs, 0), answer(theirs, 1))
    found = store.given_answers(FINGERPRINT)
    assert [int(found.are_by(who.id).sum()) for who in (ANNA, other)] == [1, 2]
    assert store.person(ANNA.name) == ANNA.id
    assert store.person("Nobody") is None
    assert store.times_seen(ANNA.name, FINGERPRINT).counts.tolist() == [1]
