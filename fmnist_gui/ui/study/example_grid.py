"""Pictures of each class with its name, in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.pixels import grey_image

PICTURE_PX, GAP_PX = 56, 4
IN_A_ROW = 6
"""Pictures of one class side by side; more stand below."""

COLUMN_GAP_PX, ROW_GAP_PX, COLUMN_LEAST_PX = 24, 16, 120


class ExampleGrid(QWidget):
    """One cell for each class that has an example; ``names`` are those of the cells."""

    def __init__(
        self, names: Sequence[str], examples: Sequence[Images], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        shown = [(n, images) for n, images in zip(names, examples, strict=True) if len(images)]
        self.names = tuple(name for name, _ in shown)
        self._cells = [_Cell(name, images) for name, images in shown]
        most = max((len(images) for _, images in shown), default=1)
        pictures = min(most, IN_A_ROW) * (PICTURE_PX + GAP_PX) - GAP_PX
        self._column_px = max(pictures, theme.scaled_px(COLUMN_LEAST_PX))
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(COLUMN_GAP_PX)
        self._grid.setVerticalSpacing(ROW_GAP_PX)
        self._arrange()

    @property
    def columns(self) -> int:
        """How many cells stand side by side."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        """Leave it to the columns how narrow it may become."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = (self.width() + COLUMN_GAP_PX) // (self._column_px + COLUMN_GAP_PX)
        columns = max(1, min(room, len(self._cells)))
        if columns == self._columns:
            return
        for number in range(max(columns, self._columns)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._columns = columns
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // columns, place % columns)


class _Cell(QWidget):
    def __init__(self, name: str, images: Images) -> None:
        super().__init__()
        pictures = QLabel()
        pictures.setPixmap(_side_by_side(images, self.devicePixelRatioF()))
        pictures.setAccessibleName(f"Examples of {name}")
        words = ElidedLabel(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(pictures, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column.addWidget(words)
        column.addStretch(1)


def _side_by_side(images: Images, ratio: float) -> QPixmap:
    step = PICTURE_PX + GAP_PX
    columns = min(len(images), IN_A_ROW)
    rows = -(-len(images) // columns)
    made = QPixmap(QSize(columns * step - GAP_PX, rows * step - GAP_PX) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for place, pixels in enumerate(images):
        left, top = place % columns * step, place // columns * step
        high, wide = pixels.shape
        scale = PICTURE_PX / max(high, wide)
        box = QRectF(left, top, wide * scale, high * scale)
        painter.drawImage(box, grey_image(pixels))
    painter.end()
    return made
