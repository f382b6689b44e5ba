"""The classes at a glance: examples of each, its key and its name."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
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
        self.updateGeometry()
        self.update()

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show these keys, one for each class by number."""
        self.keys = tuple(keys)
        self.update()

    def sizeHint(self) -> QSize:
        """Ten columns of two examples side by side, and two lines of words."""
        return QSize(10 * THUMBNAIL_PX, THUMBNAIL_PX + theme.scaled_px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        column = self.width() / max(1, len(self._names))
        side = min(THUMBNAIL_PX, (int(column) - COLUMN_GAP_PX - GAP_PX) // EXAMPLES)
        for number, (name, images) in enumerate(zip(self._names, self._images, strict=True)):
            left = round(number * column)
            for place, image in enumerate(images):
                painter.drawImage(QRect(left + place * (side + GAP_PX), 0, side, side), image)
            words = QRect(
                left, side + 4, int(column) - COLUMN_GAP_PX, painter.fontMetrics().height()
            )
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(QColor(look.text))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), _elided(painter, name, words))
            words.translate(0, theme.scaled_px(16))
            painter.setPen(QColor(look.hint))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), self.keys[number])
        painter.end()


def _elided(painter: QPainter, text: str, within: QRect) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, within.width())
