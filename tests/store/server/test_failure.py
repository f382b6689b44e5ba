"""What a server refuses, each in one sentence that tells no password."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fmnist_gui.cli.private_server import PrivateServer
from fmnist_gui.core.errors import AwayError, RequestError, ServerError
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.status import status
from fmnist_gui.store.server.study_row import create
from tests.store.studying import STUDY, started

SECRET = "hush-hush"


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """See to it that no password is in the log, however much is written there."""
    caplog.set_level("DEBUG")
    yield
    assert SECRET not in caplog.text


def refusal(url: str, kind: type[ServerError] = ServerError) -> str:
    with Server(address_of(url)) as server, pytest.raises(kind) as raised:
        server.run(lambda cursor: cursor.execute("SELECT 1"))
    sentence = str(raised.value)
    assert SECRET not in sentence
    assert "\n" not in sentence
    return sentence


@pytest.fixture
def guarded(cluster: PrivateServer, psycopg: ModuleType) -> Callable[..., str]:
    """Return how to make the address of somebody who needs a password."""
    rules = cluster.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    if "needy" not in before:
        rules.write_text("local all needy scram-sha-256\nlocal all shut reject\n" + before)
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'needy'").fetchone():
            connection.execute(f"CREATE ROLE needy LOGIN PASSWORD '{SECRET}'")
        connection.execute("SELECT pg_reload_conf()")
        while not connection.execute(
            "SELECT 1 FROM pg_hba_file_rules WHERE 'needy' = ANY (user_name)"
        ).fetchone():
            pass
    return lambda **more: cluster.url(user="needy", **more)


def test_nobody_there(cluster: PrivateServer) -> None:
    assert "found none; check the address" in refusal(
        f"postgresql://me:{SECRET}@/lab?host={cluster.folder}/nowhere", AwayError
    )
    assert "found none" in refusal(f"postgresql://me:{SECRET}@localhost:1/lab", AwayError)


def test_no_such_database_or_user(cluster: PrivateServer) -> None:
    assert "no such database" in refusal(cluster.url("nowhere", password=SECRET))
    assert "no such user" in refusal(cluster.url(user="stranger", password=SECRET))


def test_passwords_missing_wrong_and_right(
    guarded: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    assert "wants a password; give it in the address, in PGPASSWORD, or in" in refusal(guarded())
    assert "does not accept the password" in refusal(guarded(password="wrong"))
    for url, variable in ((guarded(password=SECRET), ""), (guarded(), SECRET)):
        monkeypatch.setenv("PGPASSWORD", variable)
        with Server(address_of(url)) as server:
            assert server.run(lambda cursor: cursor.execute("SELECT 1").fetchone()) == (1,)


def test_a_service_file_says_where_and_with_which_password(
    cluster: PrivateServer,
    guarded: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    place = f"host={cluster.folder}\nuser=needy\ndbname=postgres\n"
    services = tmp_path / "services"
    services.write_text(f"[lab]\n{place}password={SECRET}\n[bare]\n{place}")
    monkeypatch.setenv("PGSERVICEFILE", str(services))

    def user(url: str) -> str:
        with Server(address_of(url)) as server:
            query = "SELECT current_user"
            found: Any = server.run(lambda cursor: cursor.execute(query).fetchone())
        return str(found[0])

    assert str(address_of("postgresql:///?service=lab")) == "postgresql:///?service=lab"
    assert user("postgresql:///?service=lab") == "needy"
    assert "wants a password" in refusal("postgresql:///?service=bare")
    assert user(f"postgresql:///?service=bare&password={SECRET}") == "needy"
    assert "a service of that name in the service file, found none" in refusal(
        f"postgresql://me:{SECRET}@/?service=nowhere"
    )
    passwords = tmp_path / "passwords"
    passwords.write_text(f"*:*:*:needy:{SECRET}\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert user("postgresql:///?service=bare") == "needy"
    monkeypatch.delenv("PGPASSFILE")
    monkeypatch.setenv("PGPASSWORD", SECRET)
    assert user("postgresql:///?service=bare") == "needy"
    assert any(record.levelno == logging.INFO for record in caplog.records)


def test_words_of_the_server_that_nobody_expected(guarded: Callable[..., str]) -> None:
    url = guarded().replace("needy", "shut")
    assert "found that it says “" in refusal(url)


def test_no_rights(server: Server, guarded: Callable[..., str], url: str) -> None:
    create(server, started())
    stranger = guarded(database=url.split("?")[0].rsplit("/", 1)[1], password=SECRET)
    with Server(address_of(stranger)) as other, pytest.raises(ServerError, match="one who may not"):
        status(other, STUDY.sha256)


def test_tables_of_another_version_are_left_alone(server: Server) -> None:
    with pytest.raises(RequestError, match="no study was shared there yet"):
        status(server, STUDY.sha256)
    create(server, started())
    newer = "UPDATE fmnist_gui.version SET number = 99"
    server.run(lambda cursor: cursor.execute(newer))
    for ask in (lambda: status(server, STUDY.sha256), lambda: create(server, started())):
        with pytest.raises(ServerError, match="found version 99; update the program"):
            ask()


def test_a_bug_is_no_refusal(server: Server, psycopg: ModuleType) -> None:
    with pytest.raises(psycopg.errors.SyntaxError):
        server.run(lambda cursor: cursor.execute("SELEKT 1"))
