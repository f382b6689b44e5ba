"""Sittings of a study that can be gone on with, and the images that wait in them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from fmnist_gui.store.schema import ANNOTATOR, DECK, SESSION, SESSION_EVENT

_is_finished = (
    select(SESSION_EVENT.c.seq)
    .where(SESSION_EVENT.c.session_seq == SESSION.c.seq, SESSION_EVENT.c.kind == "finished")
    .exists()
)
_OPEN = (
    select(
        SESSION.c.id,
        SESSION.c.is_simulated,
        ANNOTATOR.c.id.label("person"),
        ANNOTATOR.c.name,
        DECK.c.indices,
        DECK.c.more,
    )
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .where(~_is_finished)
    .order_by(SESSION.c.started_at, SESSION.c.seq)
)


@dataclass(frozen=True)
class OpenSitting:
    """A session of a ``person`` of that ``name`` that was begun and not finished.

    ``images`` are those that it asks about.
    """

    id: UUID
    person: UUID
    name: str
    images: tuple[int, ...]
    is_simulated: bool


def read_open_sittings(connection: Connection, sha256: str) -> tuple[OpenSitting, ...]:
    """Return the sittings of the study with this hash that can be gone on with, the oldest first.

    Labels for a selection are given all at once, so nothing waits in such a session.
    """
    query = _OPEN.where(SESSION.c.study_sha256 == sha256, SESSION.c.protocol == "study")
    found = []
    for row in connection.execute(query):
        phases = (row.more or {}).get("phases") or ["main"] * len(row.indices)
        asked = (i for i, phase in zip(row.indices, phases, strict=True) if phase == "main")
        found.append(OpenSitting(row.id, row.person, row.name, tuple(asked), row.is_simulated))
    return tuple(found)
