"""The images most like the one under review, each with its class and its place below."""

from collections import Counter
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.ink import write
from fmnist_gui.ui.image.neighbour_strip import MOST, Neighbour
from fmnist_gui.ui.image.painted import Painted, title_px
from fmnist_gui.ui.image.subject import Subject, name_of_class
from fmnist_gui.ui.review.spot import Spot, draw_image, size_of

TITLE = "Nearest images"
_LINE_PX, _AIR_PX = 15, 4


@dataclass(frozen=True)
class Nearby:
    """The neighbours of an image labelled ``label``; None while they are looked for."""

    gallery: Gallery
    label: int
    neighbours: tuple[Neighbour, ...] | None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The neighbours as images."""
        found = self.neighbours or ()
        return tuple(Subject(self.gallery, n.number) for n in found[:MOST])

    @property
    def title(self) -> str:
        """Which classes are among them, and how often."""
        counts = Counter(subject.label for subject in self.subjects)
        names = self.gallery.class_names
        order = sorted(counts, key=lambda number: (-counts[number], number))
        told = ", ".join(f"{name_of_class(c, names)} {counts[c]}" for c in order)
        return f"{TITLE}: {told}; {self._nearest}" if told else TITLE

    @property
    def _nearest(self) -> str:
        """How far the first one is, in words."""
        assert self.neighbours
        distance = self.neighbours[0].distance
        if not distance:
            return "the first has the very same pixels"
        return f"the first is {distance:,.0f} grey values away"


class NeighbourRow(Painted[Nearby]):
    """Eight images, the nearest first; as long as they are not known their places are kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, has_spots=True)
        self._arranged: tuple[int, ...] = ()
        self.spots = [Spot(self) for _ in range(MOST)]
        self._side_px, self._per_row = 0, MOST

    def show_content(self, content: Nearby) -> bool:
        """Show the neighbours of another image."""
        if not super().show_content(content):
            return False
        found, subjects = content.neighbours or (), content.subjects
        for position, spot in enumerate(self.spots):
            is_used = position < len(subjects)
            note = found[position].note if is_used else ""
            spot.show_subject(subjects[position] if is_used else None, note)
        self._place()
        return True

    def arrange(self, side_px: int, per_row: int) -> None:
        """Make the images `side_px` large, so many in a row."""
        wanted = side_px, per_row, self.width()
        if wanted == self._arranged:
            return
        self._arranged = wanted
        self._side_px, self._per_row = side_px, per_row
        self.forget_faces()
        self._place()

    def words_of(self, content: Nearby) -> str:
        """Return which classes they are of."""
        return content.title

    def paint(self, painter: QPainter, content: Nearby, look: theme.Theme) -> None:
        """Paint the heading, the images, and below each what it is."""
        small = theme.font(theme.SMALL)
        bold = theme.font(theme.SMALL, weight=QFont.Weight.DemiBold)
        line = theme.scaled_px(_LINE_PX)
        painter.setFont(small)
        head = QRect(0, 0, self.width(), theme.scaled_px(16))
        write(painter, head, content.title, colour=look.hint)
        for position, subject in enumerate(content.subjects):
            cell = self._cell(position)
            draw_image(painter, subject, self._box(position, subject), self._side_px)
            below = QRect(cell.left(), cell.bottom() + 1 + _AIR_PX, cell.width(), line)
            # Whose label is another one stands out.
            painter.setFont(small if subject.label == content.label else bold)
            write(painter, below, subject.class_name, colour=look.text)
            painter.setFont(small)
            for words in _place_of(subject, self._per_row):
                below.translate(0, line)
                write(painter, below, words, colour=look.hint)
        painter.setPen(QColor(look.line))
        for position in range(MOST if content.neighbours is None else 0):
            cell = self._cell(position)
            painter.drawRect(cell.left(), cell.top(), self._side_px - 1, self._side_px - 1)

    def _place(self) -> None:
        for position, spot in enumerate(self.spots):
            spot.stand(self._arranged, partial(self._box, position))

    def _box(self, position: int, subject: Subject) -> QRect:
        """Return the place of an image; low ones stand on the line of the others."""
        cell, size = self._cell(position), size_of(subject, self._side_px)
        return QRect(cell.left(), cell.bottom() + 1 - size.height(), size.width(), size.height())

    def _cell(self, position: int) -> QRect:
        """Return the place for an image, and beside it as much as its words may take."""
        row, column = divmod(position, self._per_row)
        gap = theme.scaled_px(8)
        step = (self.width() + gap) // self._per_row
        top = title_px() + row * _row_step_px(self._side_px, self._per_row)
        return QRect(column * step, top, step - gap, self._side_px)


def wanted_px(side_px: int, per_row: int) -> int:
    """Return how high it has to be."""
    return title_px() + -(-MOST // per_row) * _row_step_px(side_px, per_row) - theme.scaled_px(8)


def _row_step_px(side_px: int, per_row: int) -> int:
    """Return the height of a row of images with what is written below them."""
    lines = 2 if per_row == MOST else 3
    return side_px + _AIR_PX + lines * theme.scaled_px(_LINE_PX) + theme.scaled_px(8)


def _place_of(subject: Subject, per_row: int) -> tuple[str, ...]:
    """Return split and index, on two lines where rows are broken for want of room."""
    split, index = subject.place.split, subject.place.index
    return (f"{split} {index}",) if per_row == MOST else (split, f"{index}")
