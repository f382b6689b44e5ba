"""The Explore page: choose what to see and how, look at it, look closer, take it away."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.mosaic.arrangement import Arrangement
from fmnist_gui.ui.explore import frame
from fmnist_gui.ui.explore.batch_desk import BatchDesk
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.dossier import Dossier
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.export_menu import ExportMenu
from fmnist_gui.ui.explore.go_to import Asked, GoTo
from fmnist_gui.ui.explore.hanger import LaidOut
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.explore.inspector import Inspector
from fmnist_gui.ui.explore.key_map import KeyMap
from fmnist_gui.ui.explore.legend_desk import LegendDesk
from fmnist_gui.ui.explore.map_maker import MapProgress
from fmnist_gui.ui.explore.minimap import Minimap
from fmnist_gui.ui.explore.selection_desk import Growing, SelectionDesk
from fmnist_gui.ui.explore.side_card import SideCard
from fmnist_gui.ui.explore.status_line import StatusLine
from fmnist_gui.ui.explore.table_maker import ScoresFound, TableMade, TableMaker
from fmnist_gui.ui.explore.tag_field import TagField
from fmnist_gui.ui.explore.take_away import TakeAway
from fmnist_gui.ui.explore.toast import Toast
from fmnist_gui.ui.explore.toolbar import Toolbar
from fmnist_gui.ui.explore.toolbar_desk import ToolbarDesk
from fmnist_gui.ui.explore.trace import Tool
from fmnist_gui.ui.explore.view_shelf import ViewShelf
from fmnist_gui.ui.workspace import DatasetOpened, Workspace

NOT_SHOWN = "That image is not among those shown; choose All in one grid or take the filter away."


class ExplorePage(QWidget):
    """Shows the open data set; tells the workspace whose labels could be read.

    In blind mode nothing on the page tells a label, and nothing is handed to the workspace.

    Signals:
        play_asked(PlayAsked): the selected images are to be practised on.
        review_asked(None): images were sent to the review desk.
    """

    play_asked = Signal(object)
    review_asked = Signal()

    def __init__(
        self, workspace: Workspace, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.toolbar = Toolbar(icons_folder, self)
        self.canvas = Canvas(self)
        self.card = SideCard(self)
        self.status = StatusLine(icons_folder, self)
        self.exhibit = Exhibit(workspace, self.canvas, self)
        self.toolbar_desk = ToolbarDesk(
            workspace, self.toolbar, exhibit=self.exhibit, canvas=self.canvas
        )
        self.inspector = Inspector(workspace, self.canvas, card=self.card, page=self)
        self.dossier = Dossier(workspace, self.card, self)
        self.selection_desk = SelectionDesk(workspace, self.exhibit, self.canvas)
        self.legend_desk = LegendDesk(self.exhibit, self.canvas, icons_folder)
        self.minimap = Minimap(self.canvas, icons_folder)
        self.toast = Toast(self.canvas, beside=(self.legend_desk.legend, self.minimap))
        self.batch_desk = BatchDesk(
            workspace, self.exhibit, self.toast, flush=self.inspector.flush, page=self
        )
        self.go_to = GoTo(self.canvas)
        self.tag_field = TagField(self.canvas)
        self.take_away = TakeAway(
            self.canvas,
            workspace.tasks,
            say=self.say,
            gallery=lambda: self.exhibit.gallery,
            is_blind=lambda: self.is_blind,
            overlays=lambda: self.legend_desk.open_legends,
            parent=self,
        )
        self.exports = ExportMenu(self.take_away, self, source=self.selection_desk.chosen)
        self.views = ViewShelf(workspace, self.exhibit, self.toolbar.query_field)
        self._table_maker = TableMaker(workspace, self)
        self._keys = KeyMap(self)
        self.setFocusProxy(self.canvas)
        self.status.offer_exports(self.exports)
        self._connect()
        self._open(workspace.dataset)

    @property
    def is_blind(self) -> bool:
        """Whether labels are hidden."""
        return self.exhibit.is_blind

    @property
    def arrangement(self) -> Arrangement:
        """What is shown, unless a list is; in blind mode random stands in for class rows."""
        return self.exhibit.arrangement

    def arrange(self, arrangement: Arrangement) -> None:
        """Show other images, or the same in another way."""
        self.toolbar_desk.arrange(arrangement)

    def show_images(
        self, split_name: str, indices: Sequence[int], title: str, *, index: int | None = None
    ) -> None:
        """Show exactly these images of a split, until the person closes the list.

        `index` is one of them that is looked at first. Raises RequestError when the open data set
        has no such split.
        """
        self._workspace.split(split_name)
        gallery = self.exhibit.gallery
        assert gallery is not None
        numbers = gallery.numbers_at(split_name, indices)
        self.exhibit.show_list(ImageList(numbers, title, split_name))
        number = None if index is None else gallery.number(split_name, index)
        if number is not None and self.canvas.show_number(number):
            self.inspector.pin(number)

    def close_list(self) -> None:
        """Go back to the layout before :meth:`show_images`."""
        self.exhibit.close_list()

    def set_blind(self, is_blind: bool) -> None:
        """Hide or show labels everywhere on the page."""
        if is_blind != self.is_blind:
            self._workspace.settings.change(is_blind=is_blind)
            self.toast.hide()
            self.exhibit.lay_out()
            self.toolbar_desk.offer_columns()
            self.inspector.show_blindness()

    def say(self, sentence: str) -> None:
        """Say what was done, on the canvas, for a while."""
        self.toast.say(sentence)

    def ask_for_index(self) -> None:
        """Let the person write the index of an image to go to."""
        if self.exhibit.gallery is not None and self.exhibit.gallery.splits:
            images, first = self.exhibit.images, self.exhibit.gallery.splits[0].name
            split = (images.split if images else self.arrangement.split) or first
            self.go_to.pop_up(self.exhibit.gallery, split)

    def ask_for_tag(self) -> None:
        """Let the person write a tag for the selected images."""
        if self.exhibit.selection.count:
            self.tag_field.pop_up(self.exhibit.selection.count, list(self.exhibit.table.tags))

    def take_tool(self, tool: Tool) -> None:
        """Let dragging do something else."""
        self.canvas.take_tool(tool)
        self.status.show_tool(tool)

    def let_go(self) -> None:
        """Let go of what is kept, then of what is selected, then of the list."""
        if self.inspector.pinned is not None:
            self.inspector.pin(None)
        elif self.exhibit.selection.count:
            self.selection_desk.clear()
        else:
            self.close_list()

    def put_away(self) -> None:
        """Hand on what is waiting; to be called before the workspace is closed."""
        self.inspector.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the page anew, in the same way as the poster."""
        super().resizeEvent(event)
        parts = frame.divided(self.size())
        self.toolbar.setGeometry(parts.bar)
        self.canvas.setGeometry(parts.canvas)
        self.card.setGeometry(parts.side)
        self.status.setGeometry(parts.foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key is for."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Note what can be read, and by whom."""
        super().showEvent(event)
        self._table_maker.follow_annotator()
        self.inspector.note_told()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand on what could be read; nothing of the page stays beside another one."""
        super().hideEvent(event)
        self.inspector.close_window()
        self.inspector.flush()

    def _connect(self) -> None:
        self._workspace.dataset_opened.connect(self._on_dataset_opened)
        self._table_maker.made.connect(self._on_table_made)
        self._table_maker.seen_again.connect(self._on_seen_again)
        self._table_maker.scores_found.connect(self._on_scores_found)
        self.status.blind_box.toggled.connect(self.set_blind)
        self.status.tool_chosen.connect(self.take_tool)
        self.status.asked.connect(self._on_asked)
        self.status.stop_asked.connect(self._on_stop_asked)
        self.exhibit.laid_out.connect(self._on_laid_out)
        self.exhibit.selected.connect(lambda _: self._show_selection())
        self.exhibit.maps.progressed.connect(self._on_map_progressed)
        self.exhibit.maps.stopped.connect(self.say)
        self.selection_desk.said.connect(self.say)
        self.selection_desk.review_asked.connect(self.review_asked)
        self.selection_desk.growing.connect(self._on_growing)
        self.selection_desk.play_asked.connect(self.play_asked)
        self.take_away.progressed.connect(
            lambda made: self.status.show_work("Exporting", made.done, total=max(1, made.total))
        )
        self.take_away.ended.connect(lambda: self.status.show_work("", 0, total=0))
        self.go_to.asked.connect(self._on_index_asked)
        self.tag_field.entered.connect(self.selection_desk.tag)

    def _on_dataset_opened(self, opened: DatasetOpened) -> None:
        self._open(opened.dataset)

    def _open(self, dataset: Dataset | None) -> None:
        self.inspector.flush()
        self.inspector.close_window()
        self.inspector.begin()
        self.go_to.close_up()
        self.tag_field.close_up()
        self.selection_desk.stop()
        self.batch_desk.stop()
        self.exhibit.open(dataset)
        self.toolbar_desk.offer_splits(dataset)
        if self.exhibit.gallery is not None:
            self._table_maker.open(self.exhibit.gallery)
        self.exhibit.take_table(self._table_maker.table)
        self.toolbar_desk.offer_columns()

    def _on_table_made(self, made: TableMade) -> None:
        self.exhibit.take_table(made.table)
        self.dossier.offer_table(made.table)
        self.toolbar_desk.offer_columns()

    def _on_seen_again(self, made: TableMade) -> None:
        """Know how often images were met, and lay nothing out: it would show ever more of them."""
        self.exhibit.know(made.table)
        self.dossier.offer_table(made.table)
        self.toolbar_desk.offer_columns()

    def _on_scores_found(self, found: ScoresFound) -> None:
        self.dossier.offer_kept(found.gallery, found.kept)

    def _on_laid_out(self, laid_out: LaidOut) -> None:
        self.status.blind_box.setChecked(self.is_blind)
        self.toolbar_desk.show_choice()
        shown = f"{laid_out.count:,} of {laid_out.total:,} shown" if laid_out.total else ""
        self.status.say(shown, note=laid_out.left_out)
        self._show_selection()
        self.inspector.follow()
        self.legend_desk.refresh()
        self.minimap.refresh()

    def _show_selection(self) -> None:
        selection, layout = self.exhibit.selection, self.exhibit.layout
        hidden = selection.count
        if selection.count and layout is not None:
            hidden = selection.without_numbers(layout.order).count
        self.status.show_selection(selection.count, hidden)

    def _on_asked(self, what: str) -> None:
        if what == "tag":
            self.ask_for_tag()
        elif what == "label":
            self.batch_desk.ask()
        else:
            self.selection_desk.do(what)

    def _on_stop_asked(self) -> None:
        self.take_away.cancel()
        self.selection_desk.stop()
        self.exhibit.maps.cancel()

    def _on_map_progressed(self, progress: MapProgress) -> None:
        self.status.show_work("Settling the map", progress.done, total=progress.total)

    def _on_growing(self, growing: Growing) -> None:
        self.status.show_work("Looking for neighbours", growing.done, total=growing.total)

    def _on_index_asked(self, asked: Asked) -> None:
        if self.canvas.show_number(asked.number):
            self.inspector.pin(asked.number)
        else:
            self.say(NOT_SHOWN)
