"""How long a study on a server takes with many people and labels, on a server of its own.

The labels are put there by SQL, as many deliveries would have left them; what is timed are the
calls that the program makes.
"""

import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np

from fmnist_gui import __version__
from fmnist_gui.cli.figure import Figure
from fmnist_gui.cli.private_server import PrivateServer
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import Annotator, Answer, History, SessionRecord
from fmnist_gui.core.study.event import StudyStart
from fmnist_gui.core.study.study import KEY, Study, Wanted
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.claim import claim, release
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.deliver import deliver
from fmnist_gui.store.server.dispatch import Dispatch
from fmnist_gui.store.server.fetch import fetch
from fmnist_gui.store.server.parcel import Parcel, labels_of
from fmnist_gui.store.server.person import keep_people
from fmnist_gui.store.server.status import status
from fmnist_gui.store.server.study_row import create, json_text, number_of

if TYPE_CHECKING:
    from psycopg import Cursor

IMAGES, PEOPLE, SITTING = 20_000, 50, 50
SIZES = (10_000, 100_000, 500_000)
"""Labels; at the last, each person has labelled half of the images."""

EACH, PAUSE_S = 4, 8.0
"""Claims of each person, and the mean pause before one: six a second by all together, where real
people, who take two minutes for a sitting, ask less than once every two seconds."""

RUNS = 20
_NOW = datetime(2026, 1, 1, tzinfo=UTC)

_FILL = """
INSERT INTO fmnist_gui.claim (item, person, until, is_answered)
SELECT item.seq, (%(people)s::int[])[1 + (item.turn * 7 + j * 3) %% %(count)s], now(), true
FROM fmnist_gui.item, generate_series(%(least)s::int, %(most)s::int) AS j
WHERE item.study = %(study)s AND item.turn + j * %(images)s < %(labels)s
ON CONFLICT DO NOTHING
"""

_FILL_ENTRIES = """
INSERT INTO fmnist_gui.entry (id, study, session, delivery, place, content)
SELECT gen_random_uuid(), %(study)s, %(session)s, 1, n, %(content)s::json
FROM generate_series(%(from)s::int, %(labels)s - 1) AS n
"""

_COUNT = """
UPDATE fmnist_gui.item SET given = now.given
FROM (SELECT item, count(*) AS given FROM fmnist_gui.claim WHERE is_answered GROUP BY item) AS now
WHERE item.seq = now.item AND item.study = %(study)s
"""


def measured() -> Iterator[Figure]:
    """Give the milliseconds of claims, deliveries, fetching and status for each number of labels.

    Everybody has a connection of their own and claims a sitting at a time, all of them together.
    """
    with PrivateServer(is_hasty=False) as private, Server(address_of(private.url())) as server:
        study = _study()
        create(server, StudyStart(uuid4(), study, Annotator(uuid4(), "Benchmark"), _NOW))
        people = [Annotator(uuid4(), f"Person {n}") for n in range(PEOPLE)]
        before = 0
        for labels in SIZES:
            _fill(server, study, people, before=before, labels=labels)
            before = labels
            yield from _figures(private.url(), server, study, people, f"{labels // 1000}k")


def _figures(
    url: str, server: Server, study: Study, people: list[Annotator], size: str
) -> Iterator[Figure]:
    yield Figure(f"server_claim_{size}", _claims(url, study, people))
    sent, fetched = [], []
    for run in range(RUNS):
        parcel = _sitting(study, people[run])
        sent.append(_timed(partial(deliver, server, parcel)))
        known = status(server, study.sha256).deliveries - 1
        since = Dispatch(study.sha256, str(server.address), received=known)
        fetched.append(_timed(partial(fetch, server, since)))
    yield Figure(f"server_send_sitting_{size}", sent)
    yield Figure(f"server_fetch_sitting_{size}", fetched)
    asked = [_timed(lambda: status(server, study.sha256)) for _ in range(RUNS)]
    yield Figure(f"server_status_{size}", asked)
    yield Figure(f"server_disk_{size}", [_megabytes(server)], "MB")


