"""Has the averaged copies of the images made in the background, once they are needed."""

from PySide6.QtCore import QObject

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.ui.explore.lens import ViewChanged
from fmnist_gui.ui.explore.plane import Plane
from fmnist_gui.ui.tasks import Tasks

NEEDED_BELOW = 0.75
"""Physical pixels of the screen for one of the image under which averages look better."""

LANE = "averaged images"


class LevelMaker(QObject):
    """Keeps the pyramid of the gallery, and watches how near the canvas looks at it."""

    def __init__(self, tasks: Tasks, plane: Plane) -> None:
        super().__init__(plane)
        self._tasks = tasks
        self._plane = plane
        self._pyramid: Pyramid | None = None
        self._making: Pyramid | None = None
        plane.view_changed.connect(self._on_view_changed)

    def pyramid_of(self, gallery: Gallery) -> Pyramid:
        """Return the pyramid of `gallery`; its levels appear while it is used."""
        if self._pyramid is None or self._pyramid.images is not gallery.images:
            self._pyramid = Pyramid(gallery.images)
        return self._pyramid

    def forget(self) -> None:
        """Let go of the pyramid of a data set that is no longer open."""
        self._pyramid = None

    def _on_view_changed(self, changed: ViewChanged) -> None:
        shown = self._plane.shown
        is_far = changed.scale * self._plane.devicePixelRatioF() < NEEDED_BELOW
        if shown is None or not is_far or shown.pyramid.is_complete:
            return
        if self._making is not shown.pyramid:
            self._make(shown.pyramid)

    def _make(self, pyramid: Pyramid) -> None:
        self._making = pyramid

        def work(report: Report, is_cancelled: CancelCheck) -> None:
            pyramid.make(report, is_cancelled)

        def on_made(_: None) -> None:
            self._making = None
            self._plane.viewport().update()

        def on_progress(_done: int, _total: int) -> None:
            self._plane.viewport().update()

        self._tasks.run(work, on_made, on_progress=on_progress, lane=LANE)
