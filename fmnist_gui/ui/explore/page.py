"""The Explore page: choose what to see and how, look at it, look closer."""

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
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.inspector import Inspector
from fmnist_gui.ui.explore.level_maker import LevelMaker
from fmnist_gui.ui.explore.plane import Shown
from fmnist_gui.ui.explore.side_card import SideCard
from fmnist_gui.ui.explore.status_line import StatusLine
from fmnist_gui.ui.explore.toolbar import Toolbar
from fmnist_gui.ui.workspace import DatasetOpened, Workspace

FIRST_SPLIT = "train"
BLIND_KIND = Kind.RANDOM_20
NOTHING_OPEN = "No data set is open yet. Its images will be here."
BLIND_NOTE = "Blind: random in place of class rows"
ZOOM_PER_PRESS = 1.5


@dataclass(frozen=True)
class ImageList:
    """Images that another page wants to be looked at."""

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
        self.toolbar = Toolbar(icons_folder, self)
        self.canvas = Canvas(self)
        self.card = SideCard(self)
        self.status = StatusLine(self)
        self.inspector = Inspector(workspace, self.canvas, card=self.card, page=self)
        self._levels = LevelMaker(workspace.tasks, self.canvas)
        self.setFocusProxy(self.canvas)
        self._connect()
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

    def arrange(self, arrangement: Arrangement) -> None:
        """Show another split, in another way, or other images of it."""
        self._list = None
        self._arrangement = arrangement
        self._lay_out()

    def show_images(self, split_name: str, indices: Sequence[int], title: str) -> None:
        """Show exactly these images, until the person closes the list.

        Raises RequestError when the open data set has no such split.
        """
        count = len(self._workspace.split(split_name))
        inside = tuple(index for index in indices if 0 <= index < count)
        self._list = ImageList(split_name, inside, title)
        self._lay_out()

    def close_list(self) -> None:
        """Go back to the layout before :meth:`show_images`."""
        if self._list is not None:
            self._list = None
            self._lay_out()

    def set_blind(self, is_blind: bool) -> None:
        """Hide or show labels everywhere on the page."""
        if is_blind != self.is_blind:
            self._workspace.settings.change(is_blind=is_blind)
            self._lay_out()
            self.inspector.show_blindness()

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
        """Let go of what is kept, then of the list, with Esc."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.inspector.pinned is not None:
            self.inspector.pin(None)
        else:
            self.close_list()

    def showEvent(self, event: QShowEvent) -> None:
        """Note what can be read."""
        super().showEvent(event)
        self.inspector.note_told()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand on what could be read."""
        super().hideEvent(event)
        self.inspector.flush()

    def _connect(self) -> None:
        self._workspace.dataset_opened.connect(self._on_dataset_opened)
        self.toolbar.arranged.connect(self.arrange)
        self.toolbar.chip.close_button.clicked.connect(self.close_list)
        self.toolbar.zoom_in_button.clicked.connect(lambda: self.canvas.zoom(ZOOM_PER_PRESS))
        self.toolbar.zoom_out_button.clicked.connect(lambda: self.canvas.zoom(1 / ZOOM_PER_PRESS))
        self.toolbar.fit_button.clicked.connect(self.canvas.fit)
        self.status.blind_box.toggled.connect(self.set_blind)

    def _on_dataset_opened(self, opened: DatasetOpened) -> None:
        self._open(opened.dataset)

    def _open(self, dataset: Dataset | None) -> None:
        self.inspector.flush()
        self.inspector.close_window()
        self._levels.forget()
        self._list = None
        splits = {} if dataset is None else dataset.splits
        self.toolbar.offer_splits({name: len(split) for name, split in splits.items()})
        if splits and self._arrangement.split not in splits:
            first = FIRST_SPLIT if FIRST_SPLIT in splits else next(iter(splits))
            self._arrangement = replace(self._arrangement, split=first)
        self._lay_out()

    def _lay_out(self) -> None:
        dataset, is_blind = self._workspace.dataset, self.is_blind
        self.inspector.begin()
        self.status.blind_box.setChecked(is_blind)
        self._show_choice(is_blind)
        if dataset is None or not dataset.splits:
            self.canvas.show_message(NOTHING_OPEN)
            self.status.say("")
            return
        split = self._workspace.split(self._list.split if self._list else self.arrangement.split)
        chosen = self._layout_of(split, dataset)
        if chosen.count == 0:
            what = "This list" if self._list else f"The {split.name} split"
            self.canvas.show_message(f"{what} holds no images.")
        else:
            self.canvas.show_layout(
                Shown(
                    chosen,
                    split,
                    self._levels.pyramid_of(split),
                    dataset.class_names,
                    is_blind=is_blind,
                    is_told=self._list is not None,
                )
            )
        stands_in = self._list is None and self.arrangement != self._arrangement
        shown = f"{chosen.count:,} of {len(split):,} shown"
        self.status.say(shown, note=BLIND_NOTE if stands_in else "")

    def _layout_of(self, split: Split, dataset: Dataset) -> Layout:
        aspect = max(1, self.canvas.width()) / max(1, self.canvas.height())
        if self._list is not None:
            return layout.of_indices(self._list.indices, aspect=aspect)
        return arranged(
            self.arrangement, split, class_count=len(dataset.class_names), aspect=aspect
        )

    def _show_choice(self, is_blind: bool) -> None:
        self.toolbar.set_blind(is_blind)
        if self._list is None:
            self.toolbar.show_arrangement(self.arrangement)
            return
        count = len(self._list.indices)
        plain = f"{count:,} image{'' if count == 1 else 's'}"
        self.toolbar.show_list(self._list.split, plain if is_blind else self._list.title)
