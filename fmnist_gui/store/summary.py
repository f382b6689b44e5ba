"""All sessions with their figures, counted by the database itself."""

from typing import Any

from sqlalchemy import Connection, distinct, func, select

from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Annotator, Presentation, condition_of
from fmnist_gui.core.session.summary import Counts, SessionState, SessionSummary, session_state
from fmnist_gui.store.deck_row import known_rules
from fmnist_gui.store.schema import (
    ANNOTATOR,
    ANSWER,
    DECK,
    RETRACTION,
    SESSION,
    SESSION_EVENT,
)

_is_first = ANSWER.c.revision == 0
_is_new = ANSWER.c.was_seen.is_(False)
_is_main = ANSWER.c.phase == "main"
_is_right = ANSWER.c.chosen == ANSWER.c.label
_ANSWERS = (
    select(
        ANSWER.c.session_seq,
        func.count().label("given"),
        func.count().filter(_is_first).label("answered"),
        func.count().filter(_is_first, _is_new, _is_main).label("n"),
        func.count().filter(_is_first, _is_new, _is_main, _is_right).label("correct"),
    )
    .group_by(ANSWER.c.session_seq)
    .subquery()
)
_RETRACTIONS = (
    select(RETRACTION.c.session_seq, func.count(distinct(RETRACTION.c.answer_seq)).label("taken"))
    .group_by(RETRACTION.c.session_seq)
    .subquery()
)
_FINISHED = (
    select(SESSION_EVENT.c.session_seq)
    .distinct()
    .where(SESSION_EVENT.c.kind == "finished")
    .subquery()
)
_SESSIONS = (
    select(
        SESSION.c.id,
        SESSION.c.protocol,
        SESSION.c.started_at,
        SESSION.c.data_identity,
        SESSION.c.is_simulated,
        ANNOTATOR.c.id.label("annotator_id"),
        ANNOTATOR.c.name,
        DECK.c.sha256,
        # A mapping's method has the column's own name.
        DECK.c.count.label("planned"),
        DECK.c.fingerprint,
        DECK.c.split,
        DECK.c.more,
        SESSION.c.size_px,
        SESSION.c.smoothing,
        SESSION.c.polarity,
        func.coalesce(_ANSWERS.c.answered, 0).label("answered"),
        func.coalesce(_ANSWERS.c.n, 0).label("n"),
        func.coalesce(_ANSWERS.c.correct, 0).label("correct"),
        func.coalesce(_ANSWERS.c.given, 0).label("given"),
        func.coalesce(_RETRACTIONS.c.taken, 0).label("taken"),
        _FINISHED.c.session_seq.is_not(None).label("is_finished"),
    )
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .join(_ANSWERS, _ANSWERS.c.session_seq == SESSION.c.seq, isouter=True)
    .join(_RETRACTIONS, _RETRACTIONS.c.session_seq == SESSION.c.seq, isouter=True)
    .join(_FINISHED, _FINISHED.c.session_seq == SESSION.c.seq, isouter=True)
    .order_by(SESSION.c.started_at.desc(), SESSION.c.seq.desc())
)


def read_summaries(connection: Connection) -> tuple[SessionSummary, ...]:
    """Return a line for each session, the newest first."""
    return tuple(_summary(row) for row in connection.execute(_SESSIONS))


def read_counts(connection: Connection) -> Counts:
    """Return how much there is."""
    sessions = connection.execute(select(func.count()).select_from(SESSION)).scalar_one()
    answers = connection.execute(select(func.count()).select_from(ANSWER)).scalar_one()
    return Counts(sessions=sessions, answers=answers)


def _summary(row: Any) -> SessionSummary:
    known = known_rules(row.protocol, row.more)
    is_scored = known is not None and known.enters_accuracy
    shown = Presentation(row.size_px, row.smoothing, row.polarity)
    return SessionSummary(
        id=row.id,
        annotator=Annotator(row.annotator_id, row.name),
        preset=row.protocol,
        state=_state(row, known),
        n=row.n if is_scored else 0,
        correct=row.correct if is_scored else 0,
        count=row.planned,
        answered=row.answered,
        started_at=row.started_at,
        fingerprint=row.fingerprint,
        data_identity=row.data_identity,
        is_simulated=row.is_simulated,
        deck_code=row.sha256[:8],
        split=row.split,
        rules=known,
        condition=condition_of(
            row.protocol, known, shown=shown, source=(row.more or {}).get("source", "")
        ),
        panel=(row.more or {}).get("base") or row.sha256,
        is_finished=bool(row.is_finished),
        size_px=row.size_px,
    )


def _state(row: Any, known: Protocol | None) -> SessionState:
    is_open_ended = known is not None and known.is_open_ended
    return session_state(
        is_finished=bool(row.is_finished),
        # Every trial has at most one answer that stands.
        standing=row.given - row.taken,
        planned=None if is_open_ended else row.planned,
    )
