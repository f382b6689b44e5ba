"""The beginning of a link to a server: a study that is here is shared, or one there is joined."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.study.event import StudyRecord, StudyStart
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.server.address import Address
    from fmnist_gui.store.server.connection import Server

T = TypeVar("T")
Done = Callable[[str], object]
Failed = Callable[[Exception], object]


class LinkStart:
    """Asks the server on a thread that nobody waits for, and notes on the store's worker what came.

    `add` is told of each study that is shared from now on, with the address that may hold a
    password.
    """

    def __init__(
        self, workspace: Workspace, add: "Callable[[StudyRecord, Address], object]"
    ) -> None:
        self._workspace = workspace
        self._add = add

    def create(self, url: str, record: StudyRecord, done: Done, failed: Failed) -> None:
        """Share a study that is here, and tell `done` its hash when it is."""

        def ask(server: "Server") -> bool:
            from fmnist_gui.store.server.study_row import create

            return create(server, record.start)

        def keep(_: bool, address: "Address") -> None:
            def verb(store: "LabelStore") -> StudyRecord:
                from fmnist_gui.store.server.sync import note_shared

                note_shared(store, record.study.sha256, str(address))
                return record

            self._keep(verb, address, done, failed)

        self._reach(url, ask, keep, failed)

    def join(self, url: str, name: str, done: Done, failed: Failed) -> None:
        """Take over a study from a server, and tell `done` its hash."""

        def ask(server: "Server") -> StudyStart:
            from fmnist_gui.store.server.study_row import named, read_start

            return read_start(server, named(server, name).sha256)

        def keep(start: StudyStart, address: "Address") -> None:
            def verb(store: "LabelStore") -> StudyRecord:
                from fmnist_gui.store.server.sync import keep_joined

                keep_joined(store, start, str(address))
                return store.studies.find(start.study.sha256)

            self._keep(verb, address, done, failed)

        self._reach(url, ask, keep, failed)

    def _reach(
        self,
        url: str,
        ask: "Callable[[Server], T]",
        then: "Callable[[T, Address], object]",
        failed: Failed,
    ) -> None:
        from fmnist_gui.store.server.address import address_of
        from fmnist_gui.store.server.connection import Server

        try:
            address = address_of(url)
        except FmnistError as error:
            failed(error)
            return

        def work() -> T:
            with Server(address) as server:
                return ask(server)

        self._workspace.tasks.outside(work, lambda found: then(found, address), failed=failed)

    def _keep(
        self,
        verb: "Callable[[LabelStore], StudyRecord]",
        address: "Address",
        done: Done,
        failed: Failed,
    ) -> None:
        def then(record: StudyRecord) -> None:
            done(record.study.sha256)
            self._add(record, address)

        self._workspace.ask(verb, then, failed=failed)
