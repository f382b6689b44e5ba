"""How far a study on a server is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.study_row import number_of

if TYPE_CHECKING:
    from psycopg import Cursor

_STATUS = """
SELECT study.name, study.is_open, study.deliveries, items.*,
    (SELECT count(*) FROM fmnist_gui.claim JOIN fmnist_gui.item ON item.seq = claim.item
        WHERE item.study = study.seq AND NOT is_answered AND until > clock_timestamp()),
    (SELECT count(*) FROM fmnist_gui.membership WHERE membership.study = study.seq),
    (SELECT count(*) FROM fmnist_gui.membership WHERE membership.study = study.seq AND is_out),
    (SELECT count(*) FROM fmnist_gui.session WHERE session.study = study.seq)
FROM fmnist_gui.study, LATERAL (
    SELECT count(*), coalesce(sum(given), 0), coalesce(sum(wanted), 0),
        count(*) FILTER (WHERE given >= wanted)
    FROM fmnist_gui.item WHERE item.study = study.seq
) AS items
WHERE study.seq = %s
"""


@dataclass(frozen=True)
class Status:
    """Of a study on a server: ``labels`` of the ``wanted`` ones, ``done`` of the ``images``.

    ``claimed`` images are with people now; ``withdrawn`` of the ``annotators`` are out of it.
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


def status(server: Server, sha256: str) -> Status:
    """Return how far the study is. Raises RequestError when it is not there."""

    def work(cursor: "Cursor[Any]") -> Status:
        study = number_of(cursor, sha256, str(server.address))
        cursor.execute(_STATUS, (study,))
        return Status(*cast("tuple[Any, ...]", cursor.fetchone()))

    return server.run(work)
