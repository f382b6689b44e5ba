"""The right side of the page: what was told last, or that something is awaited."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.results.album import Library
from fmnist_gui.ui.results.group_column import GroupColumn
from fmnist_gui.ui.results.panel_column import PanelColumn
from fmnist_gui.ui.results.result_column import ResultColumn
from fmnist_gui.ui.results.story import GroupStory, PanelStory, SessionStory
from fmnist_gui.ui.results.story_column import StoryColumn
from fmnist_gui.ui.results.waiting_view import WaitingView

PATIENCE_MS = 200
"""Longer than most results take: what is shown before them would only flicker."""


class StoryStack(QStackedWidget):
    """Shows one of the columns; `about` returns what is known already of what is awaited."""

    def __init__(
        self,
        icons_folder: Path,
        library: Library,
        about: Callable[[], Sequence[SessionSummary]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.waiting = WaitingView()
        self.column = ResultColumn(icons_folder, library)
        self.group = GroupColumn(icons_folder, library)
        self.board = PanelColumn(icons_folder, library)
        for view in (self.waiting, *self.columns):
            self.addWidget(view)
        self._about = about
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_lost)

    @property
    def columns(self) -> tuple[ResultColumn, GroupColumn, PanelColumn]:
        """Every column, of which one tells at a time."""
        return self.column, self.group, self.board

    @property
    def story_column(self) -> StoryColumn:
        """The column that tells, or the one about sessions while something is awaited."""
        view = self.currentWidget()
        return view if isinstance(view, StoryColumn) else self.column

    @property
    def result(self) -> SessionResult | None:
        """The session that is shown; None while there is none, or several."""
        return self.column.result if self.currentWidget() is self.column else None

    def expect(self) -> None:
        """Let what is shown stand for a moment; it is about something else."""
        self._patience.start()

    def rest(self) -> None:
        """Expect nothing any more."""
        self._patience.stop()

    def tell(self, story: SessionStory | GroupStory | PanelStory) -> None:
        """Show what was awaited."""
        self._patience.stop()
        match story:
            case SessionStory():
                self.setCurrentWidget(self.column)
                self.column.show_story(story)
            case GroupStory():
                self.setCurrentWidget(self.group)
                self.group.show_story(story)
            case PanelStory():
                self.setCurrentWidget(self.board)
                self.board.show_story(story)

    def say_stopped(self) -> None:
        """Say that what is awaited does not come; why is told where it was found out."""
        self._patience.stop()
        self.waiting.say_stopped()
        self.setCurrentWidget(self.waiting)

    def _on_patience_lost(self) -> None:
        """Say what is known already."""
        self.waiting.say(tuple(self._about()))
        self.setCurrentWidget(self.waiting)
