"""The answers of a study read as arrays, fast enough for half a million of them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import BigInteger, Connection, case, func, select, type_coerce

from fmnist_gui.core.session.name import folded_name
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
    connection: Connection, sha256: str, *, fingerprint: str | None, without: Collection[str] = ()
) -> Sequence[Any]:
    """Return a row for each session of the study with this hash, in the order in which they came.

    Sessions of people `without`, by their folded names, are left out, and with a `fingerprint`
    those about other data.
    """
    query = _SESSIONS.where(SESSION.c.study_sha256 == sha256)
    if fingerprint is not None:
        query = query.where(DECK.c.fingerprint == fingerprint)
    rows = connection.execute(query).all()
    return [row for row in rows if folded_name(row.name) not in without] if without else rows


def read_labels(
    connection: Connection, sha256: str, *, fingerprint: str | None, without: Collection[str] = ()
) -> StudyLabels:
    """Return the answers that stand in sessions that :func:`study_sessions` returns.

    Of a trial that was gone on with at two places, and so has several, it is the last.
    """
    sessions = study_sessions(connection, sha256, fingerprint=fingerprint, without=without)
    seq, session_seq, _, image, chosen, label, response_ns, at, flags = _standing(
        connection, sha256, sessions
    )
    place = np.searchsorted([s.seq for s in sessions], session_seq)
    # How old answers of one moment are must not depend on which file was merged first.
    # Those of no known moment come last.
    rank = np.argsort(np.argsort(np.array([s.id.hex for s in sessions])))
    by_age = np.lexsort((rank[place] * (int(seq.max(initial=0)) + 1) + seq, at, at == 0))
    told = place[by_age]
    number, first = _people(sessions, told)
    is_simulated = np.array([s.is_simulated for s in sessions], dtype=np.bool_)
    has = flags[by_age]
    is_batch, is_imported = has & _BATCH > 0, has & _IMPORTED > 0
    response_s = response_ns[by_age] / 1e9
    response_s[is_batch | (is_imported & (response_s <= 0))] = np.nan
    return StudyLabels(
        image=image[by_age],
        annotator=number[told],
        chosen=chosen[by_age],
        label=label[by_age],
        response_s=response_s,
        answered_us=at[by_age],
        session=np.searchsorted(np.unique(told), told),
        is_check=has & _CHECK > 0,
        is_repeat=has & _REPEAT > 0,
        is_batch=is_batch,
        is_imported=is_imported,
        is_simulated=is_simulated[told],
        was_seen=has & _SEEN > 0,
        people=tuple(session.person for session in first),
        names=tuple(session.name for session in first),
    )


def count_standing(connection: Connection, sha256: str, name: str) -> dict[UUID, int]:
    """Return how many answers of whoever is called `name` stand in the study, by session."""
    query = (
        select(SESSION.c.id, func.count(ANSWER.c.position.distinct()))
        .join(ANSWER, ANSWER.c.session_seq == SESSION.c.seq)
        .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
        .where(
            SESSION.c.study_sha256 == sha256,
            func.folded_name(ANNOTATOR.c.name) == folded_name(name),
            ~_is_back,
        )
        .group_by(SESSION.c.seq)
    )
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def _people(sessions: Sequence[Any], told: Numbers) -> tuple[Numbers, list[Any]]:
    """Return the number of the person of each session, and the oldest session of each person.

    `told` are the places of the sessions of the answers, the oldest answer first, and people are
    numbered in that order.
    """
    used, oldest = np.unique(told, return_index=True)
    numbers: dict[str, int] = {}
    first: list[Any] = []
    number = np.zeros(len(sessions), dtype=np.int64)
    for place in used[np.argsort(oldest)].tolist():
        name = folded_name(sessions[place].name)
        if name not in numbers:
            numbers[name] = len(first)
            first.append(sessions[place])
        number[place] = numbers[name]
    return number, first


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
