"""How far an outbox has gone to a server, and what came from there: bookkeeping of this file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui.store.schema import DISPATCH

Kind = Literal["entry", "event", "participation", "departure"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is sent, each counted by a ``seq`` of its own; answers, retractions and events share one."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Dispatch:
    """Of a study and a server, whose address here never holds a password.

    ``sent`` is the last ``seq`` that was sent of each kind; rows with greater ones wait, but for
    those that lie in one of the ranges ``known``, both ends included: they came from the server.
    ``received`` is the number of the last delivery that was taken in, and ``token`` its token.
    """

    study: str
    server: str
    sent: dict[Kind, int] = field(default_factory=dict)
    known: dict[Kind, Ranges] = field(default_factory=dict)
    received: int = 0
    token: str = ""


def read_dispatch(connection: Connection, study: str, server: str) -> Dispatch | None:
    """Return how far the study has gone to that server; None where it was never shared there."""
    query = select(DISPATCH.c.sent).where(
        DISPATCH.c.study_sha256 == study, DISPATCH.c.server == server
    )
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else _dispatch(study, server, found)


def servers_of(connection: Connection, study: str) -> tuple[str, ...]:
    """Return the addresses of the servers that the study is shared on, without passwords."""
    query = select(DISPATCH.c.server).where(DISPATCH.c.study_sha256 == study)
    return tuple(connection.execute(query.order_by(DISPATCH.c.server)).scalars())


def keep_dispatch(connection: Connection, dispatch: Dispatch) -> None:
    """Store how far it has gone, in place of what was there."""
    content = {
        "sent": dict(dispatch.sent),
        "known": {kind: [list(pair) for pair in pairs] for kind, pairs in dispatch.known.items()},
        "received": dispatch.received,
        "token": dispatch.token,
    }
    statement = insert(DISPATCH).values(
        study_sha256=dispatch.study, server=dispatch.server, sent=content
    )
    same = ["study_sha256", "server"]
    connection.execute(
        statement.on_conflict_do_update(index_elements=same, set_={"sent": statement.excluded.sent})
    )


def pruned(ranges: Iterable[tuple[int, int]], after: int) -> Ranges:
    """Return the ranges that reach beyond `after`, those that meet as one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(pair for pair in ranges if pair[1] > after):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)


def _dispatch(study: str, server: str, content: dict[str, Any]) -> Dispatch:
    sent, known = content.get("sent", {}), content.get("known", {})
    return Dispatch(
        study,
        server,
        {kind: int(sent[kind]) for kind in KINDS if kind in sent},
        {kind: tuple((low, high) for low, high in known[kind]) for kind in KINDS if kind in known},
        int(content.get("received", 0)),
        str(content.get("token", "")),
    )
