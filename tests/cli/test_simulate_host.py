"""Simulated people who label for a study on a server are handed images by it, as all are."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fmnist_gui.cli.private_server import PrivateServer, programs
from fmnist_gui.cli.simulate_host import Host
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.study.study import Study, Wanted
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.sync import create
from fmnist_gui.store.study_sitting import begin_sitting
from tests import sample
from tests.cli.console import Run, Told
from tests.store.sample import NOW, opened
from tests.store.studying import started

On = Callable[..., Told]


@pytest.fixture
def machines(run: Run, data: Path, tmp_path: Path) -> tuple[On, On]:
    """Return two machines; on the first a study of eight images, one label each, has started."""

    def machine(name: str) -> On:
        return lambda *words: run(*words, "--home", tmp_path / name, "--data", data)

    anna, ben = machine("anna"), machine("ben")
    wish = ("--count", 8, "--labels", 1, "--attention", 0, "--sitting", 3)
    assert anna("study", "new", "--name", "Shirts", *wish).status == 0
    return anna, ben


def shared(machines: tuple[On, On], url: str) -> tuple[On, On]:
    anna, ben = machines
    assert anna("study", "create", url).status == 0
    assert ben("study", "join", url).status == 0
    return anna, ben


def simulate(on: On, *more: object) -> Any:
    return on("simulate", "--study", "Shirts", *more, "--json").content


def test_two_machines_never_label_the_same_image(machines: tuple[On, On], url: str) -> None:
    anna, ben = shared(machines, url)
    first = simulate(anna, "--images", 5)
    assert (first["answers"], first["claimed"], first["problem"]) == (5, 5, None)
    assert anna("study", "status", url, "--json").content["claimed"] == 5
    # Nothing of it was sent, and whoever is called alike is the same person.
    assert simulate(ben)["answers"] == 3
    for on in (anna, ben, anna):
        assert on("study", "sync", url).status == 0
    there = anna("study", "status", url, "--json").content
    assert (there["labels"], there["done"], there["claimed"]) == (8, 8, 0)
    refusal = ben("simulate", "--study", "Shirts").refusal
    assert "nothing is left for Simulated 2 on postgresql://" in refusal


def test_it_is_told_where_the_images_came_from(machines: tuple[On, On], url: str) -> None:
    anna, ben = machines
    assert anna("simulate", "--study", "Shirts", "--images", 3).out == "1 session, 3 answers.\n"
    shared(machines, url)
    told = ben("simulate", "--study", "Shirts", "--annotators", 2, "--images", 2).out
    counts, *more = told.splitlines()
    assert counts == "2 sessions, 4 answers."
    assert more[0].endswith("set the images aside.")
    assert more[1].startswith("Send the answers with 'fmnist-gui study sync postgresql://")


def test_without_the_server_images_are_handed_out_here_and_it_is_said(
    machines: tuple[On, On], psycopg: ModuleType
) -> None:
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with PrivateServer() as running:
        anna, _ = shared(machines, running.url())
        running.stop()
        found = simulate(anna, "--images", 3)
        assert (found["answers"], found["claimed"]) == (3, 0)
        assert "expected a PostgreSQL server that answers" in found["problem"]
        told = anna("simulate", "--study", "Shirts").out
        assert "some may be labelled more often than wanted, since the server failed" in told


def test_what_was_set_aside_is_renewed_and_given_back(tmp_path: Path, url: str) -> None:
    store = LabelStore(opened(tmp_path / "here"))
    data = sample.dataset(20, 30)
    fingerprint = data.splits["test"].fingerprint
    study = Study(
        name="Shirts",
        split="test",
        fingerprint=fingerprint,
        class_names=data.class_names,
        indices=tuple(range(8)),
        source="",
        wanted=Wanted(1, None, 1),
        seed=3,
        sitting=3,
        attention_percent=0,
    )
    store.studies.start(started(study))

    def begin(name: str, most: int) -> Callable[[Any], Session]:
        return lambda among: begin_sitting(
            store, data, study.sha256, name, now=NOW, app_version="1", among=among, most=most,
            is_simulated=True,
        )  # fmt: skip

    with Server(address_of(url)) as server:
        create(store, server, store.studies.find(study.name))

        def left() -> list[tuple[int, int]]:
            query = "SELECT person, count(*) FROM fmnist_gui.claim WHERE until > now() + '1 min' "
            query += "GROUP BY person ORDER BY person"
            return server.run(lambda cursor: cursor.execute(query).fetchall())

        host = Host(server, study, every_s=0)
        host.begin(store, "One", begin("One", 2))
        assert (left(), host.claimed) == ([(1, 2)], 2)
        nearly = "UPDATE fmnist_gui.claim SET until = now() + '30 s'"
        server.run(lambda cursor: cursor.execute(nearly))
        assert left() == []
        host.begin(store, "Two", begin("Two", 3))
        assert left() == [(1, 2), (2, 3)]

        def fail(_: object) -> Session:
            raise LookupError

        with pytest.raises(LookupError):
            host.begin(store, "Three", fail)
        assert left() == [(1, 2), (2, 3)]
    store.database.close()
