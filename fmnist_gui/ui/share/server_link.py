"""Keeps studies the same here and on their servers, in the background."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fmnist_gui.core.errors import AwayError, FmnistError
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui.share.course import Course
from fmnist_gui.ui.share.lease import Lease
from fmnist_gui.ui.share.link_state import LinkState
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.session.session import Session
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.server.address import Address
    from fmnist_gui.store.server.outbox import Waiting

NAME = "server"
EVERY_MS = 30_000
BACKUP_EVERY = timedelta(minutes=30)

GONE = "The server does not answer; what waits is sent when it does."
NOTHING_LEFT = (
    "Nothing is left for {name} now: what still needs labels is with other people, or was seen by "
    "this one. Try again in a few minutes."
)
ALONE = (
    "Nobody else knows which images these are: some may be labelled more often than wanted. Your "
    "answers are kept here and sent later."
)
WITHOUT = f"The server does not answer. {ALONE}"


class ServerLink(QObject):
    """Speaks to servers on threads that nobody waits for, and to the store on its worker.

    Signals:
        changed(LinkState): how a study stands with its server now.
        told(str): one sentence about what cannot be had from a server now.
    """

    changed = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        parent: QObject | None = None,
        *,
        is_free: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_free = is_free
        self._addresses: dict[tuple[str, str], Address] = {}
        self._states: dict[str, LinkState] = {}
        self._busy: set[str] = set()
        self._backed_up: datetime | None = None
        self.lease = Lease(workspace, self)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.sync_all)

    def begin(self) -> None:
        """Look which studies are shared, exchange what is new, and go on doing so."""
        if not self._timer.isActive():
            self._timer.start()
            self.sync_all()

    @property
    def is_busy(self) -> bool:
        """Whether an exchange is under way."""
        return bool(self._busy)

    def state(self, sha256: str) -> LinkState | None:
        """Return how a study stands, None for one that is not shared, as far as is known."""
        return self._states.get(sha256)

    @property
    def states(self) -> tuple[LinkState, ...]:
        """How each study stands that is known to be shared."""
        return tuple(self._states.values())

    def add(self, record: StudyRecord, address: "Address") -> None:
        """Keep a study, which is shared there from now on, the same here and there.

        The address may hold a password; it is in memory alone.
        """
        self._addresses[record.study.sha256, str(address)] = address
        self._timer.start()
        self._workspace.labels_changed.emit(LabelsChanged(NAME))
        self._sync(record, str(address))

    def sync_all(self) -> None:
        """Exchange what is new of every study that is shared, unless somebody answers.

        Answers that come in are written by the worker that saves those that are given.
        """
        if not self._is_free():
            self.count()
            return
        self._ask_shared(self._sync)

    def count(self) -> None:
        """Count what waits for the servers, without asking them anything."""
        self._ask_shared(self._count)

    def _ask_shared(self, act: Callable[[StudyRecord, str], object]) -> None:
        """Do something with every study that is shared, and its server."""
        # Nothing runs any more once the window has closed; what waits is sent next time.
        if self._workspace.is_closed:
            return

        def verb(store: "LabelStore") -> list[tuple[StudyRecord, str]]:
            from fmnist_gui.store.server.dispatch import servers_of

            records = store.studies.records()
            with store.database.reading() as connection:
                known = [(r, servers_of(connection, r.study.sha256)) for r in records]
            return [(record, server) for record, servers in known for server in servers]

        def then(shared: list[tuple[StudyRecord, str]]) -> None:
            for record, server in shared:
                act(record, server)

        # Whoever cannot read the studies is told so by the page that shows them.
        self._workspace.ask(verb, then, failed=lambda error: self._note_problem("", error))

    def set_aside(
        self, study: Study, name: str, then: Callable[[tuple[int, ...] | None], object]
    ) -> None:
        """Hand `then` the images that a server sets aside for a person; None without a server.

        `then` is not called when the server says that nothing is left: that is told.
        """
        state = self._states.get(study.sha256)
        if state is None:
            then(None)
            return
        self.lease.take(
            self._address(study.sha256, state.server),
            study,
            name,
            then=lambda images: self._on_set_aside(images, name, then),
            failed=lambda error: self._on_not_set_aside(error, study, then),
        )

    def sat_down(self, session: "Session") -> None:
        """Keep what a sitting still has to ask about set aside while somebody labels."""
        self.lease.hold(session)

    def stood_up(self) -> None:
        """Let go of it, and send what was answered."""
        self.lease.drop()
        if self._states:
            self.sync_all()

    def _on_set_aside(
        self,
        images: tuple[int, ...],
        name: str,
        then: Callable[[tuple[int, ...] | None], object],
    ) -> None:
        if images:
            then(images)
        else:
            self.told.emit(NOTHING_LEFT.format(name=name))

    def _on_not_set_aside(
        self, error: Exception, study: Study, then: Callable[[None], object]
    ) -> None:
        self._note_problem(study.sha256, error)
        self.told.emit(WITHOUT if isinstance(error, AwayError) else f"{error}. {ALONE}")
        then(None)

    def _address(self, sha256: str, server: str) -> "Address":
        from fmnist_gui.store.server.address import address_of

        # One that was stored holds no password; that of the environment or a file is found anyway.
        return self._addresses.get((sha256, server)) or address_of(server)

    def _sync(self, record: StudyRecord, server: str) -> None:
        sha256 = record.study.sha256
        self._states.setdefault(sha256, LinkState(sha256, server))
        if sha256 in self._busy:
            return
        try:
            address = self._address(sha256, server)
        except FmnistError as error:
            self._note_problem(sha256, error)
            return
        self._busy.add(sha256)
        course = Course(self._workspace, record, address, must_back_up=self._must_back_up)
        course.begin(self._note_waiting, self._finish, self._fail)

    def _count(self, record: StudyRecord, server: str) -> None:
        sha256 = record.study.sha256

        def verb(store: "LabelStore") -> "Waiting":
            from fmnist_gui.store.server.outbox import waiting

            return waiting(store, sha256, server)

        def then(waits: "Waiting") -> None:
            state = self._states.get(sha256, LinkState(sha256, server))
            self._note(replace(state, server=server, waiting=waits))

        self._workspace.ask(verb, then, failed=lambda error: self._note_problem(sha256, error))

    def _finish(self, course: Course) -> None:
        sha256, found = course.sha256, course.found
        self._busy.discard(sha256)
        self._note(replace(self._states[sha256], problem=""))
        if found is not None:
            for sentence in found.refused:
                self.told.emit(sentence)
            if found.merged.added or found.news:
                self._workspace.labels_changed.emit(LabelsChanged(NAME))

    def _fail(self, course: Course, error: Exception) -> None:
        self._busy.discard(course.sha256)
        self._note_problem(course.sha256, error)

    def _note_waiting(self, course: Course, waits: "Waiting") -> None:
        state = self._states[course.sha256]
        self._note(replace(state, server=str(course.address), waiting=waits))

    def _must_back_up(self, now: datetime) -> bool:
        """Whether the last backup before others' answers came in is long ago."""
        if self._backed_up is not None and now - self._backed_up < BACKUP_EVERY:
            return False
        self._backed_up = now
        return True

    def _note_problem(self, sha256: str, error: Exception) -> None:
        if not isinstance(error, FmnistError):
            raise error
        if sha256 in self._states:
            problem = GONE if isinstance(error, AwayError) else f"{error}."
            self._note(replace(self._states[sha256], problem=problem))

    def _note(self, state: LinkState) -> None:
        if self._states.get(state.study) != state:
            self._states[state.study] = state
            self.changed.emit(state)
