from collections.abc import Iterator

import pytest

from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.connection import Server


@pytest.fixture
def server(url: str) -> Iterator[Server]:
    with Server(address_of(url)) as server:
        yield server
