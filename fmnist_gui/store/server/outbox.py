"""What waits to be sent: the rows of a study beyond what the bookkeeping says was sent."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
    Table,
    and_,
    func,
    literal,
    select,
    union_all,
)

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import Entry, History
from fmnist_gui.core.study.news import counted
from fmnist_gui.core.study.note_content import Note
from fmnist_gui.store.entry_row import read_entries
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.schema import (
    ANSWER,
    DEPARTURE,
    PARTICIPATION,
    RETRACTION,
    SESSION,
    SESSION_EVENT,
    STUDY_EVENT,
)
from fmnist_gui.store.server.dispatch import (
    KINDS,
    Dispatch,
    Kind,
    keep_dispatch,
    pruned,
    read_dispatch,
)
from fmnist_gui.store.server.parcel import Label, Parcel, labels_of
from fmnist_gui.store.session_row import read_session
from fmnist_gui.store.study_row import read_records

MOST = 2000
"""Entries in a parcel: few enough to be on their way in a moment."""

_NOTES: dict[Kind, Table] = {
    "event": STUDY_EVENT,
    "participation": PARTICIPATION,
    "departure": DEPARTURE,
}


@dataclass(frozen=True)
class Waiting:
    """How many rows wait to be sent: answers, and all others, ``notes`` among them."""

    answers: int = 0
    others: int = 0
    notes: tuple[Note, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.answers or self.others)

    def __add__(self, other: "Waiting") -> "Waiting":
        """Return both together."""
        return Waiting(
            self.answers + other.answers, self.others + other.others, self.notes + other.notes
        )

    @property
    def sentence(self) -> str:
        """What waits, in words."""
        if self.is_empty:
            return "Nothing waits to be sent."
        return f"{self._what} {'waits' if self._count == 1 else 'wait'} to be sent."

    @property
    def promise(self) -> str:
        """What waits and what becomes of it, as part of a sentence; there must be something."""
        if self._count == 1:
            becomes = "is waiting to be sent; it is safe here and goes"
        else:
            becomes = "are waiting to be sent; they are safe here and go"
        return f"{self._what} {becomes} with the next sync"

    @property
    def _count(self) -> int:
        """How many things are named: what happened within sittings is only where it is all."""
        return self.answers + len(self.notes) or self.others

    @property
    def _what(self) -> str:
        if not self.answers + len(self.notes):
            changes = "1 change" if self.others == 1 else f"{self.others:,} changes"
            return f"{changes} of sittings"
        answers = "1 answer" if self.answers == 1 else f"{self.answers:,} answers"
        return listed([*([answers] if self.answers else []), *counted(self.notes)])


def known_dispatch(connection: Connection, study: str, server: str) -> Dispatch:
    """Return how far the study has gone. Raises RequestError where it is not shared."""
    found = read_dispatch(connection, study, server)
    if found is None:
        raise RequestError(
            f"the study {study[:8]} is not shared on {server} from here; share it with "
            "'fmnist-gui study create', or take part with 'fmnist-gui study join'"
        )
    return found


def waiting(store: LabelStore, study: str, server: str) -> Waiting:
    """Return how much of a study waits to be sent to that server."""
    with store.database.reading() as connection:
        dispatch = known_dispatch(connection, study, server)
        rows = _entry_query(dispatch).subquery()
        counts = select(func.coalesce(func.sum(rows.c.is_answer), 0), func.count())
        answers, entries = connection.execute(counts.select_from(rows)).one()
        rows_of = {kind: _note_rows(connection, dispatch, kind) for kind in _NOTES}
        notes = _notes(connection, study, rows_of)
        return Waiting(int(answers), entries - int(answers) + len(notes), notes)


def waiting_sessions(connection: Connection, dispatch: Dispatch) -> frozenset[UUID]:
    """Return the sessions with entries that wait."""
    return frozenset(row.session_id for row in _entries(connection, dispatch))


def waiting_notes(connection: Connection, dispatch: Dispatch, kind: Kind) -> bool:
    """Whether something of that kind waits."""
    return bool(_note_rows(connection, dispatch, kind))


def next_parcel(store: LabelStore, study: str, server: str, *, most: int = MOST) -> Parcel | None:
    """Return the next rows of a study to be sent to that server, None when nothing waits."""
    with store.database.reading() as connection:
        dispatch = known_dispatch(connection, study, server)
        rows = _entries(connection, dispatch, most)
        notes = {kind: _note_rows(connection, dispatch, kind) for kind in _NOTES}
        if not rows and not any(notes.values()):
            return None
        upto: list[tuple[Kind, int]] = [(kind, max(seqs)) for kind, seqs in notes.items() if seqs]
        upto += [("entry", rows[-1].seq)] if rows else []
        headers, entries, labels = _histories(connection, rows)
        return Parcel(
            uuid4(), study, headers, entries, labels, _notes(connection, study, notes), tuple(upto)
        )


def note_sent(store: LabelStore, server: str, parcel: Parcel, number: int) -> None:
    """Store that the server has `parcel`, as its delivery of that `number`."""
    with store.database.writing() as connection:
        dispatch = known_dispatch(connection, parcel.study, server)
        sent = {**dispatch.sent}
        for kind, seq in parcel.upto:
            sent[kind] = max(seq, sent.get(kind, 0))
        known = {kind: pruned(dispatch.known.get(kind, ()), sent.get(kind, 0)) for kind in KINDS}
        dispatch = replace(dispatch, sent=sent, known={k: r for k, r in known.items() if r})
        if number == dispatch.received + 1:
            # Nothing of others lies between, and one's own need not be fetched.
            dispatch = replace(dispatch, received=number, token=str(parcel.token))
        keep_dispatch(connection, dispatch)


def _entries(connection: Connection, dispatch: Dispatch, most: int | None = None) -> list[Any]:
    """Return (seq, id, session_id, is_answer) of entries that wait, `most` at most, by seq."""
    return list(connection.execute(_entry_query(dispatch).order_by("seq").limit(most)))


def _entry_query(dispatch: Dispatch) -> CompoundSelect[Any]:
    parts = [
        select(
            table.c.seq.label("seq"),
            table.c.id.label("id"),
            SESSION.c.id.label("session_id"),
            literal(int(is_answer), Integer).label("is_answer"),
        )
        .join(SESSION, SESSION.c.seq == table.c.session_seq)
        .where(SESSION.c.study_sha256 == dispatch.study, _waits(table, dispatch, "entry"))
        for table, is_answer in ((ANSWER, True), (RETRACTION, False), (SESSION_EVENT, False))
    ]
    return union_all(*parts)


def _waits(table: Table, dispatch: Dispatch, kind: Kind) -> ColumnElement[bool]:
    """Return the condition that a row has yet to be sent."""
    ranges = dispatch.known.get(kind, ())
    came = (~table.c.seq.between(low, high) for low, high in ranges)
    return and_(table.c.seq > dispatch.sent.get(kind, 0), *came)


def _note_rows(connection: Connection, dispatch: Dispatch, kind: Kind) -> dict[int, UUID]:
    table = _NOTES[kind]
    query = select(table.c.seq, table.c.id).where(
        table.c.study_sha256 == dispatch.study, _waits(table, dispatch, kind)
    )
    rows = connection.execute(query.order_by(table.c.seq))
    return {row.seq: row.id for row in rows}


def _histories(
    connection: Connection, rows: list[Any]
) -> tuple[tuple[History, ...], tuple[Entry, ...], tuple[Label, ...]]:
    """Return headers, entries in the order of `rows`, and what came of them."""
    headers, labels, found = [], list[Label](), dict[UUID, Entry]()
    wanted = {row.id for row in rows}
    for session_id in dict.fromkeys(row.session_id for row in rows):
        seq, record = read_session(connection, session_id)
        history = History(record, read_entries(connection, seq, session_id))
        own = tuple(entry for entry in history.entries if entry.id in wanted)
        found.update((entry.id, entry) for entry in own)
        labels.extend(labels_of(history, own))
        headers.append(History(record, ()))
    return tuple(headers), tuple(found[row.id] for row in rows), tuple(labels)


def _notes(
    connection: Connection, study: str, rows: dict[Kind, dict[int, UUID]]
) -> tuple[Note, ...]:
    if not any(rows.values()):
        return ()
    record = next((r for r in read_records(connection) if r.study.sha256 == study), None)
    if record is None:
        return ()
    wanted = {id_ for ids in rows.values() for id_ in ids.values()}
    all_: tuple[Note, ...] = (*record.participations, *record.events, *record.departures)
    return tuple(note for note in all_ if note.id in wanted)
