"""Draws any arrangement of the images of a gallery, seen from near or far."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.core.mosaic.selection import Selection
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import frame, overlay
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.lens import Lens
from fmnist_gui.ui.explore.overlay import Choice, Overlay
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.transition import Transition

ACCENT = theme.DARK.accent
"""The canvas is dark whatever the theme, and so are the colours on it."""

RECOGNISABLE_PX = 12
"""Images with fewer logical pixels on the longer edge cannot be told from others of their kind.

A label whose image nobody can recognise has not been shown, wherever the image stands.
"""

NOBODY: Numbers = np.empty(0, dtype=np.intp)


class Plane(Lens):
    """Shows a layout with all that lies over it; how a person moves it is the canvas's business.

    Signals:
        view_changed(ViewChanged): see :class:`Lens`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._message = ""
        self._hovered: Cell | None = None
        self._pinned: Cell | None = None
        self._selection: Selection | None = None
        self._trace = QPolygonF()
        self._colour_map = ColourMap.GREY
        self._transition = Transition(self, self._item)
        self.view_changed.connect(self._transition.stop)

    # What is shown

    def show_layout(self, shown: Shown, *, is_again: bool = False) -> None:
        """Show another layout, all of it; the same images are seen from where they were.

        So is a layout that is shown again because more is known of its images (`is_again`).
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
        if self._is_fit or not (is_same or is_again):
            self.fit()
        else:
            self.look(self._view)
        if before is not None and not is_same and before.gallery.images is shown.gallery.images:
            self._transition.start((before.layout, camera), shown)

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

    @property
    def wished_heading_px(self) -> float:
        """The logical pixels that the names of class rows would like to have."""
        shown = self._shown
        has_headings = shown is not None and shown.layout.row_classes and not shown.is_blind
        return frame.heading_px() if has_headings else 0.0

    def show_number(self, number: int) -> bool:
        """Bring an image into the middle, near enough to be seen; False if it is not here."""
        cell = None if self._shown is None else self._shown.layout.cell_of(number)
        if cell is not None:
            self.show_cell(cell)
        return cell is not None

    @property
    def told_numbers(self) -> Numbers:
        """The visible images that can be recognised and whose label can be read off the canvas.

        Off their place, their colour, a label beside them, or words elsewhere.
        """
        over = self._overlay()
        if over is None or not (over.shown.tells_all or over.has_chips):
            return NOBODY
        size_px = max(over.shown.gallery.images.shape[1:]) * self._view.scale
        if size_px < RECOGNISABLE_PX:
            return NOBODY
        return over.layout.numbers_within(over.region)

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

    def choice_at(self, position: QPointF) -> Choice | None:
        """Return the choice that the heading at a point of the widget speaks of."""
        over = self._overlay()
        return None if over is None else overlay.choice_at(position, over)

    def cell_rect(self, cell: Cell) -> QRectF:
        """Return where the image in `cell` is drawn, in logical pixels of the widget."""
        over = self._overlay()
        return QRectF() if over is None else over.box(cell)

    # Painting

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """Paint what lies over the images."""
        painter.save()
        painter.resetTransform()
        over = self._overlay()
        if self._transition.is_running:
            self._transition.paint(painter)
        elif over is not None:
            overlay.paint(painter, over)
            if self._selection is not None and self._selection.count:
                overlay.paint_selection(painter, over, self._selection)
            for cell, colour in ((self._pinned, theme.DARK.text), (self._hovered, ACCENT)):
                if cell is not None:
                    overlay.paint_outline(painter, over.box(cell), colour=colour)
        if not self._trace.isEmpty():
            overlay.paint_trace(painter, self._trace)
        if self._message:
            overlay.paint_message(painter, QRectF(self.viewport().rect()), self._message)
        painter.restore()

    def _update_cell(self, cell: Cell) -> None:
        self.viewport().update(self.cell_rect(cell).toAlignedRect().adjusted(-3, -3, 3, 3))

    def _overlay(self) -> Overlay | None:
        if self._shown is None:
            return None
        return Overlay(
            shown=self._shown,
            view=self._view,
            pitch=self._item.pitch,
            region=self.visible_region,
            visible=QRectF(self.viewport().rect()),
            heading_px=self.room.granted_heading_px,
            ratio=self.devicePixelRatioF(),
        )
