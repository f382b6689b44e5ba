"""The entries of a session as JSON, and back."""

from collections.abc import Collection
from dataclasses import MISSING, fields
from datetime import datetime
from functools import partial
from typing import Any, cast, get_args
from uuid import UUID

from fmnist_gui.core.exchange.fields import ContentError, Fields, moment_text
from fmnist_gui.core.session.deck import Phase
from fmnist_gui.core.session.record import (
    CANNOT_TELL,
    Answer,
    Device,
    Entry,
    EventKind,
    Retraction,
    SessionEvent,
    SessionRecord,
)

ANSWER, RETRACTION = "answer", "retraction"
MOST_CONFIDENCE = 3
MOST_COUNT = (1 << 31) - 1

_USUAL = {field.name: field.default for field in fields(Answer) if field.default is not MISSING}


def entry_content(entry: Entry) -> dict[str, Any]:
    """Return `entry` fit for JSON, without its session; what is usual is left out."""
    if isinstance(entry, Answer):
        kept = {
            name: _plain(value)
            for name, value in vars(entry).items()
            if name != "session_id" and (name not in _USUAL or value != _USUAL[name])
        }
        return {"kind": ANSWER, **kept}
    if isinstance(entry, Retraction):
        return {
            "kind": RETRACTION,
            "id": str(entry.id),
            "answer_id": str(entry.answer_id),
            "retracted_at": moment_text(entry.retracted_at),
        }
    return {
        "kind": entry.kind,
        "id": str(entry.id),
        "position": entry.position,
        "at": moment_text(entry.at),
    }


def entry_of(
    content: object, number: int, record: SessionRecord, *, answers: Collection[UUID]
) -> Entry:
    """Return the entry that :func:`entry_content` wrote; `number` is its place, from 1.

    `answers` are the ids of the answers before it. Raises ContentError for what does not fit the
    session.
    """
    given = Fields(content, f"entry {number}")
    kind = given.choice("kind", (ANSWER, RETRACTION, *get_args(EventKind)))
    entry: Entry
    if kind == ANSWER:
        entry = _answer(given, record)
    elif kind == RETRACTION:
        retracted = given.uuid("answer_id")
        if retracted not in answers:
            raise ContentError(f"no answer to be taken back by {given.where}")
        entry = Retraction(given.uuid("id"), record.id, retracted, given.moment("retracted_at"))
    else:
        entry = SessionEvent(
            given.uuid("id"),
            record.id,
            cast("EventKind", kind),
            given.whole("position", most=len(record.deck.indices)),
            given.moment("at"),
        )
    given.close()
    return entry


def _answer(given: Fields, record: SessionRecord) -> Answer:
    deck, last_class = record.deck, len(record.class_names) - 1
    position = given.whole("position", most=len(deck.indices) - 1)
    onset_ns = given.whole("onset_ns")
    phase = partial(given.choice, choices=get_args(Phase))
    count = partial(given.whole, most=MOST_COUNT)
    words = partial(given.text, is_printable=False)
    known = record.rules
    least = CANNOT_TELL if known is not None and known.is_collecting else 0
    found = Answer(
        id=given.uuid("id"),
        session_id=record.id,
        position=position,
        image_index=given.whole("image_index"),
        label=given.whole("label", most=last_class),
        chosen=given.whole("chosen", least=least, most=last_class),
        onset_ns=onset_ns,
        response_ns=given.whole("response_ns", least=onset_ns),
        shown_at=given.moment("shown_at"),
        answered_at=given.moment("answered_at"),
        device=cast("Device", given.choice("device", get_args(Device))),
        key=given.text("key", is_printable=False),
        was_paused=given.usually("was_paused", False, given.switch),
        lost_focus=given.usually("lost_focus", False, given.switch),
        was_seen=given.usually("was_seen", False, given.switch),
        phase=cast("Phase", given.usually("phase", "main", phase)),
        split=given.usually("split", "", given.text),
        block=given.usually("block", 0, count),
        image_sha256=given.usually("image_sha256", "", given.sha256),
        confidence=given.usually("confidence", None, partial(given.whole, most=MOST_CONFIDENCE)),
        second_choice=given.usually("second_choice", None, partial(given.whole, most=last_class)),
        late_frames=given.usually("late_frames", 0, count),
        clock_jumped=given.usually("clock_jumped", False, given.switch),
        reason=given.usually("reason", "", words),
        note=given.usually("note", "", words),
    )
    _check_place(given, found, record)
    return found


def _check_place(given: Fields, answer: Answer, record: SessionRecord) -> None:
    """Refuse an answer that is not about what the deck shows at its position."""
    deck, position = record.deck, answer.position
    if answer.image_index != deck.indices[position]:
        raise given.wrong("image_index")
    if answer.phase not in _phases(record, position):
        # The word may be missing, which says "main".
        raise ContentError(f"{answer.phase!r} as phase of {given.where}")
    if answer.split not in ("", deck.split_of(position)):
        raise given.wrong("split")


def _phases(record: SessionRecord, position: int) -> tuple[Phase, ...]:
    """Return what an answer at `position` may be for: what the deck plans.

    Practice is noted in place of the main phase where nothing is scored, and only there, or a
    wrong answer could be kept out of the accuracy by its word.
    """
    planned = record.deck.phase(position)
    known = record.rules
    is_practice = known is None or not (known.is_scored or known.is_collecting)
    may_be_practice = planned == "main" and is_practice
    return (planned, "practice") if may_be_practice else (planned,)


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    return moment_text(value) if isinstance(value, datetime) else value
