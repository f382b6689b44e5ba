"""Whole databases become one: whichever is merged into which, and however often."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import repeat
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from sqlalchemy import insert, select

from fmnist_gui.core.errors import RequestError, StoreError
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.session.record import Annotator, Answer, History, SessionRecord
from fmnist_gui.store import merge_sitting
from fmnist_gui.store.backup import list_backups
from fmnist_gui.store.intake import Gift, Intake, take_in
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.schema import ANSWER, DISPATCH, EXPOSURE
from tests.store import any_database, sample
from tests.store.any_database import Record, content, worlds
from tests.store.conftest import Place
from tests.store.studying import BEN, STUDY, label, started


@contextmanager
def opened(home: Path) -> Iterator[LabelStore]:
    with sample.opened(home) as database:
        yield LabelStore(database)


def written(place: Place, happened: list[Record]) -> Path:
    """Return a database in which this happened."""
    home = place()
    with opened(home) as store:
        any_database.write(store, happened)
    return home / "fmnist-gui.db"


def merged(into: Path, *others: Path) -> Intake:
    with opened(into.parent) as store:
        return take_in(store, Gift(databases=others), now=sample.NOW)


def copy_of(place: Place, path: Path) -> Path:
    return Path(shutil.copy(path, place()))


def told(path: Path) -> dict[str, object]:
    with opened(path.parent) as store:
        return content(store)


@settings(max_examples=8)
@given(known=worlds())
def test_databases_are_merged_in_any_order_and_twice_is_as_once(
    place: Place, known: tuple[list[Record], ...]
) -> None:
    a, b = (written(place, here) for here in known)
    before = b.read_bytes()
    ab, ba = copy_of(place, a), copy_of(place, b)
    once = merged(ab, b)
    assert b.read_bytes() == before
    merged(ba, a)
    assert told(ab) == told(ba)
    again = merged(ab, b)
    assert told(ab) == told(ba)
    assert (again.added, again.left_out) == (0, 0)
    assert once.left_out == 0
    assert again.already_there == once.added + once.already_there
    with opened(b.parent) as store:
        assert again.already_there == any_database.rows(store)


@settings(max_examples=4)
@given(known=worlds(places=3))
def test_several_databases_are_merged_at_once_as_one_after_the_other(
    place: Place, known: tuple[list[Record], ...]
) -> None:
    a, b, c = (written(place, here) for here in known)
    at_once, in_turn = copy_of(place, a), copy_of(place, c)
    merged(at_once, b, c)
    merged(in_turn, b)
    merged(in_turn, a)
    assert told(at_once) == told(in_turn)


def filled(place: Place, name: str, *, session: SessionRecord | None = None) -> Path:
    """Return a database in which somebody of that name finished a session."""
    home = place()
    with opened(home) as store:
        header = session or sample.record(Annotator(uuid4(), name))
        store.begin(header)
        store.append(*(sample.answer(header, n) for n in range(3)))
        store.append(sample.event(header, "finished", 3))
        store.tag([sample.tag_event(1, "hat", annotator=header.annotator)])
    return home / "fmnist-gui.db"


def test_what_comes_is_counted_and_stands_behind_what_was_here(place: Place) -> None:
    mine, other = filled(place, "Anna"), filled(place, "Ben")
    with opened(mine.parent) as store:
        here = [line.id for line in store.sessions()]
        found = take_in(store, Gift((other,)), now=sample.NOW)
        assert (found.added, found.already_there, found.conflicts) == (5, 0, 0)
        assert (found.sessions.answers, found.taken.records.added) == (3, 1)
        assert len(found.sessions.sessions) == 1
        assert found.sessions.sessions[0] not in here
        with store.database.reading() as connection:
            rows = connection.execute(select(ANSWER.c.session_seq).order_by(ANSWER.c.seq))
            assert [seq for (seq,) in rows] == [1, 1, 1, 2, 2, 2]
        # What is written next stands behind all of it.
        store.append(sample.answer(store.history(here[0]).record, 0))
        assert store.counts().answers == 7
        assert len(list_backups(mine.parent / "backups")) == 1


def test_nothing_is_merged_where_one_of_them_is_damaged(place: Place) -> None:
    mine, sound, bad = (filled(place, name) for name in ("Anna", "Ben", "Eva"))
    before = told(mine)
    content = bytearray(bad.read_bytes())
    content[8192:12288] = bytes(4096)
    bad.write_bytes(content)
    with opened(mine.parent) as store:
        with pytest.raises(StoreError):
            take_in(store, Gift((sound, bad)), now=sample.NOW)
        # The connection works as before.
        assert take_in(store, Gift((sound,)), now=sample.NOW).added == 5
        assert take_in(store, Gift((sound,)), now=sample.NOW).added == 0
    other = filled(place, "Anna")
    assert told(mine) != before
    with opened(other.parent) as store, pytest.raises(StoreError):
        take_in(store, Gift((bad, mine / "nothing")), now=sample.NOW)


def test_merging_tells_how_far_it_is_and_can_be_stopped(place: Place) -> None:
    mine, *others = (filled(place, name) for name in ("Anna", "Ben", "Eva"))
    before = told(mine)
    said: list[tuple[int, int]] = []
    with opened(mine.parent) as store:
        for calls in (0, 2, 9, 30, 1000):
            left = repeat(False, calls)
            try:
                take_in(
                    store,
                    Gift(tuple(others)),
                    now=sample.NOW,
                    report=lambda done, total: said.append((done, total)),
                    is_cancelled=partial(next, left, True),
                )
            except Cancelled:
                assert content(store) == before
                said.clear()
            else:
                break
        assert len(store.sessions()) == 3
    assert said == sorted(said)
    total = sum(other.stat().st_size for other in others)
    assert said[-1] == (total, total)


def test_more_databases_than_sqlite_reads_at_once_are_merged_and_counted(place: Place) -> None:
    shared = sample.record(Annotator(uuid4(), "Ben"))
    first = filled(place, "", session=shared)
    others = [first, *(filled(place, f"Person {n}") for n in range(11)), copy_of(place, first)]
    mine = place() / "fmnist-gui.db"
    found = merged(mine, *others)
    assert (found.added, found.already_there, found.conflicts) == (60, 5, 0)
    again = merged(mine, *others)
    assert (again.added, again.already_there, again.conflicts) == (0, 65, 0)


def test_many_answers_leave_all_indexes_behind(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_sitting, "CHUNK", 2)
    mine, other = place() / "fmnist-gui.db", filled(place, "Ben")

    def indexes() -> list[object]:
        with closing(sqlite3.connect(mine)) as raw:
            return raw.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()

    before = indexes()
    assert merged(mine, other).sessions.answers == 3
    assert indexes() == before
    with closing(sqlite3.connect(mine)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_is_here_under_the_same_id_stays_and_is_counted(place: Place) -> None:
    anna = Annotator(uuid4(), "Anna")
    header, decision = sample.record(anna), sample.decision(3, annotator=anna)
    given, tag = sample.answer(header, 0), sample.tag_event(1, "hat", annotator=anna)
    mine, other = place(), place()
    for home, chosen, note, name in ((mine, 1, "", "hat"), (other, 2, "no", "cap")):
        with opened(home) as store:
            store.begin(header)
            store.append(replace(given, chosen=chosen))
            store.review.decide(replace(decision, note=note))
            store.tag([replace(tag, tag=name)])
    before = told(mine / "fmnist-gui.db")
    found = merged(mine / "fmnist-gui.db", other / "fmnist-gui.db")
    assert (found.added, found.already_there, found.left_out) == (0, 0, 3)
    assert told(mine / "fmnist-gui.db") == before


def test_nothing_comes_of_a_person_whose_id_has_another_name_here(place: Place) -> None:
    person = uuid4()
    mine = filled(place, "", session=sample.record(Annotator(person, "Anna")))
    other = filled(place, "", session=sample.record(Annotator(person, "Eva")))
    before = told(mine)
    found = merged(mine, other)
    # Four entries of the session, the tag, and Eva herself.
    assert (found.added, found.left_out, len(found.sessions.refused)) == (0, 6, 1)
    assert {key: rows for key, rows in told(mine).items() if key != "deck"} == (
        {key: rows for key, rows in before.items() if key != "deck"}
    )


def test_an_entry_whose_id_another_session_has_stays_out(place: Place) -> None:
    mine, other = place(), place()
    first, second = sample.record(), sample.record()
    given = sample.answer(first, 0)
    with opened(mine) as store:
        store.begin(first)
        store.append(given)
    with opened(other) as store:
        store.begin(second)
        taken = replace(given, session_id=second.id)
        store.append(taken, sample.answer(second, 1), sample.retraction(taken))
    found = merged(mine / "fmnist-gui.db", other / "fmnist-gui.db")
    assert (found.added, found.left_out) == (1, 2)
    with opened(mine) as store:
        assert [e.position for e in store.history(second.id).entries if isinstance(e, Answer)] == [
            1
        ]


def test_who_sits_here_is_not_somebody_else_of_that_name(place: Place) -> None:
    mine, other = place(), filled(place, "Anna")
    with opened(mine) as store:
        take_in(store, Gift((other,)), now=sample.NOW, here=("Me", "Anna"))
        here, there = store.annotators()
        assert (here.name, there.name) == ("Anna", "Anna")
        assert store.person("Anna") == here.id
        assert store.sessions()[0].annotator.id == there.id


@pytest.mark.parametrize("is_late_first", [False, True])
def test_of_what_two_places_noted_once_each_the_earlier_note_stays(
    place: Place, is_late_first: bool
) -> None:
    early, late = place(), place()
    for home, after_s, source in ((early, 0, "explore"), (late, 5, "results")):
        with opened(home) as store:
            store.studies.start(started(after_s=after_s))
            store.expose(
                sample.ANNA,
                fingerprint=sample.FINGERPRINT,
                split="test",
                indices=[4],
                source=source,
                at=sample.NOW + timedelta(seconds=after_s),
            )
    mine, other = (late, early) if is_late_first else (early, late)
    with opened(early) as store:
        first = store.studies.records()[0].start
    found = merged(mine / "fmnist-gui.db", other / "fmnist-gui.db")
    assert (found.added, found.already_there, found.conflicts) == (0, 2, 0)
    with opened(mine) as store:
        assert [record.start for record in store.studies.records()] == [first]
        with store.database.reading() as connection:
            assert connection.execute(select(EXPOSURE.c.source)).scalars().all() == ["explore"]


def test_an_outbox_is_not_merged(place: Place) -> None:
    mine, other = place(), filled(place, "Anna")
    with opened(other.parent) as store, store.database.writing() as connection:
        connection.execute(insert(DISPATCH).values(study_sha256="s", server="x", sent={}))
    merged(mine / "fmnist-gui.db", other)
    with opened(mine) as store, store.database.reading() as connection:
        assert connection.execute(select(DISPATCH)).all() == []


def test_answers_to_a_changed_study_are_refused_by_name(place: Place) -> None:
    mine, other = place(), place()
    with opened(mine) as store:
        store.studies.start(started(replace(STUDY, seed=9)))
    with opened(other) as store:
        label(store, BEN, (1, 2), (0, 1))
    with opened(mine) as store, pytest.raises(RequestError, match="Ben answers the study “Shirts”"):
        take_in(store, Gift((other / "fmnist-gui.db",)), now=sample.NOW)
    with opened(other) as store:
        store.studies.start(started())
    # With its own start it is another study of that name.
    assert merged(mine / "fmnist-gui.db", other / "fmnist-gui.db").added == 4
    with opened(mine) as store:
        assert len(store.studies.records()) == 2
        assert len(store.studies.labels(STUDY.sha256)) == 2


def test_databases_and_sessions_come_together(place: Place) -> None:
    mine, other = place(), filled(place, "Ben")
    header = sample.record()
    history = History(header, (sample.answer(header, 0),))
    with opened(mine) as store:
        found = take_in(store, Gift((other,), (history,)), now=sample.NOW)
        assert (found.added, len(store.sessions())) == (6, 2)
