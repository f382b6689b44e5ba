"""A page of images in one paint: large cells that never scroll, with what is marked on them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.review.grid_layout import GridLayout, fitted_layout
from fmnist_gui.core.review.grid_marking import Marking
from fmnist_gui.core.review.grid_page import PAGE_SIZE
from fmnist_gui.core.session.stimulus import Smoothing
from fmnist_gui.ui import theme
from fmnist_gui.ui.review import grid_cell
from fmnist_gui.ui.review.grid_cell import GridCell
from fmnist_gui.ui.review.grid_picture import page_picture

GAP_PX, EDGE_PX = 6, 8
LEAST_SIDE_PX, MOST_SIDE_PX = 44, 172
"""How small and how large a cell may be, at any font size: they are images, not letters."""

PREPARE_MS = 60
"""How long nothing is painted anew before the next page's picture is made."""

_PictureKey = tuple[tuple[tuple[int, int | None], ...], int, int, tuple[float, float, Smoothing]]

NO_IMAGES = np.empty((0, 1, 1), dtype=np.uint8)
Page = tuple[Sequence[GridCell], Images]
"""Cells, and their images of shape (n, rows, columns)."""


def _no_page() -> Page:
    return (), NO_IMAGES


@dataclass(frozen=True)
class ImagesTold:
    """The numbers of images that have come into sight under a question that tells their label."""

    numbers: tuple[int, ...]


