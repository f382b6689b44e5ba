"""What others delivered to a server since the last time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange.fields import ContentError
from fmnist_gui.core.exchange.label_check import check_labels
from fmnist_gui.core.exchange.session_content import history_of
from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.note_content import Note, note_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.dispatch import Dispatch
from fmnist_gui.store.server.study_row import number_of

if TYPE_CHECKING:
    from psycopg import Cursor

MOST = 10_000
"""Rows that are fetched at a time, but for a delivery with more."""


@dataclass(frozen=True)
class Arrival:
    """Deliveries up to the one of this ``number`` with its ``token``.

    ``histories`` are whole sessions as far as the server has them. ``refused`` has a sentence for
    each session or note there that no program of this version wrote. ``left`` counts deliveries
    that are still to be fetched.
    """

    number: int
    token: str
    histories: tuple[History, ...] = ()
    notes: tuple[Note, ...] = ()
    refused: tuple[str, ...] = ()
    left: int = 0


@dataclass(frozen=True)
class _Rows:
    number: int
    token: UUID
    left: int
    sessions: list[tuple[UUID, dict[str, Any]]]
    entries: list[tuple[UUID, Any]]
    notes: list[tuple[UUID, str, Any]]


def is_same(server: Server, dispatch: Dispatch) -> bool:
    """Whether the server still has the last delivery that came from it.

    If not, the study was shared anew, or an older copy of the server was brought back.
    """

    def work(cursor: "Cursor[Any]") -> bool:
        study = number_of(cursor, dispatch.study, str(server.address))
        if not dispatch.received:
            return True
        cursor.execute(
            "SELECT token FROM fmnist_gui.delivery WHERE study = %s AND number = %s",
            (study, dispatch.received),
        )
        row = cursor.fetchone()
        return row is not None and str(row[0]) == dispatch.token

    return server.run(work)


def fetch(
    server: Server, dispatch: Dispatch, *, splits: Iterable[Split] = (), most: int = MOST
) -> Arrival | None:
    """Return the next deliveries, None when all were fetched.

    What is there is not trusted: each session is checked as one in a file is, and its labels
    against the images of `splits`.
    """
    rows = server.run(lambda cursor: _read(cursor, dispatch, str(server.address), most))
    if rows is None:
        return None
    refused: list[str] = []
    known = tuple(splits)
    by_session: dict[UUID, list[Any]] = {}
    for session, content in rows.entries:
        by_session.setdefault(session, []).append(content)
    histories = []
    for id_, header in rows.sessions:
        try:
            histories.append(_history(header, by_session.get(id_, []), dispatch.study, known))
        except (ContentError, DataError) as error:
            refused.append(f"session {str(id_)[:8]} on {server.address} was left out: {error}")
    notes = []
    for id_, kind, content in rows.notes:
        try:
            notes.append(note_of(kind, content, dispatch.study))
        except RequestError as error:
            refused.append(f"a note {str(id_)[:8]} on {server.address} was left out: {error}")
    return Arrival(
        rows.number, str(rows.token), tuple(histories), tuple(notes), tuple(refused), rows.left
    )


def _history(
    header: Mapping[str, Any], entries: list[Any], study: str, splits: tuple[Split, ...]
) -> History:
    if not isinstance(header, dict):
        raise ContentError("something else as its header")
    found = history_of({**header, "entries": entries})
    if found.record.study != study:
        raise ContentError("answers that are not for this study")
    check_labels(found, splits, "its answers")
    return found


def _read(cursor: "Cursor[Any]", dispatch: Dispatch, server: str, most: int) -> _Rows | None:
    study = number_of(cursor, dispatch.study, server)
    last = _last(cursor, study, dispatch.received, most)
    if last is None:
        return None
    number, token, left = last
    values = {"study": study, "after": dispatch.received, "upto": number}
    cursor.execute(
        "SELECT id, header FROM fmnist_gui.session WHERE id IN (SELECT session FROM "
        "fmnist_gui.entry WHERE study = %(study)s AND delivery > %(after)s "
        "AND delivery <= %(upto)s) ORDER BY delivery, id",
        values,
    )
    sessions = cursor.fetchall()
    cursor.execute(
        "SELECT session, content FROM fmnist_gui.entry WHERE session = ANY (%(ids)s) "
        "AND delivery <= %(upto)s ORDER BY delivery, place",
        {**values, "ids": [id_ for id_, _ in sessions]},
    )
    entries = cursor.fetchall()
    cursor.execute(
        "SELECT id, kind, content FROM fmnist_gui.note WHERE study = %(study)s "
        "AND delivery > %(after)s AND delivery <= %(upto)s ORDER BY delivery, place",
        values,
    )
    return _Rows(number, token, left, sessions, entries, cursor.fetchall())


def _last(cursor: "Cursor[Any]", study: int, after: int, most: int) -> tuple[int, UUID, int] | None:
    """Return number and token of the last delivery to be fetched now, and how many are left."""
    cursor.execute(
        "WITH new AS (SELECT number, token, sum(rows) OVER (ORDER BY number) AS rows, "
        "row_number() OVER (ORDER BY number) AS place, count(*) OVER () AS count "
        "FROM fmnist_gui.delivery WHERE study = %s AND number > %s) "
        "SELECT number, token, count - place FROM new WHERE rows <= %s OR place = 1 "
        "ORDER BY number DESC LIMIT 1",
        (study, after, most),
    )
    return cast("tuple[int, UUID, int] | None", cursor.fetchone())
