"""Whole sessions that may be told, to be taken elsewhere."""

from uuid import UUID

from sqlalchemy import Connection, select

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import History
from fmnist_gui.store.entry_row import read_entries
from fmnist_gui.store.schema import DECK, SESSION
from fmnist_gui.store.seal import is_told
from fmnist_gui.store.session_row import read_session

_TOLD = (
    select(SESSION.c.id)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .where(is_told())
    .order_by(SESSION.c.seq)
)


def read_told_histories(connection: Connection, session_id: UUID | None) -> tuple[History, ...]:
    """Return every session that may be told, or only this one, in the order they began.

    Raises RequestError, which says why, for one that may not be told.
    """
    wanted = _TOLD if session_id is None else _TOLD.where(SESSION.c.id == session_id)
    ids: list[UUID] = list(connection.execute(wanted).scalars())
    if session_id is not None and not ids:
        raise _refusal(connection, session_id)
    found = []
    for each in ids:
        seq, record = read_session(connection, each)
        found.append(History(record, read_entries(connection, seq, each)))
    return tuple(found)


def _refusal(connection: Connection, session_id: UUID) -> RequestError:
    _, record = read_session(connection, session_id)
    told = f"session {str(session_id)[:8]}"
    if record.study:
        return RequestError(
            f"{told} is of the study {record.study[:8]}, which keeps its answers closed until it "
            "is closed itself, and those of people withdrawn from it until they are taken back; "
            "name it with --study to see what it may tell"
        )
    return RequestError(
        f"{told} is scored and not finished, so its answers stay closed; finish it first"
    )