class GridPoster(QWidget):
    """Shows as many cells of a page as there is room for.

    Signals:
        told(ImagesTold): images were painted for the first time since their page was shown.
        room_changed(None): another number of cells is in sight.
    """

    told = Signal(object)
    room_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: tuple[GridCell, ...] = ()
        self.marking = Marking()
        self.smoothing: Smoothing = "bicubic"
        self._images = NO_IMAGES
        self._hovered: int | None = None
        self._told: set[int] = set()
        self._pictures: dict[_PictureKey, QImage] = {}
        self._next: Callable[[], Page] = _no_page
        self._idle = QTimer(self, singleShot=True, interval=PREPARE_MS)
        self._idle.timeout.connect(self._make_next)
        self.grid = self._fitted()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(
        self, cells: Sequence[GridCell], images: Images, *, marks: Iterable[int] = ()
    ) -> None:
        """Show other `cells` with their ``images`` (n, rows, columns); `marks` are numbers."""
        # The same page may be there for somebody else.
        self._told.clear()
        if tuple(cells) != self.cells:
            self.cells, self._images = tuple(cells), images
            self._hovered = None
        self._mark_anew(marks)

    def prepare(self, following: Callable[[], Page]) -> None:
        """Make the picture of the page that is likely to be next, once nothing is to be done."""
        self._next = following
        self._idle.start()

    def stamp(self, cells: Sequence[GridCell]) -> None:
        """Show that some of the same images are decided meanwhile, or open again."""
        marks, current = self.marks, self.marking.current
        self.cells = tuple(cells)
        self._mark_anew(marks)
        self.marking.walk(current)

    def show_smoothing(self, smoothing: Smoothing) -> None:
        """Show the pixels softened, or as squares."""
        self.smoothing = smoothing
        self.update()

    @property
    def visible(self) -> tuple[GridCell, ...]:
        """The cells there is room for."""
        return self.cells[: self.grid.count]

    @property
    def marks(self) -> frozenset[int]:
        """The numbers of the images that are marked, of those in sight."""
        shown = self.grid.count
        return frozenset(self.cells[at].number for at in self.marking.marked if at < shown)

    def place(self, position: int) -> QRect:
        """Return where the cell at `position` stands."""
        box = self.grid.place(position)
        return QRect(box.x, box.y, box.width, box.height)

    def sizeHint(self) -> QSize:
        """Return room for sixty cells of 84 pixels."""
        return QSize(920, 560)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few cells."""
        side = 3 * LEAST_SIDE_PX + 2 * (GAP_PX + EDGE_PX)
        return QSize(side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the cells as large as fits now; what is marked stays marked."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the images at once, then what is marked, decided and meant."""
        dirty, ratio = QRectF(event.rect()), self.devicePixelRatioF()
        source = QRectF(dirty.topLeft() * ratio, dirty.size() * ratio)
        painter = QPainter(self)
        painter.drawImage(dirty, self._whole(), source)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for position, cell in enumerate(self.visible):
            place = QRectF(self.place(position))
            if dirty.intersects(place.adjusted(-GAP_PX, -GAP_PX, GAP_PX, GAP_PX)):
                self._paint_cell(painter, place, position, cell)
        self._paint_above(painter)
        painter.end()
        self._tell_seen(event.rect())

    def _paint_cell(self, painter: QPainter, box: QRectF, position: int, cell: GridCell) -> None:
        if cell.stamp is not None:
            grid_cell.paint_stamp(painter, box, cell.stamp)
        else:
            if position in self.marking.marked:
                grid_cell.paint_mark(painter, box)
                grid_cell.paint_suggestion(painter, box, cell.suggested)
        is_current = position == self.marking.current
        if is_current or position == self._hovered:
            has_focus = self.hasFocus()
            grid_cell.paint_outline(painter, box, is_current=is_current, has_focus=has_focus)

    def _paint_above(self, painter: QPainter) -> None:
        """Paint what lies over all cells; nothing here."""

    def _mark_anew(self, marks: Iterable[int]) -> None:
        wanted = frozenset(marks)
        self.marking = Marking(
            len(self.cells),
            [at for at, cell in enumerate(self.cells) if cell.number in wanted],
            locked=[at for at, cell in enumerate(self.cells) if cell.stamp is not None],
        )
        self._lay_out()
        self.update()

    def _lay_out(self) -> None:
        before = len(self.visible)
        self.grid = self._fitted()
        self.marking.count = len(self.visible)
        self.update()
        if len(self.visible) != before:
            self.room_changed.emit()

    def _fitted(self) -> GridLayout:
        """Return the layout of a full page: cells of the last one are no larger than of others."""
        inner = self.rect().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        return fitted_layout(
            max(LEAST_SIDE_PX, inner.width()),
            max(LEAST_SIDE_PX, inner.height()),
            edge=EDGE_PX,
            count=PAGE_SIZE,
            gap=GAP_PX,
            least=LEAST_SIDE_PX,
            most=MOST_SIDE_PX,
        )

    def _whole(self) -> QImage:
        """Return the images, made once for each page, size and way of showing pixels."""
        key = self._key(self.cells)
        if key not in self._pictures:
            self._pictures[key] = self._made(self.cells, self._images)
            self._idle.start()
        return self._pictures[key]

    def _make_next(self) -> None:
        """Make the next picture now, and forget all but that and the present one."""
        cells, images = self._next()
        shown, following = self._key(self.cells), self._key(cells)
        if following not in self._pictures:
            self._pictures[following] = self._made(cells, images)
        self._pictures = {k: v for k, v in self._pictures.items() if k in (shown, following)}

    def _key(self, cells: Sequence[GridCell]) -> _PictureKey:
        shown = cells[: self.grid.count]
        numbers = tuple((cell.number, cell.suggested) for cell in shown)
        look = (self.devicePixelRatioF(), theme.font_scale(), self.smoothing)
        return numbers, self.width(), self.height(), look

    def _made(self, cells: Sequence[GridCell], images: Images) -> QImage:
        """Return images and suggestions of a page, which stay as they are while it is open."""
        count, ratio = self.grid.count, self.devicePixelRatioF()
        made = page_picture(
            images[:count], self.grid, self.size(), ratio=ratio, smoothing=self.smoothing
        )
        painter = QPainter(made)
        for position, cell in enumerate(cells[:count]):
            grid_cell.paint_suggestion(painter, QRectF(self.place(position)), cell.suggested)
        painter.end()
        return made

    def _tell_seen(self, seen: QRect) -> None:
        fresh = tuple(
            cell.number
            for position, cell in enumerate(self.visible)
            if cell.number not in self._told and seen.intersects(self.place(position))
        )
        if fresh:
            self._told.update(fresh)
            self.told.emit(ImagesTold(fresh))
