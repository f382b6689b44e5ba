"""The study that was chosen: its cards, kept true, and what is asked of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fmnist_gui.core.study.event import EventKind, StudyRecord
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui.collect.asked import LabellingAsked
from fmnist_gui.ui.collect.export_desk import ExportDesk
from fmnist_gui.ui.collect.export_menu import ExportMenu
from fmnist_gui.ui.collect.figure_slots import FigureSlots
from fmnist_gui.ui.collect.head_card import HeadCard
from fmnist_gui.ui.collect.people_card import DepartureAsked
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.study_actions import StudyActions
from fmnist_gui.ui.collect.study_column import StudyColumn
from fmnist_gui.ui.collect.study_desk import StudyDesk
from fmnist_gui.ui.collect.veil import Veil
from fmnist_gui.ui.workspace import Workspace

NO_NAME = "Write a name first, so that your answers can be told from others’."
OTHER_DATA = "The images of this study are not open: open the data set that it was made of."


class StudyView(QStackedWidget):
    """Shows the column of cards; what takes its place for a while is another of its widgets.

    Signals:
        labelling_asked(LabellingAsked): somebody wants to label images of the study.
        merge_asked(None): answers that were given elsewhere are to be added.
        share_asked(StudyRecord): the study is to be shared on a server.
        instructions_asked(Study): somebody wants to read what its people read.
    """

    labelling_asked = Signal(object)
    merge_asked = Signal()
    share_asked = Signal(object)
    instructions_asked = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        icons_folder: Path,
        desk: StudyDesk,
        actions: StudyActions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._icons_folder = icons_folder
        self._desk = desk
        self._actions = actions
        self._names: tuple[str, ...] = ()
        # What is said of a study's server, by its hash.
        self._servers: dict[str, str] = {}
        self.record: StudyRecord | None = None
        self.export = ExportDesk(workspace, self, study=self._study)
        self.veil = Veil()
        self._leads = False
        self.figures = FigureSlots(workspace, icons_folder, self.veil, self)
        self.column = StudyColumn(self._make_head, self.figures.slots, self.veil)
        self.addWidget(self.column)
        desk.told.connect(self._on_told)
        desk.interval_told.connect(self.column.show_interval)
        desk.interval_told.connect(self.figures.show_interval)
        desk.interval_progressed.connect(self.figures.show_progress)
        self.figures.interval_stopped.connect(desk.stop_interval)
        self.figures.interval_asked.connect(desk.find_interval)
        self.figures.answers_asked.connect(self.turn_veil)
        self.column.departure_asked.connect(self._on_departure_asked)
        self.export.began.connect(self._show_export)
        self.export.ended.connect(self._show_export)

    @property
    def story(self) -> StudyStory | None:
        """What is shown of the study; None until that is known."""
        story, record = self.column.story, self.record
        if story is None or record is None or story.sha256 != record.study.sha256:
            return None
        return story

    def show_record(self, record: StudyRecord) -> None:
        """Show another study, or the same one anew once it has been read."""
        self.record = record
        if self.story is None:
            self.column.show_record(record)
            self.setCurrentWidget(self.column)
            self._give_keyboard()
        self._say_why_not()
        self._desk.ask(record)

    def lead_on(self) -> None:
        """Give the keyboard to "Label now" of the study that is shown next."""
        self._leads = True

    def turn_veil(self) -> None:
        """Show the answers of a study that is not closed until the page is left, or hide them."""
        if self.story is not None:
            self.veil.turn(self.story)
            self._show_cards_anew(self.story)

    def drop_veil(self) -> None:
        """Hide the answers of studies that are not closed."""
        if self.veil.drop() and self.story is not None:
            self._show_cards_anew(self.story)

    def offer_names(self, names: Sequence[str]) -> None:
        """Offer the people who are known here to label."""
        self._names = tuple(names)
        if self.column.head is not None:
            self.column.head.offer_names(names, current=self._workspace.annotator_name)

    def say_server(self, sha256: str, sentence: str) -> None:
        """Say how a study stands with the server that it is shared on."""
        self._servers[sha256] = sentence
        self._show_server()

    def _make_head(self) -> HeadCard:
        head = HeadCard(self._icons_folder)
        head.label_asked.connect(self._on_label_asked)
        head.named.connect(self._on_named)
        head.pause_asked.connect(self._on_pause_asked)
        head.close_asked.connect(self._on_close_asked)
        head.merge_asked.connect(self.merge_asked)
        head.save_asked.connect(self._on_save_asked)
        head.share_asked.connect(self._on_share_asked)
        head.instructions_asked.connect(self._on_instructions_asked)
        head.offer_names(self._names, current=self._workspace.annotator_name)
        head.export_button.setMenu(ExportMenu(self.export, head))
        head.show_export(is_under_way=self.export.is_busy)
        head.say_server(self._server)
        return head

    @property
    def _server(self) -> str:
        return "" if self.record is None else self._servers.get(self.record.study.sha256, "")

    def _show_server(self) -> None:
        if self.column.head is not None:
            self.column.head.say_server(self._server)

    def _study(self) -> Study | None:
        return None if self.record is None else self.record.study

    def _show_export(self) -> None:
        if self.column.head is not None:
            self.column.head.show_export(is_under_way=self.export.is_busy)

    def _on_told(self, story: StudyStory) -> None:
        if self.record is not None and story.sha256 == self.record.study.sha256:
            self.record = story.record
            self.column.show_story(story)
            self._say_why_not()
            self._give_keyboard()
            self._leads = False

    def _give_keyboard(self) -> None:
        """Let the keyboard be at what is done next with a study that has just been started."""
        if self._leads and self.column.head is not None:
            self.column.head.label_button.setFocus()

    def _show_cards_anew(self, story: StudyStory) -> None:
        interval = self.column.interval
        self.column.show_story(story)
        self._say_why_not()
        if interval is not None:
            # It is that of the same labels: nothing is computed for it again.
            self.column.show_interval(interval)
            self.figures.show_interval(interval)

    def _say_why_not(self) -> None:
        """Say that the images of the study are not open, if they are not."""
        if self.record is None or self.column.head is None:
            return
        study, dataset = self.record.study, self._workspace.dataset
        split = dataset.splits.get(study.split) if dataset is not None else None
        is_open = split is not None and split.fingerprint == study.fingerprint
        self.column.head.say_why_not("" if is_open else OTHER_DATA)

    def _on_named(self, name: str) -> None:
        self._workspace.choose_annotator(name)
        self.figures.tell_seen()

    def _on_label_asked(self) -> None:
        head = self.column.head
        if head is None or self.record is None:
            return
        name = head.name_box.name
        if not name:
            head.say_hint(NO_NAME)
            head.name_box.setFocus()
            return
        self._workspace.choose_annotator(name)
        self.labelling_asked.emit(LabellingAsked(self.record.study.sha256, name))

    def _on_pause_asked(self) -> None:
        if self.record is not None:
            kind: EventKind = "resumed" if self.record.state == "paused" else "paused"
            self._actions.note(self.record, kind)

    def _on_close_asked(self) -> None:
        if self.record is not None:
            kind: EventKind = "reopened" if self.record.state == "closed" else "closed"
            self._actions.note(self.record, kind)

    def _on_departure_asked(self, asked: DepartureAsked) -> None:
        if self.record is not None:
            self._actions.depart(self.record, asked)

    def _on_save_asked(self) -> None:
        if self.record is not None:
            self._actions.save(self.record.study)

    def _on_share_asked(self) -> None:
        if self.record is not None:
            self.share_asked.emit(self.record)

    def _on_instructions_asked(self) -> None:
        if self.record is not None:
            self.instructions_asked.emit(self.record.study)
