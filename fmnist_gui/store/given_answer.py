"""Answers and exposures over all sessions, read as arrays."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Connection, case, func, select, type_coerce, union_all

from fmnist_gui.core.session.deck import BY_CHANCE
from fmnist_gui.core.session.protocol import STANDARD, Protocol
from fmnist_gui.core.session.record import Presentation
from fmnist_gui.core.table.given_answers import TAKEN_BACK, Classes, Flags, GivenAnswers
from fmnist_gui.core.table.times_seen import TimesSeen
from fmnist_gui.store.deck_row import known_rules
from fmnist_gui.store.number_table import read_numbers
from fmnist_gui.store.schema import (
    ANNOTATOR,
    ANSWER,
    DECK,
    EXPOSURE,
    RETRACTION,
    SESSION,
)
from fmnist_gui.store.seal import is_told

ASKED = ("main", "practice")
"""The phases of trials that are about images of the deck's own split, each counted once."""

_SEEN, _MAIN, _BATCH, _IMPORTED = (1 << place for place in range(4))

_SESSIONS = (
    select(
        SESSION.c.seq,
        SESSION.c.id,
        SESSION.c.annotator_seq,
        ANNOTATOR.c.name,
        ANNOTATOR.c.id.label("person"),
        SESSION.c.protocol,
        SESSION.c.is_simulated,
        SESSION.c.size_px,
        SESSION.c.smoothing,
        SESSION.c.polarity,
        DECK.c.more,
    )
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
    .where(is_told())
    .order_by(SESSION.c.seq)
)
_ANSWERS = (
    select(
        ANSWER.c.session_seq,
        ANSWER.c.position,
        ANSWER.c.image_index,
        ANSWER.c.label,
        ANSWER.c.chosen,
        (ANSWER.c.response_ns - ANSWER.c.onset_ns).label("response_ns"),
        # Moments are made only to be read, and sorting needs none.
        type_coerce(ANSWER.c.answered_at, BigInteger),
        ANSWER.c.seq,
        # One number for all that is yes or no: a row costs by its columns.
        case((ANSWER.c.was_seen, _SEEN), else_=0)
        + case((ANSWER.c.phase == "main", _MAIN), else_=0)
        + case(
            (ANSWER.c.device == "batch", _BATCH),
            (ANSWER.c.device == "imported", _IMPORTED),
            else_=0,
        ),
    )
    .join(SESSION, SESSION.c.seq == ANSWER.c.session_seq)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .where(is_told(), ANSWER.c.phase.in_(ASKED))
    .order_by(ANSWER.c.seq)
)
_TAKEN_BACK = select(RETRACTION.c.answer_seq)


def read_given_answers(connection: Connection, fingerprint: str) -> GivenAnswers:
    """Return every answered trial that may be told of the split with this fingerprint."""
    is_here = DECK.c.fingerprint == fingerprint
    sessions = connection.execute(_SESSIONS.where(is_here)).all()
    columns = read_numbers(connection, _ANSWERS.where(is_here))
    taken_back = connection.execute(_TAKEN_BACK).scalars().all()
    return _given(sessions, columns, taken_back=taken_back)


def _given(
    sessions: Sequence[Any], columns: NDArray[np.int64], *, taken_back: Sequence[int]
) -> GivenAnswers:
    session_seq, position, image, label, chosen, response_ns, answered_at, seq, has = columns
    # Answers stand in the order in which they were written.
    _, first, trial = np.unique(
        _trials(session_seq, position), return_index=True, return_inverse=True
    )
    current = np.full(len(first), TAKEN_BACK, dtype=np.int16)
    stands = ~np.isin(seq, np.array(taken_back, dtype=np.int64))
    current[trial[stands]] = chosen[stands]
    rules = [known_rules(s.protocol, s.more) for s in sessions]
    in_sessions = np.searchsorted([s.seq for s in sessions], session_seq[first])
    collects = _flags(r is not None and r.is_collecting for r in rules)[in_sessions]
    # A label that was taken back, or says that nobody can tell, is none.
    counts = np.flatnonzero(~collects | (current >= 0))
    by_age = counts[np.lexsort((first[counts], answered_at[first[counts]]))]
    row, session = first[by_age], in_sessions[by_age]
    is_collected = collects[by_age]
    is_batch = has & _BATCH > 0
    is_timed = ~is_batch & ~((has & _IMPORTED > 0) & (response_ns <= 0))
    known = {s.annotator_seq: (s.name, s.person) for s in sessions}
    annotators = {seq: number for number, seq in enumerate(sorted(known))}
    person = np.array([annotators[s.annotator_seq] for s in sessions], dtype=np.intp)
    return GivenAnswers(
        image_index=image[row].astype(np.intp),
        chosen=_classes(np.where(is_collected, current[by_age], chosen[row])),
        current=current[by_age],
        label=_classes(label[row]),
        response_s=np.where(is_timed[row], response_ns[row] / 1e9, np.nan),
        annotator=person[session],
        session=session.astype(np.intp),
        is_simulated=_flags(s.is_simulated for s in sessions)[session],
        is_scored=_flags(r is not None and r.enters_accuracy for r in rules)[session]
        & (has[row] & _MAIN > 0),
        is_standard=_flags(map(_is_standard, sessions, rules))[session],
        was_seen=has[row] & _SEEN > 0,
        is_collected=is_collected,
        is_batch=is_batch[row],
        annotators=tuple(known[seq][0] for seq in annotators),
        people=tuple(known[seq][1] for seq in annotators),
        sessions=tuple(s.id for s in sessions),
    )


def _is_standard(session: Any, known: Protocol | None) -> bool:
    is_by_chance = (session.more or {}).get("source", "") in BY_CHANCE
    shown = Presentation(session.size_px, session.smoothing, session.polarity)
    is_usual = shown.condition == Presentation().condition
    return known is not None and known.condition == STANDARD and is_by_chance and is_usual


def _flags(values: Iterable[bool]) -> Flags:
    return np.array(list(values), dtype=np.bool_)


def _trials(session_seq: NDArray[np.int64], position: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a number for each row that is the same for answers to the same trial."""
    return session_seq * (int(position.max(initial=0)) + 1) + position


def _classes(numbers: NDArray[Any]) -> Classes:
    return numbers.astype(np.int16)


def read_times_seen(connection: Connection, name: str, fingerprint: str) -> TimesSeen:
    """Return how often the annotator called `name` met images of the split, sealed or not.

    Each exposure in the ledger and each answered trial is one time. Of several people of one name
    it is the first who came, as everywhere that a name is given.
    """
    person = select(func.min(ANNOTATOR.c.seq)).where(ANNOTATOR.c.name == name).scalar_subquery()
    shown = select(EXPOSURE.c.image_index).where(
        EXPOSURE.c.annotator_seq == person, EXPOSURE.c.fingerprint == fingerprint
    )
    answered = (
        select(ANSWER.c.image_index)
        .join(SESSION, SESSION.c.seq == ANSWER.c.session_seq)
        .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
        .where(
            SESSION.c.annotator_seq == person,
            DECK.c.fingerprint == fingerprint,
            ANSWER.c.revision == 0,
            ANSWER.c.phase.in_(ASKED),
        )
    )
    met = union_all(shown, answered).subquery()
    query = (
        select(met.c.image_index, func.count())
        .group_by(met.c.image_index)
        .order_by(met.c.image_index)
    )
    found = np.array([tuple(row) for row in connection.execute(query)], dtype=np.intp)
    indices, counts = found.reshape(-1, 2).T
    return TimesSeen(indices, counts)
