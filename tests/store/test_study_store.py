"""What is kept of studies comes back as it was, and is found by name or code."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from fmnist_gui.core.errors import ChoiceError, RequestError, StoreError
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import ANNA, opened, retraction
from tests.store.studying import (
    BEN,
    STUDY,
    departed,
    happened,
    joined,
    label,
    said,
    sitting,
    started,
)


def test_all_that_happened_to_a_study_comes_back(home: Path) -> None:
    start, events = started(), (happened("paused"), happened("resumed", after_s=2))
    with opened(home) as database:
        studies = LabelStore(database).studies
        assert studies.start(start)
        studies.note(*events)
        studies.join(joined_one := joined())
        studies.depart(gone := departed(), back := departed(is_back=True, after_s=6))
    with opened(home) as database:
        (found,) = LabelStore(database).studies.records()

    assert found == StudyRecord(start, events, (joined_one,), (gone, back))
    assert found.study == STUDY
    assert found.state == "running"
    assert found.withdrawn == frozenset()


def test_the_same_is_stored_once(store: LabelStore) -> None:
    start, event, gone, came = started(), happened("closed"), departed(), joined()
    for _ in range(2):
        store.studies.start(start)
        store.studies.note(event)
        store.studies.depart(gone)
        store.studies.join(came)
    assert not store.studies.start(started(after_s=9)), "the same study, started elsewhere"

    (found,) = store.studies.records()
    assert found == StudyRecord(start, (event,), (came,), (gone,))


def test_a_study_that_nobody_could_take_part_in_does_not_start(store: LabelStore) -> None:
    with pytest.raises(RequestError, match="no images"):
        store.studies.start(started(replace(STUDY, indices=())))
    assert store.studies.records() == ()


def test_studies_are_found_by_name_and_by_code(store: LabelStore) -> None:
    bags = replace(STUDY, name="Bags")
    store.studies.start(started())
    store.studies.start(started(bags, after_s=1))

    assert [found.study for found in store.studies.records()] == [bags, STUDY]
    assert store.studies.find(" shirts ").study == STUDY
    assert store.studies.find(bags.code.upper()).study == bags
    assert store.studies.find(bags.sha256).study == bags
    with pytest.raises(RequestError, match=f"“Coats”; there are “Bags” .{bags.code}., “Shirts”"):
        store.studies.find("Coats")
    with pytest.raises(RequestError):
        store.studies.find("")


def test_of_two_studies_of_one_name_the_code_is_asked_for(store: LabelStore) -> None:
    changed = replace(STUDY, seed=2)
    store.studies.start(started())
    store.studies.start(started(changed))
    with pytest.raises(ChoiceError) as caught:
        store.studies.find("Shirts")
    assert set(caught.value.choices) == {STUDY.code, changed.code}
    assert STUDY.code in str(caught.value)
    assert changed.code in str(caught.value)


def test_where_no_study_is_it_is_said(store: LabelStore) -> None:
    with pytest.raises(RequestError, match="none was started here"):
        store.studies.find("Shirts")


@pytest.mark.parametrize("harm", ["UPDATE study SET sha256 = 'x'", "UPDATE study SET content='{}'"])
def test_a_study_altered_on_the_disk_is_not_believed(store: LabelStore, harm: str) -> None:
    store.studies.start(started())
    with store.database.writing() as connection:
        connection.execute(text(harm))
    with pytest.raises(StoreError, match="the stored study"):
        store.studies.records()


def test_withdrawn_answers_are_counted_by_name_and_left_out(store: LabelStore) -> None:
    store.studies.start(started())
    kept = label(store, ANNA, (1, 2), (0, 1))
    header = sitting(BEN, (1, 2, 3))
    answers = said(header, (1, 1, -1))
    store.begin(header)
    store.append(*answers, retraction(answers[-1]))
    assert store.studies.withdrawn_answers(STUDY.sha256) == {}
    assert len(store.studies.labels(STUDY.sha256)) == 4

    store.studies.depart(departed())

    assert store.studies.withdrawn_answers(STUDY.sha256) == {"Ben": 2}
    assert store.studies.standing(STUDY.sha256, BEN.name) == 2
    assert store.studies.labels(STUDY.sha256).names == ("Anna",)
    assert store.studies.histories(STUDY.sha256) == (kept,)

    store.studies.depart(departed(is_back=True, after_s=9))
    assert store.studies.withdrawn_answers(STUDY.sha256) == {}
    assert set(store.studies.labels(STUDY.sha256).names) == {"Anna", "Ben"}
    assert len(store.studies.histories(STUDY.sha256)) == 2


def test_people_of_one_name_who_left_are_counted_together(store: LabelStore) -> None:
    store.studies.start(started())
    other = Annotator(uuid4(), "Ben")
    label(store, BEN, (1, 2), (0, 1))
    label(store, other, (1,), (0,))
    store.studies.depart(departed(), departed(other))
    assert store.studies.withdrawn_answers(STUDY.sha256) == {"Ben": 3}
