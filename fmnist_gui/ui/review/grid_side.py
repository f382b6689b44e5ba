"""The column beside a page: the image under the pointer, and the classes to drop images on."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.review.grid_class_list import GridClassList
from fmnist_gui.ui.review.grid_preview import GridPreview

WIDE_PX, MOST_SHARE = 184, 0.28
"""Its width: what it likes, but no larger share of the view."""


class GridSide(QFrame):
    """Divides its height: names of classes are worth more than a larger image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.preview, self.classes = GridPreview(), GridClassList()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self.preview)
        self._column.addWidget(self.classes, 1)

    def fit_into(self, width: int, height: int) -> None:
        """Take its share of a view `width` wide, of which `height` is left for it."""
        self.setFixedWidth(min(theme.scaled_px(WIDE_PX), round(width * MOST_SHARE)))
        around = self._column.contentsMargins()
        room = height - around.top() - around.bottom() - self._column.spacing()
        wanted = self.classes.column_px
        if room - wanted < self.preview.least_px:
            wanted = self.classes.minimumSizeHint().height()
        self.preview.fit_into(room - wanted)
