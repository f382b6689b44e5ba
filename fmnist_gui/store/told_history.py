"""Whole sessions that may be told, to be taken elsewhere."""

from uuid import UUID

from sqlalchemy import Connection, select

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.session.record import History
from fmnist_gui.store.history_bulk import read_histories
from fmnist_gui.store.schema import DECK, SESSION
from fmnist_gui.store.seal import is_told
from fmnist_gui.store.session_row import read_session

_TOLD = (
    select(SESSION.c.seq)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .where(is_told())
    .order_by(SESSION.c.seq)
)


def read_told_histories(
    connection: Connection,
    session_id: UUID | None,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> tuple[History, ...]:
    """Return every session that may be told, or only this one, in the order they began.

    `report` gets sessions. Raises RequestError, which says why, for one that may not be told, and
    Cancelled.
    """
    wanted = _TOLD if session_id is None else _TOLD.where(SESSION.c.id == session_id)
    seqs = list(connection.execute(wanted).scalars())
    if session_id is not None and not seqs:
        raise _refusal(connection, session_id)
    return tuple(read_histories(connection, seqs, report=report, is_cancelled=is_cancelled))


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
