"""Records and entries as a sitting would leave them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.tag import TagEvent
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import (
    Annotator,
    Answer,
    EventKind,
    Retraction,
    SessionEvent,
    SessionRecord,
)
from fmnist_gui.store.database import Database, open_database
from fmnist_gui.store.migration import LINEAGE, Lineage

NOW = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
FINGERPRINT = "ab" * 32
ANNA = Annotator(uuid4(), "Anna")


def opened(home: Path, lineage: Lineage = LINEAGE) -> Database:
    """Open the database of `home` as the program does."""
    return open_database(home / "fmnist-gui.db", backups=home / "backups", now=NOW, lineage=lineage)


def deck(indices: Sequence[int] = (5, 3, 8), *, seed: int = 1) -> Deck:
    return Deck("quick-20", "test", FINGERPRINT, seed, tuple(indices), "2.1.0", excluded=2)


def record(
    annotator: Annotator = ANNA,
    drawn: Deck | None = None,
    *,
    protocol: str = "quick-20",
    started_at: datetime = NOW,
) -> SessionRecord:
    return SessionRecord(
        id=uuid4(),
        annotator=annotator,
        deck=drawn or deck(),
        protocol=protocol,
        class_names=("Trouser", "Bag", "Été"),
        data_identity="fashion-mnist",
        started_at=started_at,
        app_version="0.1.0",
    )


def answer(session: SessionRecord, position: int, chosen: int = 1, *, label: int = 1) -> Answer:
    return Answer(
        id=uuid4(),
        session_id=session.id,
        position=position,
        image_index=session.deck.indices[position],
        label=label,
        chosen=chosen,
        onset_ns=10**12 + position,
        response_ns=10**12 + position + 800_000_000,
        shown_at=NOW + timedelta(seconds=position),
        answered_at=NOW + timedelta(seconds=position, milliseconds=800),
        device="key",
        key=str(chosen),
    )


def retraction(of: Answer) -> Retraction:
    return Retraction(uuid4(), of.session_id, of.id, NOW)


def event(session: SessionRecord, kind: EventKind, position: int = 0) -> SessionEvent:
    return SessionEvent(uuid4(), session.id, kind, position, NOW)


def other(given: Answer) -> Answer:
    """Return the same answer under a new id."""
    return replace(given, id=uuid4())


def decision(
    index: int,
    kind: DecisionKind = "keep",
    *,
    annotator: Annotator = ANNA,
    to_class: int | None = None,
    note: str = "",
    after_s: float = 0,
    fingerprint: str = FINGERPRINT,
) -> Decision:
    """Return a decision made so many seconds after NOW."""
    at = NOW + timedelta(seconds=after_s)
    return Decision(uuid4(), annotator, fingerprint, "test", index, kind, to_class, note, at)


def tag_event(
    index: int,
    tag: str,
    *,
    is_on: bool = True,
    annotator: Annotator = ANNA,
    after_s: float = 0,
    fingerprint: str = FINGERPRINT,
) -> TagEvent:
    """Return that a tag was put on or taken off so many seconds after NOW."""
    at = NOW + timedelta(seconds=after_s)
    return TagEvent(uuid4(), annotator, fingerprint, "test", index, tag, is_on, at)
