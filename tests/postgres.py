"""A PostgreSQL server for tests: one for each process, with a database for each test.

It listens at a socket in a short folder under the temporary one and nowhere else.
"""

from collections.abc import Iterator
from itertools import count
from types import ModuleType

import pytest

from fmnist_gui.cli.private_server import PrivateServer, programs

_NUMBERS = count()


@pytest.fixture(scope="session")
def psycopg() -> ModuleType:
    module: ModuleType = pytest.importorskip(
        "psycopg", reason="the extra 'postgres' is not installed"
    )
    return module


@pytest.fixture(scope="session")
def cluster() -> Iterator[PrivateServer]:
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed; 'make test' installs one where it can")
    with PrivateServer() as running:
        yield running


@pytest.fixture
def url(cluster: PrivateServer, psycopg: ModuleType) -> str:
    """Return the address of an empty database."""
    name = f"test{next(_NUMBERS)}"
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return cluster.url(name)
