"""Makes panels, follows how far they are, and lets one person after another sit down."""

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.session.deck_content import protocol_of
from fmnist_gui.core.session.panel import Panel, PanelProgress, progress_of
from fmnist_gui.store.panel_start import seat_panel
from fmnist_gui.store.sitting import matching_split
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.asked import PanelStartAsked
from fmnist_gui.ui.play.message_label import STILL_READING
from fmnist_gui.ui.play.panel_guide import PanelGuide, PanelWanted
from fmnist_gui.ui.play.panel_view import PanelView
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore


class PanelDesk(QObject):
    """Has one view to make a panel in and one to follow it.

    Signals:
        guide_shown(None): the guide is filled and wants to be seen.
        view_shown(None): a panel is there and wants to be seen.
        said(str): one sentence about what cannot be done, for where no panel is in sight.
    """

    guide_shown = Signal()
    view_shown = Signal()
    said = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.guide = PanelGuide()
        self.view = PanelView()
        self._panel: Panel | None = None
        self.guide.wanted.connect(self._on_wanted)
        workspace.labels_changed.connect(self._on_labels_changed)

    @property
    def panel(self) -> Panel | None:
        """The panel that is being followed."""
        return self._panel

    def begin(self, asked: PanelStartAsked) -> None:
        """Ask who the people are."""

        def verb(store: "LabelStore") -> tuple[str, ...]:
            return tuple(annotator.name for annotator in store.annotators())

        def then(names: tuple[str, ...]) -> None:
            self.guide.ask(asked.protocol, deck=asked.deck, names=names, current=asked.annotator)
            self.guide_shown.emit()

        self._workspace.ask(verb, then, failed=self._say)

    def open(self, panel_id: UUID) -> None:
        """Follow a panel that was made before."""

        def verb(store: "LabelStore") -> Panel:
            found = next((panel for panel in store.panels() if panel.id == panel_id), None)
            if found is None:
                raise RequestError("this panel is not in the database any more; make it anew")
            return found

        self._workspace.ask(verb, self._follow, failed=self._say)

    def close(self) -> None:
        """Follow no panel any more."""
        self._panel = None

    def refresh(self) -> None:
        """Read again how far the panel is."""
        panel = self._panel
        if panel is None:
            return

        def verb(store: "LabelStore") -> PanelProgress:
            return progress_of(panel, store.sessions())

        def then(progress: PanelProgress) -> None:
            if panel is self._panel:
                needs = _needed_data(panel, self._workspace.dataset)
                self.view.show_progress(progress, protocol_of(panel.deck).title, needs=needs)
                self.view_shown.emit()

        self._workspace.ask(verb, then, failed=self._say)

    def _follow(self, panel: Panel) -> None:
        self._panel = panel
        self.refresh()

    def _on_wanted(self, wanted: PanelWanted) -> None:
        dataset = self._workspace.dataset
        if dataset is None:
            self.guide.say(STILL_READING)
            return
        fixed = wanted.protocol.seed
        seed = secrets.randbelow(2**31) if fixed is None else fixed

        def verb(store: "LabelStore") -> Panel:
            return seat_panel(
                store,
                dataset,
                wanted.protocol,
                members=wanted.members,
                seed=seed,
                now=datetime.now(UTC),
                deck=wanted.deck,
            )

        def failed(error: Exception) -> None:
            self._workspace.report(error, instead=lambda known: self.guide.say(spoken(known)))

        self._workspace.ask(verb, self._follow, failed=failed)

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if not changed.is_exposure and self.view.isVisible():
            self.refresh()

    def _say(self, error: Exception) -> None:
        self._workspace.report(error, instead=lambda known: self.said.emit(spoken(known)))


def _needed_data(panel: Panel, dataset: Dataset | None) -> str:
    """Return which data have to be opened for this panel; empty for none."""
    if dataset is None:
        return STILL_READING
    try:
        matching_split(dataset, panel.deck)
    except FmnistError as error:
        return spoken(error)
    return ""
