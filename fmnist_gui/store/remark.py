"""Decisions as rows and back, and all that was said about one image."""

from typing import Any

from sqlalchemy import Connection, and_, select
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui import __version__
from fmnist_gui.core.review.decision import Decision, check
from fmnist_gui.core.review.remark import Remark, answer_text
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.deck_row import known_rules
from fmnist_gui.store.schema import (
    ANNOTATOR,
    ANSWER,
    DECISION,
    DECK,
    RETRACTION,
    SESSION,
    TAG_EVENT,
)
from fmnist_gui.store.seal import is_told
from fmnist_gui.store.session_row import keep_annotator

_INSERT = insert(DECISION).on_conflict_do_nothing(index_elements=["id"])
_DECISIONS = (
    select(
        DECISION,
        ANNOTATOR.c.id.label("annotator_id"),
        ANNOTATOR.c.name.label("annotator_name"),
    )
    .join(ANNOTATOR, ANNOTATOR.c.seq == DECISION.c.annotator_seq)
    .order_by(DECISION.c.at, DECISION.c.seq)
)
_TAGS = (
    select(TAG_EVENT, ANNOTATOR.c.name)
    .join(ANNOTATOR, ANNOTATOR.c.seq == TAG_EVENT.c.annotator_seq)
    .order_by(TAG_EVENT.c.at, TAG_EVENT.c.seq)
)
_ANSWERS = (
    select(
        ANNOTATOR.c.name,
        ANSWER.c.answered_at,
        ANSWER.c.chosen,
        (ANSWER.c.response_ns - ANSWER.c.onset_ns).label("response_ns"),
        SESSION.c.protocol,
        SESSION.c.is_simulated,
        DECK.c.more,
        select(RETRACTION.c.seq)
        # By its session, for which there is an index.
        .where(
            and_(
                RETRACTION.c.session_seq == ANSWER.c.session_seq,
                RETRACTION.c.answer_seq == ANSWER.c.seq,
            )
        )
        .exists()
        .label("was_taken_back"),
    )
    .join(SESSION, SESSION.c.seq == ANSWER.c.session_seq)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
    .where(is_told(), ANSWER.c.phase != "attention")
    .order_by(ANSWER.c.answered_at, ANSWER.c.seq)
)


def keep_decision(connection: Connection, decision: Decision) -> None:
    """Store `decision` unless it is there. Raises RequestError as :func:`check` does."""
    check(decision)
    values = {
        "id": decision.id,
        "annotator_seq": keep_annotator(connection, decision.annotator),
        "fingerprint": decision.fingerprint,
        "split": decision.split,
        # SQLite would take a number of numpy for bytes.
        "image_index": int(decision.image_index),
        "kind": decision.kind,
        "to_class": None if decision.to_class is None else int(decision.to_class),
        "note": decision.note,
        "at": decision.at,
        "app_version": __version__,
    }
    connection.execute(_INSERT, values)


def read_decisions(connection: Connection, fingerprint: str) -> tuple[Decision, ...]:
    """Return all decisions about the split with this fingerprint, the oldest first."""
    rows = connection.execute(_DECISIONS.where(DECISION.c.fingerprint == fingerprint))
    return tuple(_decision(row) for row in rows)


def read_remarks(connection: Connection, fingerprint: str, index: int) -> tuple[Remark, ...]:
    """Return what people said and concluded about one image, the newest first."""
    # SQLite would find nothing under a number of numpy.
    index = int(index)
    answers = _ANSWERS.where(DECK.c.fingerprint == fingerprint, ANSWER.c.image_index == index)
    decisions = _DECISIONS.where(
        DECISION.c.fingerprint == fingerprint, DECISION.c.image_index == index
    )
    tags = _TAGS.where(TAG_EVENT.c.fingerprint == fingerprint, TAG_EVENT.c.image_index == index)
    remarks = [
        *(_answered(row) for row in connection.execute(answers)),
        *(_decided(row) for row in connection.execute(decisions)),
        *(_tagged(row) for row in connection.execute(tags)),
    ]
    # Each kind is in order; of two at the same moment the one written later stands first.
    remarks.sort(key=lambda remark: remark.at)
    return tuple(reversed(remarks))


def _decision(row: Any) -> Decision:
    return Decision(
        id=row.id,
        annotator=Annotator(row.annotator_id, row.annotator_name),
        fingerprint=row.fingerprint,
        split=row.split,
        image_index=row.image_index,
        kind=row.kind,
        to_class=row.to_class,
        note=row.note,
        at=row.at,
    )


def _answered(row: Any) -> Remark:
    known = known_rules(row.protocol, row.more)
    text = answer_text(
        row.response_ns / 1e9,
        is_scored=known is not None and known.enters_accuracy,
        is_simulated=row.is_simulated,
        was_taken_back=row.was_taken_back,
    )
    return Remark(row.name, row.answered_at, "answer", row.chosen, text)


def _decided(row: Any) -> Remark:
    return Remark(row.annotator_name, row.at, row.kind, row.to_class, row.note)


def _tagged(row: Any) -> Remark:
    return Remark(row.name, row.at, "tagged" if row.is_on else "untagged", None, row.tag)
