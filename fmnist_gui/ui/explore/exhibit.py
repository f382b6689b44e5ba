"""What hangs on the canvas: which images, laid out how, in which colours, and which are chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.mosaic.arrangement import (
    FIRST_SPLIT,
    Arrangement,
    Kind,
    arranged,
    carried_over,
    split_meant,
)
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.selection import Selection, nothing
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.hanger import Hanger
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.explore.map_maker import MapMaker, MapMoved
from fmnist_gui.ui.explore.visit import History, Visit, Wish
from fmnist_gui.ui.workspace import Workspace

Step = Callable[[Visit], Visit | None]
CELLS_LANE = "cells of the map"
TYPING_MS = 2000
"""Changes of the query within this time are one step for going back."""


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
        self.maps = MapMaker(workspace, self)
        self._hanger = Hanger(workspace, canvas, self.maps)
        self._wish = Wish(Arrangement(FIRST_SPLIT))
        self._selection = nothing(0)
        self._history = History()
        self._typing = QElapsedTimer()
        self.maps.moved.connect(self._on_map_moved)
        self.maps.stopped.connect(self._on_map_stopped)

    # What there is

    @property
    def is_blind(self) -> bool:
        """Whether labels are hidden."""
        return self._hanger.is_blind

    @property
    def gallery(self) -> Gallery | None:
        """The images of the open data."""
        return self._hanger.gallery

    @property
    def table(self) -> Table:
        """What is known about the images."""
        return self._hanger.table

    @property
    def arrangement(self) -> Arrangement:
        """What is shown, unless a list is; while blind without what tells labels."""
        return self._hanger.arrangement(self._wish)

    @property
    def images(self) -> ImageList | None:
        """The list that is shown in place of a layout."""
        return self._wish.images

    @property
    def selection(self) -> Selection:
        """The images that are selected."""
        return self._selection

    @property
    def tint_key(self) -> str:
        """The column whose colours were asked for."""
        return self._wish.tint

    @property
    def tint_column(self) -> Column | None:
        """What the images are tinted by; nothing while blind that tells labels."""
        return self._hanger.tint_column(self._wish)

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
        self.maps.forget()
        self._history.clear()
        self._typing.invalidate()
        self._hanger.open(None if dataset is None else gallery_of(dataset))
        self.select(nothing(self.table.count))
        names = [] if dataset is None else list(dataset.splits)
        self._wish = Wish(carried_over(self._wish.arrangement, names))

    def take_table(self, table: Table) -> None:
        """Know more about the images; what is shown follows."""
        self._hanger.table = table
        self.lay_out(is_again=True)

    def know(self, table: Table) -> None:
        """Know more about the images, and let what is shown be."""
        self._hanger.table = table

    def arrange(self, arrangement: Arrangement, *, tint: str | None = None) -> bool:
        """Show something else; returns False, and leaves all as it is, when that cannot be.

        Without a `tint` the colours stay.
        """
        return self._try(Wish(arrangement, None, self._wish.tint if tint is None else tint))

    def show_list(self, images: ImageList) -> None:
        """Show exactly these images, until the person closes the list."""
        self._try(replace(self._wish, images=images))

    def close_list(self) -> None:
        """Go back to the layout before the list."""
        self._try(replace(self._wish, images=None))

    def colour_by(self, key: str) -> None:
        """Lay the colours of a column over the images; "" for none."""
        self._try(replace(self._wish, tint=key))

    def select(self, selection: Selection) -> None:
        """Select other images."""
        self._selection = selection
        self._canvas.show_selection(selection)
        self.selected.emit(Selected(selection))

    def go_back(self) -> None:
        """Show what was shown before."""
        self._return(self._history.back, undo=self._history.forward)

    def go_forward(self) -> None:
        """Show what was shown before going back."""
        self._return(self._history.forward, undo=self._history.back)

    def lay_out(self, *, is_again: bool = False) -> bool:
        """Put on the canvas what was asked for; `is_again` when only what is known changed.

        Returns False when that cannot be. What stood there stays, unless it is not what was asked
        for any more: after news, with other data, or once labels were hidden or given back.
        """
        try:
            laid_out = self._hanger.hang(self._wish, is_again=is_again)
        except FmnistError as error:
            if not is_again:
                self.refused.emit(Refused(error, self._wish.arrangement))
            if is_again or self._hanger.is_stale:
                self.laid_out.emit(self._hanger.take_down(self._wish, str(error)))
            return False
        if laid_out is not None:
            self.laid_out.emit(laid_out)
        return True

    # How it is done

    def _try(self, wish: Wish) -> bool:
        if wish == self._wish:
            return True
        before, visit = self._wish, self._visit
        self._wish = wish
        is_met = False
        try:
            is_met = self.lay_out()
        finally:
            if not is_met:
                self._wish = before
        if not is_met:
            return False
        is_typed = wish.is_typed_after(before)
        if not (is_typed and self._typing.isValid() and self._typing.elapsed() < TYPING_MS):
            self._history.leave(visit)
        if is_typed:
            self._typing.start()
        else:
            self._typing.invalidate()
        return True

    def _return(self, go: Step, *, undo: Step) -> None:
        """Show the visit that `go` leads to; back by `undo` if it cannot be shown any more."""
        before = self._wish
        visit = go(self._visit)
        if visit is None:
            return
        self._wish = visit.wish
        self._typing.invalidate()
        if not self.lay_out():
            undo(visit)
            self._wish = before
        elif visit.view is not None:
            self._canvas.look(visit.view)

    @property
    def _visit(self) -> Visit:
        return Visit(self._wish, None if self._canvas.is_fit else self._canvas.view)

    # Maps

    @property
    def _has_map(self) -> bool:
        return self.arrangement.kind is Kind.MAP and self._wish.images is None

    def _on_map_moved(self, moved: MapMoved) -> None:
        """Let the images settle; their cells are found in the background, a frame takes less."""
        gallery, table, wish = self.gallery, self.table, self._wish
        if gallery is None or not self._has_map:
            return
        if self.layout is None:
            self.lay_out(is_again=True)
            return
        arrangement, aspect = self.arrangement, self._hanger.aspect

        def work(_report: Report, _is_cancelled: CancelCheck) -> Layout:
            return arranged(arrangement, gallery, table, aspect=aspect, places=moved.places)

        def then(layout: Layout) -> None:
            if gallery is self.gallery and table is self.table and wish == self._wish:
                self.laid_out.emit(self._hanger.hang_layout(wish, layout, is_again=True))

        self._workspace.tasks.run(work, then, failed=_pass_known, lane=CELLS_LANE)

    @property
    def _is_waiting(self) -> bool:
        """Whether a map is wanted that has no places yet."""
        gallery, asked = self.gallery, self._wish
        if gallery is None or asked.arrangement.kind is not Kind.MAP or asked.images is not None:
            return False
        return self.maps.places_of(gallery, split_meant(asked.arrangement)) is None

    def _on_map_stopped(self, _sentence: str) -> None:
        """Return to what still hangs there, when no map came of it."""
        while self._is_waiting and self._history.can_go_back:
            self.go_back()
        if self._is_waiting:
            arrangement = replace(self._wish.arrangement, kind=Kind.CLASS_ROWS)
            self._wish = replace(self._wish, arrangement=arrangement)
            self.lay_out()


def _pass_known(error: Exception) -> None:
    """Let pass what the next layout says again."""
    if not isinstance(error, FmnistError):
        raise error
