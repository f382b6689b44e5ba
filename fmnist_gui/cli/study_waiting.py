"""What waits here to be sent to the servers that studies are shared on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fmnist_gui.core.errors import RequestError, ServerError

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.server.outbox import Waiting


def waiting_by_server(store: "LabelStore", sha256: str) -> "dict[str, Waiting]":
    """Return what waits of a study by the address of each server that it is shared on from here."""
    from fmnist_gui.store.server.dispatch import servers_of
    from fmnist_gui.store.server.outbox import waiting

    with store.database.reading() as connection:
        servers = servers_of(connection, sha256)
    return {server: waiting(store, sha256, server) for server in servers}


@contextmanager
def telling_what_waits(store: "LabelStore", server: str, name: str) -> Iterator[None]:
    """Where the server fails, say in the same sentence what waits here for it.

    That is of the study called `name`, without a name of all that are shared there from here.
    """
    try:
        yield
    except ServerError as error:
        waits = _waiting_for(store, server, name)
        if waits.is_empty:
            raise
        raise RequestError(f"{error}; {waits.promise}") from error


def _waiting_for(store: "LabelStore", server: str, name: str) -> "Waiting":
    from fmnist_gui.store.server.outbox import Waiting

    try:
        records = (store.studies.find(name),) if name else store.studies.records()
    except RequestError:
        # It is on the server alone.
        records = ()
    nothing = Waiting()
    known = (waiting_by_server(store, record.study.sha256) for record in records)
    return sum((found.get(server, nothing) for found in known), nothing)
