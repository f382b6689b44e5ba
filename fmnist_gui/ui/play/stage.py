"""Where the images of a sitting appear, each made ready while the one before is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.session.record import Presentation
from fmnist_gui.core.session.stimulus import scaled
from fmnist_gui.ui.play.stimulus_view import StimulusView


class Stage(QWidget):
    """Shows the images of a split as the presentation says.

    Signals:
        onset(int): the image of the trial has reached the screen; the monotonic clock in
            nanoseconds.
    """

    onset = Signal(object)

    def __init__(
        self, presentation: Presentation, images: Images, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._images = images
        self._ready: tuple[int, QImage] | None = None
        self.stimulus = StimulusView(presentation.size_px)
        self.stimulus.painted.connect(self.onset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stimulus)

    def show_image(self, index: int) -> None:
        """Show the image with this `index`."""
        ready = self._ready
        self.stimulus.show_image(ready[1] if ready and ready[0] == index else self._made(index))

    def show_words(self, words: str) -> None:
        """Hide the image and show `words` instead."""
        self.stimulus.show_words(words)

    def prepare(self, index: int | None) -> None:
        """Make the image ready that comes next, if there is one."""
        if index is not None:
            self._ready = (index, self._made(index))

    def _made(self, index: int) -> QImage:
        shown = self._presentation
        pixels = scaled(
            self._images[index],
            side=shown.size_px,
            smoothing=shown.smoothing,
            inverted=shown.polarity == "inverted",
        )
        return self.stimulus.prepared(pixels)
