"""All that was said and concluded about one image."""

from typing import Any

from sqlalchemy import Connection, and_, select

from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import withdrawn
from fmnist_gui.core.review.remark import AnswerFact, Remark, answer_text, decided
from fmnist_gui.core.session.record import CANNOT_TELL, is_timed_by
from fmnist_gui.store.decision_row import read_log
from fmnist_gui.store.deck_row import known_rules
from fmnist_gui.store.schema import (
    ANNOTATOR,
    ANSWER,
    DECK,
    RETRACTION,
    SESSION,
    TAG_EVENT,
)
from fmnist_gui.store.seal import is_told

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
        ANSWER.c.device,
        ANSWER.c.reason,
        ANSWER.c.note,
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


def read_remarks(connection: Connection, fingerprint: str, index: int) -> tuple[Remark, ...]:
    """Return what people said and concluded about one image, the newest first."""
    # SQLite would find nothing under a number of numpy.
    index = int(index)
    answers = _ANSWERS.where(DECK.c.fingerprint == fingerprint, ANSWER.c.image_index == index)
    log = read_log(connection, fingerprint, index=index)
    gone = {decision.id for decision in withdrawn(log)}
    tags = _TAGS.where(TAG_EVENT.c.fingerprint == fingerprint, TAG_EVENT.c.image_index == index)
    remarks = [
        *(_answered(row) for row in connection.execute(answers)),
        *(
            decided(entry, was_taken_back=entry.id in gone)
            for entry in log
            if isinstance(entry, Decision)
        ),
        *(_tagged(row) for row in connection.execute(tags)),
    ]
    # Each kind is in order; of two at the same moment the one written later stands first.
    remarks.sort(key=lambda remark: remark.at)
    return tuple(reversed(remarks))


def _answered(row: Any) -> Remark:
    known = known_rules(row.protocol, row.more)
    is_timed = is_timed_by(row.device, row.response_ns)
    text = answer_text(
        AnswerFact(
            row.response_ns / 1e9 if is_timed else None,
            row.device,
            is_scored=known is not None and known.enters_accuracy,
            is_collected=known is not None and known.is_collecting,
            is_simulated=row.is_simulated,
            was_taken_back=row.was_taken_back,
            reason=row.reason,
            note=row.note,
        )
    )
    number = None if row.chosen == CANNOT_TELL else row.chosen
    return Remark(row.name, row.answered_at, "answer", number, text)


def _tagged(row: Any) -> Remark:
    return Remark(row.name, row.at, "tagged" if row.is_on else "untagged", None, row.tag)
