"""Decisions and what took them back as rows, and back."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select, true
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui import __version__
from fmnist_gui.core.review.decision import Decision, Original, check
from fmnist_gui.core.review.history import Withdrawal
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.entry_row import last
from fmnist_gui.store.schema import ANNOTATOR, DECISION, WITHDRAWAL
from fmnist_gui.store.session_row import keep_annotator

_NEXT_SEQ = 1 + func.max(last(DECISION.c.seq), last(WITHDRAWAL.c.seq))
_INSERT = insert(DECISION).values(seq=_NEXT_SEQ).on_conflict_do_nothing(index_elements=["id"])
_WITHDRAW = insert(WITHDRAWAL).values(seq=_NEXT_SEQ).on_conflict_do_nothing(index_elements=["id"])
_WHO = (ANNOTATOR.c.id.label("annotator_id"), ANNOTATOR.c.name.label("annotator_name"))

_DECISIONS = select(DECISION, *_WHO).join(ANNOTATOR, ANNOTATOR.c.seq == DECISION.c.annotator_seq)
_WITHDRAWALS = (
    select(WITHDRAWAL, DECISION.c.id.label("decision_id"), *_WHO)
    .join(DECISION, DECISION.c.seq == WITHDRAWAL.c.decision_seq)
    .join(ANNOTATOR, ANNOTATOR.c.seq == WITHDRAWAL.c.annotator_seq)
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
        "more": _more(decision) or None,
    }
    connection.execute(_INSERT, values)


def keep_withdrawal(connection: Connection, withdrawal: Withdrawal) -> None:
    """Store `withdrawal` unless it is there.

    Raises sqlalchemy's IntegrityError when the decision that it takes back is not.
    """
    decision = select(DECISION.c.seq).where(DECISION.c.id == withdrawal.decision_id)
    values = {
        "id": withdrawal.id,
        "annotator_seq": keep_annotator(connection, withdrawal.annotator),
        "decision_seq": connection.execute(decision).scalar_one_or_none(),
        "is_back": withdrawal.is_back,
        "at": withdrawal.at,
        "app_version": __version__,
    }
    connection.execute(_WITHDRAW, values)


def read_log(
    connection: Connection, *fingerprints: str, index: int | None = None
) -> tuple[Decision | Withdrawal, ...]:
    """Return all that was decided and taken back, in the order written.

    It is about the whole splits with these fingerprints, or about image `index` of them.
    """
    about = DECISION.c.fingerprint.in_(fingerprints)
    image = true() if index is None else DECISION.c.image_index == index
    decisions = connection.execute(_DECISIONS.where(about, image))
    withdrawals = connection.execute(_WITHDRAWALS.where(about, image))
    found: list[tuple[int, Decision | Withdrawal]] = [
        *((row.seq, _decision(row)) for row in decisions),
        *((row.seq, _withdrawal(row)) for row in withdrawals),
    ]
    return tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0]))


def _decision(row: Any) -> Decision:
    more = row.more or {}
    original = more.get("original")
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
        classes=tuple(more.get("classes", ())),
        original=None if original is None else Original(*original),
        queue=more.get("queue", ""),
        step=None if "step" not in more else UUID(more["step"]),
        is_blind=more.get("is_blind", False),
    )


def _more(decision: Decision) -> dict[str, Any]:
    """Return what this decision says beyond the columns; nothing that is as usual."""
    more: dict[str, Any] = {}
    if decision.classes:
        more["classes"] = [int(number) for number in decision.classes]
    if decision.original is not None:
        original = decision.original
        more["original"] = [original.fingerprint, original.split, int(original.index)]
    if decision.queue:
        more["queue"] = decision.queue
    if decision.step is not None:
        more["step"] = str(decision.step)
    if decision.is_blind:
        more["is_blind"] = True
    return more


def _withdrawal(row: Any) -> Withdrawal:
    return Withdrawal(
        id=row.id,
        decision_id=row.decision_id,
        annotator=Annotator(row.annotator_id, row.annotator_name),
        at=row.at,
        is_back=row.is_back,
    )
