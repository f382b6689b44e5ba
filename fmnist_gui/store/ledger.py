"""Which images a person has already met: shown with their label, or answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import zip_longest
from uuid import UUID, uuid5

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.schema import (
    ANNOTATOR,
    ANSWER,
    DECK,
    EXPOSURE,
    SESSION,
    SESSION_EVENT,
)
from fmnist_gui.store.session_row import keep_annotator

_NAMESPACE = UUID("5c1f1d0e-3b7a-4f0c-9a56-6b2f0c0f7d61")
_of_checks = func.json_extract(DECK.c.more, "$.attention_fingerprint")
_INSERT = insert(EXPOSURE).on_conflict_do_nothing(index_elements=["id"])


def exposure_id(annotator: Annotator, fingerprint: str, image_index: int) -> UUID:
    """Return the same UUID for the same person and image, on every machine."""
    return uuid5(_NAMESPACE, f"{annotator.id}/{fingerprint}/{image_index}")


def keep_exposures(
    connection: Connection,
    annotator: Annotator,
    *,
    fingerprint: str,
    split: str,
    indices: Iterable[int],
    source: str,
    at: datetime,
) -> None:
    """Store that the labels of these images were shown; images already in the ledger stay."""
    # SQLite would take a number of numpy for bytes.
    shown = {int(index) for index in indices}
    fresh = sorted(shown - exposed(connection, annotator, fingerprint))
    if not fresh:
        return
    same = {
        "annotator_seq": keep_annotator(connection, annotator),
        "fingerprint": fingerprint,
        "split": split,
        "source": source,
        "at": at,
    }
    rows = [
        {"id": exposure_id(annotator, fingerprint, index), "image_index": index, **same}
        for index in fresh
    ]
    connection.execute(_INSERT, rows)


def exposed(connection: Connection, annotator: Annotator, fingerprint: str) -> frozenset[int]:
    """Return the images of the split with this fingerprint whose label the person was shown."""
    query = (
        select(EXPOSURE.c.image_index)
        .join(ANNOTATOR, ANNOTATOR.c.seq == EXPOSURE.c.annotator_seq)
        .where(ANNOTATOR.c.id == annotator.id, EXPOSURE.c.fingerprint == fingerprint)
    )
    return frozenset(connection.execute(query).scalars())


def answered(
    connection: Connection,
    annotator: Annotator,
    fingerprint: str,
    *,
    except_session: UUID | None = None,
) -> frozenset[int]:
    """Return the images of that split which the person answered, taken back or not.

    Answers in the session `except_session` do not count.
    """
    is_of_other = ANSWER.c.split != ""
    is_own = and_(DECK.c.fingerprint == fingerprint, ~is_of_other)
    is_check = and_(is_of_other, _of_checks == fingerprint)
    query = (
        select(ANSWER.c.image_index)
        .join(SESSION, SESSION.c.seq == ANSWER.c.session_seq)
        .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
        .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
        .where(ANNOTATOR.c.id == annotator.id, or_(is_own, is_check))
    )
    if except_session is not None:
        query = query.where(SESSION.c.id != except_session)
    return frozenset(connection.execute(query).scalars())


def met(
    connection: Connection,
    annotator: Annotator,
    fingerprint: str,
    *,
    except_session: UUID | None = None,
) -> frozenset[int]:
    """Return the images of that split whose label the person was shown or which it answered.

    Answers in the session `except_session` do not count; labels do, wherever they were shown.
    """
    return exposed(connection, annotator, fingerprint) | answered(
        connection, annotator, fingerprint, except_session=except_session
    )


def waiting(connection: Connection, annotator: Annotator, fingerprint: str) -> frozenset[int]:
    """Return the images of that split in decks which the person has begun and may resume."""
    is_finished = (
        select(SESSION_EVENT.c.seq)
        .where(SESSION_EVENT.c.session_seq == SESSION.c.seq, SESSION_EVENT.c.kind == "finished")
        .exists()
    )
    is_here = or_(DECK.c.fingerprint == fingerprint, _of_checks == fingerprint)
    query = (
        select(DECK.c.indices, DECK.c.more, DECK.c.fingerprint)
        .join(SESSION, SESSION.c.deck_sha256 == DECK.c.sha256)
        .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
        .where(ANNOTATOR.c.id == annotator.id, is_here, ~is_finished)
    )
    return frozenset(
        index
        for indices, more, own in connection.execute(query)
        for index, phase in zip_longest(indices, (more or {}).get("phases", ()))
        if _fingerprint_of(phase, own, more or {}) == fingerprint
    )


def _fingerprint_of(phase: str | None, own: str, more: Mapping[str, str]) -> str:
    """Return that of the split of a trial's image: an attention check may be of another one."""
    return (more.get("attention_fingerprint") if phase == "attention" else None) or own
