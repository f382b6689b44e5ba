from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest

from fmnist_gui.core.errors import RequestError, ServerError
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.event import StudyEvent
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.server.claim import claim
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.deliver import deliver
from fmnist_gui.store.server.outbox import next_parcel
from fmnist_gui.store.server.status import status
from fmnist_gui.store.server.study_row import create as put
from fmnist_gui.store.server.sync import create, join, sync
from tests.core.study.any_study import study as any_study
from tests.store.sample import ANNA, NOW, event, retraction
from tests.store.server.sharing import Client, creator, joiner, rows
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


@pytest.fixture
def anna(tmp_path: Path, server: Server) -> Iterator[Client]:
    client = creator(tmp_path / "anna", server)
    yield client
    client.store.database.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Client) -> Iterator[Client]:
    client = joiner(tmp_path / "ben", anna.server)
    yield client
    client.store.database.close()


def test_two_people_end_with_the_same_labels(anna: Client, ben: Client) -> None:
    label(anna.store, ANNA, (0, 1, 2), (1, 0, 1))
    label(ben.store, BEN, (2, 3), (2, 2))
    assert anna.sync().sent == 3
    first = ben.sync()
    assert (first.sent, first.merged.answers) == (2, 3)
    assert anna.sync().merged.answers == 2
    assert anna.labels() == ben.labels()
    assert len(anna.labels()) == 5
    assert anna.entries() == ben.entries()
    assert status(anna.server, STUDY.sha256).labels == 5


def test_three_sends_make_one_row(anna: Client) -> None:
    label(anna.store, ANNA, (0, 1, 2), (1, 0, 1))
    parcel = next_parcel(anna.store, STUDY.sha256, anna.place)
    assert parcel is not None
    for _ in range(3):
        deliver(anna.server, parcel)
    assert rows(anna.server, "entry") == len(parcel.entries) == 4
    assert rows(anna.server, "session") == 1
    assert status(anna.server, STUDY.sha256).labels == 3


def test_what_came_from_the_server_does_not_wait_to_go_back(anna: Client, ben: Client) -> None:
    label(anna.store, ANNA, (0, 1, 2), (1, 0, 1))
    anna.sync()
    label(ben.store, BEN, (5,), (1,))
    assert ben.waiting().answers == 1
    ben.sync()
    assert ben.waiting().is_empty
    assert next_parcel(ben.store, STUDY.sha256, ben.place) is None
    # One delivery of each, and none of what had come from there.
    assert rows(ben.server, "delivery") == 2


