"""Shows an image for some frames of the screen: a mark to look at, the image, a mask."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from fmnist_gui.core.session.timeline import FramePlan, Painted
from fmnist_gui.ui.play.stimulus_view import StimulusView


class Flash(QObject):
    """Drives `view` frame by frame, and stamps each as it has been painted.

    Qt tells nobody of the refreshes of a screen without OpenGL, so that a precise timer counts
    them.

    Signals:
        onset(int): the image has reached the screen; the monotonic clock in nanoseconds.
    """

    onset = Signal(object)

    def __init__(self, view: StimulusView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._plan: FramePlan | None = None
        self._image, self._mask = QImage(), QImage()
        self._painted: list[Painted] = []
        self._frame = 0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._show_next)
        view.painted.connect(self._on_painted)

    @property
    def late_frames(self) -> int:
        """How many frames came late since the last start."""
        return self._plan.late_frames(self._painted) if self._plan else 0

    def start(self, plan: FramePlan, image: QImage, mask: QImage) -> None:
        """Show `image` and `mask` as the plan says, from its first frame on."""
        self._plan, self._image, self._mask = plan, image, mask
        self._painted = []
        self._show_next()

    def stop(self) -> None:
        """Show no further frame."""
        self._timer.stop()
        self._plan, self._painted = None, []

    def _show_next(self) -> None:
        if self._plan is None:
            return
        self._frame = self._plan.next_frame(self._painted, time.monotonic_ns())
        show = self._plan.shown_at(self._frame)
        if show == "fixation":
            self._view.show_cross()
        elif show == "image":
            self._view.show_image(self._image)
        elif show == "mask":
            self._view.show_mask(self._mask)
        else:
            self._view.show_nothing()

    def _on_painted(self, at_ns: int) -> None:
        if self._plan is None or self._is_over(self._plan):
            return
        shown = {self._plan.shown_at(p.frame) for p in self._painted}
        self._painted.append(Painted(self._frame, at_ns))
        if self._plan.shown_at(self._frame) == "image" and "image" not in shown:
            self.onset.emit(at_ns)
        if self._plan is not None and not self._is_over(self._plan):
            wait_ns = self._plan.due_ns(self._painted) - time.monotonic_ns()
            self._timer.start(max(0, round(wait_ns / 1e6)))

    def _is_over(self, plan: FramePlan) -> bool:
        return bool(self._painted) and plan.shown_at(self._painted[-1].frame) == "nothing"
