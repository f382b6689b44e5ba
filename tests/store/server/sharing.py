"""Two people with databases of their own who share a study."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from fmnist_gui.core.session.record import Entry
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.outbox import Waiting, waiting
from fmnist_gui.store.server.sync import create, join, sync
from fmnist_gui.store.server.turn import Synced
from tests.store.sample import NOW, opened
from tests.store.studying import STUDY, started


@dataclass
class Client:
    """A machine with a store, connected to a server."""

    store: LabelStore
    server: Server

    @property
    def place(self) -> str:
        return str(self.server.address)

    def sync(self) -> Synced:
        record = self.store.studies.find(STUDY.name)
        return sync(self.store, self.server, record, now=NOW)

    def waiting(self) -> Waiting:
        return waiting(self.store, STUDY.sha256, self.place)

    def entries(self) -> dict[UUID, Entry]:
        """Return every entry of the study by its id."""
        histories = self.store.studies.histories(STUDY.sha256)
        return {entry.id: entry for history in histories for entry in history.entries}

    def labels(self) -> list[tuple[UUID, int, int]]:
        """Return who said what of which image, in order."""
        found = self.store.studies.labels(STUDY.sha256)
        people = [found.people[n] for n in found.annotator]
        return sorted(zip(people, found.image.tolist(), found.chosen.tolist(), strict=True))


def creator(home: Path, server: Server) -> Client:
    """Return the machine on which the study started, and which has shared it."""
    client = Client(LabelStore(opened(home)), server)
    client.store.studies.start(started())
    create(client.store, server, client.store.studies.find(STUDY.name))
    return client


def joiner(home: Path, server: Server) -> Client:
    """Return another machine that takes part."""
    client = Client(LabelStore(opened(home)), server)
    join(client.store, server)
    return client


def rows(server: Server, table: str, where: str = "true") -> int:
    """Return how many rows a table on the server has."""
    query = f"SELECT count(*) FROM fmnist_gui.{table} WHERE {where}"
    found: Any = server.run(lambda cursor: cursor.execute(query).fetchone())
    return int(found[0])
