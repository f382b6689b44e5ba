from collections.abc import Iterator
from pathlib import Path

import pytest

from fmnist_gui.core.session.session import Session
from fmnist_gui.core.study.study import Study, Wanted
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.server.claim import renew
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.served_sitting import Seat, give_back, seat_of, set_aside
from fmnist_gui.store.server.status import status
from fmnist_gui.store.server.sync import create, join
from fmnist_gui.store.study_sitting import begin_sitting
from tests import sample
from tests.store.sample import NOW, opened
from tests.store.studying import started

DATA = sample.dataset(20, 30)
SPLIT = DATA.splits["test"]


@pytest.fixture
def study() -> Study:
    return Study(
        name="Shirts",
        split="test",
        fingerprint=SPLIT.fingerprint,
        class_names=DATA.class_names,
        indices=tuple(range(12)),
        source="",
        wanted=Wanted(1, None, 1),
        seed=3,
        sitting=5,
        attention_percent=0,
    )


@pytest.fixture
def anna(tmp_path: Path, server: Server, study: Study) -> Iterator[LabelStore]:
    store = LabelStore(opened(tmp_path / "anna"))
    store.studies.start(started(study))
    create(store, server, store.studies.find(study.name))
    yield store
    store.database.close()


@pytest.fixture
def ben(tmp_path: Path, server: Server, anna: LabelStore) -> Iterator[LabelStore]:
    store = LabelStore(opened(tmp_path / "ben"))
    join(store, server)
    yield store
    store.database.close()


def seated(store: LabelStore, server: Server, study: Study, name: str) -> tuple[Session, Seat]:
    seat = seat_of(store, study.sha256, name)
    images = set_aside(server, seat)
    session = begin_sitting(store, DATA, study.sha256, name, now=NOW, app_version="1", among=images)
    assert give_back(server, seat, session.record, images) == 0
    return session, seat


def test_people_at_two_machines_are_handed_different_images(
    anna: LabelStore, ben: LabelStore, server: Server, study: Study
) -> None:
    first, _ = seated(anna, server, study, "Anna")
    second, seat = seated(ben, server, study, "Ben")
    mine, theirs = (set(s.record.deck.main_indices) for s in (first, second))
    assert len(mine) == len(theirs) == 5
    assert not mine & theirs
    assert status(server, study.sha256).claimed == 10
    assert renew(server, study.sha256, seat.annotator, sorted(theirs)) == 5


def test_images_whose_label_was_seen_and_those_that_wait_are_not_set_aside(
    anna: LabelStore, server: Server, study: Study
) -> None:
    who = anna.annotator("Anna")
    anna.expose(
        who, fingerprint=study.fingerprint, split="test", indices=[0, 1, 2], source="x", at=NOW
    )
    first, _ = seated(anna, server, study, "Anna")
    seat = seat_of(anna, study.sha256, "anna")
    assert seat.avoid == {0, 1, 2} | set(first.record.deck.main_indices)
    assert set(set_aside(server, seat)) == set(range(12)) - seat.avoid


def test_what_no_sitting_came_of_is_given_back(
    anna: LabelStore, server: Server, study: Study
) -> None:
    seat = seat_of(anna, study.sha256, "Anna")
    images = set_aside(server, seat)
    assert give_back(server, seat, None, images) == 5
    assert status(server, study.sha256).claimed == 0
