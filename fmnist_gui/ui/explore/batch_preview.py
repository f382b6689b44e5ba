"""The first of the images that are about to be labelled, small, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import theme
from fmnist_gui.ui.pixels import grey_image

SIDE_PX, GAP_PX, MARGIN_PX, CORNER_PX = 40, 4, 8, 8
ROWS, ROWS_PX = 3, 140
"""So many rows, and fewer where type is so large that they would be higher than this."""


class BatchPreview(QWidget):
    """Paints as many of the images as fit into a few rows, on the ground of the canvas."""

    def __init__(self, gallery: Gallery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gallery = gallery
        self._numbers: tuple[int, ...] = ()
        self._side_px = theme.scaled_px(SIDE_PX)
        self._rows = max(1, min(ROWS, ROWS_PX // (self._side_px + GAP_PX)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the images that are in sight."""
        return self._numbers[: self._columns * self._rows]

    def show_images(self, numbers: Sequence[int]) -> None:
        """Show the first of these."""
        self._numbers = tuple(numbers)
        self.setAccessibleName(f"The first {len(self.shown)} of {len(self._numbers)} images")
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the rows, and for ten images in each."""
        rows = self._rows * (self._side_px + GAP_PX) - GAP_PX + 2 * MARGIN_PX
        return QSize(10 * (self._side_px + GAP_PX) + 2 * MARGIN_PX, rows)

    def minimumSizeHint(self) -> QSize:
        """Return room for four images in each row."""
        return QSize(4 * (self._side_px + GAP_PX) + 2 * MARGIN_PX, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the images in their order."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.CANVAS))
        painter.drawRoundedRect(self.rect(), CORNER_PX, CORNER_PX)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        step, side = self._side_px + GAP_PX, self._side_px
        for place, number in enumerate(self.shown):
            row, column = divmod(place, self._columns)
            cell = QRect(MARGIN_PX + column * step, MARGIN_PX + row * step, side, side)
            picture = grey_image(self._gallery.images[number])
            size = picture.size().scaled(cell.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(cell.topLeft(), size)
            box.moveCenter(cell.center())
            painter.drawImage(box, picture)
        painter.end()

    @property
    def _columns(self) -> int:
        room = self.width() - 2 * MARGIN_PX + GAP_PX
        return max(1, room // (self._side_px + GAP_PX))
