"""One exchange with a server: each step where it belongs, one after the other."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.study.labels import StudyLabels
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.server.address import Address
    from fmnist_gui.store.server.outbox import Waiting
    from fmnist_gui.store.server.turn import Exchanged, Packed, Synced


class Course:
    """Sends and fetches until there is nothing left; ``found`` is what came of it, None of nothing.

    ``address`` may hold a password, which is in memory alone.
    """

    def __init__(
        self,
        workspace: Workspace,
        record: StudyRecord,
        address: "Address",
        *,
        must_back_up: Callable[[datetime], bool],
    ) -> None:
        self._workspace = workspace
        self._study = record.study
        self.address = address
        self.found: Synced | None = None
        self._must_back_up = must_back_up
        self._waits: Callable[[Waiting], object]
        self._done: Callable[[], object]
        self._failed: Callable[[Exception], object]

    @property
    def sha256(self) -> str:
        """The hash of the study."""
        return self._study.sha256

    def begin(
        self,
        waits: "Callable[[Course, Waiting], object]",
        done: "Callable[[Course], object]",
        failed: "Callable[[Course, Exception], object]",
    ) -> None:
        """Go through all of it; tell `waits` what is still to be sent, then `done` or `failed`."""
        self._waits = lambda found: waits(self, found)
        self._done = lambda: done(self)
        self._failed = lambda error: failed(self, error)
        self._pack()

    def _pack(self) -> None:
        sha256, place = self.sha256, str(self.address)

        def verb(store: "LabelStore") -> "tuple[Packed, Waiting]":
            from fmnist_gui.store.server.outbox import waiting
            from fmnist_gui.store.server.turn import pack

            return pack(store, sha256, place), waiting(store, sha256, place)

        def then(found: "tuple[Packed, Waiting]") -> None:
            packed, waits = found
            self._waits(waits)
            self._exchange(packed)

        self._workspace.ask(verb, then, failed=self._failed)

    def _exchange(self, packed: "Packed") -> None:
        dataset, address = self._workspace.dataset, self.address
        splits = tuple(dataset.splits.values()) if dataset is not None else ()

        def work() -> "Exchanged":
            from fmnist_gui.store.server.connection import Server
            from fmnist_gui.store.server.turn import exchange

            with Server(address) as server:
                return exchange(server, packed, splits=splits)

        def then(exchanged: "Exchanged") -> None:
            if not exchanged.is_over:
                self._unpack(exchanged)
            elif self.found is None:
                self._done()
            else:
                self._push()

        self._workspace.tasks.outside(work, then, failed=self._failed)

    def _unpack(self, exchanged: "Exchanged") -> None:
        here, now = self._workspace.annotator_name, datetime.now(UTC)
        must_back_up = exchanged.arrival is not None and self._must_back_up(now)

        def verb(store: "LabelStore") -> "Synced":
            from fmnist_gui.store.server.turn import unpack

            if must_back_up:
                store.database.back_up(now)
            return unpack(store, exchanged, here=here)

        def then(found: "Synced") -> None:
            self.found = found if self.found is None else self.found + found
            self._pack()

        self._workspace.ask(verb, then, failed=self._failed)

    def _push(self) -> None:
        """Tell the server how doubtful images are, by which it chooses what comes next."""
        study, address = self._study, self.address

        def verb(store: "LabelStore") -> "StudyLabels":
            return store.studies.labels(study.sha256)

        def then(labels: "StudyLabels") -> None:
            def work() -> int:
                from fmnist_gui.store.server.connection import Server
                from fmnist_gui.store.server.doubt import push

                with Server(address) as server:
                    return push(server, study, labels)

            self._workspace.tasks.outside(work, lambda _: self._done(), failed=self._failed)

        self._workspace.ask(verb, then, failed=self._failed)
