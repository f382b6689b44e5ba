"""A session's header as rows, and back."""

from collections.abc import Collection
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.equipment_content import equipment_content, equipment_of
from fmnist_gui.core.session.record import Annotator, Presentation, SessionRecord
from fmnist_gui.store.deck_row import deck_of_row, keep_deck
from fmnist_gui.store.schema import ANNOTATOR, DECK, SESSION

_INSERT_ANNOTATOR = insert(ANNOTATOR).on_conflict_do_nothing(index_elements=["id"])
_INSERT_SESSION = insert(SESSION).on_conflict_do_nothing(index_elements=["id"])
_HEADERS = (
    select(
        *SESSION.c,
        *(c for c in DECK.c if c.key != "preset"),
        DECK.c.preset.label("deck_preset"),
        ANNOTATOR.c.id.label("annotator_id"),
        ANNOTATOR.c.name.label("annotator_name"),
    )
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
)


def keep_annotator(connection: Connection, annotator: Annotator) -> int:
    """Store `annotator` unless it is there; return its row's number."""
    connection.execute(_INSERT_ANNOTATOR, {"id": annotator.id, "name": annotator.name})
    query = select(ANNOTATOR.c.seq).where(ANNOTATOR.c.id == annotator.id)
    return int(connection.execute(query).scalar_one())


def keep_session(connection: Connection, record: SessionRecord) -> None:
    """Store annotator, deck and header, as far as they are not there."""
    keep_deck(connection, record.deck)
    values = _session_values(record)
    values["annotator_seq"] = keep_annotator(connection, record.annotator)
    connection.execute(_INSERT_SESSION, values)


def read_session(connection: Connection, session_id: UUID) -> tuple[int, SessionRecord]:
    """Return the session's row number and header.

    Raises RequestError when it is not there, StoreError when its deck was altered on the disk.
    """
    query = _HEADERS.where(SESSION.c.id == session_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise RequestError(f"there is no session {session_id} in this database")
    values = cast("dict[str, Any]", dict(row))
    return values["seq"], _record(values)


def read_sessions(connection: Connection, seqs: Collection[int]) -> dict[int, SessionRecord]:
    """Return the headers of the sessions with these row numbers, some hundred at a time.

    Raises StoreError when a deck was altered on the disk.
    """
    rows = connection.execute(_HEADERS.where(SESSION.c.seq.in_(seqs))).mappings()
    return {row["seq"]: _record(cast("dict[str, Any]", dict(row))) for row in rows}


def _record(row: dict[str, Any]) -> SessionRecord:
    return SessionRecord(
        id=row["id"],
        annotator=Annotator(row["annotator_id"], row["annotator_name"]),
        deck=deck_of_row(row),
        protocol=row["protocol"],
        class_names=tuple(row["class_names"]),
        data_identity=row["data_identity"],
        started_at=row["started_at"],
        app_version=row["app_version"],
        presentation=Presentation(
            size_px=row["size_px"],
            smoothing=row["smoothing"],
            polarity=row["polarity"],
            refresh_hz=row["refresh_hz"],
            pixel_ratio=row["pixel_ratio"],
        ),
        is_simulated=row["is_simulated"],
        equipment=equipment_of(row["equipment"]),
    )


def _session_values(record: SessionRecord) -> dict[str, Any]:
    shown = record.presentation
    return {
        "id": record.id,
        "deck_sha256": record.deck.sha256,
        "protocol": record.protocol,
        "class_names": list(record.class_names),
        "data_identity": record.data_identity,
        "started_at": record.started_at,
        "app_version": record.app_version,
        "size_px": shown.size_px,
        "smoothing": shown.smoothing,
        "polarity": shown.polarity,
        "refresh_hz": shown.refresh_hz,
        "pixel_ratio": shown.pixel_ratio,
        "is_simulated": record.is_simulated,
        "equipment": equipment_content(record.equipment),
        "study_sha256": record.study,
    }
