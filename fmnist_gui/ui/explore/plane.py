"""Draws any arrangement of the images of a gallery, seen from near or far."""

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.flight import Camera
from fmnist_gui.core.mosaic.region import Cell, Region
from fmnist_gui.core.mosaic.selection import Selection
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import frame, grey_value, overlay, view
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.mosaic_item import MosaicItem
from fmnist_gui.ui.explore.overlay import Sheet
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.transition import Transition
from fmnist_gui.ui.explore.view import Room, View

ACCENT = theme.DARK.accent
"""The canvas is dark whatever the theme, and so are the colours on it."""

RECOGNISABLE_PX = 12
"""Images with fewer logical pixels on the longer edge cannot be told from others of their kind.

A label whose image nobody can recognise has not been shown, wherever the image stands.
"""

GO_TO_SCALE = 2.0
"""An image that was asked for is shown at this magnification, or a larger one."""

NOBODY: Numbers = np.empty(0, dtype=np.intp)


@dataclass(frozen=True)
class ViewChanged:
    """What is seen now: logical pixels per image pixel, and the visible cells."""

    scale: float
    region: Region


class Plane(pg.GraphicsView):
    """Shows a layout from some place; how a person moves it is the canvas's business.

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
        self._shown: Shown | None = None
        self._message = ""
        self._view = View(1.0, 0.0, 0.0)
        self._wished_scale = 1.0
        self._is_fit = True
        self._hovered: Cell | None = None
        self._pinned: Cell | None = None
        self._selection: Selection | None = None
        self._trace = QPolygonF()
        self._colour_map = ColourMap.GREY
        self._transition = Transition(self, self._item)
        self._is_made = True

    # What is shown

    def show_layout(self, shown: Shown) -> None:
        """Show another layout, all of it; the same images are seen from where they were.

        Images that were shown before move to their new places, unless motion is not wanted.
        """
        before, camera = self._shown, self.camera
        is_same = shown.has_same_images(before)
        self._shown = shown
        self._message = ""
        if not is_same:
            self._hovered = self._pinned = None
        self._transition.stop()
        self._item.show_layout(shown.layout, shown.pyramid, tint=shown.tint)
        if is_same and not self._is_fit:
            self._after_change()
        else:
            self.fit()
        if before is not None and not is_same and before.gallery.images is shown.gallery.images:
            self._transition.start((before.layout, camera), (shown.layout, self.camera))

    def show_selection(self, selection: Selection | None) -> None:
        """Mark the images that are selected."""
        self._selection = selection
        self.viewport().update()

    def show_colours(self, colour_map: ColourMap) -> None:
        """Show grey values in other colours."""
        self._colour_map = colour_map
        self._transition.stop()
        self._item.show_colours(colour_map)
        self.viewport().update()

    @property
    def colour_map(self) -> ColourMap:
        """How grey values are shown."""
        return self._colour_map

    def be_still(self, is_still: bool) -> None:
        """Let images jump to new places instead of moving there."""
        self._transition.is_wanted = not is_still

    @property
    def is_moving(self) -> bool:
        """Whether images are on their way to new places."""
        return self._transition.is_running

    def show_trace(self, corners: QPolygonF) -> None:
        """Draw the line that a person pulls around images, in logical pixels of the widget."""
        self._trace = corners
        self.viewport().update()

    def show_message(self, message: str) -> None:
        """Show words instead of images."""
        self._shown, self._message = None, message
        self._hovered = self._pinned = None
        self._transition.stop()
        self._item.show_layout(None, None)
        self._after_change()

    def pin(self, cell: Cell | None) -> None:
        """Mark a cell as the one that the side card keeps."""
        self._pinned = cell
        self.viewport().update()

    def mark(self, cell: Cell | None) -> None:
        """Draw a line around the cell under the cursor."""
        for changed in (self._hovered, cell):
            if changed is not None:
                self._update_cell(changed)
        self._hovered = cell

    @property
    def shown(self) -> Shown | None:
        """What stands on the canvas."""
        return self._shown

    @property
    def message(self) -> str:
        """The words that stand there instead of images."""
        return self._message

    # Where it is seen from

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
        shown = self._shown
        has_headings = shown is not None and shown.layout.row_classes and not shown.is_blind
        return Room(
            size.width(),
            size.height(),
            content.width(),
            content.height(),
            heading_px=frame.heading_px() if has_headings else 0,
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

    def show_number(self, number: int) -> bool:
        """Bring an image into the middle, near enough to be seen; False if it is not here."""
        cell = None if self._shown is None else self._shown.layout.cell_of(number)
        if cell is None:
            return False
        wide, high = self._item.pitch
        room = self.room
        scale = max(self._view.scale, GO_TO_SCALE)
        left = (cell.column + 0.5) * wide - room.width / 2 / scale
        top = (cell.row + 0.5) * high - room.height / 2 / scale
        self.look(View(scale, left, top))
        return True

    @property
    def visible_region(self) -> Region:
        """The cells that are at least partly in sight."""
        if self._shown is None:
            return Region(0, 0, rows=0, columns=0)
        wide, high = self._item.pitch
        right, bottom = self._view.at(self.viewport().width(), self.viewport().height())
        return self._shown.layout.region(
            self._view.left / wide, self._view.top / high, right=right / wide, bottom=bottom / high
        )

    @property
    def told_numbers(self) -> Numbers:
        """The visible images that can be recognised and whose label can be read off the canvas.

        Off their place, their colour, a label beside them, or words elsewhere.
        """
        sheet = self._sheet()
        if sheet is None or not (sheet.shown.tells_all or sheet.has_chips):
            return NOBODY
        size_px = max(sheet.shown.gallery.images.shape[1:]) * self._view.scale
        if size_px < RECOGNISABLE_PX:
            return NOBODY
        return sheet.layout.numbers_within(sheet.region)

    def grab_picture(self) -> QImage:
        """Return what is seen, without what lies on top of the canvas."""
        picture: QImage = self.viewport().grab().toImage()
        return picture

    # Where things are

    def cell_at(self, position: QPointF) -> Cell | None:
        """Return the cell at a point of the widget; the gap after an image counts to it."""
        if self._shown is None:
            return None
        return self._shown.layout.cell_at(*self.in_cells(position))

    def in_cells(self, position: QPointF) -> tuple[float, float]:
        """Return where a point of the widget lies, measured in cells from the top left."""
        x, y = self._view.at(position.x(), position.y())
        wide, high = self._item.pitch
        return x / wide, y / high

    def cell_rect(self, cell: Cell) -> QRectF:
        """Return where the image in `cell` is drawn, in logical pixels of the widget."""
        sheet = self._sheet()
        return QRectF() if sheet is None else sheet.box(cell)

    # Painting

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """Paint what lies over the images."""
        painter.save()
        painter.resetTransform()
        sheet = self._sheet()
        if self._transition.is_running:
            self._transition.paint(painter)
        elif sheet is not None:
            overlay.paint(painter, sheet)
            if self._selection is not None and self._selection.count:
                overlay.paint_selection(painter, sheet, self._selection)
            for cell, colour in ((self._pinned, theme.DARK.text), (self._hovered, ACCENT)):
                if cell is not None:
                    overlay.paint_outline(painter, sheet.box(cell), colour=colour)
        if not self._trace.isEmpty():
            overlay.paint_trace(painter, self._trace)
        if self._message:
            overlay.paint_message(painter, QRectF(self.viewport().rect()), self._message)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything in sight if it was, else the middle where it is."""
        super().resizeEvent(event)
        if not self._is_made:
            return  # pyqtgraph calls this while it makes the widget, without an event
        if self._is_fit:
            self.fit()
        else:
            size, before = event.size(), event.oldSize()
            dx, dy = size.width() - before.width(), size.height() - before.height()
            self._apply(view.limited(self._view.moved(dx / 2, dy / 2), self.room))

    def close(self) -> bool:
        """Hide; pyqtgraph would take scene and viewport away while events still arrive."""
        return QWidget.close(self)

    def _even(self, scale: float) -> float:
        written = theme.scaled_px(grey_value.SMALLEST_PIXEL_PX)
        return view.even(scale, least=written, device_pixel_ratio=self.devicePixelRatioF())

    def _apply(self, wanted: View) -> None:
        self._transition.stop()
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

    def _update_cell(self, cell: Cell) -> None:
        self.viewport().update(self.cell_rect(cell).toAlignedRect().adjusted(-3, -3, 3, 3))

    def _sheet(self) -> Sheet | None:
        if self._shown is None:
            return None
        return Sheet(
            shown=self._shown,
            view=self._view,
            pitch=self._item.pitch,
            region=self.visible_region,
            visible=QRectF(self.viewport().rect()),
            heading_px=self.room.granted_heading_px,
            ratio=self.devicePixelRatioF(),
        )
