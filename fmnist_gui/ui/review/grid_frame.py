"""Where the parts of a page of images stand: question above, foot below, classes beside."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fmnist_gui.ui.decision_writer import DecisionWriter
from fmnist_gui.ui.end_view import EndView
from fmnist_gui.ui.review.grid_bar import GridBar
from fmnist_gui.ui.review.grid_foot import GridFoot
from fmnist_gui.ui.review.grid_sheet import GridSheet
from fmnist_gui.ui.review.grid_side import GridSide
from fmnist_gui.ui.unsaved_bar import UnsavedBar


class GridFrame(QWidget):
    """Holds the parts, and gives the images most of the room; what they do is for subclasses."""

    def __init__(self, writer: DecisionWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar, self.foot, self.sheet = GridBar(), GridFoot(), GridSheet()
        self.end = EndView()
        self.end.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.side = GridSide()
        self.unsaved_bar = UnsavedBar(writer, "decisions")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.end)
        self._stack.addWidget(self.sheet)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(body, 1)
        column.addWidget(self.unsaved_bar)
        column.addWidget(self.foot)
        self.setFocusProxy(self.sheet)

    @property
    def has_page(self) -> bool:
        """Whether a page of images is there to be decided."""
        return bool(self.sheet.cells)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the images most of the room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Divide the height anew: only now have letters their size."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        for part in (self.bar, self.foot):
            part.ensurePolished()
        around = self.bar.sizeHint().height() + self.foot.sizeHint().height()
        self.side.fit_into(self.width(), self.height() - around)

    def _take_focus(self) -> None:
        """Have the keyboard where a page, or what stands in its place, takes its keys."""
        ends = self.end.button if self.end.button.isVisibleTo(self.end) else self.end
        (self.sheet if self.has_page else ends).setFocus()
