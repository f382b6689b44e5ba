"""From the wish to play to the session: latency measured, keys looked up, deck drawn."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.key_choice import KeyChoice
from fmnist_gui.core.session.record import Latency
from fmnist_gui.core.session.session import Session
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin, reopen
from fmnist_gui.store.study_sitting import begin_sitting
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.asked import USUAL_LOOK, SittingAsked, StartAsked
from fmnist_gui.ui.play.key_setting import equipped, keys_of
from fmnist_gui.ui.play.latency import GetReady
from fmnist_gui.ui.play.presentation import presentation_in
from fmnist_gui.ui.play.start_of import start_of
from fmnist_gui.ui.workspace import Workspace

Begin = Callable[[LabelStore, Dataset, Start, datetime], Session]
"""Draws the deck, stores it with the session's header, and returns the session."""

OTHER_IMAGES = "Other images were opened meanwhile; start again with these."


def begin_usual(store: LabelStore, dataset: Dataset, start: Start, now: datetime) -> Session:
    """Begin a session for the person alone."""
    return begin(store, dataset, start, now=now)


@dataclass(frozen=True, eq=False)
class SessionMade:
    """A session that can be sat down to, over images of these data."""

    session: Session
    dataset: Dataset


class Entrance(QObject):
    """Lets one person in at a time.

    Signals:
        made(SessionMade): the session is stored and waits for its first image.
        refused(str): one sentence about why there is none.
        ready_shown(GetReady): this is to be in front while it measures.
        ready_gone(GetReady): it is not needed any more.
    """

    made = Signal(object)
    refused = Signal(str)
    ready_shown = Signal(object)
    ready_gone = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ready: GetReady | None = None
        self.is_busy = False

    def begin(self, start: Start, dataset: Dataset, *, how: Begin = begin_usual) -> None:
        """Measure what this machine adds to response times, then begin a session as `how` does.

        Simulated people need neither that nor keys of their own.
        """
        if start.is_simulated:
            self._begin(start, KeyChoice(), dataset, how=how)
            return
        self.is_busy = True
        self._ready = ready = GetReady(start.presentation.size_px)
        keys = keys_of(self._workspace.settings, start.annotator)

        def then(latency: Latency | None) -> None:
            if self._ready is ready:
                equipment = replace(start.equipment, latency=latency)
                self._begin(replace(start, equipment=equipment), keys, dataset, how=how)

        ready.measured.connect(then)
        self.ready_shown.emit(ready)
        ready.run()

    def begin_study(self, asked: SittingAsked, dataset: Dataset, *, page: QWidget) -> None:
        """Begin a sitting of a study, whose images are shown on `page`."""
        study, split = asked.study, dataset.splits.get(asked.study.split)
        if split is None:
            self.refused.emit(f"{dataset.title} has no {study.split} images; open others.")
            return
        rules = study.rules(count=study.sitting)
        shown = presentation_in(page, rules, dataset=dataset, split=split, look=USUAL_LOOK)
        start = start_of(StartAsked(rules, asked.annotator), presentation=shown)

        def how(store: LabelStore, data: Dataset, start: Start, now: datetime) -> Session:
            return begin_sitting(
                store,
                data,
                study.sha256,
                start.annotator,
                now=now,
                app_version=start.app_version,
                presentation=start.presentation,
                equipment=start.equipment,
                among=asked.among,
            )

        self.begin(start, dataset, how=how)

    def resume(self, session_id: UUID, dataset: Dataset) -> None:
        """Go on with a session at its next unanswered image."""
        self._make(lambda store: reopen(store, dataset, session_id, now=datetime.now(UTC)), dataset)

    def dismiss(self) -> None:
        """Stop measuring, or take what said "Get ready" away."""
        if self._ready is None:
            return
        self.is_busy = False
        ready, self._ready = self._ready, None
        self.ready_gone.emit(ready)
        ready.deleteLater()

    def _begin(self, start: Start, keys: KeyChoice, dataset: Dataset, *, how: Begin) -> None:
        def make(store: LabelStore) -> Session:
            whole = equipped(store, start, keys, class_count=len(dataset.class_names))
            return how(store, dataset, whole, datetime.now(UTC))

        self._make(make, dataset)

    def _make(self, make: Callable[[LabelStore], Session], dataset: Dataset) -> None:
        self.is_busy = True

        def then(session: Session) -> None:
            self.is_busy = False
            if self._workspace.dataset is dataset:
                self.made.emit(SessionMade(session, dataset))
            else:
                self.refused.emit(OTHER_IMAGES)
            self.dismiss()

        def failed(error: Exception) -> None:
            self.is_busy = False
            self.dismiss()
            self._workspace.report(error, instead=lambda known: self.refused.emit(spoken(known)))

        self._workspace.ask(make, then, failed=failed)
