"""A server that is gone for a while: its own, which waits for the disk as real ones do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fmnist_gui.cli.private_server import PrivateServer, programs
from fmnist_gui.core.errors import AwayError
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.claim import claim
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.deliver import deliver
from fmnist_gui.store.server.outbox import next_parcel
from fmnist_gui.store.server.status import status
from tests.store.sample import ANNA
from tests.store.server.sharing import Client, creator, joiner, rows
from tests.store.studying import BEN, STUDY, label, said, sitting


@pytest.fixture
def cluster(psycopg: object) -> Iterator[PrivateServer]:
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with PrivateServer(is_hasty=False) as running:
        yield running


def client_of(home: Path, cluster: PrivateServer) -> Client:
    return creator(home, Server(address_of(cluster.url())))


def test_a_server_stopped_in_mid_session_and_started_again_loses_and_doubles_nothing(
    tmp_path: Path, cluster: PrivateServer
) -> None:
    anna = client_of(tmp_path / "anna", cluster)
    ben = joiner(tmp_path / "ben", Server(address_of(cluster.url())))
    images = claim(anna.server, STUDY.sha256, ANNA, count=5)
    header = sitting(ANNA, images)
    answers = said(header, (1,) * 5)
    anna.store.begin(header)
    anna.store.append(*answers[:2])
    assert anna.sync().sent == 2
    # Power is cut: nobody is told, and nothing is tidied up.
    cluster.stop(at_once=True)
    for count, answer in enumerate(answers[2:4], start=1):
        anna.store.append(answer)
        with pytest.raises(AwayError, match="expected a PostgreSQL server that answers"):
            anna.sync()
        assert anna.waiting().answers == count
    assert anna.waiting().sentence == "2 answers wait to be sent."
    cluster.start()
    anna.store.append(answers[4])
    assert anna.sync().sent == 3
    assert anna.waiting().is_empty
    label(ben.store, BEN, (0,), (1,))
    ben.sync()
    anna.sync()
    assert anna.entries() == ben.entries()
    assert rows(anna.server, "entry") == 7
    found = status(anna.server, STUDY.sha256)
    assert (found.labels, found.claimed) == (6, 0)
    for client in (anna, ben):
        client.server.close()
        client.store.database.close()


def test_what_was_sent_though_nobody_heard_so_is_sent_again_as_one(
    tmp_path: Path, cluster: PrivateServer
) -> None:
    anna = client_of(tmp_path / "anna", cluster)
    label(anna.store, ANNA, (0, 1, 2), (1, 0, 1))
    parcel = next_parcel(anna.store, STUDY.sha256, anna.place)
    assert parcel is not None
    deliver(anna.server, parcel)
    # The program ends before it can note that, and the server is started anew.
    cluster.stop(at_once=True)
    cluster.start()
    assert anna.waiting().answers == 3
    assert anna.sync().sent == 3
    assert rows(anna.server, "entry") == 4
    assert status(anna.server, STUDY.sha256).labels == 3
    anna.server.close()
    anna.store.database.close()
