"""The answers of a study as arrays: what stands, of whom, and what it was for."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import numpy as np

from fmnist_gui.core.exchange.collected import collected_of
from fmnist_gui.core.exchange.vote import votes_of
from fmnist_gui.core.session.record import CANNOT_TELL, EPOCH, Annotator
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import ANNA, FINGERPRINT, NOW, deck, other, record, retraction
from tests.store.sample import answer as answered
from tests.store.studying import BEN, STUDY, departed, label, said, sitting, started


def test_nothing_is_no_row(store: LabelStore) -> None:
    found = store.studies.labels(STUDY.sha256)
    assert len(found) == 0
    assert found.people == found.names == ()
    assert not found.votes.any()


def test_every_part_of_an_answer_is_read(store: LabelStore) -> None:
    store.studies.start(started())
    header = sitting(BEN, (4, 7, 4, 2), phases=("main", "attention", "repeat", "main"))
    answers = list(said(header, (2, 0, CANNOT_TELL)))
    answers[0] = replace(answers[0], was_seen=True, response_ns=answers[0].onset_ns + 1_250_000_000)
    store.begin(header)
    store.append(*answers)

    found = store.studies.labels(STUDY.sha256)

    assert found.image.tolist() == [4, 7, 4]
    assert found.chosen.tolist() == [2, 0, CANNOT_TELL]
    assert found.label.tolist() == [1, 1, 1]
    assert found.response_s.tolist() == [1.25, 0.8, 0.8]
    moments = [(a.answered_at.timestamp() * 1e6) for a in answers]
    assert found.answered_us.tolist() == [round(moment) for moment in moments]
    assert found.is_check.tolist() == [False, True, False]
    assert found.is_repeat.tolist() == [False, False, True]
    assert found.was_seen.tolist() == [True, False, False]
    assert not (found.is_batch | found.is_imported | found.is_simulated).any()
    assert found.people == (BEN.id,)
    assert found.names == ("Ben",)


def test_only_what_stands_last_of_a_trial_is_there(store: LabelStore) -> None:
    store.studies.start(started())
    header = sitting(ANNA, (1, 2, 3))
    first = said(header, (0, 0, 0))
    again = [replace(other(answer), chosen=2) for answer in first[:2]]
    store.begin(header)
    # The first trial was answered anew, the second at two places, the third taken back for good.
    store.append(first[0], retraction(first[0]), again[0], first[1], again[1])
    store.append(first[2], retraction(first[2]))

    found = store.studies.labels(STUDY.sha256)

    assert sorted(zip(found.image.tolist(), found.chosen.tolist(), strict=True)) == [(1, 2), (2, 2)]


def test_the_oldest_stand_first_and_sittings_and_people_are_counted(store: LabelStore) -> None:
    store.studies.start(started())
    label(store, BEN, (1, 2), (0, 0))
    header = sitting(ANNA, (5,))
    (late,) = said(header, (1,))
    store.begin(header)
    store.append(replace(late, answered_at=NOW - timedelta(hours=1)))
    empty = sitting(Annotator(uuid4(), "Nobody"), (1,))
    store.begin(empty)

    found = store.studies.labels(STUDY.sha256)

    assert found.image.tolist() == [5, 1, 2]
    assert [found.names[n] for n in found.annotator] == ["Anna", "Ben", "Ben"]
    assert found.session.tolist() == [1, 0, 0]
    assert set(found.names) == {"Anna", "Ben"}


def test_times_that_nobody_measured_are_unknown(store: LabelStore) -> None:
    store.studies.start(started())
    header = sitting(ANNA, (1, 2, 3, 4))
    one, two, three, four = said(header, (0, 0, 0, 0))
    store.begin(header)
    store.append(
        replace(one, device="batch"),
        replace(two, device="imported", onset_ns=0, response_ns=0),
        replace(three, device="imported"),
        four,
    )

    found = store.studies.labels(STUDY.sha256)

    assert np.isnan(found.response_s).tolist() == [True, True, False, False]
    assert found.is_batch.tolist() == [True, False, False, False]
    assert found.is_imported.tolist() == [False, True, True, False]


def test_a_label_of_no_known_moment_takes_the_place_of_none_that_has_one(
    store: LabelStore,
) -> None:
    store.studies.start(started())
    header = sitting(BEN, (1, 2))
    store.begin(header)
    store.append(*(replace(a, answered_at=EPOCH, device="imported") for a in said(header, (7, 7))))
    label(store, BEN, (1,), (3,))

    found = store.studies.labels(STUDY.sha256)
    votes = votes_of(collected_of(store.studies.histories(STUDY.sha256)).answers, {FINGERPRINT: ""})

    assert found.image.tolist() == [1, 1, 2]
    assert found.chosen[found.votes].tolist() == [3, 7]
    assert [vote.chosen for vote in votes.rows] == [3, 7]


def test_simulated_people_are_marked(store: LabelStore) -> None:
    store.studies.start(started())
    label(store, ANNA, (1,), (0,))
    header = sitting(BEN, (1,), is_simulated=True)
    store.begin(header)
    store.append(*said(header, (1,)))
    found = store.studies.labels(STUDY.sha256)
    assert sorted(found.is_simulated.tolist()) == [False, True]
    assert found.chosen[found.votes].tolist() == [0]


def test_other_sessions_other_studies_and_other_data_stay_outside(store: LabelStore) -> None:
    store.studies.start(started())
    changed = replace(STUDY, seed=2)
    foreign = sitting(ANNA, (1,), fingerprint="cd" * 32)
    plain = record(ANNA, deck((1,)))
    for header in (foreign, plain, sitting(ANNA, (1,), study=changed)):
        store.begin(header)
        store.append(answered(header, 0))

    assert len(store.studies.labels(STUDY.sha256)) == 0
    assert store.studies.histories(STUDY.sha256) == ()
    assert len(store.studies.labels(changed.sha256)) == 1


def test_a_person_is_withdrawn_from_one_study_only(store: LabelStore) -> None:
    changed = replace(STUDY, seed=2)
    for study in (STUDY, changed):
        store.studies.start(started(study))
        header = sitting(BEN, (1,), study=study)
        store.begin(header)
        store.append(*said(header, (1,)))
    store.studies.depart(departed())
    assert len(store.studies.labels(STUDY.sha256)) == 0
    assert len(store.studies.labels(changed.sha256)) == 1
