"""The images of which the current one may be a duplicate, one of them chosen."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.picture import magnified
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.plain_text import literal

SIDE_PX, GAP_PX, FRAME_PX = 56, 8, 2


class OriginalRow(QWidget):
    """Pictures in a row, the nearest first; a frame around the one that Enter takes.

    Signals:
        chosen(int): an image was clicked, by its number in the gallery.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gallery: Gallery | None = None
        self._numbers: tuple[int, ...] = ()
        self._place = 0
        self._pictures: dict[int, QPixmap] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What the chosen image is called; "" while there is none."""
        if self._gallery is None or not self._numbers:
            return ""
        subject = Subject(self._gallery, self._numbers[self._place])
        return f"{subject.place.split} {subject.place.index}, {subject.class_name}"

    def show_originals(self, gallery: Gallery, numbers: tuple[int, ...], *, place: int) -> None:
        """Show these images of `gallery`, of which the one at `place` is chosen."""
        if gallery is not self._gallery or numbers != self._numbers:
            self._pictures.clear()
        self._gallery, self._numbers, self._place = gallery, numbers, place
        self.setToolTip(literal(self.words))
        self.setAccessibleName(f"Duplicate of {self.words}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for eight pictures."""
        side = theme.scaled_px(SIDE_PX)
        return QSize(8 * (side + GAP_PX), side + 2 * FRAME_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the height; what does not fit is cut."""
        return QSize(self.sizeHint().height(), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pictures and the frame."""
        if self._gallery is None:
            return
        painter = QPainter(self)
        side, ratio = self._side_px(), self.devicePixelRatioF()
        for place, left in self._places(side):
            number = self._numbers[place]
            picture = self._pictures.get(number)
            if picture is None:
                picture = magnified(Subject(self._gallery, number).image, side, ratio=ratio)
                self._pictures[number] = picture
            painter.drawPixmap(left, FRAME_PX, picture)
            if place == self._place:
                painter.setPen(QPen(QColor(theme.current().accent), FRAME_PX))
                painter.drawRect(left - 1, FRAME_PX - 1, side + 2, side + 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the image under the cursor."""
        side = self._side_px()
        for place, left in self._places(side):
            if left <= event.position().x() < left + side + GAP_PX:
                self.chosen.emit(self._numbers[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the pictures anew: they have another size."""
        super().resizeEvent(event)
        self._pictures.clear()

    def _places(self, side: int) -> list[tuple[int, int]]:
        """Return which images are shown and where each begins; the chosen one is among them."""
        room = self.width() - 2 * FRAME_PX + GAP_PX
        count = max(1, min(len(self._numbers), room // (side + GAP_PX)))
        first = max(0, min(self._place - count // 2, len(self._numbers) - count))
        shown = range(first, min(first + count, len(self._numbers)))
        return [(place, FRAME_PX + at * (side + GAP_PX)) for at, place in enumerate(shown)]

    def _side_px(self) -> int:
        """Return the side of a picture: smaller where all would not fit, but never tiny.

        It is a multiple of the pixels, so that the frame lies close around the picture.
        """
        count = max(1, len(self._numbers))
        room = (self.width() - 2 * FRAME_PX + GAP_PX) // count - GAP_PX
        most = min(self.height() - 2 * FRAME_PX, theme.scaled_px(SIDE_PX))
        side = max(8, min(most, max(room, SIDE_PX)))
        pixels = 1 if self._gallery is None else max(self._gallery.images[0].shape)
        return side // pixels * pixels or side
