"""The images of one split that are most like the one looked at, small and in rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.image.picture import magnified, size_in
from fmnist_gui.ui.image.section import Section
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.plain_text import literal

MOST = 8
PER_ROW = 4
GAP_PX = 2
_LEAST_PX = 8
_MARK_PX = 10


@dataclass(frozen=True)
class Neighbour:
    """Image `number` of the gallery, `distance` away (Euclidean, in grey values)."""

    number: int
    distance: float


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
    def thumbs(self) -> list["Thumb"]:
        """The pictures that show something."""
        return [thumb for thumb in self._grid.thumbs if not thumb.isHidden()]

    @property
    def told_numbers(self) -> list[int]:
        """The images whose class can be read now: what is scrolled out of sight tells nothing."""
        return [t.neighbour.number for t in self.thumbs if t.neighbour and t.tells_label]

    def show_neighbours(
        self, neighbours: Sequence[Neighbour], gallery: Gallery, *, is_blind: bool
    ) -> None:
        """Show other images of `gallery`, the nearest first; none shows nothing at all."""
        self.setVisible(bool(neighbours))
        for position, thumb in enumerate(self._grid.thumbs):
            thumb.setVisible(position < len(neighbours))
            if position < len(neighbours):
                thumb.show_neighbour(neighbours[position], gallery, is_blind=is_blind)
            else:
                thumb.clear()
        self._grid.place()

    def fit_into(self, width_px: int) -> None:
        """Take a width of `width_px`."""
        self._grid.fit_into(width_px)

    def _on_clicked(self) -> None:
        thumb = self.sender()
        if isinstance(thumb, Thumb) and thumb.neighbour is not None:
            self.image_asked.emit(ImageAsked(thumb.neighbour.number))


class Thumb(QAbstractButton):
    """One neighbour; the mark of its class in a corner unless labels are hidden.

    Signals:
        painted(None): it was painted; whatever comes into sight is.
    """

    painted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.neighbour: Neighbour | None = None
        self._subject: Subject | None = None
        self._is_blind = False
        self._made: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # A click leaves the keyboard with the canvas.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def tells_label(self) -> bool:
        """Whether its mark is in sight."""
        return not self._is_blind and self.isVisible() and not self.visibleRegion().isEmpty()

    def show_neighbour(self, neighbour: Neighbour, gallery: Gallery, *, is_blind: bool) -> None:
        """Show another image."""
        self.neighbour, self._is_blind = neighbour, is_blind
        subject = self._subject = Subject(gallery, neighbour.number)
        place = f"{subject.place.split} {subject.place.index}"
        name = "" if is_blind else f", {subject.class_name}"
        words = f"{place}{name}, distance {neighbour.distance:,.0f}"
        self.setToolTip(literal(words))
        self.setAccessibleName(words)
        self._made = None
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.neighbour = self._subject = self._made = None

    def size_within(self, side_px: int) -> QSize:
        """Return its size inside a square of `side_px`."""
        return size_in(self._subject.image, side_px) if self._subject else QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Return the size that was given to it."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pixels, the mark, and a frame under cursor or focus."""
        if self._subject is None:
            return
        side, ratio = max(self.width(), self.height()), self.devicePixelRatioF()
        if self._made is None or self._made.deviceIndependentSize() != self.size().toSizeF():
            self._made = magnified(self._subject.image, side, ratio=ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._made)
        if not self._is_blind:
            _paint_mark(painter, self.height(), self._subject.label)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QColor(theme.current().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        self.painted.emit()


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
        shown = [thumb for thumb in self.thumbs if thumb.neighbour is not None]
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


def _paint_mark(painter: QPainter, high: int, label: int) -> None:
    """Paint a mark on a piece of the canvas's dark ground, which is there in every theme."""
    side = min(theme.scaled_px(_MARK_PX), high // 4)
    ground = QColor(theme.CANVAS)
    ground.setAlphaF(0.85)
    box = QRectF(0, high - side - 4, side + 4, side + 4)
    painter.fillRect(box, ground)
    class_mark.paint(painter, box.adjusted(2, 2, -2, -2), label, colours=theme.DARK)


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
