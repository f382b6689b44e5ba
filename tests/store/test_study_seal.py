"""Studies keep their answers closed until they are closed, and withdrawn people's for ever."""

from dataclasses import replace
from random import Random

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import CANNOT_TELL, SessionRecord
from fmnist_gui.core.study.event import EVENT_KINDS, EventKind
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import ANNA, FINGERPRINT, event, other, record, retraction
from tests.store.studying import (
    BEN,
    STUDY,
    departed,
    happened,
    label,
    said,
    sitting,
    started,
)


def told(store: LabelStore) -> int:
    """Return how many answers are told, which all rooms must agree about."""
    given_here = len(store.given_answers(FINGERPRINT))
    entries = [entry for history in store.told_histories() for entry in history.entries]
    assert sum(hasattr(entry, "chosen") for entry in entries) == given_here
    remarks = sum(len(store.image_history(FINGERPRINT, index)) for index in range(10))
    assert remarks == given_here
    return given_here


def test_a_study_is_told_once_it_is_closed(store: LabelStore) -> None:
    history = label(store, ANNA, (1, 2), (0, 1))
    assert told(store) == 2, "of a study that is not here nothing is known"

    store.studies.start(started())
    assert told(store) == 0
    with pytest.raises(RequestError, match="study"):
        store.told_histories(history.record.id)

    steps: list[tuple[EventKind, int]] = [
        ("paused", 0), ("resumed", 0), ("closed", 2), ("reopened", 0), ("closed", 2),
    ]  # fmt: skip
    for after, (kind, count) in enumerate(steps, start=1):
        store.studies.note(happened(kind, after_s=after))
        assert told(store) == count, kind


def test_simulated_answers_are_kept_closed_too(store: LabelStore) -> None:
    store.studies.start(started())
    header = sitting(BEN, (1,), is_simulated=True)
    store.begin(header)
    store.append(*said(header, (1,)))
    assert told(store) == 0
    store.studies.note(happened("closed"))
    assert told(store) == 1


def test_other_sessions_are_told_all_the_same(store: LabelStore) -> None:
    store.studies.start(started())
    header = record(ANNA)
    store.begin(header)
    store.append(*said(header, (1, 1, 1)), event(header, "finished", 3))
    assert told(store) == 3


def test_whoever_is_withdrawn_leaves_every_page(store: LabelStore) -> None:
    store.studies.start(started())
    store.studies.note(happened("closed"))
    label(store, ANNA, (1, 2), (0, 1))
    label(store, BEN, (1,), (0,))
    header = sitting(BEN, (5,), study=replace(STUDY, seed=9))
    store.begin(header)
    store.append(*said(header, (1,)))
    assert told(store) == 4

    store.studies.depart(departed())
    assert told(store) == 3, "of one study only"
    assert store.given_answers(FINGERPRINT).are_by(BEN.id).sum() == 1

    store.studies.depart(departed(is_back=True, after_s=9))
    assert told(store) == 4


def test_the_database_and_the_record_agree_about_what_is_told(store: LabelStore) -> None:
    chance = Random(1)
    expected = set()
    for number in range(40):
        study = replace(STUDY, seed=number)
        store.studies.start(started(study))
        header = sitting(BEN, (1,), study=study)
        store.begin(header)
        store.append(*said(header, (1,)))
        # Many at the same moment, which their ids put into an order.
        for _ in range(chance.randrange(4)):
            kind = chance.choice((*EVENT_KINDS, "closed", "closed"))
            store.studies.note(happened(kind, study=study, after_s=chance.randrange(2)))
        for _ in range(chance.randrange(4)):
            back, after_s = chance.random() < 0.5, chance.randrange(2)
            store.studies.depart(departed(study=study, is_back=back, after_s=after_s))
        known = store.studies.find(study.sha256)
        if known.state == "closed" and not known.is_withdrawn(BEN.name):
            expected.add(header.id)

    assert 0 < len(expected) < 40
    assert {history.record.id for history in store.told_histories()} == expected
    assert set(store.given_answers(FINGERPRINT).sessions) == expected


def batch(key: str = "batch") -> SessionRecord:
    """Return the header of labels for a selection."""
    rules = Protocol(key, "Labels", "For a selection.", "test", 4, is_scored=False)
    drawn = Deck(key, "test", FINGERPRINT, 0, (1, 2, 3, 4), "2.1.0", source="a", rules=rules)
    return record(ANNA, drawn, protocol=key)


@pytest.mark.parametrize("key", ["batch", "imported"])
def test_labels_are_votes_and_no_performance(store: LabelStore, key: str) -> None:
    header = batch(key)
    one, two, three, four = said(header, (2, CANNOT_TELL, 0, 1), device=key)  # type: ignore[arg-type]
    again = replace(other(three), chosen=2)
    store.begin(header)
    store.append(replace(one, was_seen=True), two, three, retraction(three), again)
    store.append(four, retraction(four), event(header, "finished", 4))

    found = store.given_answers(FINGERPRINT)

    assert found.image_index.tolist() == [1, 3], "who cannot tell, and what was undone, is no label"
    assert found.chosen.tolist() == found.current.tolist() == [2, 2]
    assert found.is_collected.all()
    assert found.is_batch.all() == (key == "batch")
    assert not (found.is_scored | found.is_standard).any()
    assert found.was_seen.tolist() == [True, False]
    (line,) = store.sessions()
    assert line.is_collecting
    assert (line.n, line.correct, line.answered) == (0, 0, 4)
