"""The answers of a study read as arrays, fast enough for half a million of them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import BigInteger, Connection, case, func, select, type_coerce

from fmnist_gui.core.study.labels import Numbers, StudyLabels
from fmnist_gui.store.number_table import read_numbers
from fmnist_gui.store.schema import ANNOTATOR, ANSWER, DECK, RETRACTION, SESSION

_CHECK, _REPEAT, _BATCH, _IMPORTED, _SEEN = (1 << place for place in range(5))

_SESSIONS = (
    select(
        SESSION.c.seq,
        SESSION.c.id,
        SESSION.c.is_simulated,
        ANNOTATOR.c.id.label("person"),
        ANNOTATOR.c.name,
    )
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
    .order_by(SESSION.c.seq)
)
# One number for all that is yes or no: a row costs by its columns.
_flags = (
    case((ANSWER.c.phase == "attention", _CHECK), (ANSWER.c.phase == "repeat", _REPEAT), else_=0)
    + case(
        (ANSWER.c.device == "batch", _BATCH), (ANSWER.c.device == "imported", _IMPORTED), else_=0
    )
    + case((ANSWER.c.was_seen, _SEEN), else_=0)
)
_ANSWERS = select(
    ANSWER.c.seq,
    ANSWER.c.session_seq,
    ANSWER.c.position,
    ANSWER.c.image_index,
    ANSWER.c.chosen,
    ANSWER.c.label,
    ANSWER.c.response_ns - ANSWER.c.onset_ns,
    # A moment is made only to be read.
    type_coerce(ANSWER.c.answered_at, BigInteger),
    _flags,
).join(SESSION, SESSION.c.seq == ANSWER.c.session_seq)
# All that was taken back at once: to look through those of the session for each answer would take
# a batch of ten thousand a minute.
_is_back = ANSWER.c.seq.in_(select(RETRACTION.c.answer_seq))


def study_sessions(
    connection: Connection, sha256: str, *, fingerprint: str | None, without: Collection[UUID] = ()
) -> Sequence[Any]:
    """Return a row for each session of the study with this hash, in the order in which they came.

    Sessions of people `without` are left out, and with a `fingerprint` those about other data.
    """
    query = _SESSIONS.where(SESSION.c.study_sha256 == sha256)
    if fingerprint is not None:
        query = query.where(DECK.c.fingerprint == fingerprint)
    return [row for row in connection.execute(query) if row.person not in without]


def read_labels(
    connection: Connection, sha256: str, *, fingerprint: str | None, without: Collection[UUID] = ()
) -> StudyLabels:
    """Return the answers that stand in sessions that :func:`study_sessions` returns.

    Of a trial that was gone on with at two places, and so has several, it is the last.
    """
    sessions = study_sessions(connection, sha256, fingerprint=fingerprint, without=without)
    seq, session_seq, _, image, chosen, label, response_ns, at, flags = _standing(
        connection, sha256, sessions
    )
    by_age = np.lexsort((seq, at))
    told = np.searchsorted([s.seq for s in sessions], session_seq[by_age])
    numbers: dict[UUID, int] = {}
    names: dict[UUID, str] = {}
    used = np.unique(told)
    for n in used.tolist():
        numbers.setdefault(sessions[n].person, len(numbers))
        names[sessions[n].person] = sessions[n].name
    person = np.array([numbers.get(s.person, 0) for s in sessions], dtype=np.int64)
    is_simulated = np.array([s.is_simulated for s in sessions], dtype=np.bool_)
    has = flags[by_age]
    is_batch, is_imported = has & _BATCH > 0, has & _IMPORTED > 0
    response_s = response_ns[by_age] / 1e9
    response_s[is_batch | (is_imported & (response_s <= 0))] = np.nan
    return StudyLabels(
        image=image[by_age],
        annotator=person[told],
        chosen=chosen[by_age],
        label=label[by_age],
        response_s=response_s,
        answered_us=at[by_age],
        session=np.searchsorted(used, told),
        is_check=has & _CHECK > 0,
        is_repeat=has & _REPEAT > 0,
        is_batch=is_batch,
        is_imported=is_imported,
        is_simulated=is_simulated[told],
        was_seen=has & _SEEN > 0,
        people=tuple(numbers),
        names=tuple(names[id_] for id_ in numbers),
    )


def count_standing(connection: Connection, sha256: str, person: UUID) -> int:
    """Return how many answers of this person stand in the study with this hash."""
    trials = (
        select(ANSWER.c.session_seq, ANSWER.c.position)
        .distinct()
        .join(SESSION, SESSION.c.seq == ANSWER.c.session_seq)
        .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
        .where(SESSION.c.study_sha256 == sha256, ANNOTATOR.c.id == person, ~_is_back)
        .subquery()
    )
    return int(connection.execute(select(func.count()).select_from(trials)).scalar_one())


def _standing(connection: Connection, sha256: str, sessions: Sequence[Any]) -> tuple[Numbers, ...]:
    """Return the columns of the answers that stand in `sessions`, one for each trial."""
    rows = read_numbers(connection, _ANSWERS.where(SESSION.c.study_sha256 == sha256)).T
    back = (
        select(RETRACTION.c.answer_seq)
        .join(SESSION, SESSION.c.seq == RETRACTION.c.session_seq)
        .where(SESSION.c.study_sha256 == sha256)
    )
    taken_back = np.array(connection.execute(back).scalars().all(), dtype=np.int64)
    is_known = np.isin(rows[:, 1], np.array([s.seq for s in sessions], dtype=np.int64))
    rows = rows[is_known & ~np.isin(rows[:, 0], taken_back)]
    # The last of each trial stands there first.
    rows = rows[np.argsort(-rows[:, 0])]
    trial = rows[:, 1] * (int(rows[:, 2].max(initial=0)) + 1) + rows[:, 2]
    _, last = np.unique(trial, return_index=True)
    return tuple(np.ascontiguousarray(column) for column in rows[last].T)
