"""How long ten databases of many people take to be merged into one."""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection

from fmnist_gui import __version__
from fmnist_gui.cli.figure import Figure
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import Annotator, SessionRecord
from fmnist_gui.home import Home
from fmnist_gui.store.database import Database, open_database
from fmnist_gui.store.intake import Gift, take_in
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.schema import ANSWER, SESSION_EVENT
from fmnist_gui.store.session_row import keep_session

DATABASES, PEOPLE, SESSIONS, LENGTH = 10, 10, 100, 100
"""Each database holds so many people with so many sessions of so many images: 100,000 answers."""

IMAGES, CLASSES = 10_000, 10
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def measured(
    databases: int = DATABASES, people: int = PEOPLE, sessions: int = SESSIONS
) -> Iterator[Figure]:
    """Give the seconds of merging into an empty database, and of doing so once more.

    Those of the processor are fewer where other programs want it too.
    """
    with tempfile.TemporaryDirectory(prefix="fmnist-gui-bench-") as name:
        homes = [Home(Path(name) / str(number)) for number in range(databases)]
        for home in homes:
            with _opened(home) as database, database.writing() as connection:
                _fill(connection, people=people, sessions=sessions)
        gift = Gift(databases=tuple(home.database for home in homes))
        answers = databases * people * sessions * LENGTH
        with _opened(Home(Path(name) / "all")) as database:
            store = LabelStore(database)
            for kind, added in (("into_empty", answers), ("again", 0)):
                begun, begun_work = time.perf_counter(), time.process_time()
                found = take_in(store, gift, now=_NOW)
                took = time.perf_counter() - begun, time.process_time() - begun_work
                if found.sessions.answers != added:
                    raise AssertionError(f"{found.sessions.answers} of {added} answers were new")
                yield Figure(f"merge_{databases}_databases_{kind}", [took[0]], "s")
                yield Figure(f"merge_{databases}_databases_{kind}_processor", [took[1]], "s")
        yield Figure("merge_answers", [answers], "answers")


def _opened(home: Home) -> Database:
    return open_database(home.database, backups=home.backups, now=_NOW)


def _fill(connection: Connection, *, people: int, sessions: int) -> None:
    for _ in range(people):
        annotator = Annotator(uuid4(), f"Benchmark {uuid4()}")
        for number in range(sessions):
            keep_session(connection, _record(annotator, number))
    answers = people * sessions * LENGTH
    connection.exec_driver_sql(_answers(answers))
    at = int(_NOW.timestamp()) * 10**6
    columns = ", ".join(column.name for column in SESSION_EVENT.c)
    connection.exec_driver_sql(
        f"INSERT INTO session_event ({columns}) SELECT {answers} + seq, "
        f"lower(hex(randomblob(16))), seq, 'finished', {LENGTH}, {at} FROM session"
    )


def _answers(count: int) -> str:
    """Return the statement that answers every trial, without a row passing through Python."""
    at = int(_NOW.timestamp()) * 10**6
    values = {
        "seq": "n + 1",
        "id": "lower(hex(randomblob(16)))",
        "session_seq": f"n / {LENGTH} + 1",
        "position": f"n % {LENGTH}",
        "revision": "0",
        "image_index": f"(n * 7919) % {IMAGES}",
        "label": f"(n * 7919) % {CLASSES}",
        "chosen": f"abs(random()) % {CLASSES}",
        "onset_ns": "n * 2000000000",
        "response_ns": "n * 2000000000 + 900000000",
        "shown_at": f"{at} + n * 2000000",
        "answered_at": f"{at} + n * 2000000 + 900000",
        "device": "'key'",
        "key": "'3'",
        "image_sha256": "lower(hex(randomblob(32)))",
    }
    false = ("was_paused", "lost_focus", "was_seen", "clock_jumped")
    values |= dict.fromkeys(false, "0")
    columns = [column.name for column in ANSWER.c if column.name in values]
    return (
        f"WITH RECURSIVE trial(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM trial WHERE "
        f"n < {count - 1}) INSERT INTO answer ({', '.join(columns)}) "
        f"SELECT {', '.join(values[name] for name in columns)} FROM trial"
    )


def _record(annotator: Annotator, number: int) -> SessionRecord:
    indices = tuple((number * LENGTH + place) * 7919 % IMAGES for place in range(LENGTH))
    deck = Deck("standard", "test", "ab" * 32, number, indices, "2.0.0")
    return SessionRecord(
        id=uuid4(),
        annotator=annotator,
        deck=deck,
        protocol="standard",
        class_names=tuple(map(str, range(CLASSES))),
        data_identity=None,
        started_at=_NOW + timedelta(minutes=number),
        app_version=__version__,
    )