def test_own_answers_that_wait_are_sent_though_others_came_between(
    anna: Client, ben: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(anna.store, ANNA, (0, 1, 2), (1, 0, 1))
    anna.sync()
    label(ben.store, BEN, (5,), (1,))
    # Nothing can be sent for a while, though others' answers come in.
    with monkeypatch.context() as patch:
        patch.setattr("fmnist_gui.store.server.turn.next_parcel", lambda *_: None)
        assert ben.sync().merged.answers == 3
    label(ben.store, BEN, (6,), (1,))
    assert ben.waiting().answers == 2
    parcel = next_parcel(ben.store, STUDY.sha256, ben.place)
    assert parcel is not None
    assert {h.record.annotator for h in parcel.headers} == {BEN}
    assert ben.sync().sent == 2
    anna.sync()
    assert anna.labels() == ben.labels()


def test_an_answer_taken_back_is_none_and_its_image_free_again(anna: Client) -> None:
    header = sitting(ANNA, (0, 1))
    answers = said(header, (1, 1))
    anna.store.begin(header)
    anna.store.append(*answers)
    anna.sync()
    assert status(anna.server, STUDY.sha256).labels == 2
    anna.store.append(retraction(answers[1]))
    assert anna.waiting().others == 1
    anna.sync()
    found = status(anna.server, STUDY.sha256)
    assert (found.labels, found.claimed) == (1, 1)


def test_a_claim_becomes_a_label(anna: Client) -> None:
    images = claim(anna.server, STUDY.sha256, ANNA, count=3)
    assert status(anna.server, STUDY.sha256).claimed == 3
    label(anna.store, ANNA, images[:2], (1, 1))
    anna.sync()
    found = status(anna.server, STUDY.sha256)
    assert (found.labels, found.claimed) == (2, 1)
    # Nobody of that name is handed what was answered.
    again = claim(anna.server, STUDY.sha256, Annotator(uuid4(), "anna"), count=10)
    assert set(again) == set(range(10)) - set(images)


def test_whoever_had_seen_the_label_has_not_given_one(anna: Client) -> None:
    header = sitting(ANNA, (0,))
    anna.store.begin(header)
    anna.store.append(replace(said(header, (1,))[0], was_seen=True))
    anna.sync()
    assert status(anna.server, STUDY.sha256).labels == 0
    assert 0 not in claim(anna.server, STUDY.sha256, ANNA, count=10)


def test_people_who_leave_take_their_labels_with_them_and_bring_them_back(
    anna: Client, ben: Client
) -> None:
    label(ben.store, BEN, (0, 1), (1, 1))
    ben.store.studies.join(joined())
    ben.sync()
    anna.sync()
    anna.store.studies.depart(departed())
    anna.sync()
    ben.sync()
    assert ben.labels() == []
    found = status(anna.server, STUDY.sha256)
    assert (found.labels, found.annotators, found.withdrawn) == (0, 0, 1)
    anna.store.studies.depart(departed(is_back=True, after_s=9))
    anna.sync()
    assert status(anna.server, STUDY.sha256).labels == 2
    record = anna.store.studies.find(STUDY.name)
    assert [p.replies for p in record.participations] == [("33", "")]


def test_nobody_is_handed_images_of_a_paused_study(anna: Client, ben: Client) -> None:
    anna.store.studies.note(happened("paused"))
    anna.sync()
    paused = r"“Shirts” \(.*\) was paused by Anna; .* until it is resumed"
    with pytest.raises(RequestError, match=paused):
        claim(ben.server, STUDY.sha256, BEN, count=1)
    ben.sync()
    assert ben.store.studies.find(STUDY.name).state == "paused"
    ben.store.studies.note(happened("resumed", after_s=2))
    ben.sync()
    assert len(claim(ben.server, STUDY.sha256, BEN, count=1)) == 1
    ben.store.studies.note(happened("closed", after_s=3))
    ben.sync()
    with pytest.raises(RequestError, match=r"was closed by Anna; .* until it is reopened"):
        claim(anna.server, STUDY.sha256, ANNA, count=1)


def test_what_happened_to_a_study_is_told_where_it_is_sent_and_where_it_comes(
    anna: Client, ben: Client
) -> None:
    label(anna.store, ANNA, (0,), (1,))
    anna.store.studies.join(joined(Annotator(uuid4(), "Carl")))
    anna.store.studies.depart(departed())
    anna.store.studies.note(happened("paused"))
    waits = "1 answer, 1 pause, 1 join and 1 withdrawal"
    assert anna.waiting().sentence == f"{waits} wait to be sent."
    assert anna.waiting().promise.startswith(f"{waits} are waiting to be sent; they are safe here")
    assert anna.sync().sentence.startswith(f"{waits} sent, 0 answers of others taken in. Nothing")
    received = "received: Carl joined, paused by Anna, Ben was withdrawn. Nothing waits"
    assert f"1 answer of others taken in; {received}" in ben.sync().sentence
    # Nothing is news twice, and what one told oneself is none.
    ben.store.studies.note(happened("resumed", after_s=7))
    again = ben.sync()
    assert (len(again.told), again.news) == (1, ())
    assert [note.kind for note in anna.sync().news if isinstance(note, StudyEvent)] == ["resumed"]


def test_whoever_only_paused_a_study_is_no_annotator(anna: Client) -> None:
    anna.store.studies.note(happened("paused"))
    anna.sync()
    found = status(anna.server, STUDY.sha256)
    assert (found.annotators, found.state, found.changed_by) == (0, "paused", "Anna")
    anna.store.begin(unanswered := sitting(ANNA, (0,)))
    anna.store.append(event(unanswered, "paused", 0))
    anna.sync()
    assert status(anna.server, STUDY.sha256).annotators == 0
    label(anna.store, ANNA, (0,), (1,))
    anna.store.studies.join(joined())
    anna.sync()
    assert status(anna.server, STUDY.sha256).annotators == 2
    anna.store.studies.depart(departed())
    anna.sync()
    found = status(anna.server, STUDY.sha256)
    assert (found.annotators, found.withdrawn) == (1, 1)


def test_a_server_that_lost_everything_is_given_it_again(anna: Client, url: str) -> None:
    label(anna.store, ANNA, (0, 1, 2), (1, 0, 1))
    anna.sync()
    anna.server.run(lambda cursor: cursor.execute("DROP SCHEMA fmnist_gui CASCADE"))
    with pytest.raises(RequestError, match="no study was shared there yet"):
        anna.sync()
    create(anna.store, anna.server, anna.store.studies.find(STUDY.name))
    assert anna.sync().sent == 3
    assert status(anna.server, STUDY.sha256).labels == 3


def test_a_server_brought_back_from_an_older_copy_is_given_what_it_lacks(
    anna: Client, ben: Client
) -> None:
    label(anna.store, ANNA, (0,), (1,))
    anna.sync()
    # What an older copy does not have yet.
    gone = (
        "DELETE FROM fmnist_gui.entry; DELETE FROM fmnist_gui.session; "
        "DELETE FROM fmnist_gui.delivery; UPDATE fmnist_gui.study SET deliveries = 0"
    )
    anna.server.run(lambda cursor: cursor.execute(gone))
    label(ben.store, BEN, (1,), (1,))
    ben.sync()
    assert anna.sync().sent == 1
    ben.sync()
    assert anna.labels() == ben.labels()
    assert len(anna.labels()) == 2


def test_a_pulled_connection_loses_nothing(
    anna: Client, ben: Client, url: str, psycopg: ModuleType
) -> None:
    label(anna.store, ANNA, (0, 1), (1, 1))
    anna.sync()
    label(anna.store, ANNA, (2, 3), (1, 1))
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'fmnist-gui' AND datname = current_database()"
        )
    assert anna.sync().sent == 2
    ben.sync()
    assert ben.labels() == anna.labels()
    assert rows(anna.server, "entry") == 6


