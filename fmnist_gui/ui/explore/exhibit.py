"""What hangs on the canvas: which images, laid out how, in which colours, and which are chosen."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.arrangement import (
    FIRST_SPLIT,
    Arrangement,
    Kind,
    arranged,
    blinded,
    carried_over,
    left_out,
    names_labels,
)
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.selection import Selection, nothing
from fmnist_gui.core.mosaic.tint import Tint
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.explore.level_maker import LevelMaker
from fmnist_gui.ui.explore.map_maker import MapMaker, MapMoved
from fmnist_gui.ui.explore.palette import tint_of
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.visit import History, Visit
from fmnist_gui.ui.workspace import Workspace

MAP_TO_COME = "The map will be here in a moment."
NOTHING_OPEN = "No data set is open yet. Its images will be here."
TYPING_MS = 2000
"""Changes of the query within this time are one step for going back."""


@dataclass(frozen=True)
class LaidOut:
    """How many images are shown, of how many; ``left_out`` says what blindness left out.

    ``is_again`` tells that nobody asked for anything else: more is known of the images.
    """

    count: int
    total: int
    left_out: str = ""
    is_again: bool = False


@dataclass(frozen=True, eq=False)
class Selected:
    """The images that are selected now."""

    selection: Selection


@dataclass(frozen=True)
class Refused:
    """Something cannot be shown, and why; what was shown before still is."""

    error: FmnistError
    arrangement: Arrangement


class Exhibit(QObject):
    """Puts images of the open gallery on the canvas and remembers what was there before.

    Signals:
        laid_out(LaidOut): something stands on the canvas, perhaps in another way.
        selected(Selected): other images are selected.
        refused(Refused): a wish cannot be met; nothing changed.
    """

    laid_out = Signal(object)
    selected = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._canvas = canvas
        self._levels = LevelMaker(workspace.tasks, canvas)
        self.maps = MapMaker(workspace, self)
        self.gallery: Gallery | None = None
        self._table = Table(0)
        self._arrangement = Arrangement(FIRST_SPLIT)
        self._images: ImageList | None = None
        self._selection = nothing(0)
        self._tint_key = ""
        self._history = History()
        self._typing = QElapsedTimer()
        self.maps.moved.connect(self._on_map_moved)
        self.maps.stopped.connect(self._on_map_stopped)

    # What there is

    @property
    def is_blind(self) -> bool:
        """Whether labels are hidden."""
        return self._workspace.settings.choices.is_blind

    @property
    def table(self) -> Table:
        """What is known about the images."""
        return self._table

    @property
    def arrangement(self) -> Arrangement:
        """What is shown, unless a list is; while blind without what tells labels."""
        return blinded(self._arrangement, self._table) if self.is_blind else self._arrangement

    @property
    def images(self) -> ImageList | None:
        """The list that is shown in place of a layout."""
        return self._images

    @property
    def selection(self) -> Selection:
        """The images that are selected."""
        return self._selection

    @property
    def tint_column(self) -> Column | None:
        """What the images are tinted by; nothing while blind that tells labels."""
        column = self._table.column(self._tint_key) if self._tint_key else None
        if column is None or column.limits is None:
            return None
        return None if self.is_blind and column.tells_label else column

    @property
    def layout(self) -> Layout | None:
        """What stands where."""
        shown = self._canvas.shown
        return None if shown is None else shown.layout

    @property
    def history(self) -> History:
        """Where one can go back and forward to."""
        return self._history

    # What is wanted

    def open(self, dataset: Dataset | None) -> None:
        """Begin with another data set."""
        self._levels.forget()
        self.maps.forget()
        self._history.clear()
        self._images = None
        self._tint_key = ""
        self._typing.invalidate()
        self.gallery = None if dataset is None else gallery_of(dataset)
        count = 0 if self.gallery is None else len(self.gallery)
        self._table = Table(count)
        self.select(nothing(count))
        names = [] if dataset is None else list(dataset.splits)
        self._arrangement = carried_over(self._arrangement, names)

    def take_table(self, table: Table) -> None:
        """Know more about the images; what is shown follows."""
        self._table = table
        self.lay_out(is_again=True)

    def arrange(self, arrangement: Arrangement) -> bool:
        """Show something else; returns False, and leaves all as it is, when that cannot be."""
        if arrangement == self._arrangement and self._images is None:
            return True
        return self._try(arrangement, None)

    def show_list(self, images: ImageList) -> None:
        """Show exactly these images, until the person closes the list."""
        self._try(self._arrangement, images)

    def close_list(self) -> None:
        """Go back to the layout before the list."""
        if self._images is not None:
            self._try(self._arrangement, None)

    def colour_by(self, key: str) -> None:
        """Lay the colours of a column over the images; "" for none."""
        if key != self._tint_key:
            self._history.leave(self._visit)
            self._tint_key = key
            self.lay_out(is_again=True)

    @property
    def tint_key(self) -> str:
        """The column whose colours were asked for."""
        return self._tint_key

    def select(self, selection: Selection) -> None:
        """Select other images."""
        self._selection = selection
        self._canvas.show_selection(selection)
        self.selected.emit(Selected(selection))

    def go_back(self) -> None:
        """Show what was shown before."""
        self._return(self._history.back(self._visit))

    def go_forward(self) -> None:
        """Show what was shown before going back."""
        self._return(self._history.forward(self._visit))

    def lay_out(self, *, is_again: bool = False) -> bool:
        """Put on the canvas what was asked for; `is_again` when only what is known changed."""
        gallery = self.gallery
        if gallery is None or not gallery.splits:
            self._canvas.show_message(NOTHING_OPEN)
            self.laid_out.emit(LaidOut(0, 0))
            return True
        try:
            layout = self._layout_of(gallery)
        except FmnistError as error:
            if not is_again:
                self.refused.emit(Refused(error, self._arrangement))
            if self._is_stale(gallery):
                self._take_down(gallery, str(error))
            return False
        if layout is not None:
            self._hang(gallery, layout, is_again=is_again)
        elif self._canvas.shown is None or self._is_stale(gallery):
            self._take_down(gallery, MAP_TO_COME)
        return True

    # How it is done

    def _try(self, arrangement: Arrangement, images: ImageList | None) -> bool:
        before, visit = (self._arrangement, self._images), self._visit
        self._arrangement, self._images = arrangement, images
        if not self.lay_out():
            self._arrangement, self._images = before
            return False
        is_typed = images is before[1] and replace(arrangement, query=before[0].query) == before[0]
        if not (is_typed and self._typing.isValid() and self._typing.elapsed() < TYPING_MS):
            self._history.leave(visit)
        if is_typed:
            self._typing.start()
        else:
            self._typing.invalidate()
        return True

    def _layout_of(self, gallery: Gallery) -> Layout | None:
        """Return the layout; None while a map is still to come."""
        canvas = self._canvas
        aspect = max(1, canvas.width()) / max(1, canvas.height())
        # Cells are as wide as images are.
        rows, columns = gallery.images.shape[1:]
        aspect *= (rows + 1) / (columns + 1)
        if self._images is not None:
            return grid.rectangle(self._images.numbers, aspect=aspect)
        arrangement, places = self.arrangement, None
        if arrangement.kind is Kind.MAP:
            self.maps.ask(gallery, arrangement.split)
            places = self.maps.places_of(gallery, arrangement.split)
            if places is None:
                return None
        else:
            self.maps.leave()
        return arranged(arrangement, gallery, self._table, aspect=aspect, places=places)

    def _hang(self, gallery: Gallery, layout: Layout, *, is_again: bool) -> None:
        arrangement, is_blind = self.arrangement, self.is_blind
        if layout.count == 0:
            self._canvas.show_message(self._why_empty(gallery))
        else:
            is_listed = self._images is not None and self._images.is_telling
            shown = Shown(
                layout,
                gallery,
                self._levels.pyramid_of(gallery),
                is_blind=is_blind,
                is_told=is_listed or names_labels(arrangement, self._table),
                tint=self._tint(layout),
            )
            self._canvas.be_still(self._workspace.settings.choices.has_reduced_motion)
            self._canvas.show_layout(shown)
        total = self._total(gallery)
        self.laid_out.emit(LaidOut(layout.count, total, self._left_out(), is_again))

    def _is_stale(self, gallery: Gallery) -> bool:
        """Whether what hangs there is of other data, or labels were hidden or given back since."""
        shown = self._canvas.shown
        is_other = shown is not None and shown.gallery is not gallery
        return is_other or (shown is not None and shown.is_blind != self.is_blind)

    def _take_down(self, gallery: Gallery, message: str) -> None:
        self._canvas.show_message(message)
        self.laid_out.emit(LaidOut(0, self._total(gallery)))

    def _total(self, gallery: Gallery) -> int:
        split = self._images.split if self._images else self._arrangement.split
        return len(gallery.numbers_of(split)) if split else len(gallery)

    def _why_empty(self, gallery: Gallery) -> str:
        split = self._arrangement.split
        if self._images is not None:
            return "This list holds no images."
        if not (gallery.numbers_of(split) if split else len(gallery)):
            return f"The {split} split holds no images." if split else "There are no images."
        return "No image is like that. Take something away from the filter."

    def _left_out(self) -> str:
        is_whole = not self.is_blind or self._images is not None
        return "" if is_whole else left_out(self._arrangement, self._table)

    def _tint(self, layout: Layout) -> Tint | None:
        column = self.tint_column
        return None if column is None else tint_of(column, layout)

    @property
    def _visit(self) -> Visit:
        view = None if self._canvas.is_fit else self._canvas.view
        return Visit(self._arrangement, self._images, self._tint_key, view)

    def _return(self, visit: Visit | None) -> None:
        if visit is None:
            return
        self._arrangement, self._images = visit.arrangement, visit.images
        self._tint_key = visit.tint
        self._typing.invalidate()
        if self.lay_out() and visit.view is not None:
            self._canvas.look(visit.view)

    def _on_map_moved(self, _moved: MapMoved) -> None:
        if self.arrangement.kind is Kind.MAP and self._images is None:
            self.lay_out(is_again=True)

    @property
    def _is_waiting(self) -> bool:
        """Whether a map is wanted that has no places yet."""
        gallery, asked = self.gallery, self._arrangement
        if gallery is None or asked.kind is not Kind.MAP or self._images is not None:
            return False
        return self.maps.places_of(gallery, asked.split) is None

    def _on_map_stopped(self, _sentence: str) -> None:
        """Return to what still hangs there, when no map came of it."""
        while self._is_waiting and self._history.can_go_back:
            self.go_back()
        if self._is_waiting:
            self._arrangement = replace(self._arrangement, kind=Kind.CLASS_ROWS)
            self.lay_out()
