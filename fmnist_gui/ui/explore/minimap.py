"""Says where on the canvas one is, and takes one elsewhere."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.floating import COLOURS, Floating
from fmnist_gui.ui.explore.map_view import MapView
from fmnist_gui.ui.explore.plane import Plane
from fmnist_gui.ui.icon import Tint, icon

MARGIN_PX = 4
ICON_PX = 16
ZOOM_PER_PRESS = 1.5


class Minimap(Floating):
    """Lies in the bottom right corner of `plane`: a map of all images, and buttons that zoom.

    The map is hidden while everything is in sight, all of it while nothing is shown.
    """

    def __init__(self, plane: Plane, icons_folder: Path) -> None:
        super().__init__(plane, Qt.Corner.BottomRightCorner)
        self._plane = plane
        self._icons_folder = icons_folder
        self._last: tuple[bool, QSize] | None = None
        self.map = MapView(plane)
        self.zoom_out_button = self._button("zoom-out", "Zoom out (-)")
        self.fit_button = self._button("zoom-fit", "Fit everything in (0)")
        self.zoom_in_button = self._button("zoom-in", "Zoom in (+)")
        row = QHBoxLayout()
        row.setSpacing(0)
        for button in (self.zoom_out_button, self.fit_button, self.zoom_in_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(MARGIN_PX)
        column.addWidget(self.map, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        self.zoom_in_button.clicked.connect(lambda: plane.zoom(ZOOM_PER_PRESS))
        self.zoom_out_button.clicked.connect(lambda: plane.zoom(1 / ZOOM_PER_PRESS))
        self.fit_button.clicked.connect(plane.fit)
        plane.view_changed.connect(self._on_view_changed)
        self.refresh()

    def refresh(self) -> None:
        """Take the size of what is shown, and hide what is not needed."""
        is_needed, size = self.map.is_needed, self.map.sizeHint()
        if (is_needed, size) != self._last:
            self._last = (is_needed, size)
            self.map.setFixedSize(size)
            self.map.setVisible(is_needed)
            self.place()
        self.setVisible(self._plane.shown is not None)
        self.map.follow()
        self.map.update()

    def _on_view_changed(self, _changed: object) -> None:
        self.refresh()

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, self._icons_folder, tint=Tint(normal=QColor(COLOURS.text))))
        button.setIconSize(QSize(1, 1) * theme.scaled_px(ICON_PX))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button
