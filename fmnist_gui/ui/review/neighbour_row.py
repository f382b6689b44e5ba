"""The images most like the one under review, each with its class and its place below."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.neighbour_strip import MOST, Neighbour
from fmnist_gui.ui.image.subject import Subject, name_of_class
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.review.ink import write
from fmnist_gui.ui.review.painted import title_px

LOOKING = "Nearest images"
_LINE_PX, _AIR_PX = 15, 4


class NeighbourRow(QWidget):
    """Eight images, the nearest first; as long as they are not known their places are kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.thumbs = [Thumb(self, has_tip=False) for _ in range(MOST)]
        self._label: int | None = None
        self._title = LOOKING
        self._side_px, self._per_row = 0, MOST

    def show_neighbours(
        self, neighbours: Sequence[Neighbour] | None, gallery: Gallery, *, label: int
    ) -> None:
        """Show the neighbours of an image labelled `label`; None while they are looked for."""
        found = () if neighbours is None else tuple(neighbours[:MOST])
        self._label = label
        labels = [int(gallery.labels[n.number]) for n in found]
        told = (f"{name_of_class(c, gallery.class_names)} {n}" for c, n in _by_count(labels))
        self._title = f"{LOOKING}: {', '.join(told)}" if found else LOOKING
        self.setAccessibleName(self._title)
        for thumb, neighbour in zip(self.thumbs, found, strict=False):
            subject = Subject(gallery, neighbour.number)
            thumb.show_image(subject, note=neighbour.note, is_blind=False)
        for thumb in self.thumbs[len(found) :]:
            thumb.clear()
        for position, thumb in enumerate(self.thumbs):
            thumb.setVisible(position < len(found))
        self._place()
        self.update()

    def arrange(self, side_px: int, per_row: int) -> None:
        """Make the images `side_px` large, so many in a row."""
        self._side_px, self._per_row = side_px, per_row
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the heading, and below each image what it is."""
        painter, look = QPainter(self), theme.current()
        small, bold = theme.font(theme.SMALL), theme.font(theme.SMALL, weight=QFont.Weight.DemiBold)
        painter.setFont(small)
        head = QRect(0, 0, self.width(), theme.scaled_px(16))
        write(painter, head, self._title, colour=look.hint)
        line = theme.scaled_px(_LINE_PX)
        for position, thumb in enumerate(self.thumbs):
            cell = self._cell(position)
            subject = thumb.subject
            if subject is None:
                painter.setPen(QColor(look.line))
                painter.drawRect(cell.adjusted(0, 0, self._side_px - cell.width() - 1, -1))
                continue
            below = QRect(cell.left(), cell.bottom() + 1 + _AIR_PX, cell.width(), line)
            # Whose label is another one stands out.
            painter.setFont(small if subject.label == self._label else bold)
            write(painter, below, subject.class_name, colour=look.text)
            painter.setFont(small)
            place = f"{subject.place.split} {subject.place.index}"
            write(painter, below.translated(0, line), place, colour=look.hint)
        painter.end()

    def _place(self) -> None:
        for position, thumb in enumerate(self.thumbs):
            size = thumb.size_within(self._side_px)
            cell = self._cell(position)
            # Low images stand on the line of the others, above their words.
            top = cell.bottom() + 1 - size.height()
            thumb.setGeometry(cell.left(), top, size.width(), size.height())

    def _cell(self, position: int) -> QRect:
        """Return the place of an image, and beside it the air before the next."""
        row, column = divmod(position, self._per_row)
        step = (self.width() + theme.scaled_px(8)) // self._per_row
        top = title_px() + row * row_step_px(self._side_px)
        return QRect(column * step, top, step - theme.scaled_px(8), self._side_px)


def row_step_px(side_px: int) -> int:
    """Return the height of a row of images with what is written below them."""
    return side_px + _AIR_PX + 2 * theme.scaled_px(_LINE_PX) + theme.scaled_px(8)


def wanted_px(side_px: int, per_row: int) -> int:
    """Return how high it has to be."""
    return title_px() + -(-MOST // per_row) * row_step_px(side_px) - theme.scaled_px(8)


def _by_count(labels: list[int]) -> list[tuple[int, int]]:
    """Return each class and how often it is there, the most frequent first, then the lower."""
    return sorted(Counter(labels).items(), key=lambda pair: (-pair[1], pair[0]))
