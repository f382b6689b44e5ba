"""What may not be told is counted by its reason."""

from dataclasses import replace
from uuid import uuid4

from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.kept_back import KeptBack
from fmnist_gui.store.kept_back import kept_back
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import ANNA, FINGERPRINT, record, retraction
from tests.store.studying import BEN, STUDY, departed, happened, label, said, sitting, started


def test_nothing_is_kept_back_where_there_is_nothing(store: LabelStore) -> None:
    assert kept_back(store) == KeptBack()
    assert kept_back(store).sentences == ()


def test_open_studies_and_withdrawn_answers_are_told_apart(store: LabelStore) -> None:
    store.studies.start(started())
    label(store, ANNA, (1, 2, 3), (0, 1, 2))
    label(store, ANNA, (4,), (0,))
    label(store, BEN, (1, 2), (0, 1))
    assert kept_back(store) == KeptBack(answers=6, sittings=3)
    store.studies.depart(departed())
    assert kept_back(store) == KeptBack(answers=4, sittings=2, withdrawn={"Ben": 2})
    store.studies.note(happened("closed"))
    found = kept_back(store)
    assert found == KeptBack(withdrawn={"Ben": 2})
    assert found.sentences == ("2 answers of Ben were withdrawn.",)
    # What is here of the same person from another machine is theirs too.
    label(store, Annotator(uuid4(), "BEN"), (5,), (0,))
    assert kept_back(store).withdrawn == {"Ben": 3}
    store.studies.depart(departed(is_back=True, after_s=9))
    assert kept_back(store) == KeptBack()


def test_answers_that_were_taken_back_are_none(store: LabelStore) -> None:
    store.studies.start(started())
    header = sitting(ANNA, (1, 2))
    store.begin(header)
    first, second = said(header, (1, 2))
    store.append(first, retraction(first), second)
    found = kept_back(store)
    assert found == KeptBack(answers=1, sittings=1)
    assert found.sentences == (
        "1 answer is left out, of 1 sitting of studies that are not closed; name a study with "
        "--study.",
    )


def test_other_data_is_left_alone_and_unfinished_sessions_are_counted(store: LabelStore) -> None:
    header = record(ANNA)
    store.begin(header)
    store.append(*said(header, (1,)))
    assert kept_back(store) == KeptBack(sessions=1)
    assert kept_back(store, fingerprints=[FINGERPRINT]) == KeptBack(sessions=1)
    store.studies.start(started(replace(STUDY, seed=4)))
    header = sitting(ANNA, (1, 2), study=replace(STUDY, seed=4))
    store.begin(header)
    store.append(*said(header, (1, 2)))
    assert kept_back(store, fingerprints=[FINGERPRINT]) == KeptBack(1, 2, 1)
    assert kept_back(store, fingerprints=["0" * 64]) == KeptBack()
