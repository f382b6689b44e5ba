"""The Collect page: studies at the left, at the right what has come of one of them."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.collect.empty_view import EmptyView
from fmnist_gui.ui.collect.study_column import StudyColumn
from fmnist_gui.ui.collect.study_panel import StudyPanel
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

NAME = "collect"
PANEL_MOST, PANEL_LEAST, PANEL_SHARE, PANEL_SHARE_MOST = 320, 200, 0.28, 0.45


class CollectPage(QWidget):
    """Shows the studies in the store, and puts new ones together.

    Signals:
        labelling_asked(LabellingAsked): somebody wants to label images of a study.
        sessions_asked(None): other people's answers are to be added from files.
        told(str): a sentence about what was done.
    """

    labelling_asked = Signal(object)
    sessions_asked = Signal()
    told = Signal(str)

    def __init__(
        self, workspace: Workspace, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_stale = True
        self.panel = StudyPanel(icons_folder)
        self.column = StudyColumn(icons_folder)
        self.empty = EmptyView(icons_folder)
        self._compose()
        workspace.labels_changed.connect(self._on_labels_changed)
        workspace.dataset_opened.connect(lambda _: self._read_again())

    def refresh(self) -> None:
        """Read the studies anew."""
        self._is_stale = False
        self.empty.say(has_data=self._workspace.dataset is not None)
        self._stack.setCurrentWidget(self.empty)

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
        room = round(PANEL_SHARE_MOST * self.width())
        least = max(min(PANEL_LEAST, most), min(self.panel.least_width, room))
        self.panel.setFixedWidth(max(least, min(most, share)))

    def _compose(self) -> None:
        self._blank, self._content = QWidget(), QWidget()
        # At the right: what has come of the study, and what takes its place for a while.
        self.views = QStackedWidget()
        self.views.addWidget(self.column)
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self.views, 1)
        self._stack = QStackedLayout(self)
        for page in (self._blank, self._content, self.empty):
            self._stack.addWidget(page)
        self.setFocusProxy(self.panel)

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if changed.by != NAME and not changed.is_exposure:
            self._read_again()

    def _read_again(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            # Nothing is computed behind a sitting: its answers must not wait.
            self._is_stale = True
