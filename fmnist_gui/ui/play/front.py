"""Everything before a sitting: the choices, the guided start of a panel, and how far it is."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.deck_content import protocol_of
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.stats.sentence import practised
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.asked import (
    USUAL_LOOK,
    CollectAsked,
    DeckSaveAsked,
    Look,
    PanelOpenAsked,
    PanelStartAsked,
    ResumeAsked,
    SeatAsked,
    StartAsked,
)
from fmnist_gui.ui.play.collect_desk import CollectDesk
from fmnist_gui.ui.play.custom_desk import TableOf
from fmnist_gui.ui.play.deck_desk import DeckDesk
from fmnist_gui.ui.play.kept_view import KeptView
from fmnist_gui.ui.play.next_step import next_step
from fmnist_gui.ui.play.panel_desk import PanelDesk
from fmnist_gui.ui.play.panel_view import PanelView
from fmnist_gui.ui.play.past import DAILY, Past, read_past
from fmnist_gui.ui.play.presentation import look_of, presentation_in
from fmnist_gui.ui.play.setup_desk import SetupDesk
from fmnist_gui.ui.play.setup_view import SetupView
from fmnist_gui.ui.play.who_view import WhoView
from fmnist_gui.ui.study.introduction import Introduction
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore


class Front(QStackedWidget):
    """Shows one of three views, and comes back to a panel between the turns of its people.

    For `table_of` and `page` see :class:`SetupDesk`.

    Signals:
        asked(StartAsked | SittingAsked | ResumeAsked | ResultAsked | HistoryAsked | PanelAsked):
            what is wanted of the page or of other pages.
        sessions_asked(None): session files are to be taken in.
        guest_left(None): whoever came from another page to label for a study is done.
    """

    asked = Signal(object)
    sessions_asked = Signal()
    guest_left = Signal()

    def __init__(self, workspace: Workspace, *, table_of: TableOf, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self.setup = SetupView()
        self._desk = SetupDesk(workspace, self.setup, table_of=table_of, page=page)
        self.panels = PanelDesk(workspace, self)
        self.collecting = CollectDesk(workspace, self)
        collecting = (self.collecting.who, self.collecting.kept, self.collecting.waiting)
        for view in (self.setup, self.panels.guide, self.panels.view, *collecting):
            self.addWidget(view)
        self.setup.asked.connect(self._on_asked)
        self.panels.view.asked.connect(self._on_panel_asked)
        self._panel_decks = DeckDesk(workspace, self)
        self._panel_decks.offered.connect(lambda saved: self.panels.view.tell(saved.sentence))
        self._panel_decks.said.connect(self.panels.view.say)
        self.panels.view.sessions_asked.connect(self.sessions_asked)
        self.panels.guide.left.connect(self._show_setup)
        self.panels.view.left.connect(self._show_setup)
        self.panels.guide_shown.connect(lambda: self.setCurrentWidget(self.panels.guide))
        self.panels.view_shown.connect(self._show_panel)
        self.panels.said.connect(self.setup.say)
        self.collecting.view_shown.connect(self._show_collecting)
        self.collecting.asked.connect(self.asked)
        self.collecting.said.connect(self.say)
        self.collecting.closed.connect(self._on_collecting_closed)
        self.collecting.guest_left.connect(self.guest_left)

    def say(self, sentence: str) -> None:
        """Show one sentence where the person is; empty for none."""
        current = self.currentWidget()
        if isinstance(current, PanelView | WhoView | KeptView | Introduction):
            current.say(sentence)
            return
        if sentence and current is self.collecting.waiting:
            self._show_setup()
        self.setup.say(sentence)

    def offer_deck(self, deck: Deck) -> None:
        """Offer a deck that was opened. Raises RequestError for unknown rules."""
        self._desk.offer_deck(deck)
        self._show_setup()

    def refresh(self) -> None:
        """Read again what the store knows."""
        self._desk.refresh()
        self.panels.refresh()

    def show_left(self, session: Session) -> None:
        """Read again after somebody left; a practice ends so, and it is said how long it was."""
        if session.record.study:
            self.collecting.leave(session)
        elif session.state == "finished" and session.answers:
            self.setup.tell(practised(len(session.answers)))
        self.refresh()

    def follow_data(self) -> None:
        """Show what there is for the data that is open now."""
        self._desk.follow_data()
        self.panels.refresh()

    def show_classes(self) -> None:
        """Show examples of the classes."""
        self._desk.show_classes()

    def sat_down(self, session: Session) -> None:
        """Put away what led to a sitting of a study, so that nothing of it is there afterwards."""
        if session.record.study:
            self._show_collecting(self.setup)

    def takes_over(self, session: Session) -> bool:
        """Say what follows a finished session, unless its result does; whether that is so.

        Of a turn of the panel that is being followed, and of a sitting of a study, nothing is told
        about right and wrong.
        """
        if session.record.study:
            self.collecting.end(session)
            return True
        panel = self.panels.panel
        return panel is not None and session.record.deck.panel == panel.deck.sha256

    def _on_asked(self, asked: object) -> None:
        if isinstance(asked, PanelStartAsked):
            self.panels.begin(asked)
        elif isinstance(asked, PanelOpenAsked):
            self.panels.open(asked.panel_id)
        elif isinstance(asked, DeckSaveAsked):
            self._desk.decks.save(asked.deck)
        elif isinstance(asked, CollectAsked):
            self.collecting.begin(asked.study_sha256, self.setup.annotator)
        elif isinstance(asked, StartAsked) and asked.protocol.is_daily and asked.deck is None:
            self._start_daily(asked)
        else:
            self.asked.emit(asked)

    def _on_panel_asked(self, asked: object) -> None:
        if isinstance(asked, SeatAsked):
            self._seat(asked)
        elif isinstance(asked, DeckSaveAsked):
            self._panel_decks.save(asked.deck)
        else:
            self.asked.emit(asked)

    def _seat(self, asked: SeatAsked) -> None:
        if asked.session_id is not None:
            self.asked.emit(ResumeAsked(asked.session_id))
        else:
            look = self._look_of_panel() or USUAL_LOOK
            rules = protocol_of(asked.deck)
            self.asked.emit(StartAsked(rules, asked.annotator, asked.deck, look=look))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say again whether the next person of a panel has room enough."""
        super().resizeEvent(event)
        self._warn_of_room()

    def _look_of_panel(self) -> Look | None:
        """Return the look that the first person of the panel had; None before, or without data."""
        progress, dataset = self.panels.view.progress, self._workspace.dataset
        if progress is None or dataset is None or not progress.size_px:
            return None
        deck = progress.panel.deck
        split = dataset.splits.get(deck.split)
        is_matrix = protocol_of(deck).grid is not None
        return None if split is None or is_matrix else look_of(progress.size_px, split)

    def _warn_of_room(self) -> None:
        progress, dataset = self.panels.view.progress, self._workspace.dataset
        look, sentence = self._look_of_panel(), ""
        if progress is not None and dataset is not None and look is not None:
            deck = progress.panel.deck
            shown = presentation_in(
                self._page,
                protocol_of(deck),
                dataset=dataset,
                split=dataset.splits[deck.split],
                look=look,
            )
            is_waiting = any(seat.session is None for seat in progress.seats)
            if is_waiting and shown.size_px < progress.size_px:
                sentence = f"Make the window larger: the others saw {progress.size_px} px."
        self.panels.view.warn_of_room(sentence)

    def _start_daily(self, asked: StartAsked) -> None:
        """Let nobody answer the images of a day twice, whoever the setup took them for."""
        dataset = self._workspace.dataset

        def verb(store: "LabelStore") -> Past:
            return read_past(store, dataset, annotator=asked.annotator, day=date.today())

        def then(past: Past) -> None:
            step = next_step(DAILY, asked.protocol, past, annotator=asked.annotator)
            self.asked.emit(asked if isinstance(step.asked, StartAsked) else step.asked)

        def failed(error: Exception) -> None:
            self._workspace.report(error, instead=lambda known: self.say(spoken(known)))

        self._workspace.ask(verb, then, failed=failed)

    def _show_collecting(self, view: QWidget) -> None:
        for old in self.findChildren(Introduction):
            if old is not view:
                self.removeWidget(old)
                old.deleteLater()
        if self.indexOf(view) < 0:
            self.addWidget(view)
        self.setCurrentWidget(view)

    def _on_collecting_closed(self, sentence: str) -> None:
        self._show_setup()
        self.setup.tell(sentence)

    def _show_setup(self) -> None:
        self.panels.close()
        self.setCurrentWidget(self.setup)
        self._desk.refresh()

    def _show_panel(self) -> None:
        self.setCurrentWidget(self.panels.view)
        self._warn_of_room()
