"""Reads what is chosen and works out what is told about it, off the window's thread."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.session.panel import Panel
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.results.choice import Choice, PanelChosen, PeopleChosen, SessionsChosen
from fmnist_gui.ui.results.seating import seats_of
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.stats.references import Reference
    from fmnist_gui.ui.results.story import GroupStory, Opinions, PanelStory, SessionStory
    from fmnist_gui.ui.results.story_column import OpinionsAsked

T = TypeVar("T")

LANE = "results"
OPINIONS_LANE = "results, what others say"
KEPT_MOST = 200
"""Sessions that are done and kept, so that going back to them reads nothing."""

READ_AT_ONCE = 4
NOBODY = ""
"""The name of a reader who is none of those that are told about: nobody can have it."""


@dataclass(frozen=True)
class Progress:
    """So many sessions of those asked for have been read."""

    done: int
    total: int


class ResultDesk(QObject):
    """Answers what the page asks; of several questions only the last one counts.

    Signals:
        session_told(SessionStory): what is told about one session.
        group_told(GroupStory): about several sessions, of one person or more.
        panel_told(PanelStory): about a panel.
        opinions_told(Opinions): what others say of the images of what was told last.
        lost(RequestError): a session that was asked for is not there any more.
        read(Progress): sessions have been read.
        stopped(None): nothing can be told; the workspace has said why.
    """

    session_told = Signal(object)
    group_told = Signal(object)
    panel_told = Signal(object)
    opinions_told = Signal(object)
    lost = Signal(object)
    read = Signal(object)
    stopped = Signal()

    def __init__(self, workspace: Workspace, published: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._published = published
        self._choice: Choice | None = None
        # Another one for each question; what was asked before it is not told any more.
        self._turn = object()
        self._said = ""
        self._kept: dict[UUID, History] = {}
        self._sessions: tuple[SessionSummary, ...] = ()
        self._panels: tuple[Panel, ...] = ()
        self._own: frozenset[UUID] = frozenset()

    def know(
        self,
        sessions: tuple[SessionSummary, ...],
        panels: tuple[Panel, ...],
        own: frozenset[UUID],
    ) -> None:
        """Take the lists that choices are made from; `own` are the ids of who sits here."""
        self._sessions, self._panels, self._own = sessions, panels, own
        there = {session.id for session in sessions if session.state == "complete"}
        self._kept = {i: history for i, history in self._kept.items() if i in there}

    def forget(self) -> None:
        """Read every session anew, since something was written."""
        self._kept.clear()

    def rest(self) -> None:
        """Let what is asked for go; nobody looks."""
        self._turn = object()

    def ask(self, choice: Choice) -> None:
        """Work out what is told about `choice`."""
        self._choice, self._turn = choice, object()
        match choice:
            case SessionsChosen(session_ids=(only,)):
                self._read((only,), lambda read: self._tell_session(read[0]))
            case SessionsChosen():
                self._read(choice.session_ids, self._tell_group)
            case PeopleChosen():
                people = set(choice.annotator_ids)
                own = (s.id for s in self._sessions if s.annotator.id in people)
                self._read(tuple(own), self._tell_group)
            case PanelChosen():
                self._ask_panel(choice.deck_sha256)

    def ask_opinions(self, asked: "OpinionsAsked") -> None:
        """Work out what others say of the images that are asked about."""
        shelf, turn = self._workspace.home.scores, self._turn

        def work(_report: Report, _is_cancelled: CancelCheck) -> "Opinions":
            from fmnist_gui.ui.results.story import opinions

            return opinions(
                asked.trials,
                shelf,
                fingerprint=asked.fingerprint,
                who=asked.who,
                is_complete=asked.is_complete,
            )

        def then(found: "Opinions") -> None:
            if self._turn is turn:
                self.opinions_told.emit(found)

        self._workspace.tasks.run(work, then, failed=self._workspace.report, lane=OPINIONS_LANE)

    def _ask_panel(self, deck: str) -> None:
        panel = next((panel for panel in self._panels if panel.deck.sha256 == deck), None)
        seats = seats_of(deck, panel, self._sessions)
        begun = [seat.session for seat in seats if seat.session is not None]
        planned = max((session.count for session in begun), default=0)
        if panel is not None:
            planned = len(panel.deck.main_indices)

        def then(read: tuple[History, ...]) -> None:
            def work(published: "tuple[Reference, ...]") -> "PanelStory":
                from fmnist_gui.ui.results.story import panel_story

                return panel_story(
                    deck, seats, planned=planned, histories=read, published=published
                )

            self._run(work, self.panel_told.emit)

        self._read(tuple(session.id for session in begun), then)

    @property
    def about(self) -> tuple[SessionSummary, ...]:
        """What the list knows already of the sessions that are asked for."""
        match self._choice:
            case SessionsChosen():
                wanted = set(self._choice.session_ids)
                return tuple(s for s in self._sessions if s.id in wanted)
            case PeopleChosen():
                people = set(self._choice.annotator_ids)
                return tuple(s for s in self._sessions if s.annotator.id in people)
            case PanelChosen():
                return tuple(s for s in self._sessions if s.panel == self._choice.deck_sha256)
        return ()

    def _tell_session(self, history: History) -> None:
        reader = self._reader({history.record.annotator})

        def work(published: "tuple[Reference, ...]") -> "SessionStory":
            from fmnist_gui.ui.results.story import session_story

            return session_story(history, published, reader=reader)

        self._run(work, self.session_told.emit)

    def _tell_group(self, histories: tuple[History, ...]) -> None:
        reader = self._reader({history.record.annotator for history in histories})

        def work(published: "tuple[Reference, ...]") -> "GroupStory":
            from fmnist_gui.ui.results.story import group_story

            return group_story(histories, published, reader=reader)

        self._run(work, self.group_told.emit)

    def _reader(self, people: set[Annotator]) -> str:
        """Return the name of the one who is told "you": a single person, if it sits here."""
        only = next(iter(people)) if len(people) == 1 else None
        return only.name if only is not None and only.id in self._own else NOBODY

    def _read(
        self, session_ids: tuple[UUID, ...], then: Callable[[tuple[History, ...]], object]
    ) -> None:
        """Read sessions a few at a time, so that answers need not wait for the whole of them."""
        turn = self._turn
        found = {i: self._kept[i] for i in session_ids if i in self._kept}
        missing = [i for i in session_ids if i not in found]

        def read_on() -> None:
            if self._turn is not turn:
                return
            self.read.emit(Progress(len(found), len(session_ids)))
            if not missing:
                self._keep(found.values())
                then(tuple(found[i] for i in session_ids))
                return
            batch = [missing.pop(0) for _ in range(min(READ_AT_ONCE, len(missing)))]
            self._workspace.ask(
                lambda store: [store.history(i) for i in batch], on_read, failed=failed
            )

        def on_read(histories: list[History]) -> None:
            found.update((history.record.id, history) for history in histories)
            read_on()

        def failed(error: Exception) -> None:
            if self._turn is turn and isinstance(error, RequestError):
                self.lost.emit(error)
            else:
                self._stop(error)

        read_on()

    def _keep(self, histories: Iterable[History]) -> None:
        """Keep sessions that do not change any more, the last ones read."""
        done = {session.id for session in self._sessions if session.state == "complete"}
        for history in (history for history in histories if history.record.id in done):
            self._kept.pop(history.record.id, None)
            self._kept[history.record.id] = history
        for session_id in list(self._kept)[:-KEPT_MOST]:
            del self._kept[session_id]

    def _run(
        self,
        work: "Callable[[tuple[Reference, ...]], T]",
        then: Callable[[T], object],
    ) -> None:
        turn, shipped, own = self._turn, self._published, self._workspace.home.references

        def run(_report: Report, _is_cancelled: CancelCheck) -> "tuple[T, DataError | None]":
            from fmnist_gui.core.stats import references

            found = references.gathered(shipped, own)
            return work(found.references), found.refused

        def on_done(made: "tuple[T, DataError | None]") -> None:
            story, refused = made
            if refused is not None and str(refused) != self._said:
                self._said = str(refused)
                self._workspace.report(refused)
            if self._turn is turn:
                then(story)

        self._workspace.tasks.run(run, on_done, failed=self._stop, lane=LANE)

    def _stop(self, error: Exception) -> None:
        self._workspace.report(error)
        self.stopped.emit()
