"""The images of one split that are most like the one looked at, small and in rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui.image.section import Section
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.thumb import Thumb

MOST = 8
PER_ROW = 4
GAP_PX = 2
_LEAST_PX = 8


@dataclass(frozen=True)
class Neighbour:
    """Image `number` of the gallery, `distance` away (Euclidean, in grey values)."""

    number: int
    distance: float

    @property
    def note(self) -> str:
        """How far away it is, for people to read."""
        return f"distance {self.distance:,.0f}"


@dataclass(frozen=True)
class ImageAsked:
    """A person wants to go to image `number` of the gallery."""

    number: int


class NeighbourStrip(Section):
    """Up to eight neighbours in rows of four, the nearest first.

    Signals:
        image_asked(ImageAsked): one was clicked.
        painted(None): one was painted, and so may have come into sight.
    """

    image_asked = Signal(object)
    painted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._grid = _Grid()
        self.column.addWidget(self._grid)
        for thumb in self._grid.thumbs:
            thumb.clicked.connect(self._on_clicked)
            thumb.painted.connect(self.painted)

    @property
    def thumbs(self) -> list[Thumb]:
        """The pictures that show something."""
        return [thumb for thumb in self._grid.thumbs if not thumb.isHidden()]

    @property
    def told_numbers(self) -> list[int]:
        """The images whose class can be read now: what is scrolled out of sight tells nothing."""
        return [t.subject.number for t in self.thumbs if t.subject and t.tells_label]

    def show_neighbours(
        self, neighbours: Sequence[Neighbour], gallery: Gallery, *, is_blind: bool
    ) -> None:
        """Show other images of `gallery`, the nearest first; none shows nothing at all."""
        self.setVisible(bool(neighbours))
        for position, thumb in enumerate(self._grid.thumbs):
            thumb.setVisible(position < len(neighbours))
            if position < len(neighbours):
                neighbour = neighbours[position]
                subject = Subject(gallery, neighbour.number)
                thumb.show_image(subject, note=neighbour.note, is_blind=is_blind)
            else:
                thumb.clear()
        self._grid.place()

    def fit_into(self, width_px: int) -> None:
        """Take a width of `width_px`."""
        self._grid.fit_into(width_px)

    def _on_clicked(self) -> None:
        thumb = self.sender()
        if isinstance(thumb, Thumb) and thumb.subject is not None:
            self.image_asked.emit(ImageAsked(thumb.subject.number))


class _Grid(QWidget):
    """Holds the thumbs in rows."""

    def __init__(self) -> None:
        super().__init__()
        self.thumbs = [Thumb(self) for _ in range(MOST)]
        self._width_px = 0

    def fit_into(self, width_px: int) -> None:
        if width_px != self._width_px:
            self._width_px = width_px
            self.place()

    def place(self) -> None:
        """Put as many rows one below the other as there are images for."""
        shown = [thumb for thumb in self.thumbs if thumb.subject is not None]
        if not shown:
            return
        step = max(_LEAST_PX, (self._width_px + GAP_PX) // PER_ROW)
        size = shown[0].size_within(step - GAP_PX)
        for position, thumb in enumerate(shown):
            row, column = divmod(position, PER_ROW)
            corner = column * (size.width() + GAP_PX), row * (size.height() + GAP_PX)
            thumb.setGeometry(*corner, size.width(), size.height())
        rows = -(-len(shown) // PER_ROW)
        self.setFixedHeight(rows * (size.height() + GAP_PX) - GAP_PX)


def per_split(
    gallery: Gallery, neighbours: Sequence[Neighbour], most: int = MOST
) -> dict[str, list[Neighbour]]:
    """Return the first `most` neighbours of every split, in the order of the splits."""
    found: dict[str, list[Neighbour]] = {split.name: [] for split in gallery.splits}
    for neighbour in neighbours:
        own = found[gallery.place(neighbour.number).split]
        if len(own) < most:
            own.append(neighbour)
    return found
