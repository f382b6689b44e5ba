"""Hands a parcel to a server: three sends make one row, and claims become labels."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from fmnist_gui.core.exchange.session_content import session_content
from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.event import Departure, StudyEvent
from fmnist_gui.core.study.note_content import note_content, note_kind
from fmnist_gui.store.server.claim import LEASE_S
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.parcel import Label, Parcel
from fmnist_gui.store.server.person import keep_people
from fmnist_gui.store.server.study_row import json_text, number_of

if TYPE_CHECKING:
    from psycopg import Cursor

_SETTLE = """
WITH said AS (
    SELECT * FROM unnest(
        %(images)s::bigint[], %(people)s::int[], %(stand)s::bool[], %(count)s::bool[]
    ) AS said (image, person, stands, counts)
)
INSERT INTO fmnist_gui.claim (item, person, until, is_answered, counts)
SELECT item.seq, said.person, clock_timestamp() + make_interval(secs => %(lease)s),
    bool_or(said.stands), bool_or(said.counts)
FROM said JOIN fmnist_gui.item ON item.study = %(study)s AND item.image = said.image
GROUP BY item.seq, said.person
ON CONFLICT (item, person) DO UPDATE SET
    is_answered = excluded.is_answered, counts = excluded.counts, until = excluded.until
"""

COUNT = """
UPDATE fmnist_gui.item SET given = now.given, held = now.held
FROM (
    SELECT claim.item,
        count(*) FILTER (WHERE is_answered AND counts AND NOT is_out) AS given,
        count(*) FILTER (WHERE NOT is_answered) AS held
    FROM fmnist_gui.claim
    JOIN fmnist_gui.membership USING (person)
    WHERE membership.study = %(study)s AND claim.item = ANY (%(items)s)
    GROUP BY claim.item
) AS now
WHERE item.seq = now.item AND (item.given, item.held) IS DISTINCT FROM (now.given, now.held)
"""

_LOCK = """
SELECT seq FROM fmnist_gui.item WHERE study = %(study)s AND image = ANY (%(images)s)
ORDER BY seq FOR UPDATE
"""

_LOCK_OF_PERSON = """
SELECT item.seq FROM fmnist_gui.item JOIN fmnist_gui.claim ON claim.item = item.seq
WHERE item.study = %(study)s AND claim.person = %(person)s
ORDER BY item.seq FOR UPDATE OF item
"""

_OUT = """
UPDATE fmnist_gui.membership SET is_out = coalesce((
    SELECT NOT (note.content ->> 'is_back')::bool
    FROM fmnist_gui.note
    JOIN fmnist_gui.annotator ON annotator.id = (note.content -> 'annotator' ->> 'id')::uuid
    WHERE note.study = %(study)s AND note.kind = 'departure' AND annotator.person = %(person)s
    ORDER BY note.at DESC, note.id DESC LIMIT 1
), false)
WHERE study = %(study)s AND person = %(person)s
"""

_STATE = """
UPDATE fmnist_gui.study SET is_open = coalesce((
    SELECT note.content ->> 'kind' NOT IN ('paused', 'closed') FROM fmnist_gui.note
    WHERE note.study = %(study)s AND note.kind = 'event'
    ORDER BY note.at DESC, note.id DESC LIMIT 1
), true)
WHERE seq = %(study)s
"""


def deliver(server: Server, parcel: Parcel) -> int:
    """Give the server all of `parcel`, or nothing; return the number of the delivery.

    What is there already stays as it is.
    """

    def work(cursor: "Cursor[Any]") -> int:
        study = number_of(cursor, parcel.study, str(server.address), lock=True)
        people = keep_people(cursor, study, parcel.annotators)
        number = _number(cursor, study, parcel)
        _keep_sessions(cursor, study, number, parcel)
        _keep_notes(cursor, study, number, parcel)
        _settle(cursor, study, parcel.labels, people)
        for person in sorted(
            {people[n.annotator.id] for n in parcel.notes if isinstance(n, Departure)}
        ):
            _withdraw(cursor, {"study": study, "person": person})
        if any(isinstance(note, StudyEvent) for note in parcel.notes):
            cursor.execute(_STATE, {"study": study})
        return number

    return server.run(work)


def _number(cursor: "Cursor[Any]", study: int, parcel: Parcel) -> int:
    cursor.execute(
        "UPDATE fmnist_gui.study SET deliveries = deliveries + 1 WHERE seq = %s "
        "RETURNING deliveries",
        (study,),
    )
    number = cast("tuple[int]", cursor.fetchone())[0]
    cursor.execute(
        "INSERT INTO fmnist_gui.delivery (study, number, token, rows) VALUES (%s, %s, %s, %s)",
        (study, number, parcel.token, len(parcel.entries) + len(parcel.notes)),
    )
    return number


def _keep_sessions(cursor: "Cursor[Any]", study: int, number: int, parcel: Parcel) -> None:
    new = _unknown(cursor, [header.record.id for header in parcel.headers])
    headers = [_header(header) for header in parcel.headers if header.record.id in new]
    cursor.executemany(
        "INSERT INTO fmnist_gui.session (id, study, annotator, delivery, header) "
        "VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [(id_, study, annotator, number, text) for id_, annotator, text in headers],
    )
    cursor.executemany(
        "INSERT INTO fmnist_gui.entry (id, study, session, delivery, place, content) "
        "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [
            (id_, study, session, number, place, json_text(content))
            for id_, session, place, content in parcel.rows()
        ],
    )


def _unknown(cursor: "Cursor[Any]", ids: Sequence[UUID]) -> Collection[UUID]:
    """Return those of the sessions that are not there, whose headers need not be written again."""
    cursor.execute("SELECT id FROM fmnist_gui.session WHERE id = ANY (%s)", (list(ids),))
    return set(ids) - {row[0] for row in cursor.fetchall()}


def _header(history: History) -> tuple[UUID, UUID, str]:
    content = session_content(history)
    del content["entries"]
    return history.record.id, history.record.annotator.id, json_text(content)


def _keep_notes(cursor: "Cursor[Any]", study: int, number: int, parcel: Parcel) -> None:
    cursor.executemany(
        "INSERT INTO fmnist_gui.note (id, study, delivery, place, kind, at, content) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [
            (note.id, study, number, place, note_kind(note), note.at, json_text(note_content(note)))
            for place, note in enumerate(parcel.notes)
        ],
    )


def _settle(
    cursor: "Cursor[Any]", study: int, labels: Sequence[Label], people: dict[UUID, int]
) -> None:
    """Turn claims into labels, or back where an answer was taken back; count the labels."""
    if not labels:
        return
    images = [label.image for label in labels]
    cursor.execute(_LOCK, {"study": study, "images": images})
    items = [row[0] for row in cursor.fetchall()]
    values = {
        "study": study,
        "images": images,
        "people": [people[label.annotator.id] for label in labels],
        "stand": [label.stands for label in labels],
        "count": [label.counts for label in labels],
        "lease": LEASE_S,
    }
    cursor.execute(_SETTLE, values)
    cursor.execute(COUNT, {"study": study, "items": items})


def _withdraw(cursor: "Cursor[Any]", who: dict[str, int]) -> None:
    """Count the labels of somebody who left no more, or again of somebody who is back."""
    cursor.execute(_LOCK_OF_PERSON, who)
    items = [row[0] for row in cursor.fetchall()]
    cursor.execute(_OUT, who)
    cursor.execute(COUNT, {"study": who["study"], "items": items})
