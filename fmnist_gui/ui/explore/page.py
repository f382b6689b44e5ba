"""The Explore page: choose what to see, look at it, look closer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.mosaic import layout
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.ui.explore import frame
from fmnist_gui.ui.explore.arrangement import Arrangement, Kind, arranged
from fmnist_gui.ui.explore.canvas import Canvas, CellClicked, CellHovered, ImageOpened
from fmnist_gui.ui.explore.exposure_log import ExposureLog
from fmnist_gui.ui.explore.image_view import ImageView, NeighbourAsked
from fmnist_gui.ui.explore.level_maker import LevelMaker
from fmnist_gui.ui.explore.plane import Shown
from fmnist_gui.ui.explore.side_card import SideCard, Subject
from fmnist_gui.ui.explore.status_line import StatusLine
from fmnist_gui.ui.explore.toolbar import NOT_WHILE_BLIND, Toolbar
from fmnist_gui.ui.workspace import DatasetOpened, Workspace

NOTHING_OPEN = "No data set is open yet. Its images will be here."
FIRST_SPLIT = "train"
BLIND_KIND = Kind.RANDOM_20
BLIND_NOTE = "While blind: random instead of class rows, whose rows would tell the class"


@dataclass(frozen=True)
class ImageList:
    """A list of images that another page wants to be looked at."""

    split: str
    indices: tuple[int, ...]
    title: str


class ExplorePage(QWidget):
    """Shows the open data set; tells the workspace whose labels could be read.

    In blind mode nothing on the page tells a label, and nothing is handed to the workspace.
    """

    def __init__(
        self, workspace: Workspace, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._arrangement = Arrangement(FIRST_SPLIT)
        self._list: ImageList | None = None
        self._pinned: int | None = None
        self.toolbar = Toolbar(icons_folder, self)
        self.canvas = Canvas(self)
        self.card = SideCard(self)
        self.status = StatusLine(self)
        self._view: ImageView | None = None
        self._exposures = ExposureLog(workspace, self)
        self._levels = LevelMaker(workspace.tasks, self.canvas)
        self.setFocusProxy(self.canvas)
        self._connect()
        self.status.blind_box.setChecked(self.is_blind)
        self._open(workspace.dataset)

    @property
    def is_blind(self) -> bool:
        """Whether labels are hidden."""
        return self._workspace.settings.choices.is_blind

    @property
    def arrangement(self) -> Arrangement:
        """What is shown, unless a list is; in blind mode random stands in for class rows."""
        if self.is_blind and self._arrangement.kind.tells_labels:
            return replace(self._arrangement, kind=BLIND_KIND)
        return self._arrangement

    def show_images(self, split_name: str, indices: Sequence[int], title: str) -> None:
        """Show exactly these images, until the person closes the list.

        Raises RequestError when the open data set has no such split.
        """
        count = len(self._workspace.split(split_name))
        wanted = tuple(index for index in indices if 0 <= index < count)
        self._list = ImageList(split_name, wanted, title)
        self._lay_out()

    def close_list(self) -> None:
        """Go back to the layout before :meth:`show_images`."""
        if self._list is not None:
            self._list = None
            self._lay_out()

    def arrange(self, arrangement: Arrangement) -> None:
        """Show another split, in another way, or other images of it."""
        self._list = None
        self._arrangement = arrangement
        self._lay_out()

    def set_blind(self, is_blind: bool) -> None:
        """Hide or show labels everywhere on the page."""
        self._exposures.flush()
        self._workspace.settings.change(is_blind=is_blind)
        before = self.canvas.shown
        self._lay_out()
        if self._view is not None and self._view.isVisible() and before is not None:
            self._fill_view(self._view, before.split)

    def put_away(self) -> None:
        """Hand on what is waiting; called before the workspace is closed."""
        self._exposures.flush()

    # What is shown

    def _open(self, dataset: Dataset | None) -> None:
        self._exposures.flush()
        self._list = None
        if self._view is not None:
            self._view.close()
        splits = {} if dataset is None else dataset.splits
        self.toolbar.offer_splits({name: len(split) for name, split in splits.items()})
        if splits and self._arrangement.split not in splits:
            first = FIRST_SPLIT if FIRST_SPLIT in splits else next(iter(splits))
            self._arrangement = replace(self._arrangement, split=first)
        self._levels.forget()
        self._lay_out()

    def _lay_out(self) -> None:
        dataset = self._workspace.dataset
        self._pinned = None
        self.card.show_nothing()
        self.toolbar.set_blind(self.is_blind)
        self.canvas.set_blind(self.is_blind)
        self._show_choice()
        if dataset is None or not dataset.splits:
            self.canvas.show_message(NOTHING_OPEN)
            self.status.say("")
            return
        split = self._workspace.split(self._list.split if self._list else self.arrangement.split)
        chosen = self._layout_of(split, dataset)
        if chosen.count == 0:
            self.canvas.show_message(f"The {split.name} split holds no images.")
        else:
            pyramid = self._levels.pyramid_of(split)
            self.canvas.show_layout(Shown(chosen, split, pyramid, dataset.class_names))
        stands_in = self._list is None and self.arrangement != self._arrangement
        self.status.say(
            f"{chosen.count:,} of {len(split):,} shown", note=BLIND_NOTE if stands_in else ""
        )

    def _layout_of(self, split: Split, dataset: Dataset) -> Layout:
        aspect = max(1, self.canvas.width()) / max(1, self.canvas.height())
        if self._list is not None:
            return layout.of_indices(self._list.indices, aspect=aspect)
        return arranged(
            self.arrangement, split, class_count=len(dataset.class_names), aspect=aspect
        )

    def _show_choice(self) -> None:
        if self._list is None:
            self.toolbar.show_arrangement(self.arrangement)
            return
        count = len(self._list.indices)
        plain = f"{count:,} image{'' if count == 1 else 's'}"
        self.toolbar.show_list(self._list.split, plain if self.is_blind else self._list.title)

    # Looking closer

    def _subject(self, index: int) -> Subject | None:
        shown = self.canvas.shown
        return None if shown is None else Subject(shown.split, index, shown.class_names)

    def _on_hovered(self, hovered: CellHovered) -> None:
        if self._pinned is None and hovered.index is not None:
            self._fill_card(hovered.index)

    def _on_clicked(self, clicked: CellClicked) -> None:
        is_let_go = clicked.index is None or clicked.index == self._pinned
        self._pin(None if is_let_go else clicked.index)

    def _pin(self, index: int | None) -> None:
        shown = self.canvas.shown
        self._pinned = index
        self.canvas.pin(None if index is None or shown is None else shown.layout.cell_of(index))
        under = self.canvas.under_cursor.index if index is None else index
        if under is not None:
            self._fill_card(under)

    def _fill_card(self, index: int) -> None:
        subject = self._subject(index)
        if subject is not None:
            self.card.show_image(
                subject, is_blind=self.is_blind, is_pinned=self._pinned is not None
            )
            self._note_told()

    def open_image(self, index: int) -> None:
        """Show one image large, with its grey values."""
        subject = self._subject(index)
        if subject is None:
            return
        if self._view is None:
            self._view = ImageView(self)
            self._view.neighbour_asked.connect(self._on_neighbour_asked)
        self._show_in_view(self._view, subject)

    @property
    def image_view(self) -> ImageView | None:
        """The window with one large image, once there was one."""
        return self._view

    def _show_in_view(self, window: ImageView, subject: Subject) -> None:
        shown = self.canvas.shown
        assert shown is not None
        place = shown.layout.place_of(subject.index)
        where = f"{place + 1:,} of {shown.layout.count:,}"
        window.show_image(subject, is_blind=self.is_blind, place=where)
        window.show()
        window.raise_()
        self._note_told()
