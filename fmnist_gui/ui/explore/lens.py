"""Looks at a layout from near or far: where one is, and how one gets elsewhere."""

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from fmnist_gui.core.mosaic.flight import Camera
from fmnist_gui.core.mosaic.region import Cell, Region
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import view
from fmnist_gui.ui.explore.mosaic_item import MosaicItem
from fmnist_gui.ui.explore.view import Room, View
from fmnist_gui.ui.image import grey_value

GO_TO_SCALE = 2.0
"""An image that was asked for is shown at this magnification, or a larger one."""


@dataclass(frozen=True)
class ViewChanged:
    """What is seen now: logical pixels per image pixel, and the visible cells."""

    scale: float
    region: Region


class Lens(pg.GraphicsView):
    """Keeps the view within its limits, and all in sight that was fitted in.

    The ground does not follow the theme, because the surround changes what people see.

    Signals:
        view_changed(ViewChanged): other cells are visible, or at another size, or other images.
    """

    view_changed = Signal(object)

    _is_made = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=theme.CANVAS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(160, 120)
        # Its own background covers everything; Qt need not fill it a second time.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, invertY=True, defaultPadding=0)
        self._box.setAspectLocked(True)
        self.setCentralItem(self._box)
        self._item = MosaicItem()
        self._box.addItem(self._item, ignoreBounds=True)
        self._view = View(1.0, 0.0, 0.0)
        self._wished_scale = 1.0
        self._is_fit = True
        self._size = self.size()
        self._is_made = True

    @property
    def wished_heading_px(self) -> float:
        """The logical pixels that headings at the left would like to have."""
        return 0.0

    @property
    def view(self) -> View:
        """The magnification and the place."""
        return self._view

    @property
    def is_fit(self) -> bool:
        """Whether all of the layout is fitted in, and stays so when the window is resized."""
        return self._is_fit

    @property
    def room(self) -> Room:
        """The size of the widget and of what it shows."""
        size, content = self.viewport().size(), self._item.boundingRect()
        return Room(
            size.width(),
            size.height(),
            content.width(),
            content.height(),
            heading_px=self.wished_heading_px,
            device_pixel_ratio=self.devicePixelRatioF(),
        )

    @property
    def camera(self) -> Camera:
        """Where the layout is seen from, in physical pixels."""
        ratio = self.devicePixelRatioF()
        x, y = self._view.on_screen(0, 0)
        wide, high = self._item.pitch
        scale = self._view.scale * ratio
        return Camera(x * ratio, y * ratio, width=wide * scale, height=high * scale)

    def fit(self) -> None:
        """Show all of the layout."""
        self._is_fit = True
        self._apply(view.fitted(self.room))

    def look(self, wanted: View) -> None:
        """Look at another place, as far as the limits allow."""
        self._is_fit = False
        self._apply(view.limited(wanted, self.room))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Magnify by `factor` about a point of the widget, by default its middle."""
        room = self.room
        point = QPointF(room.width / 2, room.height / 2) if at is None else at
        least, most = view.scales(room)
        # What was wished is kept, since small steps of a pinch would all be rounded away.
        self._wished_scale = min(max(self._wished_scale * factor, least), most)
        scale = self._even(self._wished_scale)
        self.look(self._view.zoomed(scale, x_px=point.x(), y_px=point.y()))

    def go_to_edge(self, *, is_end: bool) -> None:
        """Go to the first row and column, or to the last, at the same zoom."""
        room, scale = self.room, self._view.scale
        wide, high = room.width / scale, room.height / scale
        air = view.MARGIN_PX / scale
        heads = room.granted_heading_px / scale
        left, top = -air - heads, -air
        if is_end:
            left = max(left, room.content_width + air - wide)
            top = max(top, room.content_height + air - high)
        self.look(View(scale, left, top))

    def show_cell(self, cell: Cell) -> None:
        """Bring a cell into the middle, near enough to be seen."""
        wide, high = self._item.pitch
        room = self.room
        scale = max(self._view.scale, GO_TO_SCALE)
        left = (cell.column + 0.5) * wide - room.width / 2 / scale
        top = (cell.row + 0.5) * high - room.height / 2 / scale
        self.look(View(scale, left, top))

    @property
    def visible_region(self) -> Region:
        """The cells that are at least partly in sight."""
        layout = self._item.layout
        if layout is None:
            return Region(0, 0, rows=0, columns=0)
        wide, high = self._item.pitch
        right, bottom = self._view.at(self.viewport().width(), self.viewport().height())
        return layout.region(
            self._view.left / wide, self._view.top / high, right=right / wide, bottom=bottom / high
        )

    def in_cells(self, position: QPointF) -> tuple[float, float]:
        """Return where a point of the widget lies, measured in cells from the top left."""
        x, y = self._view.at(position.x(), position.y())
        wide, high = self._item.pitch
        return x / wide, y / high

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything in sight if it was, else the middle where it is."""
        super().resizeEvent(event)
        if not self._is_made:
            return  # pyqtgraph calls this while it makes the widget, without an event
        if self._is_fit:
            self.fit()
        else:
            # The event's own old size is none for a widget that was hidden meanwhile.
            size, before = event.size(), self._size
            dx, dy = size.width() - before.width(), size.height() - before.height()
            self._apply(view.limited(self._view.moved(dx / 2, dy / 2), self.room))
        self._size = event.size()

    def close(self) -> bool:
        """Hide; pyqtgraph would take scene and viewport away while events still arrive."""
        return QWidget.close(self)

    def _even(self, scale: float) -> float:
        written = theme.scaled_px(grey_value.SMALLEST_PIXEL_PX)
        return view.even(scale, least=written, device_pixel_ratio=self.devicePixelRatioF())

    def _apply(self, wanted: View) -> None:
        self._view = wanted
        if wanted.scale != self._even(self._wished_scale):
            self._wished_scale = wanted.scale
        width, height = self.viewport().width(), self.viewport().height()
        right, bottom = wanted.at(max(1, width), max(1, height))
        self._box.setRange(
            xRange=(wanted.left, right), yRange=(wanted.top, bottom), padding=0, update=True
        )
        self._after_change()

    def _after_change(self) -> None:
        self.viewport().update()
        self.view_changed.emit(ViewChanged(self._view.scale, self.visible_region))
