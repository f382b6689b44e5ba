"""Sections of a form side by side, as many as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from fmnist_gui.ui import theme

GAP_PX = 32


class SectionGrid(QWidget):
    """Each section is at least `least_px` wide at 100 %; those without room stand below."""

    def __init__(
        self,
        sections: Sequence[QWidget],
        *,
        least_px: int,
        gap_px: int = GAP_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sections = tuple(sections)
        self._least_px, self._gap_px = least_px, gap_px
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap_px)
        self._grid.setVerticalSpacing(16)
        self._arrange(len(self._sections))

    @property
    def columns(self) -> int:
        """How many sections stand side by side."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        """Leave it to the columns how narrow it may become."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many sections side by side as there is room for."""
        super().resizeEvent(event)
        # The last one needs no gap behind it.
        room = (self.width() + self._gap_px) // (theme.scaled_px(self._least_px) + self._gap_px)
        self._arrange(max(1, min(len(self._sections), room)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, section in enumerate(self._sections):
            self._grid.addWidget(section, number // columns, number % columns)
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