def _claims(url: str, study: Study, people: list[Annotator]) -> list[float]:
    """Return the milliseconds of each claim of all people, each on a thread of their own."""
    times: list[float] = []
    failed: list[BaseException] = []

    def label(number: int, annotator: Annotator) -> None:
        pause = random.Random(number)
        with Server(address_of(url)) as server:
            # A connection's first question takes longer: the server learns of the tables.
            release(
                server, study.sha256, annotator, claim(server, study.sha256, annotator, count=1)
            )
            for _ in range(EACH):
                time.sleep(pause.expovariate(1 / PAUSE_S))
                begun = time.perf_counter()
                images = claim(server, study.sha256, annotator, count=SITTING)
                times.append((time.perf_counter() - begun) * 1000)
                if len(images) != SITTING:
                    failed.append(RuntimeError(f"{len(images)} images were claimed"))
                release(server, study.sha256, annotator, images)

    threads = [threading.Thread(target=label, args=pair) for pair in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed or len(times) != EACH * len(people):
        raise failed[0] if failed else RuntimeError("somebody could not claim")
    return times


def _fill(
    server: Server, study: Study, people: list[Annotator], *, before: int, labels: int
) -> None:
    def work(cursor: "Cursor[Any]") -> None:
        number = number_of(cursor, study.sha256, str(server.address))
        who = keep_people(cursor, number, people)
        values = {
            "study": number,
            "people": list(who.values()),
            "count": len(who),
            "images": IMAGES,
            "labels": labels,
            "least": before // IMAGES,
            "most": -(-labels // IMAGES) - 1,
        }
        # What puts them there at once may take longer than anybody would wait for an answer.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(_FILL, values)
        cursor.execute(_COUNT, values)
        parcel = _sitting(study, people[0])
        row = parcel.rows()[0]
        session = parcel.headers[0].record
        cursor.execute(
            "INSERT INTO fmnist_gui.session VALUES (%s, %s, %s, 1, '{}')",
            (session.id, number, session.annotator.id),
        )
        entries = {**values, "session": session.id, "content": json_text(row[3]), "from": before}
        cursor.execute(_FILL_ENTRIES, entries)

    server.run(work)
    # As the server does by itself in the course of a day.
    server.tidy()


def _study() -> Study:
    return Study(
        name="Benchmark",
        split="train",
        fingerprint="0" * 64,
        class_names=tuple(f"Class {n}" for n in range(10)),
        indices=tuple(range(IMAGES)),
        source="",
        wanted=Wanted(PEOPLE, None, PEOPLE),
        seed=0,
        sitting=SITTING,
    )


def _sitting(study: Study, annotator: Annotator) -> Parcel:
    """Return a sitting as it is sent: a header and answers, to images that anybody may label."""
    images = np.random.default_rng(annotator.id.int % 2**32).permutation(IMAGES)[:SITTING]
    deck = Deck(
        preset=KEY,
        split=study.split,
        fingerprint=study.fingerprint,
        seed=0,
        indices=tuple(images.tolist()),
        numpy_version=np.__version__,
        rules=study.rules(count=SITTING),
    )
    record = SessionRecord(
        uuid4(), annotator, deck, KEY, study.class_names, None, _NOW, __version__
    )
    first = Answer(
        id=uuid4(),
        session_id=record.id,
        position=0,
        image_index=0,
        label=1,
        chosen=1,
        onset_ns=10**12,
        response_ns=10**12 + 900_000_000,
        shown_at=_NOW,
        answered_at=_NOW + timedelta(milliseconds=900),
        device="key",
        key="1",
        image_sha256="0" * 64,
    )
    answers = tuple(
        replace(first, id=uuid4(), position=position, image_index=index)
        for position, index in enumerate(deck.indices)
    )
    history = History(record, answers)
    labels = tuple(labels_of(history, answers))
    return Parcel(uuid4(), study.sha256, (History(record, ()),), answers, labels)


def _megabytes(server: Server) -> float:
    query = "SELECT pg_database_size(current_database()) / 1e6"
    found: Any = server.run(lambda cursor: cursor.execute(query).fetchone())
    return float(found[0])


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
