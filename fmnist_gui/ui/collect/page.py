"""The Collect page: studies at the left, at the right what has come of one of them."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.progress import Progress
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui import theme
from fmnist_gui.ui.collect.adjudication_view import AdjudicationView
from fmnist_gui.ui.collect.draft_view import DraftView
from fmnist_gui.ui.collect.empty_view import EmptyView
from fmnist_gui.ui.collect.material import Material
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.study_actions import NAME, StudyActions
from fmnist_gui.ui.collect.study_desk import StudyDesk
from fmnist_gui.ui.collect.study_lines import study_lines
from fmnist_gui.ui.collect.study_panel import StudyPanel
from fmnist_gui.ui.collect.study_view import StudyView
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

PANEL_MOST, PANEL_LEAST, PANEL_SHARE, PANEL_SHARE_MOST = 320, 200, 0.28, 0.45

SETTLE_MS = 250
"""Of news that come in a row, as from a server, only the last is read."""


class CollectPage(QWidget):
    """Shows the studies in the store, and puts new ones together.

    Signals:
        labelling_asked(LabellingAsked): somebody wants to label images of a study.
        sessions_asked(None): other people's answers are to be added from files.
        join_asked(None): a study on a server is to be joined.
        share_asked(StudyRecord): a study is to be shared on a server.
        told(str): a sentence about what was done.
    """

    labelling_asked = Signal(object)
    sessions_asked = Signal()
    join_asked = Signal()
    share_asked = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        icons_folder: Path,
        material: Material,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_stale = True
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self.refresh)
        self._wanted = ""
        self._records: tuple[StudyRecord, ...] = ()
        self._known: dict[str, Progress] = {}
        self.desk = StudyDesk(workspace, self)
        self.doing = StudyActions(workspace, self)
        self.panel = StudyPanel(icons_folder)
        self.view = StudyView(workspace, icons_folder, self.desk, self.doing)
        self.empty = EmptyView(icons_folder)
        self.draft = DraftView(workspace, material)
        self.adjudication = AdjudicationView(workspace, icons_folder)
        self._compose()
        self._connect()

    @property
    def records(self) -> tuple[StudyRecord, ...]:
        """Every study that is listed, the newest first."""
        return self._records

    @property
    def has_news(self) -> bool:
        """Whether something was written that is to be read, now or when somebody looks."""
        return self._is_stale or self._settled.isActive()

    def show_study(self, sha256: str) -> None:
        """Show a study, which may be newer than the list."""
        self._wanted = sha256
        if self._stack.currentWidget() is self.draft:
            self._stack.setCurrentWidget(self._content)
        self.refresh()

    def refresh(self) -> None:
        """Read the studies anew."""
        self._is_stale = False
        self._settled.stop()
        self.desk.read_list()

    @property
    def has_unsaved(self) -> bool:
        """Whether a decision about a disputed image is not on the disk."""
        return self.adjudication.has_unsaved

    def put_away(self) -> None:
        """Write and tell what waits to be; called before the window closes."""
        self.adjudication.put_away()

    def put_together(self) -> None:
        """Show the form of a new study."""
        self.draft.open()
        self._stack.setCurrentWidget(self.draft)
        self.draft.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what is still being read: the answers of a sitting must not wait."""
        super().hideEvent(event)
        self._settled.stop()
        self.desk.rest()
        self.view.drop_veil()
        self._is_stale = True

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
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self.view, 1)
        self._stack = QStackedLayout(self)
        for page in (self._blank, self._content, self.empty, self.draft, self.adjudication):
            self._stack.addWidget(page)
        self.setFocusProxy(self.panel)

    def _connect(self) -> None:
        for chooser in (self.panel, self.empty):
            chooser.new_asked.connect(self.put_together)
            chooser.open_asked.connect(self.doing.choose)
            chooser.join_asked.connect(self.join_asked)
        self.panel.chosen.connect(self._on_chosen)
        self.draft.left.connect(self._show_studies)
        self.draft.start_asked.connect(self._on_start_asked)
        self.draft.save_asked.connect(self.doing.save)
        self.view.labelling_asked.connect(self.labelling_asked)
        self.view.merge_asked.connect(self.sessions_asked)
        self.view.share_asked.connect(self.share_asked)
        self.view.instructions_asked.connect(self._on_instructions_asked)
        self.view.figures.adjudication_asked.connect(self._on_adjudication_asked)
        self.adjudication.left.connect(self._on_adjudication_left)
        self.desk.listed.connect(self._show_list)
        self.desk.told.connect(self._on_told)
        self.desk.counted.connect(self._on_counted)
        self.desk.unreadable.connect(self._on_unreadable)
        self.doing.told.connect(self.told)
        self.view.export.told.connect(self.told)
        self.doing.done.connect(self.show_study)
        self._workspace.labels_changed.connect(self._on_labels_changed)
        self._workspace.dataset_opened.connect(lambda _: self._read_again())

    def _show_list(self, records: tuple[StudyRecord, ...]) -> None:
        self._records = records
        hashes = [record.study.sha256 for record in records]
        if self._wanted not in hashes:
            self._wanted = hashes[0] if hashes else ""
        self._fill_list()
        if self._stack.currentWidget() not in (self.draft, self.adjudication):
            self._show_studies()
        self._show_wanted()
        self._workspace.ask(_names, self.view.offer_names)

    def _show_studies(self) -> None:
        if self._records:
            self._stack.setCurrentWidget(self._content)
        else:
            self.empty.say(has_data=self._workspace.dataset is not None)
            self._stack.setCurrentWidget(self.empty)

    def _show_wanted(self) -> None:
        for record in self._records:
            if record.study.sha256 == self._wanted:
                self.view.show_record(record)

    def _fill_list(self) -> None:
        self.panel.show_lines(study_lines(self._records, self._known), self._wanted)

    def _on_chosen(self, sha256: str) -> None:
        if sha256 != self._wanted:
            self._wanted = sha256
            self._show_wanted()

    def _on_told(self, story: StudyStory) -> None:
        self._on_counted((story.sha256, story.progress))
        others = (r for r in self._records if r.study.sha256 not in self._known)
        self.desk.count(tuple(others))

    def _on_counted(self, counted: tuple[str, Progress]) -> None:
        sha256, found = counted
        if self._known.get(sha256) != found:
            self._known[sha256] = found
            self._fill_list()

    def _on_unreadable(self) -> None:
        self.empty.say_unreadable()
        self._stack.setCurrentWidget(self.empty)

    def _on_adjudication_asked(self) -> None:
        if (story := self.view.story) is not None:
            self.adjudication.begin(story)
            self._stack.setCurrentWidget(self.adjudication)
            # Also for whoever comes back from another page: keys decide there.
            self.setFocusProxy(self.adjudication)
            self.adjudication.setFocus()

    def _on_adjudication_left(self) -> None:
        self.adjudication.put_away()
        self._show_studies()
        self.setFocusProxy(self.panel)
        self.panel.setFocus()
        self.refresh()

    def _on_instructions_asked(self, study: Study) -> None:
        self.draft.show_preview(study)
        self._stack.setCurrentWidget(self.draft)

    def _on_start_asked(self, study: Study) -> None:
        def failed(error: Exception) -> None:
            self.draft.desk.check()
            self._workspace.report(error)

        # The form stays until the study is on the disk: nothing of it may be lost.
        self.doing.start(study, taken=self.view.lead_on, failed=failed)

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        if changed.by != NAME and not changed.is_exposure:
            self._known.clear()
            self._read_again()

    def _read_again(self) -> None:
        if self.isVisible():
            self._settled.start()
        else:
            # Nothing is computed behind a sitting: its answers must not wait.
            self._is_stale = True


def _names(store: "LabelStore") -> tuple[str, ...]:
    """Return the names of everybody, in the order in which they came."""
    return tuple(dict.fromkeys(annotator.name for annotator in store.annotators()))
