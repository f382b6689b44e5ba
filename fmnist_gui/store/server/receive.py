"""Takes in what came from a server, so that it does not go back there."""

from dataclasses import replace

from sqlalchemy import Connection, Table, select

from fmnist_gui.core.study.event import Participation, StudyEvent
from fmnist_gui.core.study.note_content import Note
from fmnist_gui.store.entry_row import last
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.merge import Merged, merge_session
from fmnist_gui.store.schema import (
    ANSWER,
    DEPARTURE,
    PARTICIPATION,
    RETRACTION,
    SESSION_EVENT,
    STUDY_EVENT,
)
from fmnist_gui.store.server.dispatch import KINDS, Dispatch, Kind, keep_dispatch, pruned
from fmnist_gui.store.server.fetch import Arrival
from fmnist_gui.store.server.outbox import known_dispatch, waiting_notes, waiting_sessions
from fmnist_gui.store.study_row import keep_departure, keep_event, keep_participation

_TABLES: dict[Kind, tuple[Table, ...]] = {
    "entry": (ANSWER, RETRACTION, SESSION_EVENT),
    "event": (STUDY_EVENT,),
    "participation": (PARTICIPATION,),
    "departure": (DEPARTURE,),
}


def take(
    store: LabelStore, study: str, server: str, arrival: Arrival, *, here: str = ""
) -> tuple[Merged, tuple[Note, ...]]:
    """Take in all of `arrival`, or nothing; what is here already stays as it is.

    Returned is what came of the sessions, and what happened to the study that was not known here.
    `here` is the name of who sits here: another one of that name is somebody else.
    """
    if here and any(h.record.annotator.name == here for h in arrival.histories):
        store.annotator(here)
    with store.database.writing() as connection:
        dispatch = known_dispatch(connection, study, server)
        before = {kind: _last(connection, kind) for kind in KINDS}
        waiting = waiting_sessions(connection, dispatch)
        is_idle = {kind: not waiting_notes(connection, dispatch, kind) for kind in KINDS[1:]}
        merged = Merged()
        for history in arrival.histories:
            merged += merge_session(connection, history)
        news = tuple(note for note in arrival.notes if _keep_note(connection, note))
        # What waits may have been moved among what came, and must not count as sent with it.
        has_moved = any(h.record.id in waiting for h in arrival.histories)
        for kind in KINDS:
            after = _last(connection, kind)
            if (kind == "entry" and has_moved) or after == before[kind]:
                continue
            nothing_waits = not waiting if kind == "entry" else is_idle[kind]
            dispatch = _known(dispatch, kind, before[kind] + 1, after, is_idle=nothing_waits)
        keep_dispatch(connection, replace(dispatch, received=arrival.number, token=arrival.token))
    return merged, news


def begin_anew(store: LabelStore, study: str, server: str) -> None:
    """Send and fetch everything again: harmless, and needed where a server lost what it had."""
    with store.database.writing() as connection:
        keep_dispatch(connection, Dispatch(study, server))


def _known(dispatch: Dispatch, kind: Kind, low: int, high: int, *, is_idle: bool) -> Dispatch:
    """Return `dispatch` with rows from `low` to `high` that came from the server itself."""
    if is_idle:
        left = {k: pairs for k, pairs in dispatch.known.items() if k != kind}
        return replace(dispatch, sent={**dispatch.sent, kind: high}, known=left)
    pairs = (*dispatch.known.get(kind, ()), (low, high))
    known = {**dispatch.known, kind: pruned(pairs, dispatch.sent.get(kind, 0))}
    return replace(dispatch, known=known)


def _last(connection: Connection, kind: Kind) -> int:
    return max(
        int(connection.execute(select(last(table.c.seq))).scalar_one()) for table in _TABLES[kind]
    )


def _keep_note(connection: Connection, note: Note) -> bool:
    if isinstance(note, StudyEvent):
        return keep_event(connection, note)
    if isinstance(note, Participation):
        return keep_participation(connection, note)
    return keep_departure(connection, note)
