"""Shows a whole matrix of images at native size, and marks those to answer."""

import time
from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.ui import theme, verdict_mark
from fmnist_gui.ui.pixels import screen_image

MARKER_PX = 2
"""Width of the frame around the marked cell, in physical pixels; a dark and a light line of one
pixel each go along it, so that it is seen on black and on white."""

CORNER_PX = 6
"""Length of the lines at the corners of a cell that is still to be answered, in physical pixels."""

DIMMED = QColor(23, 24, 27, 170)
LEAST_CELLS = 6
EDGE_PX = 6
"""Room around the matrix, for the marker of a cell at its edge."""


class MatrixView(QAbstractScrollArea):
    """A matrix of `rows` and `columns` with one physical pixel for each of an image.

    The ground is the mid-grey around every image, whatever the theme. The cells `to_answer` have
    a thin line around each corner, the one to answer now a frame. Cells that have been answered
    are dimmed and ticked, right or wrong alike.

    Signals:
        painted(int): the marker has reached the screen at the cell given last; the monotonic
            clock in nanoseconds.
    """

    painted = Signal(object)

    def __init__(
        self,
        pixels: Images,
        *,
        rows: int,
        columns: int,
        to_answer: Collection[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._to_answer = frozenset(to_answer)
        self._pixels = pixels
        self._rows, self._columns = rows, columns
        self._picture = QImage()
        self._marked: int | None = None
        self._answered: frozenset[int] = frozenset()
        self._is_new = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(
            "The matrix of images; those with marked corners are to be labelled, the framed one now"
        )

    def mark(self, cell: int, *, answered: Collection[int]) -> None:
        """Put the marker on `cell`, counted row by row; `answered` are those done."""
        self._marked, self._answered, self._is_new = cell, frozenset(answered), True
        self._bring_into_sight(cell)
        self.viewport().update()

    @property
    def marked(self) -> int | None:
        """The cell that is marked."""
        return self._marked

    def cell_rect(self, cell: int) -> QRectF:
        """Return where `cell` is in the viewport, in logical pixels."""
        wide, high = self._cell_size()
        row, column = divmod(cell, self._columns)
        corner = self._corner() + QPoint(EDGE_PX, EDGE_PX)
        return QRectF(corner.x() + column * wide, corner.y() + row * high, wide, high)

    def minimumSizeHint(self) -> QSize:
        """Leave room for a few cells around the marked one."""
        wide, high = self._cell_size()
        return QSize(int(LEAST_CELLS * wide), int(LEAST_CELLS * high))

    def sizeHint(self) -> QSize:
        """Return the size of the whole matrix and of the room around it."""
        wide, high = self._cell_size()
        whole = QSize(int(self._columns * wide), int(self._rows * high))
        return whole + QSize(2 * EDGE_PX, 2 * EDGE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the marker in sight."""
        super().resizeEvent(event)
        room, whole = self.viewport().size(), self.sizeHint()
        for bar, has, needs in (
            (self.horizontalScrollBar(), room.width(), whole.width()),
            (self.verticalScrollBar(), room.height(), whole.height()),
        ):
            bar.setRange(0, max(0, needs - has))
            bar.setPageStep(has)
            bar.setSingleStep(max(1, int(self._cell_size()[1])))
        if self._marked is not None:
            self._bring_into_sight(self._marked)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint, and stamp once the pixels have left for the screen."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.STIMULUS_SURROUND))
        painter.drawImage(self.cell_rect(0).topLeft(), self._whole())
        for cell in self._answered - {self._marked}:
            self._paint_answered(painter, self.cell_rect(cell))
        for cell in self._to_answer - self._answered - {self._marked}:
            self._paint_corners(painter, self.cell_rect(cell))
        if self._marked is not None:
            self._paint_marker(painter, self.cell_rect(self._marked))
        painter.end()
        if self._is_new:
            self._is_new = False
            # A timer of 0 runs after the backing store has been flushed to the screen.
            QTimer.singleShot(0, self, self._stamp)

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Paint anew what is in sight."""
        self.viewport().update()

    def _stamp(self) -> None:
        # What has been asked for since is stamped when it is painted itself.
        if not self._is_new:
            self.painted.emit(time.monotonic_ns())

    def _whole(self) -> QImage:
        """Return the picture of all cells, made once for each kind of screen."""
        if self._picture.isNull() or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = screen_image(tiled(self._pixels, self._rows, self._columns))
            self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        return self._picture

    def _cell_size(self) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        high, wide = self._pixels.shape[1:]
        return wide / ratio, high / ratio

    def _corner(self) -> QPoint:
        """Return where the room around the matrix begins: in the middle, or scrolled off."""
        room, whole = self.viewport().size(), self.sizeHint()
        left = max(0, (room.width() - whole.width()) // 2) - self.horizontalScrollBar().value()
        top = max(0, (room.height() - whole.height()) // 2) - self.verticalScrollBar().value()
        return QPoint(left, top)

    def _bring_into_sight(self, cell: int) -> None:
        """Scroll only when the cell or one beside it is out of sight, and then to the middle."""
        place = self.cell_rect(cell)
        beside = place.adjusted(-place.width(), -place.height(), place.width(), place.height())
        whole = QRectF(self._corner(), self.sizeHint().toSizeF())
        room = QRect(QPoint(), self.viewport().size())
        if QRectF(room).contains(beside.intersected(whole)):
            return
        offset = place.center().toPoint() - room.center()
        for bar, by in (
            (self.horizontalScrollBar(), offset.x()),
            (self.verticalScrollBar(), offset.y()),
        ):
            bar.setValue(bar.value() + by)

    def _paint_answered(self, painter: QPainter, place: QRectF) -> None:
        painter.fillRect(place, DIMMED)
        side = place.height() / 3
        corner = place.bottomRight() - QRectF(0, 0, side + 2, side + 2).bottomRight()
        box = QRectF(corner, QSize(int(side), int(side)).toSizeF())
        verdict_mark.paint(painter, box, mark=verdict_mark.TICK, colour=theme.DARK.hint)

    def _paint_corners(self, painter: QPainter, place: QRectF) -> None:
        pixel = 1 / self.devicePixelRatioF()
        long = CORNER_PX * pixel
        colour = QColor(theme.DARK.accent)
        for left in (place.left(), place.right() - long):
            for top in (place.top(), place.bottom() - pixel):
                painter.fillRect(QRectF(left, top, long, pixel), colour)
        for left in (place.left(), place.right() - pixel):
            for top in (place.top(), place.bottom() - long):
                painter.fillRect(QRectF(left, top, pixel, long), colour)

    def _paint_marker(self, painter: QPainter, place: QRectF) -> None:
        pixel = 1 / self.devicePixelRatioF()
        for colour, inner, width in (
            ("#000000", 0, 1),
            (theme.DARK.accent, 1, MARKER_PX),
            ("#FFFFFF", 1 + MARKER_PX, 1),
        ):
            out = (inner + width / 2) * pixel
            pen = QPen(QColor(colour), width * pixel, j=Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(place.adjusted(-out, -out, out, out))


def tiled(pixels: Images, rows: int, columns: int) -> Images:
    """Return images (n, height, width) side by side, row by row; what is missing is black."""
    count, high, wide = pixels.shape
    cells = np.zeros((rows * columns, high, wide), dtype=np.uint8)
    cells[:count] = pixels[: rows * columns]
    return cells.reshape(rows, columns, high, wide).swapaxes(1, 2).reshape(rows * high, -1)


def cell_of(matrix: Sequence[int]) -> dict[int, int]:
    """Return the cell of each image of a `matrix`."""
    return {index: cell for cell, index in enumerate(matrix)}
