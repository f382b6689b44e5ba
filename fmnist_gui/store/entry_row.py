"""The entries of a session's history as rows, and back."""

from collections.abc import Mapping
from dataclasses import fields
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Table, bindparam, func, select, text, update
from sqlalchemy.dialects.sqlite import Insert, insert

from fmnist_gui.core.session.record import Answer, Entry, Retraction, SessionEvent
from fmnist_gui.store.schema import ANSWER, RETRACTION, SESSION, SESSION_EVENT


def last(column: Column[int]) -> Any:
    """Return the greatest number there is in a column, 0 where there is none."""
    return func.coalesce(select(func.max(column)).scalar_subquery(), 0)


NEXT_SEQ = 1 + func.max(last(ANSWER.c.seq), last(RETRACTION.c.seq), last(SESSION_EVENT.c.seq))
"""The ``seq`` of the entry that is written next."""

_SESSION_SEQ = (
    select(SESSION.c.seq).where(SESSION.c.id == bindparam("of_session")).scalar_subquery()
)
_ANSWER_SEQ = select(ANSWER.c.seq).where(ANSWER.c.id == bindparam("of_answer")).scalar_subquery()
_REVISION = (
    select(func.count())
    .select_from(ANSWER)
    .where(ANSWER.c.session_seq == _SESSION_SEQ, ANSWER.c.position == bindparam("of_position"))
    .scalar_subquery()
)


def _insertion(table: Table, **computed: Any) -> Insert:
    """Return the statement for one entry; what it does not compute, it takes by column name."""
    statement = insert(table).values(seq=NEXT_SEQ, session_seq=_SESSION_SEQ, **computed)
    return statement.on_conflict_do_nothing(index_elements=["id"])


_INSERT_ANSWER = _insertion(ANSWER, revision=_REVISION)
_INSERT_RETRACTION = _insertion(RETRACTION, answer_seq=_ANSWER_SEQ)
_INSERT_EVENT = _insertion(SESSION_EVENT)


def keep_entry(connection: Connection, entry: Entry) -> bool:
    """Store `entry` behind all that is there, unless it is there already; tell whether it was new.

    Raises sqlalchemy's IntegrityError when its session, or the answer it retracts, is not.
    """
    if isinstance(entry, Answer):
        done = connection.execute(_INSERT_ANSWER, _answer_values(entry))
    elif isinstance(entry, Retraction):
        values = {
            "id": entry.id,
            "of_session": entry.session_id,
            "of_answer": entry.answer_id,
            "retracted_at": entry.retracted_at,
        }
        done = connection.execute(_INSERT_RETRACTION, values)
    else:
        values = {
            "id": entry.id,
            "of_session": entry.session_id,
            "kind": entry.kind,
            "position": entry.position,
            "at": entry.at,
        }
        done = connection.execute(_INSERT_EVENT, values)
    return done.rowcount > 0


def move_to_end(connection: Connection, entry: Entry) -> None:
    """Let `entry`, which is there, stand behind all that is there.

    For the while it takes, what refers to it by its row's number may refer to nothing.
    """
    table = _table(entry)
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    before = connection.execute(select(table.c.seq).where(table.c.id == entry.id)).scalar_one()
    connection.execute(update(table).where(table.c.id == entry.id).values(seq=NEXT_SEQ))
    if isinstance(entry, Answer):
        after = select(ANSWER.c.seq).where(ANSWER.c.id == entry.id).scalar_subquery()
        moved = update(RETRACTION).where(RETRACTION.c.answer_seq == before)
        connection.execute(moved.values(answer_seq=after))


def number_revisions(connection: Connection, session_seq: int) -> None:
    """Count the answers to each trial of a session anew, in the order in which they stand."""
    earlier = ANSWER.alias()
    count = (
        select(func.count())
        .select_from(earlier)
        .where(
            earlier.c.session_seq == ANSWER.c.session_seq,
            earlier.c.position == ANSWER.c.position,
            earlier.c.seq < ANSWER.c.seq,
        )
        .scalar_subquery()
    )
    of_session = update(ANSWER).where(ANSWER.c.session_seq == session_seq)
    connection.execute(of_session.values(revision=count))


def _table(entry: Entry) -> Table:
    if isinstance(entry, Answer):
        return ANSWER
    return RETRACTION if isinstance(entry, Retraction) else SESSION_EVENT


def read_entries(connection: Connection, session_seq: int, session_id: UUID) -> tuple[Entry, ...]:
    """Return the entries of one session in the order in which they were written."""
    return read_all_entries(connection, {session_seq: session_id})[session_seq]


def read_all_entries(
    connection: Connection, sessions: Mapping[int, UUID]
) -> dict[int, tuple[Entry, ...]]:
    """Return the entries of each session, given by its row's number and its id, in their order.

    Asked for some hundred at a time: SQLite takes some thousand values.
    """
    found: dict[int, list[tuple[int, Entry]]] = {seq: [] for seq in sessions}
    asked = {"sessions": list(sessions)}
    for seq, of, id_, *rest in connection.execute(_ANSWERS, asked):
        found[of].append((seq, Answer(id_, sessions[of], *rest)))
    for seq, of, id_, answer_id, at in connection.execute(_RETRACTIONS, asked):
        found[of].append((seq, Retraction(id_, sessions[of], answer_id, at)))
    for seq, of, id_, kind, position, at in connection.execute(_EVENTS, asked):
        found[of].append((seq, SessionEvent(id_, sessions[of], kind, position, at)))
    return {
        of: tuple(entry for _, entry in sorted(entries, key=itemgetter(0)))
        for of, entries in found.items()
    }


_ANSWERS = select(
    ANSWER.c.seq,
    ANSWER.c.session_seq,
    *(ANSWER.c[field.name] for field in fields(Answer) if field.name != "session_id"),
).where(ANSWER.c.session_seq.in_(bindparam("sessions", expanding=True)))
_RETRACTIONS = (
    select(
        RETRACTION.c.seq,
        RETRACTION.c.session_seq,
        RETRACTION.c.id,
        ANSWER.c.id.label("answer_id"),
        RETRACTION.c.retracted_at,
    )
    .join(ANSWER, ANSWER.c.seq == RETRACTION.c.answer_seq)
    .where(RETRACTION.c.session_seq.in_(bindparam("sessions", expanding=True)))
)
_EVENTS = select(
    SESSION_EVENT.c.seq,
    SESSION_EVENT.c.session_seq,
    SESSION_EVENT.c.id,
    SESSION_EVENT.c.kind,
    SESSION_EVENT.c.position,
    SESSION_EVENT.c.at,
).where(SESSION_EVENT.c.session_seq.in_(bindparam("sessions", expanding=True)))


def _answer_values(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.id,
        "of_session": answer.session_id,
        "of_position": answer.position,
        "position": answer.position,
        "image_index": answer.image_index,
        "label": answer.label,
        "chosen": answer.chosen,
        "onset_ns": answer.onset_ns,
        "response_ns": answer.response_ns,
        "shown_at": answer.shown_at,
        "answered_at": answer.answered_at,
        "device": answer.device,
        "key": answer.key,
        "was_paused": answer.was_paused,
        "lost_focus": answer.lost_focus,
        "was_seen": answer.was_seen,
        "phase": answer.phase,
        "split": answer.split,
        "block": answer.block,
        "image_sha256": answer.image_sha256,
        "confidence": answer.confidence,
        "second_choice": answer.second_choice,
        "late_frames": answer.late_frames,
        "clock_jumped": answer.clock_jumped,
        "reason": answer.reason,
        "note": answer.note,
    }
