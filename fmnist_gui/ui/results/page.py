"""The Results page: all sessions at the left, what came of one of them at the right."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui import theme
from fmnist_gui.ui.results import keep
from fmnist_gui.ui.results.empty_view import EmptyView
from fmnist_gui.ui.results.result_column import CellOpened, ResultColumn
from fmnist_gui.ui.results.session_panel import SessionChosen, SessionPanel
from fmnist_gui.ui.workspace import DEFAULT_ANNOTATOR, Failure, LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

NAME = "results"
PANEL_MOST, PANEL_LEAST, PANEL_SHARE = 320, 200, 0.28


@dataclass(frozen=True)
class ImagesAsked:
    """Images that somebody wants to look at in Explore, in the order of their session."""

    split: str
    indices: tuple[int, ...]
    title: str


@dataclass(frozen=True)
class ResumeAsked:
    """An unfinished session that somebody wants to go on with."""

    session_id: UUID


class ResultsPage(QWidget):
    """Shows what came of the sessions in the store.

    Signals:
        images_asked(ImagesAsked): a cell of the matrix or a class was opened.
        resume_asked(ResumeAsked): an unfinished session is to be gone on with.
        play_asked(None): there is no session yet, and one is wanted.
    """

    images_asked = Signal(object)
    resume_asked = Signal(object)
    play_asked = Signal()

    def __init__(
        self,
        workspace: Workspace,
        icons_folder: Path,
        references_path: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._references_path = references_path
        self._wanted: UUID | None = None
        self._is_stale = True
        self.panel = SessionPanel()
        self.column = ResultColumn(icons_folder)
        self.empty = EmptyView(icons_folder)
        self._compose()
        self.panel.chosen.connect(self._on_chosen)
        self.empty.play_asked.connect(self.play_asked)
        self.column.opened.connect(self._on_opened)
        self.column.resume_asked.connect(self._on_resume)
        self.column.report_asked.connect(self._on_report_asked)
        self.column.picture_asked.connect(self._on_picture_asked)
        workspace.labels_changed.connect(self._on_labels_changed)

    @property
    def result(self) -> SessionResult | None:
        """What is shown, None until the first session has been computed."""
        return self.column.result

    def show_session(self, session_id: UUID) -> None:
        """Show one session, which may be newer than the list."""
        self._wanted = session_id
        self.refresh()

    def refresh(self) -> None:
        """Read the sessions anew, and show the one that is wanted or the newest."""
        self._is_stale = False

        def verb(store: "LabelStore") -> tuple[SessionSummary, ...]:
            return store.sessions()

        def failed(error: Exception) -> None:
            self.empty.say_unreadable()
            self._stack.setCurrentWidget(self.empty)
            self._workspace.report(error)

        self._workspace.ask(verb, self._show_sessions, failed=failed)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share of the width."""
        super().resizeEvent(event)
        share = round(PANEL_SHARE * self.width())
        most = theme.scaled_px(PANEL_MOST)
        self.panel.setFixedWidth(min(most, max(min(PANEL_LEAST, most), share)))

    def _compose(self) -> None:
        self._blank = QWidget()
        self._content = QWidget()
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self.column, 1)
        self._stack = QStackedLayout(self)
        for view in (self._blank, self._content, self.empty):
            self._stack.addWidget(view)
        self.setFocusProxy(self.panel.view)

    def _show_sessions(self, sessions: tuple[SessionSummary, ...]) -> None:
        if not sessions:
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentWidget(self._content)
        with QSignalBlocker(self.panel):
            self.panel.show_sessions(sessions, self._wanted)
        self._read(self.panel.current)

    def _on_chosen(self, chosen: SessionChosen) -> None:
        if chosen.session_id != self._wanted:
            self._read(chosen.session_id)

    def _read(self, session_id: UUID | None) -> None:
        """Read and compute a session off the window's thread; only the last one asked counts."""
        self._wanted = session_id
        if session_id is None:
            return

        def then(history: History) -> None:
            if history.record.id == self._wanted:
                self._compute(history)

        self._workspace.ask(lambda store: store.history(session_id), then)

    def _compute(self, history: History) -> None:
        path, name = self._references_path, history.record.annotator.name
        # Whoever never gave a name is the one who sits here.
        reader = name if name == DEFAULT_ANNOTATOR else self._workspace.annotator_name

        def work(_report: Report, _is_cancelled: CancelCheck) -> SessionResult:
            from fmnist_gui.core.session.result import session_result
            from fmnist_gui.core.stats import references

            return session_result(history, references.load(path), reader=reader)

        self._workspace.tasks.run(work, self._show_result, failed=self._workspace.report, lane=NAME)

    def _show_result(self, result: SessionResult) -> None:
        shown = self.result
        if shown is not None and (shown.record, shown.outcome, shown.who) == (
            result.record,
            result.outcome,
            result.who,
        ):
            # Read twice, as by a page that is shown with a session asked for: nothing is new.
            return
        self.column.show_result(result)

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if changed.by == NAME or changed.is_exposure:
            return
        if self.isVisible():
            self.refresh()
        else:
            # Nothing is computed behind a sitting: its answers must not wait.
            self._is_stale = True

    def _on_opened(self, opened: CellOpened) -> None:
        result = self.result
        if result is None:
            return
        deck, cell = result.record.deck, opened.cell
        dataset = self._workspace.dataset
        split = dataset.splits.get(deck.split) if dataset else None
        if split is None or split.fingerprint != deck.fingerprint:
            sentence = "These images are of another data set; open that one to look at them"
            self._workspace.failed.emit(Failure(sentence))
            return
        indices = tuple(
            trial.image_index
            for trial in result.outcome.charted
            if cell.label in (None, trial.label) and cell.answer in (None, trial.first)
        )
        self.images_asked.emit(ImagesAsked(deck.split, indices, opened.title))

    def _on_resume(self) -> None:
        if self.result is not None:
            self.resume_asked.emit(ResumeAsked(self.result.record.id))

    def _on_report_asked(self) -> None:
        if self.result is not None and (path := keep.ask_report_path(self, self.result)):
            self.save_report(path)

    def save_report(self, path: Path) -> None:
        """Write the report of the session that is shown, and say so."""
        result, made_at = self.result, datetime.now(UTC)
        if result is None:
            return

        def work(_report: Report, _is_cancelled: CancelCheck) -> None:
            keep.write_report(result, path, made_at=made_at)

        def then(_: None) -> None:
            if self.column.summary is not None:
                self.column.summary.say_saved(path)

        self._workspace.tasks.run(work, then, failed=self._workspace.report)

    def _on_picture_asked(self, figure: Figure) -> None:
        if path := keep.ask_picture_path(self, figure):
            self.save_picture(figure, path)

    def save_picture(self, figure: Figure, path: Path) -> None:
        """Write a chart of the session that is shown as PNG."""
        if self.result is not None:
            try:
                keep.write_picture(self.result, figure, path)
            except RequestError as error:
                self._workspace.report(error)
