"""The Results page: what there is at the left, what came of one part of it at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.panel import Panel
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui import theme
from fmnist_gui.ui.results.album import Library
from fmnist_gui.ui.results.choice import Choice, PanelChosen, SessionsChosen, is_there
from fmnist_gui.ui.results.empty_view import EmptyView
from fmnist_gui.ui.results.exposure_note import ExposureNote
from fmnist_gui.ui.results.reader import own_ids
from fmnist_gui.ui.results.result_desk import ResultDesk
from fmnist_gui.ui.results.save_desk import SaveDesk
from fmnist_gui.ui.results.session_panel import SessionPanel
from fmnist_gui.ui.results.story_column import StoryColumn
from fmnist_gui.ui.results.story_stack import StoryStack
from fmnist_gui.ui.workspace import Failure, LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.ui.results.story import GroupStory, Opinions, PanelStory, SessionStory

Lists = tuple[tuple[SessionSummary, ...], tuple[Panel, ...], tuple[Annotator, ...]]
"""All sessions, the newest first, all panels and everybody, in the order in which they came."""

NAME = "results"
OTHER_DATA = "These images are of another data set; open that one to look at them"
LOST = "That session is not in the database any more; the list was read anew"

PANEL_MOST, PANEL_LEAST, PANEL_SHARE, PANEL_SHARE_MOST = 320, 200, 0.28, 0.45


@dataclass(frozen=True)
class ResumeAsked:
    """An unfinished session that somebody wants to go on with."""

    session_id: UUID


class ResultsPage(QWidget):
    """Shows what came of the sessions in the store.

    Signals:
        images_asked(ImagesAsked): images are to be looked at in Explore.
        resume_asked(ResumeAsked): an unfinished session is to be gone on with.
        play_asked(None): there is no session yet, and one is wanted.
        scores_asked(None): human counts or predictions are to be added.
        sessions_asked(None): other people's sessions are to be added.
    """

    images_asked = Signal(object)
    resume_asked = Signal(object)
    play_asked = Signal()
    scores_asked = Signal()
    sessions_asked = Signal()

    def __init__(
        self,
        workspace: Workspace,
        icons_folder: Path,
        references_path: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wanted: Choice | None = None
        self._shown: Choice | None = None
        self._wish: tuple[str, str] | None = None
        self._is_stale = True
        self.desk = ResultDesk(workspace, references_path, self)
        self.saves = SaveDesk(workspace, self)
        self.library = Library(workspace, self)
        self._exposures = ExposureNote(workspace, self)
        self.panel = SessionPanel(icons_folder)
        self._views = StoryStack(icons_folder, self.library, lambda: self.desk.about)
        self.waiting = self._views.waiting
        self.column, self.group, self.board = self._views.columns
        self.empty = EmptyView(icons_folder)
        self._compose()
        self._connect()

    @property
    def shown(self) -> Choice | None:
        """What is shown, which may still be what was chosen before."""
        return self._shown

    @property
    def story_column(self) -> StoryColumn:
        """The column that tells about it."""
        return self._views.story_column

    @property
    def result(self) -> SessionResult | None:
        """The session that is shown; None while there is none, or several."""
        return self._views.result

    def show_session(self, session_id: UUID) -> None:
        """Show one session, which may be newer than the list."""
        self.show_choice(SessionsChosen((session_id,)))

    def show_panel(self, deck_sha256: str) -> None:
        """Show the panel that answers this deck."""
        self.show_choice(PanelChosen(deck_sha256))

    def show_history(self, annotator_name: str, preset: str) -> None:
        """Show all that a person has done under one preset, given by its key."""
        self._wish = (annotator_name, preset)
        self.refresh()

    def show_choice(self, choice: Choice) -> None:
        """Show something, which may be newer than the lists."""
        self._wanted = choice
        self.refresh()

    def refresh(self) -> None:
        """Read the lists anew, and show what is wanted or the newest session."""
        self._is_stale = False

        def verb(store: "LabelStore") -> Lists:
            # Labels for others measure nobody; how far they are, Collect tells.
            sessions = tuple(s for s in store.sessions() if not s.is_collecting)
            return sessions, store.panels(), store.annotators()

        def failed(error: Exception) -> None:
            self.empty.say_unreadable()
            self._stack.setCurrentWidget(self.empty)
            self._workspace.report(error)

        self._workspace.ask(verb, self._show_lists, failed=failed)

    def put_away(self) -> None:
        """Hand on which labels were seen; called before the window closes."""
        self._exposures.flush()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand on which labels were seen, and let go of what is still being read."""
        super().hideEvent(event)
        self._exposures.flush()
        if self._shown != self._wanted:
            # Nothing is read behind a sitting: its answers must not wait.
            self._views.rest()
            self.desk.rest()
            self._is_stale = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the lists their share of the width."""
        super().resizeEvent(event)
        share = round(PANEL_SHARE * self.width())
        most = theme.scaled_px(PANEL_MOST)
        room = round(PANEL_SHARE_MOST * self.width())
        least = max(min(PANEL_LEAST, most), min(self.panel.least_width, room))
        self.panel.setFixedWidth(max(least, min(most, share)))

    def _compose(self) -> None:
        self._blank, self._content = QWidget(), QWidget()
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self._views, 1)
        self._stack = QStackedLayout(self)
        for page in (self._blank, self._content, self.empty):
            self._stack.addWidget(page)
        self.setFocusProxy(self.panel)

    def _connect(self) -> None:
        workspace = self._workspace
        self.panel.chosen.connect(self._on_chosen)
        self.panel.add_asked.connect(self.sessions_asked)
        self.empty.play_asked.connect(self.play_asked)
        self.empty.add_asked.connect(self.sessions_asked)
        self.library.asked.connect(self.images_asked)
        self.library.told.connect(self._exposures.take)
        self.library.missed.connect(lambda: workspace.failed.emit(Failure(OTHER_DATA)))
        for told in (self.desk.session_told, self.desk.group_told, self.desk.panel_told):
            told.connect(self._on_told)
        self.desk.opinions_told.connect(self._on_opinions_told)
        self.desk.lost.connect(self._on_lost)
        self.desk.stopped.connect(self._on_stopped)
        self.desk.read.connect(lambda read: self.waiting.show_progress(read.done, read.total))
        self.column.resume_asked.connect(self._on_resume)
        self.column.report_asked.connect(self._on_report_asked)
        self.board.report_asked.connect(self._on_panel_report_asked)
        for column in self._views.columns:
            column.picture_asked.connect(self.saves.ask_picture)
            column.opinions_asked.connect(self.desk.ask_opinions)
            column.scores_asked.connect(self.scores_asked)
            column.chosen.connect(self.show_choice)
        workspace.labels_changed.connect(self._on_labels_changed)
        workspace.scores_changed.connect(lambda _: self._begin_anew())
        workspace.dataset_opened.connect(lambda _: self._begin_anew())

    def _show_lists(self, lists: Lists) -> None:
        sessions, panels, annotators = lists
        if self._wanted is not None and not is_there(self._wanted, sessions, panels):
            # Another program deletes without telling.
            self._wanted = None
            self._workspace.failed.emit(Failure(LOST))
        if not sessions and not panels:
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentWidget(self._content)
        if self._wish is not None:
            own = (s.id for s in sessions if (s.annotator.name, s.preset) == self._wish)
            self._wanted, self._wish = SessionsChosen(tuple(own)), None
        self.library.own = own_ids(annotators, self._workspace.annotator_name)
        self.desk.know(sessions, panels, self.library.own)
        self.panel.show_sessions(sessions, panels, self._wanted)
        self._ask(self.panel.choice)

    def _on_chosen(self, choice: Choice) -> None:
        if choice != self._wanted:
            self._ask(choice)

    def _ask(self, choice: Choice | None) -> None:
        self._wanted = choice
        if choice is not None:
            self.desk.ask(choice)
            if choice != self._shown:
                self._views.expect()

    def _on_stopped(self) -> None:
        """Say that nothing comes; why is told where it was found out."""
        self._views.rest()
        if self._shown != self._wanted:
            self._views.say_stopped()

    def _on_told(self, story: "SessionStory | GroupStory | PanelStory") -> None:
        self._shown = self._wanted
        self._views.tell(story)

    def _on_opinions_told(self, found: "Opinions") -> None:
        self.story_column.show_opinions(found)

    def _on_lost(self, _error: RequestError) -> None:
        """Say that a session is gone, and read the lists anew."""
        self._views.rest()
        self._workspace.failed.emit(Failure(LOST))
        self._wanted = None
        self.refresh()

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if changed.by != NAME and not changed.is_exposure:
            self.desk.forget()
            self._read_again()

    def _begin_anew(self) -> None:
        """Show the same with other pictures, or with what was added to it."""
        self.column.forget()
        self._read_again()

    def _read_again(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            # Nothing is computed behind a sitting: its answers must not wait.
            self._is_stale = True

    def _on_resume(self) -> None:
        if self.result is not None:
            self.resume_asked.emit(ResumeAsked(self.result.record.id))

    def _on_report_asked(self) -> None:
        if (result := self.result) is not None:
            session_id = result.record.id
            self.saves.ask_report(result, lambda paths: self._say_saved(session_id, paths))

    def _on_panel_report_asked(self) -> None:
        if (story := self.board.story) is not None:
            self.saves.ask_panel_report(story, partial(self.board.say_saved, story.deck_sha256))

    def _say_saved(self, session_id: UUID, paths: Sequence[Path]) -> None:
        """Say where a report lies, if its session is still the one that is shown."""
        summary, result = self.column.summary, self.column.result
        if summary is not None and result is not None and result.record.id == session_id:
            summary.say_saved(paths)
