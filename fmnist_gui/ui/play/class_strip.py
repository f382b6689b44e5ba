"""The classes at a glance: examples of each, its key and its name."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.key_map import digit_keys
from fmnist_gui.ui import theme
from fmnist_gui.ui.pixels import grey_image

THUMBNAIL_PX = 42
EXAMPLES = 2
SHOWN_MAX = 10
GAP_PX = 2
COLUMN_GAP_PX = 8


class ClassStrip(QWidget):
    """Examples from the train split, so that no scored image is given away.

    ``indices`` are the images shown; their labels are told by where they stand.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.indices: tuple[int, ...] = ()
        self.keys: tuple[str, ...] = ()
        self._names: Sequence[str] = ()
        self._images: list[list[QImage]] = []
        self._rows = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_classes(self, split: Split | None, names: Sequence[str]) -> None:
        """Show the first examples of each class of `split`; hide without one, or with too many."""
        is_shown = split is not None and 1 < len(names) <= SHOWN_MAX
        self.setVisible(is_shown)
        self._images, self._names, self.indices = [], names, ()
        if len(self.keys) != len(names):
            self.keys = digit_keys(len(names))
        if split is None or not is_shown:
            return
        chosen: list[int] = []
        for number in range(len(names)):
            first = np.flatnonzero(split.labels == number)[:EXAMPLES].tolist()
            chosen += first
            self._images.append([grey_image(split.images[index]) for index in first])
        self.indices = tuple(chosen)
        self._arrange()
        self.update()

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show these keys, one for each class by number."""
        self.keys = tuple(keys)
        self.update()

    def sizeHint(self) -> QSize:
        """Ten columns of two examples side by side, and two lines of words."""
        return QSize(10 * THUMBNAIL_PX, self._rows * self._row_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two rows where the names do not fit into one."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _row_px(self) -> int:
        return THUMBNAIL_PX + theme.scaled_px(40)

    def _arrange(self) -> None:
        metrics = QFontMetrics(theme.font(theme.SMALL))
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        column = self.width() / max(1, len(self._names)) - COLUMN_GAP_PX
        self._rows = 1 if widest <= column else 2
        self.setFixedHeight(self._rows * self._row_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(theme.font(theme.SMALL))
        columns = max(1, -(-len(self._names) // self._rows))
        width = self.width() / columns
        for number in range(len(self._images)):
            place = QPoint(round(number % columns * width), number // columns * self._row_px)
            self._paint_class(painter, number, place=place, width=int(width) - COLUMN_GAP_PX)
        painter.end()

    def _paint_class(self, painter: QPainter, number: int, *, place: QPoint, width: int) -> None:
        look = theme.current()
        side = min(THUMBNAIL_PX, (width - GAP_PX) // EXAMPLES)
        left, top = place.x(), place.y()
        for count, image in enumerate(self._images[number]):
            painter.drawImage(QRect(left + count * (side + GAP_PX), top, side, side), image)
        words = QRect(left, top + side + 4, width, painter.fontMetrics().height())
        painter.setPen(QColor(look.text))
        name = _elided(painter, self._names[number], words)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), name)
        words.translate(0, theme.scaled_px(16))
        painter.setPen(QColor(look.hint))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), self.keys[number])


def _elided(painter: QPainter, text: str, within: QRect) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, within.width())
