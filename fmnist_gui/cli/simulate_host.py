"""Lets the server that a study is shared on set images aside for people who are simulated."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fmnist_gui.core.errors import ServerError
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.study_sitting import NothingLeftError

if TYPE_CHECKING:
    from fmnist_gui.core.session.record import Annotator
    from fmnist_gui.store.server.connection import Server

RENEW_S = 45.0
"""As often as the window renews what is set aside for somebody who labels."""


class Host:
    """Claims images as for everybody else, and holds them until their answers can be sent.

    Without a ``server``, and where it fails (then ``problem`` says how), images are handed out
    from what is known here. ``claimed`` counts what was set aside and is asked about.
    """

    def __init__(self, server: "Server | None", study: Study, *, every_s: float = RENEW_S) -> None:
        self._server = server
        self._study = study
        self._every_s = every_s
        self._held: dict[Annotator, set[int]] = {}
        self._renewed = time.monotonic()
        self.problem = ""

    @property
    def place(self) -> str:
        """The address of the server, "" without one."""
        return str(self._server.address) if self._server is not None else ""

    @property
    def claimed(self) -> int:
        """How many images were set aside for somebody."""
        return sum(map(len, self._held.values()))

    def begin(
        self,
        store: LabelStore,
        name: str,
        begin_among: Callable[[Collection[int] | None], Session],
    ) -> Session:
        """Return what `begin_among` makes of the images set aside for the person; None for any.

        Raises NothingLeftError when the server has none for them.
        """
        from fmnist_gui.store.server.served_sitting import give_back, seat_of, set_aside

        if self._server is None or self.problem:
            return begin_among(None)
        seat = seat_of(store, self._study.sha256, name)
        images: tuple[int, ...] = ()
        with self._noting_failure():
            images = set_aside(self._server, seat)
        if self.problem:
            return begin_among(None)
        if not images:
            raise NothingLeftError(
                f"nothing is left for {name} on {self.place} now: what still needs labels is with "
                "other people, or was answered under this name; take in what is new there with "
                "'fmnist-gui study sync', or try again in a few minutes"
            )
        record = None
        try:
            session = begin_among(images)
            record = session.record
        finally:
            with self._noting_failure():
                give_back(self._server, seat, record, images)
        self._held.setdefault(record.annotator, set()).update(record.deck.main_indices)
        self._renew()
        return session

    def _renew(self) -> None:
        from fmnist_gui.store.server.claim import renew

        if self._server is None or time.monotonic() - self._renewed < self._every_s:
            return
        with self._noting_failure():
            for annotator, images in self._held.items():
                renew(self._server, self._study.sha256, annotator, images)
        self._renewed = time.monotonic()

    @contextmanager
    def _noting_failure(self) -> Iterator[None]:
        try:
            yield
        except ServerError as error:
            self.problem = str(error)


@contextmanager
def host_of(store: LabelStore, study: Study) -> Iterator[Host]:
    """Give the host of a study: with the first server that it is shared on from here, if any."""
    from fmnist_gui.store.server.dispatch import servers_of

    with store.database.reading() as connection:
        servers = servers_of(connection, study.sha256)
    if not servers:
        yield Host(None, study)
        return
    from fmnist_gui.store.server.address import address_of
    from fmnist_gui.store.server.connection import Server

    with Server(address_of(servers[0])) as server:
        yield Host(server, study)
