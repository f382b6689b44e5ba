"""Images that a server has set aside for a sitting, and keeps so while somebody labels."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fmnist_gui.core.study.study import Study
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.session.session import Session
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.server.address import Address
    from fmnist_gui.store.server.served_sitting import Seat

RENEW_MS = 45_000
"""Twice within the two minutes of a lease, and a moment more for a slow network."""


class Lease(QObject):
    """Holds the images of one sitting at a time."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._taken: tuple[Address, Seat, tuple[int, ...]] | None = None
        self._session: Session | None = None
        self._timer = QTimer(self, interval=RENEW_MS)
        self._timer.timeout.connect(self.renew)

    def take(
        self,
        address: "Address",
        study: Study,
        name: str,
        *,
        then: Callable[[tuple[int, ...]], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Let the server of `address` set images aside for a person, and hand them to `then`."""

        def verb(store: "LabelStore") -> "Seat":
            from fmnist_gui.store.server.served_sitting import seat_of

            return seat_of(store, study.sha256, name)

        def ask(seat: "Seat") -> None:
            def work() -> tuple[int, ...]:
                from fmnist_gui.store.server.connection import Server
                from fmnist_gui.store.server.served_sitting import set_aside

                with Server(address) as server:
                    return set_aside(server, seat)

            def taken(images: tuple[int, ...]) -> None:
                self._taken = (address, seat, images)
                then(images)

            self._workspace.tasks.outside(work, taken, failed=failed)

        self._workspace.ask(verb, ask, failed=failed)

    def hold(self, session: "Session") -> None:
        """Renew the claims of `session` from now on, and give back what it does not ask about."""
        if self._taken is None:
            return
        address, seat, images = self._taken
        who, study = session.record.annotator, session.record.study
        if (who.id, study) != (seat.annotator.id, seat.study.sha256):
            return
        self._session = session
        self._timer.start()
        record = session.record

        def work() -> int:
            from fmnist_gui.store.server.connection import Server
            from fmnist_gui.store.server.served_sitting import give_back

            with Server(address) as server:
                return give_back(server, seat, record, images)

        if set(images) - set(record.deck.main_indices):
            # Whoever cannot be told gives them to others when the lease is over.
            self._workspace.tasks.outside(work, failed=self._report)

    def renew(self) -> None:
        """Let the claims stand for another lease."""
        if self._taken is None or self._session is None:
            return
        address, seat, _ = self._taken
        images = self._session.record.deck.main_indices

        def work() -> int:
            from fmnist_gui.store.server.claim import renew
            from fmnist_gui.store.server.connection import Server

            with Server(address) as server:
                return renew(server, seat.study.sha256, seat.annotator, images)

        self._workspace.tasks.outside(work, failed=self._report)

    def drop(self) -> None:
        """Renew nothing any more."""
        self._timer.stop()
        self._taken = self._session = None

    def _report(self, error: Exception) -> None:
        # The state of the link says so with the next exchange; nobody is held up by it here.
        self._workspace.report(error, instead=lambda _: None)
