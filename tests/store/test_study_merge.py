"""Sessions bring their study along, and a changed study refuses old answers by name."""

from dataclasses import replace
from pathlib import Path

import pytest

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.session.record import History
from fmnist_gui.store.intake import Gift, take_in
from fmnist_gui.store.intake_sentence import intake_sentence
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.study_notice import Forms
from tests.store.sample import ANNA, NOW, event, opened
from tests.store.studying import BEN, STUDY, departed, happened, label, said, sitting, started

CHANGED = replace(STUDY, indices=(1, 2))


def test_a_session_file_carries_its_study_to_where_it_is_not(home: Path, tmp_path: Path) -> None:
    start = started()
    with opened(home) as database:
        store = LabelStore(database)
        store.studies.start(start)
        history = label(store, BEN, (1, 2), (0, 1))
        session_file.write(tmp_path / "ben.fmsession", store.history(history.record.id))
    read = session_file.read(tmp_path / "ben.fmsession")
    assert read == history
    assert read.start == start
    with opened(tmp_path / "elsewhere") as database:
        store = LabelStore(database)
        for _ in range(2):
            store.take_in([read], now=NOW)
        assert [record.start for record in store.studies.records()] == [start]
        assert len(store.studies.labels(STUDY.sha256)) == 2


def test_a_session_of_a_study_that_is_not_here_says_nothing_of_it(store: LabelStore) -> None:
    history = label(store, BEN, (1,), (0,))
    assert store.history(history.record.id).start is None


def test_a_changed_study_refuses_old_answers_by_name(store: LabelStore) -> None:
    store.studies.start(started(CHANGED))
    header = sitting(BEN, (1,))
    history = History(header, (*said(header, (1,)), event(header, "finished", 1)))

    with pytest.raises(RequestError) as caught:
        store.take_in([history], now=NOW)

    sentence = str(caught.value)
    assert "Ben answers the study “Shirts”" in sentence
    assert STUDY.code in sentence
    assert CHANGED.code in sentence
    assert store.sessions() == ()
    store.studies.start(started(annotator=ANNA))
    store.take_in([history], now=NOW)
    assert len(store.sessions()) == 1
    assert len(store.studies.labels(CHANGED.sha256)) == 0


@pytest.mark.parametrize("is_old", [False, True])
def test_a_session_file_carries_whether_its_study_is_closed(
    home: Path, tmp_path: Path, is_old: bool
) -> None:
    with opened(home) as database:
        store = LabelStore(database)
        store.studies.start(started())
        history = label(store, BEN, (1, 2), (0, 1))
        if not is_old:
            store.studies.note(happened("closed"))
        store.studies.depart(departed(), departed(ANNA), departed(is_back=True, after_s=9))
        session_file.write(tmp_path / "ben.fmsession", store.history(history.record.id))
    read = session_file.read(tmp_path / "ben.fmsession")
    with opened(tmp_path / "elsewhere") as database:
        store = LabelStore(database)
        gift = Gift((), (replace(read, notes=()),))
        take_in(store, gift, now=NOW)
        assert not store.studies.records()[0].events
        told = [intake_sentence(take_in(store, Gift((), (read,)), now=NOW), gift) for _ in "ab"]
        assert ["“Shirts” is closed now." in sentence for sentence in told] == [not is_old, False]
        (record,) = store.studies.records()
        assert record.state == ("running" if is_old else "closed")
        assert [d.annotator.name for d in record.departures] == ["Ben", "Ben"], "and not Anna's"
        assert not record.withdrawn
        assert len(store.told_histories()) == (0 if is_old else 1)


def test_who_was_withdrawn_stays_so_in_a_session_file(home: Path, tmp_path: Path) -> None:
    with opened(home) as database:
        store = LabelStore(database)
        store.studies.start(started())
        history = label(store, BEN, (1, 2), (0, 1))
        store.studies.depart(departed())
        read = store.history(history.record.id)
    with opened(tmp_path) as database:
        store = LabelStore(database)
        found = take_in(store, Gift((), (read,)), now=NOW)
        assert len(store.studies.labels(STUDY.sha256)) == 0
        told = intake_sentence(found, Gift((), (read,)))
        assert told.endswith("2 answers of Ben do not count: Ben was withdrawn from “Shirts”.")


def test_nobody_is_withdrawn_by_the_file_of_somebody_else(home: Path, tmp_path: Path) -> None:
    with opened(home) as database:
        store = LabelStore(database)
        store.studies.start(started())
        history = label(store, BEN, (1,), (0,))
        read = replace(store.history(history.record.id), notes=(departed(ANNA),))
        session_file.write(tmp_path / "ben.fmsession", read)
    with pytest.raises(DataError, match="the departure of somebody else"):
        session_file.read(tmp_path / "ben.fmsession")


def test_two_forms_are_both_kept_and_more_are_all() -> None:
    assert "in 2 forms now, aa and bb: both are kept" in Forms("Shirts", ("aa", "bb")).sentence
    more = Forms("Shirts", ("aa", "bb", "cc")).sentence
    assert "in 3 forms now, aa, bb and cc: all are kept" in more
