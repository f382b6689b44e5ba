from dataclasses import replace
from datetime import timedelta

import numpy as np

from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.ledger import exposure_id
from tests.store.sample import ANNA, FINGERPRINT, NOW, answer, deck, event, record, retraction

BEN = Annotator(exposure_id(ANNA, "", 0), "Ben")


def _expose(
    store: LabelStore,
    *indices: int,
    annotator: Annotator = ANNA,
    fingerprint: str = FINGERPRINT,
    source: str = "practice",
) -> None:
    store.expose(
        annotator,
        fingerprint=fingerprint,
        split="test",
        indices=indices,
        source=source,
        at=NOW + timedelta(seconds=len(source)),
    )


def _rows(store: LabelStore) -> list[tuple[object, ...]]:
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM exposure ORDER BY seq").all()
    return [tuple(row) for row in rows]


def test_exposures_belong_to_a_person_and_a_split(store: LabelStore) -> None:
    _expose(store, 1, 2)
    _expose(store, 3, annotator=BEN)
    _expose(store, 4, fingerprint="other")

    assert store.exposed(ANNA, FINGERPRINT) == {1, 2}
    assert store.exposed(BEN, FINGERPRINT) == {3}
    assert store.exposed(ANNA, "other") == {4}


def test_repeated_exposures_add_no_rows(store: LabelStore) -> None:
    _expose(store, 1, 2, 2)
    before = _rows(store)
    _expose(store, 2, 1, source="results")

    assert len(before) == 2
    assert _rows(store) == before

    _expose(store, 2, 9, source="results")

    assert store.exposed(ANNA, FINGERPRINT) == {1, 2, 9}
    assert len(_rows(store)) == 3


def test_numbers_of_numpy_are_numbers(store: LabelStore) -> None:
    _expose(store, *np.array([4, 2]))

    assert store.exposed(ANNA, FINGERPRINT) == {2, 4}


def test_nothing_shown_adds_nothing(store: LabelStore) -> None:
    _expose(store)

    assert _rows(store) == []


def test_the_same_exposure_has_the_same_id_everywhere() -> None:
    assert exposure_id(ANNA, "f", 3) == exposure_id(Annotator(ANNA.id, "renamed"), "f", 3)
    assert exposure_id(ANNA, "f", 3) != exposure_id(ANNA, "f", 4)
    assert exposure_id(ANNA, "f", 3) != exposure_id(BEN, "f", 3)


def test_answered_images_are_gathered_over_all_sessions_of_the_data(store: LabelStore) -> None:
    one, two = record(), record(drawn=deck((8, 11, 12), seed=2))
    taken_back = answer(two, 1)
    elsewhere = record(BEN)
    for header in (one, two, elsewhere):
        store.begin(header)
    store.append(answer(one, 0), answer(two, 0), taken_back, retraction(taken_back))
    store.append(answer(elsewhere, 1))

    assert store.answered(ANNA, FINGERPRINT) == {5, 8, 11}
    assert store.answered(BEN, FINGERPRINT) == {3}
    assert store.answered(ANNA, "other data") == frozenset()


def test_what_a_person_met_is_shown_or_answered_elsewhere(store: LabelStore) -> None:
    one, two = record(drawn=deck((5, 8))), record(drawn=deck((11, 5)))
    for header in (one, two):
        store.begin(header)
        store.append(answer(header, 0))
    store.expose(ANNA, fingerprint=FINGERPRINT, split="test", indices=[1], source="x", at=NOW)

    assert store.met(ANNA, FINGERPRINT) == {1, 5, 11}
    assert store.met(ANNA, FINGERPRINT, except_session=one.id) == {1, 11}
    assert store.met(ANNA, "other data") == frozenset()


CHECKED = Deck(
    "quick-20",
    "test",
    FINGERPRINT,
    1,
    (5, 3, 700, 8),
    "2.1.0",
    phases=("main", "main", "attention", "main"),
    attention_split="train",
    attention_fingerprint="cd" * 32,
)


def test_an_answered_check_of_another_split_is_met_there_and_not_here(store: LabelStore) -> None:
    header = record(drawn=CHECKED)
    store.begin(header)
    check = replace(answer(header, 2), phase="attention", split="train")
    store.append(answer(header, 0), answer(header, 1), check)

    assert store.answered(ANNA, FINGERPRINT) == {5, 3}
    assert store.answered(ANNA, "cd" * 32) == {700}
    assert store.met(ANNA, "cd" * 32) == {700}


def test_an_answered_check_of_the_own_split_is_met_there(store: LabelStore) -> None:
    own = replace(CHECKED, attention_split="", attention_fingerprint="")
    header = record(drawn=own)
    store.begin(header)
    store.append(answer(header, 0), replace(answer(header, 2), phase="attention"))

    assert store.answered(ANNA, FINGERPRINT) == {5, 700}


def test_images_wait_with_the_split_that_they_are_of(store: LabelStore) -> None:
    header = record(drawn=CHECKED)
    store.begin(header)
    store.append(answer(header, 0))

    assert store.waiting(ANNA, FINGERPRINT) == {5, 3, 8}
    assert store.waiting(ANNA, "cd" * 32) == {700}
    assert store.waiting(ANNA, "other") == frozenset()
    assert store.waiting(BEN, FINGERPRINT) == frozenset()


def test_checks_of_the_own_split_wait_as_all_the_others(store: LabelStore) -> None:
    own = replace(CHECKED, attention_split="", attention_fingerprint="")
    store.begin(record(drawn=own))
    store.begin(record(drawn=deck((1, 2))))

    assert store.waiting(ANNA, FINGERPRINT) == {5, 3, 700, 8, 1, 2}


def test_nothing_waits_in_a_session_that_is_over(store: LabelStore) -> None:
    header = record(drawn=CHECKED)
    store.begin(header)
    store.append(answer(header, 0), event(header, "timed_out", 1))
    assert store.waiting(ANNA, FINGERPRINT) == {5, 3, 8}

    store.append(event(header, "finished", 1))

    assert store.waiting(ANNA, FINGERPRINT) == store.waiting(ANNA, "cd" * 32) == frozenset()
