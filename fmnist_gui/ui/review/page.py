"""The Review page: queues at the left, and at the right one image, a grid or an audit."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fmnist_gui.core.review.conclusion import RULES
from fmnist_gui.core.review.contested import CONTESTS, contested
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.review.audit_desk import AuditDesk
from fmnist_gui.ui.review.audit_view import AuditView
from fmnist_gui.ui.review.comparison_desk import ComparisonDesk
from fmnist_gui.ui.review.desk import Desk, Shown
from fmnist_gui.ui.review.desk_view import DeskView
from fmnist_gui.ui.review.end_words import EndWords, end_words
from fmnist_gui.ui.review.grid_view import GridView
from fmnist_gui.ui.review.known import Known
from fmnist_gui.ui.review.mode_bar import ModeBar
from fmnist_gui.ui.review.out_desk import OutDesk
from fmnist_gui.ui.review.out_menu import OutMenu
from fmnist_gui.ui.review.queue_desk import QueueDesk
from fmnist_gui.ui.review.queue_maker import EvidenceKnown
from fmnist_gui.ui.review.queue_panel import QueuePanel
from fmnist_gui.ui.review.reviewers import Reviewers
from fmnist_gui.ui.workspace import DatasetOpened, Workspace

QUEUES_BESIDE_PX = 1320
"""From this width on, at 100 %, the queues stand beside a page of sixty images without asking."""


class ReviewPage(QWidget):
    """Lets one person go through doubtful images and decide about their labels.

    Signals:
        scores_asked(None): predictions of models or counts of people are to be added.
        patch_asked(None): a label patch is to be taken in.
        taken_away(str): the sentence about decisions that were written to files.
        told(str): a sentence about something refused, where the desk's own line is not in sight.
    """

    scores_asked = Signal()
    patch_asked = Signal()
    taken_away = Signal(str)
    told = Signal(str)

    def __init__(
        self, workspace: Workspace, resources_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        icons_folder = resources_folder / "icons"
        self.desk = Desk(workspace, self)
        self.bar = ModeBar()
        self.desk_view = DeskView(workspace, self.desk, icons_folder)
        self.grid_view = GridView(workspace, self.desk, self.desk_view.witness.brief)
        self.audit_view = AuditView(workspace, AuditDesk(workspace, self.desk, self), icons_folder)
        self.reviewers = Reviewers(workspace, self.bar, self)
        self.panel = QueuePanel(icons_folder)
        self.queues = QueueDesk(workspace, self.desk, self.panel, self)
        self.known = Known(workspace, self.desk_view.witness, self)
        self.out = OutDesk(
            workspace,
            self,
            rule=lambda: self.desk.rule,
            has_unsaved=lambda: self.has_unsaved,
            tell=self.taken_away.emit,
        )
        self.comparison = ComparisonDesk(workspace, self, out=self.out, tell=self.taken_away.emit)
        self._wants_queues: bool | None = None
        self._offered: EvidenceKnown | None = None
        self._said: EndWords | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._compose()
        self._connect()
        if workspace.dataset is not None:
            self._on_dataset_opened(DatasetOpened(workspace.dataset))

    @property
    def has_unsaved(self) -> bool:
        """Whether decisions could not be written, which closing would lose."""
        return bool(self.desk.book.writer.problem)

    def put_away(self) -> None:
        """Hand on what is still to be told or written."""
        self.desk_view.put_away()
        self.grid_view.put_away()
        self.desk.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let keys decide about what is shown."""
        view = self._stack.currentWidget()
        is_taken = isinstance(view, DeskView | GridView) and view.press(event)
        if not is_taken:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take note of who is here, and show what others may have added meanwhile."""
        super().showEvent(event)
        self.desk.book.follow_annotator()
        if not self.desk.book.is_ready:
            # Somebody else has come in on another page.
            self.desk_view.deciding.begin_anew()
        self.queues.follow_annotator()
        self.reviewers.read()
        self.known.refresh()
        self.desk_view.read_tags()
        self.desk_view.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._make_room()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand on what waits, so that other pages know it."""
        super().hideEvent(event)
        self.put_away()

    def _compose(self) -> None:
        self._stack = QStackedWidget()
        self._views: dict[str, QWidget] = {
            "desk": self.desk_view,
            "grid": self.grid_view,
            "audit": self.audit_view,
        }
        for view in self._views.values():
            self._stack.addWidget(view)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.panel)
        body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(body, 1)
        menu = OutMenu(self.out, self.comparison, self)
        menu.patch_asked.connect(self.patch_asked)
        self.bar.offer_away(menu)
        self.bar.show_rule(self.desk.rule)
        self.bar.offer_names((), current=self._workspace.annotator_name)

    def _connect(self) -> None:
        self._workspace.dataset_opened.connect(self._on_dataset_opened)
        self.desk.shown.connect(self._on_shown)
        self.desk.queue_opened.connect(self._on_queue_opened)
        self.bar.mode_chosen.connect(self._on_mode_chosen)
        self.audit_view.queue_asked.connect(self._on_queue_asked)
        self.bar.rule_chosen.connect(self._on_rule_chosen)
        self.bar.reviewer_named.connect(lambda _: self.setFocus())
        self.reviewers.came.connect(self._on_reviewer_came)
        self.reviewers.refused.connect(self._say)
        self.bar.contest_asked.connect(self._on_contest_asked)
        self.desk_view.end_asked.connect(self._on_end_asked)
        self.grid_view.page_shown.connect(lambda _: self._make_room())
        self.grid_view.bar.queues_wanted.connect(self._on_queues_wanted)
        self.queues.maker.known.connect(self._on_known)
        # Behind the desk of queues, which begins the work.
        self.panel.work_asked.connect(lambda _: self._say_beginning())
        self.queues.scoring.ended.connect(lambda _: self._say_beginning())
        self.panel.scores_asked.connect(self.scores_asked)
        self.panel.image_asked.connect(self._on_image_asked)
        self.panel.told_changed.connect(self.desk_view.note_told)

    def _on_dataset_opened(self, _opened: DatasetOpened) -> None:
        self.desk_view.deciding.begin_anew()
        self.desk_view.open_gallery()
        self.grid_view.open_gallery()
        self.queues.open_gallery()
        self.known.open(self.desk.gallery)
        self._on_shown(Shown(self.desk.current))

    def _on_mode_chosen(self, mode: str) -> None:
        if mode in self._views:
            self._stack.setCurrentWidget(self._views[mode])
            self._make_room()

    def _make_room(self) -> None:
        """Take the queues away where a page of images needs their room, and beside audits.

        What audits say is apart from the yield of any queue.
        """
        is_grid = self._stack.currentWidget() is self.grid_view and self.grid_view.has_page
        is_wide = self.width() >= theme.scaled_px(QUEUES_BESIDE_PX)
        are_wanted = is_wide if self._wants_queues is None else self._wants_queues
        is_audit = self._stack.currentWidget() is self.audit_view
        self.panel.setVisible(not is_audit and (are_wanted or not is_grid))
        self.grid_view.bar.show_queues(are_wanted)
        self.queues.stand_beside(self.grid_view.numbers if is_grid else None)

    def _on_queues_wanted(self, are_wanted: bool) -> None:
        self._wants_queues = are_wanted
        self._make_room()

    def _on_image_asked(self, asked: ImageAsked) -> None:
        if self._stack.currentWidget() is self.grid_view:
            self.grid_view.pages.ask_about(asked.number)

    def _on_queue_asked(self, queue: ReviewQueue) -> None:
        """Let the images of an audit be decided one by one."""
        self.desk.open(queue)
        self.bar.switch.choose("desk")
        self.setFocus()

    def _on_queue_opened(self, queue: ReviewQueue) -> None:
        self.bar.title.say(queue.title)

    def _on_shown(self, shown: Shown) -> None:
        if shown.number is None:
            self._say_end()
        book = self.desk.book
        is_two = self.desk.rule == "two"
        counts = {contest: len(book.contested(contest)) * is_two for contest in CONTESTS}
        self.bar.show_contests(counts)

    def _say_end(self) -> None:
        """Say why there is no image to decide, and what can be done."""
        said = self._said = end_words(self.desk, self._offered, self.queues.scoring.under_way)
        self.desk_view.end.say(said.title, said.hint, offer=said.offer)

    def _on_known(self, known: EvidenceKnown) -> None:
        self._offered = known
        self.desk_view.witness.offer_first(self.queues.maker.first)
        self._say_beginning()

    def _say_beginning(self) -> None:
        if self.desk.queue is None:
            self._say_end()

    def _on_end_asked(self) -> None:
        if self._said is not None and self._said.is_scoring:
            self.panel.work_asked.emit("scores")
        elif self._said is not None and self._said.is_estimate:
            self.bar.switch.choose("audit")
        else:
            self.desk.begin_again()
        self.setFocus()

    def _on_contest_asked(self, asked: str) -> None:
        for contest in CONTESTS:
            if contest == asked and self.desk.gallery is not None:
                numbers = self.desk.book.contested(contest)
                self.desk.open(contested(contest, self.desk.gallery, numbers))
        self.setFocus()

    def _on_rule_chosen(self, chosen: str) -> None:
        for rule in RULES:
            if rule == chosen:
                self.desk.take_rule(rule)
                self.audit_view.follow()
        self.setFocus()

    def _on_reviewer_came(self) -> None:
        self.desk_view.deciding.begin_anew()
        self.desk.book.follow_annotator()
        self.queues.follow_annotator()
        self.reviewers.read()

    def _say(self, sentence: str) -> None:
        """Say something where the desk tells its news, or above all where that is not in sight."""
        self.desk_view.bar.say(sentence)
        if self._stack.currentWidget() is not self.desk_view:
            self.told.emit(sentence)
