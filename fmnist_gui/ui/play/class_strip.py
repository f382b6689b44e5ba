"""The ten classes at a glance: an example of each, its key and its name."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.ui import theme
from fmnist_gui.ui.pixels import grey_image
from fmnist_gui.ui.play.answer_button import KEYS

THUMBNAIL_PX = 56
EXAMPLES = 2
SHOWN_MAX = 10
GAP_PX = 8


class ClassStrip(QWidget):
    """Examples from the train split, so that no scored image is given away.

    ``indices`` are the images shown; their labels are told by where they stand.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.indices: tuple[int, ...] = ()
        self._names: Sequence[str] = ()
        self._images: list[list[QImage]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_classes(self, split: Split | None, names: Sequence[str]) -> None:
        """Show the first examples of each class of `split`; hide without one, or with too many."""
        is_shown = split is not None and 1 < len(names) <= SHOWN_MAX
        self.setVisible(is_shown)
        self._images, self._names, self.indices = [], names, ()
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

    def sizeHint(self) -> QSize:
        """Ten columns, two examples each, and a line of words."""
        return QSize(10 * THUMBNAIL_PX, EXAMPLES * (THUMBNAIL_PX + 2) + theme.scaled_px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        column = self.width() / max(1, len(self._names))
        side = min(THUMBNAIL_PX, int(column) - GAP_PX)
        for number, (name, images) in enumerate(zip(self._names, self._images, strict=True)):
            left = round(number * column)
            for row, image in enumerate(images):
                painter.drawImage(QRect(left, row * (side + 2), side, side), image)
            words = QRect(left, EXAMPLES * (side + 2) + 4, int(column) - 4, theme.scaled_px(18))
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(QColor(look.hint))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), KEYS[number])
            words.translate(0, theme.scaled_px(16))
            painter.setPen(QColor(look.text))
            shown = painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()
