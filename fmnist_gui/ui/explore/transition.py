"""Moves images from their old places to their new ones."""

from PySide6.QtCore import QElapsedTimer, QObject, QRectF, QTimer
from PySide6.QtGui import QPainter

from fmnist_gui.core.mosaic.flight import Camera, Flight, flight
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.ui import pixels
from fmnist_gui.ui.explore import colour_map
from fmnist_gui.ui.explore.lens import Lens
from fmnist_gui.ui.explore.mosaic_item import MosaicItem
from fmnist_gui.ui.explore.sheet import GROUND_WORD
from fmnist_gui.ui.explore.shown import Shown

LASTS_MS = 300
FRAME_MS = 12


class Transition(QObject):
    """Draws the flight of the images of a plane while it lasts; then the plane draws itself.

    ``is_wanted`` False lets images jump. A new view or layout ends it at once.
    """

    def __init__(self, lens: Lens, item: MosaicItem) -> None:
        super().__init__(lens)
        self.is_wanted = False
        self._lens = lens
        self._item = item
        self._flight: Flight | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._step)

    @property
    def is_running(self) -> bool:
        """Whether images are on their way."""
        return self._flight is not None

    def start(self, before: tuple[Layout, Camera], shown: Shown) -> None:
        """Let the images go from where they were seen to where they are seen now."""
        if not self.is_wanted or not self._lens.isVisible():
            return
        self._flight = flight(
            shown.pyramid,
            before,
            (shown.layout, self._lens.camera),
            shape=self._shape,
            ground=GROUND_WORD,
            colours=colour_map.table(self._item.colour_map),
            tint=shown.tint,
        )
        if self._flight is not None:
            self._item.is_covered = True
            self._clock.start()
            self._timer.start()

    def stop(self) -> None:
        """Let the images be where they belong."""
        if self._flight is not None:
            self._flight = None
            self._item.is_covered = False
            self._timer.stop()
            self._lens.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Paint the images where they are now, over everything."""
        if self._flight is None:
            return
        rows, columns = self._shape
        down, across = self._flight.rim
        words = self._flight.frame(self._share, (rows, columns))
        ratio = self._lens.devicePixelRatioF()
        painter.drawImage(
            QRectF(0, 0, columns / ratio, rows / ratio),
            pixels.word_image(words),
            QRectF(across, down, columns, rows),
        )

    @property
    def _share(self) -> float:
        """How much of the way is behind, quick at first and slow at the end."""
        left = 1 - min(1.0, self._clock.elapsed() / LASTS_MS)
        return 1 - left**3

    @property
    def _shape(self) -> tuple[int, int]:
        ratio, size = self._lens.devicePixelRatioF(), self._lens.viewport().size()
        return round(size.height() * ratio), round(size.width() * ratio)

    def _step(self) -> None:
        if self._clock.elapsed() >= LASTS_MS:
            self.stop()
        else:
            self._lens.viewport().update()
