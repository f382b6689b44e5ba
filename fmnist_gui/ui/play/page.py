"""The Play page: choose, answer, and hand over to the results."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.chosen import EVERYTHING, Chosen
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Answer, SessionRecord
from fmnist_gui.core.session.session import Session
from fmnist_gui.ui.play.asked import (
    USUAL_LOOK,
    HistoryAsked,
    Look,
    PanelAsked,
    ResultAsked,
    ResumeAsked,
    SittingAsked,
    StartAsked,
)
from fmnist_gui.ui.play.custom_desk import TableOf
from fmnist_gui.ui.play.entrance import Entrance, SessionMade
from fmnist_gui.ui.play.examples import examples_for
from fmnist_gui.ui.play.front import Front
from fmnist_gui.ui.play.label_log import LabelLog
from fmnist_gui.ui.play.message_label import STILL_READING
from fmnist_gui.ui.play.presentation import presentation_in
from fmnist_gui.ui.play.saving import saver
from fmnist_gui.ui.play.sitting_view import SittingView
from fmnist_gui.ui.play.start_of import start_of
from fmnist_gui.ui.play.study_sitting import StudySitting
from fmnist_gui.ui.workspace import DatasetOpened, LabelsChanged, Workspace

NAME = "play"


@dataclass(frozen=True)
class SessionEnded:
    """A session is over and saved."""

    session_id: UUID


class PlayPage(QWidget):
    """Shows the choices, then the sitting.

    `table_of` gives the images of the open data with what is known about them, for filters.

    Signals:
        answered(Answer): an answer is on disk.
        session_ended(SessionEnded): a scored session is complete.
        seat_changed(bool): whether somebody is answering now.
        result_asked(ResultAsked): what came of a session is to be shown.
        history_asked(HistoryAsked): what somebody has done under a preset is to be shown.
        panel_asked(PanelAsked): what came of a panel is to be shown.
        sessions_asked(None): session files of other machines are to be taken in.
        collecting_done(None): whoever was sent here to label for a study is done.
    """

    answered = Signal(object)
    session_ended = Signal(object)
    seat_changed = Signal(bool)
    result_asked = Signal(object)
    history_asked = Signal(object)
    panel_asked = Signal(object)
    sessions_asked = Signal()
    collecting_done = Signal()

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        table_of: TableOf = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.front = Front(workspace, table_of=table_of, page=self)
        self.setup = self.front.setup
        self.sitting: SittingView | None = None
        self._log: LabelLog | None = None
        self._entrance = Entrance(workspace, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.front)
        self._study_sitting = StudySitting(workspace, self, stack=self._stack)
        self.setFocusProxy(self.setup)
        self.front.asked.connect(self._on_asked)
        self.front.sessions_asked.connect(self.sessions_asked)
        self.front.guest_left.connect(self.collecting_done)
        self._entrance.made.connect(self._on_made)
        self._entrance.refused.connect(self.front.say)
        self._entrance.ready_shown.connect(self._on_ready_shown)
        self._entrance.ready_gone.connect(self._on_ready_gone)
        workspace.dataset_opened.connect(self._on_dataset_opened)
        self._refresh()

    def start(
        self,
        protocol: Protocol,
        annotator: str,
        *,
        seed: int | None = None,
        count: int | None = None,
        deck: Deck | None = None,
        chosen: Chosen = EVERYTHING,
        look: Look = USUAL_LOOK,
        is_simulated: bool = False,
    ) -> None:
        """Begin a session of `annotator` under `protocol`.

        The images are those of `deck`, or `count` among the `chosen` ones drawn by `seed`, or by
        one that nobody chose.
        """
        if (dataset := self._free_dataset()) is None:
            return
        split = dataset.splits.get(deck.split if deck else protocol.split)
        if split is None:
            self.front.say(f"{dataset.title} has no {protocol.split} images; open others.")
            return
        self._workspace.choose_annotator(annotator)
        start = start_of(
            StartAsked(protocol, annotator, deck, chosen, look),
            seed=seed,
            count=count,
            presentation=presentation_in(self, protocol, dataset=dataset, split=split, look=look),
            is_simulated=is_simulated,
        )
        self._entrance.begin(start, dataset)

    def collect(self, study_sha256: str, annotator: str) -> None:
        """Let `annotator` label for the study with this hash; ask who it is if that is empty.

        Whoever comes from another page is sent back when nobody labels any more. Somebody else's
        sitting of a study is left before, and waits for that person.
        """
        if self.sitting is not None:
            session = self.sitting.session
            if self.front.collecting.needs_seat(session, study_sha256, annotator):
                self.sitting.leave()
        elif self._free_dataset() is not None:
            self.front.collecting.begin(study_sha256, annotator, is_guest=True)

    def offer_deck(self, deck: Deck) -> None:
        """Offer a deck that was opened from a file, once nobody is answering.

        Raises RequestError for a deck with rules that nobody here knows.
        """
        self.front.offer_deck(deck)

    def resume(self, session_id: UUID) -> None:
        """Go on with a session at its next unanswered image."""
        if (dataset := self._free_dataset()) is not None:
            self._entrance.resume(session_id, dataset)

    @property
    def has_unsaved(self) -> bool:
        """Whether closing now would lose an answer."""
        return self.sitting is not None and self.sitting.has_unsaved

    @property
    def is_engaged(self) -> bool:
        """Whether somebody answers or a panel is followed, so that no result should come up."""
        is_following = self.isVisible() and self.front.panels.view.isVisible()
        return self.sitting is not None or is_following

    def put_away(self) -> None:
        """Leave the sitting, if there is one; called before the window closes."""
        self._entrance.dismiss()
        if self.sitting is not None:
            self.sitting.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again who has played and what is unfinished."""
        super().showEvent(event)
        self._refresh()
        self.front.show_classes()

    def _free_dataset(self) -> Dataset | None:
        """Return the data that somebody can sit down to; None while that cannot be."""
        if self._entrance.is_busy or self.sitting is not None:
            return None
        self.front.say("" if self._workspace.dataset else STILL_READING)
        return self._workspace.dataset

    def _on_ready_shown(self, ready: QWidget) -> None:
        self._stack.addWidget(ready)
        self._stack.setCurrentWidget(ready)

    def _on_ready_gone(self, ready: QWidget) -> None:
        if self._stack.currentWidget() is ready:
            self._stack.setCurrentWidget(self.front)
        self._stack.removeWidget(ready)

    def _on_made(self, made: SessionMade) -> None:
        session, dataset = made.session, made.dataset
        rules = _rules(session.record)
        sitting = SittingView(
            session,
            rules,
            images={name: split.images for name, split in dataset.splits.items()},
            save=saver(self._workspace),
            examples=examples_for(session.record, dataset, self._workspace),
            has_instructions=bool(session.record.study),
        )
        flow = sitting.flow
        flow.answered.connect(self._on_answered)
        flow.ended.connect(self._on_ended)
        flow.left.connect(self._on_left)
        self._log = log = LabelLog(self._workspace, session, rules, dataset.splits)
        flow.resuming.connect(lambda _session: log.note_resuming())
        sitting.hand_over_asked.connect(self._on_hand_over_asked)
        self._study_sitting.attend(sitting)
        self.sitting = sitting
        self._stack.addWidget(sitting)
        self._stack.setCurrentWidget(sitting)
        self.setFocusProxy(sitting)
        self.front.sat_down(session)
        self.seat_changed.emit(True)
        sitting.begin()

    def _on_asked(self, asked: object) -> None:
        if isinstance(asked, SittingAsked):
            if (dataset := self._free_dataset()) is not None:
                self._workspace.choose_annotator(asked.annotator)
                self._entrance.begin_study(asked, dataset, page=self)
        elif isinstance(asked, StartAsked):
            self.start(
                asked.protocol,
                asked.annotator,
                deck=asked.deck,
                chosen=asked.chosen,
                look=asked.look,
            )
        elif isinstance(asked, ResumeAsked):
            self.resume(asked.session_id)
        elif isinstance(asked, ResultAsked):
            self.result_asked.emit(asked)
        elif isinstance(asked, HistoryAsked):
            self.history_asked.emit(asked)
        elif isinstance(asked, PanelAsked):
            self.panel_asked.emit(asked)

    def _on_answered(self, answer: Answer) -> None:
        self.answered.emit(answer)
        if self._log is not None:
            self._log.note_answered(answer)

    def _on_ended(self, session: Session) -> None:
        self._stand_up()
        self._workspace.labels_changed.emit(LabelsChanged(NAME, session.record.id))
        if self.front.takes_over(session):
            # Others are still to answer these images: nothing is told before all have.
            self._refresh()
        else:
            self.session_ended.emit(SessionEnded(session.record.id))

    def _on_left(self, session: Session) -> None:
        self._stand_up()
        self._workspace.labels_changed.emit(LabelsChanged(NAME, session.record.id))
        self.front.show_left(session)

    def _stand_up(self) -> None:
        if self.sitting is None:
            return
        self._stack.setCurrentWidget(self.front)
        self._stack.removeWidget(self.sitting)
        self.sitting.deleteLater()
        self.sitting = self._log = None
        self.setFocusProxy(self.setup)
        self.setup.setFocus()
        self.seat_changed.emit(False)

    def _on_dataset_opened(self, _opened: DatasetOpened) -> None:
        # Whoever is answering goes on with the images that the sitting was begun with.
        self.front.follow_data()
        if self.isVisible():
            self.front.show_classes()

    def _on_hand_over_asked(self) -> None:
        if self.sitting is not None:
            self.front.collecting.hand_over()
            self.sitting.leave()

    def _refresh(self) -> None:
        # While somebody answers nothing is read: it is seen when the sitting is over.
        if self.sitting is None:
            self.front.refresh()


def _rules(record: SessionRecord) -> Protocol:
    # A session under other rules was refused when it was opened.
    assert record.rules is not None
    return record.rules
