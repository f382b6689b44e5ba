"""Who labels what on a server: an image is claimed for a while, and for good once answered."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.person import member
from fmnist_gui.store.server.status import last_event
from fmnist_gui.store.server.study_row import number_of, state_of

if TYPE_CHECKING:
    from psycopg import Cursor

LEASE_S = 120.0
"""So long a claim stands that nobody renews: a program that ended gives back what it had."""

_CLAIM = """
WITH free AS MATERIALIZED (
    SELECT seq FROM fmnist_gui.item
    WHERE study = %(study)s AND load < wanted AND image <> ALL (%(avoid)s)
        AND NOT EXISTS (
            SELECT FROM fmnist_gui.claim WHERE claim.item = item.seq AND person = %(person)s
        )
    ORDER BY load, doubt DESC, turn
    LIMIT %(count)s
    FOR UPDATE SKIP LOCKED
), taken AS (
    UPDATE fmnist_gui.item SET held = held + 1 WHERE seq IN (SELECT seq FROM free)
    RETURNING seq, image
), kept AS (
    INSERT INTO fmnist_gui.claim (item, person, until)
    SELECT seq, %(person)s, clock_timestamp() + make_interval(secs => %(lease)s) FROM taken
)
SELECT image FROM taken
"""

# It waits for nobody: an item that somebody is at work on is left for the next time.
_REAP = """
WITH late AS (
    SELECT item, person FROM fmnist_gui.claim
    WHERE NOT is_answered AND until < clock_timestamp()
    LIMIT 1000
), free AS (
    SELECT seq FROM fmnist_gui.item WHERE seq IN (SELECT item FROM late)
    ORDER BY seq FOR UPDATE SKIP LOCKED
), gone AS (
    DELETE FROM fmnist_gui.claim USING late, free
    WHERE claim.item = late.item AND claim.person = late.person AND claim.item = free.seq
        AND NOT claim.is_answered AND claim.until < clock_timestamp()
    RETURNING claim.item
)
UPDATE fmnist_gui.item SET held = held - lost.count
FROM (SELECT item, count(*) AS count FROM gone GROUP BY item) AS lost
WHERE item.seq = lost.item
"""

_LOCK = """
SELECT seq FROM fmnist_gui.item WHERE study = %(study)s AND image = ANY (%(images)s)
ORDER BY seq FOR UPDATE
"""

_RENEW = """
UPDATE fmnist_gui.claim SET until = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE person = %(person)s AND NOT is_answered AND item = ANY (%(items)s)
"""

_RELEASE = """
WITH gone AS (
    DELETE FROM fmnist_gui.claim
    WHERE person = %(person)s AND NOT is_answered AND item = ANY (%(items)s)
    RETURNING item
)
UPDATE fmnist_gui.item SET held = held - 1 FROM gone WHERE item.seq = gone.item
"""


def claim(
    server: Server,
    sha256: str,
    annotator: Annotator,
    *,
    count: int,
    avoid: Collection[int] = (),
    lease_s: float = LEASE_S,
) -> tuple[int, ...]:
    """Claim at most `count` images of a study for a person, and return them.

    First come those with the fewest labels and claims, then the most uncertain, then the order of
    the seed; never one that this person, or another one of the name, has claimed or answered, one
    in `avoid`, or one with as many labels and claims as it is to get. The claims stand for
    `lease_s` seconds. Raises RequestError when the study is not there or nobody is handed images.
    """

    def work(cursor: "Cursor[Any]") -> tuple[int, ...]:
        study, is_open = state_of(cursor, sha256, str(server.address))
        if not is_open:
            raise _refusal(cursor, study, sha256)
        values = {
            "study": study,
            "person": member(cursor, study, annotator),
            "count": count,
            "avoid": list(avoid),
            "lease": lease_s,
        }
        cursor.execute(_REAP)
        cursor.execute(_CLAIM, values)
        return tuple(row[0] for row in cursor.fetchall())

    return server.run(work)


def renew(
    server: Server,
    sha256: str,
    annotator: Annotator,
    images: Collection[int],
    *,
    lease_s: float = LEASE_S,
) -> int:
    """Let the person's claims on these images stand `lease_s` seconds from now; count them.

    Those that ran out and were given to somebody else are not claimed again.
    """
    return _change(server, sha256, annotator, images, statement=_RENEW, lease_s=lease_s)


def release(server: Server, sha256: str, annotator: Annotator, images: Collection[int]) -> int:
    """Give back the person's claims on these images, as far as not answered; count them."""
    return _change(server, sha256, annotator, images, statement=_RELEASE, lease_s=0)


def _refusal(cursor: "Cursor[Any]", study: int, sha256: str) -> RequestError:
    """Return the sentence about a study that was paused or closed."""
    event = last_event(cursor, study)
    verb = "reopened" if event.kind == "closed" else "resumed"
    return RequestError(
        f"the study “{event.study}” ({sha256[:8]}) was {event.kind} by {in_line(event.by)}; nobody "
        f"is handed images of it until it is {verb}"
    )


def _change(
    server: Server,
    sha256: str,
    annotator: Annotator,
    images: Collection[int],
    *,
    statement: str,
    lease_s: float,
) -> int:
    def work(cursor: "Cursor[Any]") -> int:
        study = number_of(cursor, sha256, str(server.address))
        person = member(cursor, study, annotator)
        values: dict[str, Any] = {"study": study, "person": person, "lease": lease_s}
        cursor.execute(_LOCK, {**values, "images": list(images)})
        values["items"] = [row[0] for row in cursor.fetchall()]
        cursor.execute(statement, values)
        return cursor.rowcount

    return server.run(work)
