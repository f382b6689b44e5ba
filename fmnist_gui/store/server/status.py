"""How far a study on a server is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from fmnist_gui.core.study.event import AFTER, EventKind, State
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.study_row import number_of

if TYPE_CHECKING:
    from psycopg import Cursor

# Who pauses a study or sits down without an answer has not labelled for it.
_STATUS = """
WITH own AS (SELECT * FROM fmnist_gui.study WHERE seq = %(study)s), took_part AS (
    SELECT annotator.person FROM fmnist_gui.session
    JOIN fmnist_gui.annotator ON annotator.id = session.annotator
    WHERE session.study = %(study)s AND EXISTS (
        SELECT FROM fmnist_gui.entry
        WHERE entry.session = session.id AND content ->> 'kind' = 'answer'
    )
    UNION
    SELECT annotator.person FROM fmnist_gui.note
    JOIN fmnist_gui.annotator ON annotator.id = (content -> 'annotator' ->> 'id')::uuid
    WHERE note.study = %(study)s AND kind = 'participation'
)
SELECT own.name, own.is_open, own.deliveries, items.*,
    (SELECT count(*) FROM fmnist_gui.claim JOIN fmnist_gui.item ON item.seq = claim.item
        WHERE item.study = own.seq AND NOT is_answered AND until > clock_timestamp()),
    (SELECT count(*) FROM took_part JOIN fmnist_gui.membership USING (person)
        WHERE membership.study = own.seq AND NOT is_out),
    (SELECT count(*) FROM fmnist_gui.membership WHERE membership.study = own.seq AND is_out),
    (SELECT count(*) FROM fmnist_gui.session WHERE session.study = own.seq)
FROM own, LATERAL (
    SELECT count(*), coalesce(sum(given), 0), coalesce(sum(wanted), 0),
        count(*) FILTER (WHERE given >= wanted)
    FROM fmnist_gui.item WHERE item.study = own.seq
) AS items
"""

_LAST_EVENT = """
SELECT study.name, note.content ->> 'kind', note.content -> 'annotator' ->> 'name',
    note.content ->> 'at'
FROM fmnist_gui.study LEFT JOIN fmnist_gui.note ON note.study = study.seq AND kind = 'event'
WHERE study.seq = %s ORDER BY note.at DESC, note.id DESC LIMIT 1
"""


@dataclass(frozen=True)
class LastEvent:
    """What happened last to the ``study`` of this name, of what kind ``by`` whom; "" of nothing."""

    study: str
    kind: EventKind | Literal[""]
    by: str
    at: str

    @property
    def state(self) -> State:
        """Where it left the study."""
        return AFTER[self.kind] if self.kind else "running"


@dataclass(frozen=True)
class Status:
    """Of a study on a server: ``labels`` of the ``wanted`` ones, ``done`` of the ``images``.

    ``claimed`` images are with people now. ``annotators`` answered or joined, and are not among
    the ``withdrawn``. ``state`` is the one since ``changed_at``, by whom ``changed_by`` tells.
    """

    name: str
    is_open: bool
    deliveries: int
    images: int
    labels: int
    wanted: int
    done: int
    claimed: int
    annotators: int
    withdrawn: int
    sessions: int
    state: State
    changed_by: str
    changed_at: str


def status(server: Server, sha256: str) -> Status:
    """Return how far the study is. Raises RequestError when it is not there."""

    def work(cursor: "Cursor[Any]") -> Status:
        study = number_of(cursor, sha256, str(server.address))
        cursor.execute(_STATUS, {"study": study})
        found = cast("tuple[Any, ...]", cursor.fetchone())
        event = last_event(cursor, study)
        return Status(*(*found, event.state, event.by, event.at))

    return server.run(work)


def last_event(cursor: "Cursor[Any]", study: int) -> LastEvent:
    """Return what was done last with the study of this number: the same on every machine."""
    cursor.execute(_LAST_EVENT, (study,))
    name, kind, by, at = cast("tuple[Any, ...]", cursor.fetchone())
    return LastEvent(name, kind or "", by or "", at or "")