def test_many_answers_go_in_several_parcels(
    anna: Client, ben: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (ANNA, Annotator(uuid4(), "Carl")):
        label(anna.store, person, tuple(range(10)), (1,) * 10)
    parcel = next_parcel(anna.store, STUDY.sha256, anna.place, most=7)
    assert parcel is not None
    assert len(parcel.entries) == 7
    whole = next_parcel
    monkeypatch.setattr(
        "fmnist_gui.store.server.turn.next_parcel", lambda *given: whole(*given, most=7)
    )
    assert anna.sync().sent == 20
    assert rows(anna.server, "delivery") == 4
    assert ben.sync().merged.answers == 20
    assert ben.entries() == anna.entries()


def test_what_nobody_of_this_program_wrote_is_left_out_and_said(anna: Client, ben: Client) -> None:
    label(anna.store, ANNA, (0,), (1,))
    label(anna.store, Annotator(uuid4(), "Carl"), (1,), (1,))
    anna.sync()
    forged = "UPDATE fmnist_gui.session SET header = '[1]' WHERE annotator = %s"
    anna.server.run(lambda cursor: cursor.execute(forged, (ANNA.id,)))
    found = ben.sync()
    assert found.merged.answers == 1
    assert len(found.refused) == 1
    assert "was left out: something else as its header" in found.refused[0]
    assert ben.sync().refused == ()


def test_a_changed_study_is_refused_by_name(anna: Client, store: LabelStore) -> None:
    store.studies.start(started(replace(STUDY, seed=5)))
    other = store.studies.find(STUDY.name)
    with pytest.raises(RequestError, match=f"“Shirts” \\({STUDY.code}\\), not yours"):
        create(store, anna.server, other)
    with pytest.raises(RequestError, match=f"another study “Shirts” \\({other.study.code}\\)"):
        join(store, anna.server)
    assert [r.study for r in store.studies.records()] == [other.study]


def test_one_of_several_studies_is_named(anna: Client, store: LabelStore) -> None:
    boots = any_study(name="Boots")
    put(anna.server, started(boots))
    with pytest.raises(RequestError, match=r"has 2 studies: .*; name one with --study"):
        join(store, anna.server)
    with pytest.raises(RequestError, match="has no study 'Hats'; there are “Shirts”"):
        join(store, anna.server, "Hats")
    assert join(store, anna.server, "bOOts").study == boots
    assert join(store, anna.server, STUDY.code).study == STUDY


def test_a_study_that_was_altered_on_the_server_is_refused(anna: Client, store: LabelStore) -> None:
    text = "UPDATE fmnist_gui.study SET start = replace(start::text, 'see', 'guess')::json"
    anna.server.run(lambda cursor: cursor.execute(text))
    with pytest.raises(ServerError, match="expected the study that was shared there"):
        join(store, anna.server)
    assert store.studies.records() == ()


def test_a_study_that_was_not_shared_from_here_is_not_exchanged(
    anna: Client, store: LabelStore
) -> None:
    store.studies.start(started())
    with pytest.raises(RequestError, match=r"is not shared on .* from here"):
        sync(store, anna.server, store.studies.find(STUDY.name), now=NOW)
