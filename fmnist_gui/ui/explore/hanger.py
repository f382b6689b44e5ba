"""Puts on the canvas what a person asked to see, as far as it can be shown."""

from dataclasses import dataclass

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.arrangement import (
    Arrangement,
    Kind,
    arranged,
    blinded,
    left_out,
    names_labels,
    split_meant,
)
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.level_maker import LevelMaker
from fmnist_gui.ui.explore.map_maker import MapMaker
from fmnist_gui.ui.explore.palette import tint_of
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.visit import Wish
from fmnist_gui.ui.workspace import Workspace

MAP_TO_COME = "The map will be here in a moment."
NOTHING_OPEN = "No data set is open yet. Its images will be here."


@dataclass(frozen=True)
class LaidOut:
    """How many images are shown, of how many; ``left_out`` says what blindness left out."""

    count: int
    total: int
    left_out: str = ""


class Hanger:
    """Turns a wish into what stands on the canvas, with all that is known of the images now.

    ``gallery`` and ``table`` are those of the open data. While blind nothing it hangs tells a
    label.
    """

    def __init__(self, workspace: Workspace, canvas: Canvas, maps: MapMaker) -> None:
        self.gallery: Gallery | None = None
        self.table = Table(0)
        self._settings = workspace.settings
        self._canvas = canvas
        self._levels = LevelMaker(workspace.tasks, canvas)
        self._maps = maps

    def open(self, gallery: Gallery | None) -> None:
        """Begin with another gallery, of which nothing is known yet."""
        self._levels.forget()
        self.gallery = gallery
        self.table = Table(0 if gallery is None else len(gallery))

    @property
    def is_blind(self) -> bool:
        """Whether labels are hidden."""
        return self._settings.choices.is_blind

    @property
    def is_stale(self) -> bool:
        """Whether what hangs there is of other data, or labels were hidden or given back since."""
        shown = self._canvas.shown
        if shown is None:
            return False
        return shown.gallery is not self.gallery or shown.is_blind != self.is_blind

    @property
    def aspect(self) -> float:
        """Columns by rows of cells that fill the canvas."""
        ratio = float(max(1, self._canvas.width()) / max(1, self._canvas.height()))
        if self.gallery is None:
            return ratio
        rows, columns = (int(side) for side in self.gallery.images.shape[1:])
        return ratio * (rows + 1) / (columns + 1)

    def arrangement(self, wish: Wish) -> Arrangement:
        """Return what is asked for; while blind without what tells labels."""
        return blinded(wish.arrangement, self.table) if self.is_blind else wish.arrangement

    def tint_column(self, wish: Wish) -> Column | None:
        """Return what the images are to be tinted by; nothing while blind that tells labels."""
        column = self.table.column(wish.tint) if wish.tint else None
        if column is None or column.limits is None:
            return None
        return None if self.is_blind and column.tells_label else column

    def hang(self, wish: Wish, *, is_again: bool = False) -> LaidOut | None:
        """Lay out what is asked for; None, with all as it was, while a map is still to come.

        Raises FmnistError when it cannot be shown.
        """
        if self.gallery is None or not self.gallery.splits:
            self._canvas.show_message(NOTHING_OPEN)
            return LaidOut(0, 0)
        layout = self._layout(self.gallery, wish)
        if layout is not None:
            return self.hang_layout(wish, layout, is_again=is_again)
        is_bare = self._canvas.shown is None or self.is_stale
        return self.take_down(wish, MAP_TO_COME) if is_bare else None

    def hang_layout(self, wish: Wish, layout: Layout, *, is_again: bool) -> LaidOut:
        """Put `layout`, which is what is asked for, on the canvas."""
        gallery, is_list = self.gallery, wish.images is not None
        assert gallery is not None
        arrangement, column = self.arrangement(wish), self.tint_column(wish)
        if layout.count == 0:
            self._canvas.show_message(_why_empty(gallery, wish))
        else:
            shown = Shown(
                layout,
                gallery,
                self._levels.pyramid_of(gallery),
                is_blind=self.is_blind,
                is_told=is_list or names_labels(arrangement, self.table),
                tint=None if column is None else tint_of(column, layout),
            )
            self._canvas.be_still(self._settings.choices.has_reduced_motion)
            self._canvas.show_layout(shown, is_again=is_again)
        is_whole = not self.is_blind or is_list
        note = "" if is_whole else left_out(wish.arrangement, self.table)
        return LaidOut(layout.count, _total(gallery, wish), note)

    def take_down(self, wish: Wish, message: str) -> LaidOut:
        """Show words in place of images."""
        self._canvas.show_message(message[:1].upper() + message[1:])
        return LaidOut(0, 0 if self.gallery is None else _total(self.gallery, wish))

    def _layout(self, gallery: Gallery, wish: Wish) -> Layout | None:
        """Return the layout; None while a map is still to come."""
        arrangement, places = self.arrangement(wish), None
        if wish.images is not None or arrangement.kind is not Kind.MAP:
            self._maps.leave()
        if wish.images is not None:
            return grid.rectangle(wish.images.numbers, aspect=self.aspect)
        if arrangement.kind is Kind.MAP:
            split = split_meant(arrangement)
            self._maps.ask(gallery, split)
            places = self._maps.places_of(gallery, split)
            if places is None:
                return None
        return arranged(arrangement, gallery, self.table, aspect=self.aspect, places=places)


def _total(gallery: Gallery, wish: Wish) -> int:
    split = wish.images.split if wish.images else split_meant(wish.arrangement)
    return len(gallery.numbers_of(split)) if split else len(gallery)


def _why_empty(gallery: Gallery, wish: Wish) -> str:
    split = wish.arrangement.split
    if wish.images is not None:
        return "This list holds no images."
    if not (gallery.numbers_of(split) if split else len(gallery)):
        return f"The {split} split holds no images." if split else "There are no images."
    if not wish.arrangement.query:
        return "Of none of these images that is known. Choose another split or layout."
    return "No image is like that. Take something away from the filter."
