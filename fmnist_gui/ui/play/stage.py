"""Where the images of a sitting appear, each made ready while the one before is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.session.key_map import button_order, key_map
from fmnist_gui.core.session.mask import noise_mask
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Answer
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.session.stimulus import scaled
from fmnist_gui.core.session.timeline import frame_plan
from fmnist_gui.ui import theme
from fmnist_gui.ui.play.example_wing import ExampleWing
from fmnist_gui.ui.play.flash import Flash
from fmnist_gui.ui.play.intermission import Card
from fmnist_gui.ui.play.matrix_view import MatrixView, cell_of
from fmnist_gui.ui.play.pause_view import PauseView
from fmnist_gui.ui.play.stimulus_view import MARGIN_PX, StimulusView

WING_DISTANCE_PX = 48
QWIDGETSIZE_MAX = 2**24 - 1
"""Qt's own word for no limit."""


@dataclass(frozen=True)
class _Ready:
    position: int
    image: QImage
    mask: QImage


class Stage(QWidget):
    """Shows the images of a session as its rules and its presentation say.

    `images` are those of each split by its name; `examples` those of each class, by number, to
    stand beside the image.

    Signals:
        onset(int): the image of the trial has reached the screen; the monotonic clock in
            nanoseconds.
    """

    onset = Signal(object)

    def __init__(
        self,
        session: Session,
        protocol: Protocol,
        *,
        images: Mapping[str, Images],
        examples: Sequence[Images] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._images = images
        self._timeline = protocol.timeline
        self._ready: _Ready | None = None
        self.stimulus = StimulusView(session.record.presentation.size_px)
        self.pause_view = PauseView()
        self.matrix = self._made_matrix(protocol)
        self._cells = cell_of(session.record.deck.matrix)
        self._flash = Flash(self.stimulus, self)
        self.wings = self._made_wings(examples, protocol)
        self._compose()
        if self._timeline is None:
            self.stimulus.painted.connect(self._on_painted)
        else:
            self._flash.onset.connect(self._on_painted)
        if self.matrix is not None:
            self.matrix.painted.connect(self._on_painted)

    @property
    def is_image_visible(self) -> bool:
        """Whether an image is on the screen, and not words."""
        return self._stack.currentWidget() is not self.pause_view

    @property
    def late_frames(self) -> int:
        """How many frames of this trial came late; 0 where nothing is timed."""
        return self._flash.late_frames

    def show_trial(self) -> None:
        """Show the image of the current trial."""
        index = self._session.image_index
        if self.matrix is not None and index in self._cells:
            self._stack.setCurrentWidget(self.matrix)
            done = (self._cells.get(answer.image_index) for answer in self._session.answers)
            self.matrix.mark(
                self._cells[index], answered=[cell for cell in done if cell is not None]
            )
            return
        self._stack.setCurrentWidget(self._field)
        position = self._session.position
        ready = self._ready
        if ready is None or ready.position != position:
            ready = self._made(position)
        if self._timeline is None:
            self.stimulus.show_image(ready.image)
        else:
            plan = frame_plan(self._timeline, self.screen().refreshRate())
            self._flash.start(plan, ready.image, ready.mask)

    def show_card(self, card: Card) -> None:
        """Hide the image and say something instead."""
        self._flash.stop()
        self.stimulus.show_nothing()
        self.pause_view.show_card(card)
        self._stack.setCurrentWidget(self.pause_view)

    def prepare_next(self) -> None:
        """Make the image ready that comes next, if there is one."""
        if self.matrix is None and self._session.following_image_index is not None:
            self._ready = self._made(self._session.position + 1)

    def forget_prepared(self) -> None:
        """Make images anew, since the screen is another."""
        self._ready = None

    def mark(self, answer: Answer) -> None:
        """Mark the examples of the right class, and of the one that was answered instead."""
        for wing in self.wings:
            wing.mark(answer.label, answer.chosen)

    def clear_marks(self) -> None:
        """Take every mark away."""
        for wing in self.wings:
            wing.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the examples take the room beside the image, or fold away."""
        super().resizeEvent(event)
        image_px = self.stimulus.minimumSizeHint().width()
        room = (self.width() - image_px) // 2 - 2 * MARGIN_PX
        fits = [wing.fit(room, self.height() - 2 * MARGIN_PX) for wing in self.wings]
        has_wings = bool(fits) and all(fits)
        for wing in self.wings:
            wing.setVisible(has_wings)
        # The examples stand close to the image, however wide the window is.
        close_px = image_px + 2 * theme.scaled_px(WING_DISTANCE_PX)
        self.stimulus.setMaximumWidth(close_px if has_wings else QWIDGETSIZE_MAX)

    def _on_painted(self, at_ns: int) -> None:
        # A stamp may be on its way while something else takes the image's place.
        if self.is_image_visible:
            self.onset.emit(at_ns)

    def _made(self, position: int) -> _Ready:
        deck, shown = self._session.record.deck, self._session.record.presentation
        pixels = scaled(
            self._images[deck.split_of(position)][deck.indices[position]],
            side=shown.size_px,
            smoothing=shown.smoothing,
            inverted=shown.polarity == "inverted",
        )
        mask = QImage()
        if self._timeline is not None:
            noise = noise_mask(*pixels.shape, seed=(deck.seed, position))
            mask = self.stimulus.prepared(noise)
        return _Ready(position, self.stimulus.prepared(pixels), mask)

    def _made_matrix(self, protocol: Protocol) -> MatrixView | None:
        record = self._session.record
        if protocol.grid is None or not record.deck.matrix:
            return None
        pixels = self._images[record.deck.split][list(record.deck.matrix)]
        if record.presentation.polarity == "inverted":
            pixels = 255 - pixels
        cells = cell_of(record.deck.matrix)
        return MatrixView(
            pixels,
            rows=protocol.grid[0],
            columns=protocol.grid[1],
            to_answer={cells[index] for index in record.deck.indices if index in cells},
        )

    def _made_wings(
        self, examples: Sequence[Images] | None, protocol: Protocol
    ) -> tuple[ExampleWing, ...]:
        if examples is None:
            return ()
        record = self._session.record
        names = record.class_names
        keys = key_map(record.equipment, len(names)).keys
        order = button_order(record.equipment, len(names), only=protocol.classes)
        half = (len(order) + 1) // 2
        parts = (order[:half], order[half:])
        return tuple(
            ExampleWing(names, examples, keys=keys, numbers=part) for part in parts if part
        )

    def _compose(self) -> None:
        self._field = QFrame()
        self._field.setProperty("role", "surround")
        row = QHBoxLayout(self._field)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if self.wings:
            row.setContentsMargins(MARGIN_PX, 0, MARGIN_PX, 0)
            row.addStretch()
            row.addWidget(self.wings[0])
        row.addWidget(self.stimulus, 1)
        for wing in self.wings[1:]:
            row.addWidget(wing)
        if self.wings:
            row.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._field)
        self._stack.addWidget(self.pause_view)
        if self.matrix is not None:
            self._stack.addWidget(self.matrix)
