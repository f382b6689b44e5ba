"""What stands above the image: how far it is, take back, pause and leave."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.key_button import KeyButton
from fmnist_gui.ui.plain_text import isolated
from fmnist_gui.ui.play.progress_line import ProgressLine

PROGRESS_WIDTH = 320
SPACING_PX = 8
WHAT_LEAST_PX = 160
"""Room for the name of the preset and for the line of progress, at 100 % font."""

LARGEST_OPEN = 9999
"""Few people practise longer than so many images in a row."""


class SittingBar(QWidget):
    """Says "37 of 100" and nothing about correctness; the buttons also have keys.

    `planned` is the number of trials, None where the person stops when they like; `title` names
    the preset and `who` the person. With a `read_key` instructions can be read, by that key or,
    where it is empty, with the mouse alone.
    """

    def __init__(
        self,
        planned: int | None,
        *,
        title: str,
        who: str,
        read_key: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._planned = planned
        self._title = title
        self._counter = QLabel()
        self._counter.setProperty("role", "section")
        # An open-ended sitting is called by its name in the counter already.
        whose = isolated(who)
        # The name goes first: where there is little room, it is what must not be missed.
        self._what = ElidedLabel(whose if planned is None else f"{whose}, {title}")
        self._what.setProperty("role", "hint")
        self._progress = ProgressLine(planned or 1)
        self._progress.setMaximumWidth(theme.scaled_px(PROGRESS_WIDTH))
        if planned is None:
            self._progress.hide()
        self._clock = QLabel()
        self._clock.setProperty("role", "section")
        self._clock.setAccessibleName("Time left")
        self._clock.hide()
        self.read_button = KeyButton(
            ("Instructions",),
            read_key or "",
            tip="Read the instructions again; the image is hidden",
        )
        self._has_instructions = read_key is not None
        self.back_button = KeyButton(
            ("Take back",), "Backspace", tip="Backspace: take the last answer back, once"
        )
        self.pause_button = KeyButton(("Pause", "Go on"), "Space", tip="Space")
        self.leave_button = KeyButton(("Leave",), "Esc", tip="Esc: leave, and go on later")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING_PX)
        row.addWidget(self._counter)
        row.addWidget(self._what, 2)
        row.addWidget(self._progress, 1)
        row.addWidget(self._clock)
        row.addSpacing(SPACING_PX)
        for button in self._buttons:
            # With their keys they might ask for a larger window before they know how wide it is.
            button.show_chip(False)
            row.addWidget(button)
        if not self._has_instructions:
            self.read_button.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys to the tool tips where the words would have no room beside them."""
        super().resizeEvent(event)
        self._fit_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the figures their room."""
        super().showEvent(event)
        self._fix_figures()
        self._fit_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Give the figures room anew when their type has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._fix_figures()
            self._fit_buttons()

    @property
    def words(self) -> str:
        """What the counter says."""
        return self._counter.text()

    @property
    def clock_words(self) -> str:
        """How much time is left, as it is shown; "" without a limit."""
        return self._clock.text()

    def show_position(self, position: int) -> None:
        """Show that the trial at `position`, from 0, is the current one."""
        if self._planned is None:
            self._counter.setText(f"{self._title}, image {position + 1}")
            return
        self._progress.show_done(position)
        self._counter.setText(f"{min(position + 1, self._planned)} of {self._planned}")

    def show_seconds_left(self, seconds: int) -> None:
        """Show how much time is left."""
        self._clock.setText(f"{seconds // 60}:{seconds % 60:02}")
        self._clock.show()

    def show_paused(self, is_paused: bool) -> None:
        """Let the pause button say what it would do."""
        self.pause_button.setText("Go on" if is_paused else "Pause")

    @property
    def _buttons(self) -> tuple[KeyButton, ...]:
        usual = self.back_button, self.pause_button, self.leave_button
        return (self.read_button, *usual) if self._has_instructions else usual

    def _fit_buttons(self) -> None:
        shown = [self._counter, *([] if self._clock.isHidden() else [self._clock])]
        wanted = sum(label.sizeHint().width() for label in shown) + theme.scaled_px(WHAT_LEAST_PX)
        wanted += sum(button.width_px(has_chip=True) + SPACING_PX for button in self._buttons)
        has_room = wanted <= self.width()
        for button in self._buttons:
            button.show_chip(has_room)
        # The counter says it too, and what is being done stands beside it.
        self._progress.setVisible(has_room and self._planned is not None)

    def _fix_figures(self) -> None:
        """Give each figure the room of its widest, so that counting lays nothing out anew.

        The next image would have to wait for that.
        """
        widest = (
            f"{self._title}, image {LARGEST_OPEN}"
            if self._planned is None
            else f"{self._planned} of {self._planned}"
        )
        for label, text in ((self._counter, widest), (self._clock, "00:00")):
            shown = label.text()
            label.setText(text)
            label.ensurePolished()
            label.setFixedSize(label.sizeHint())
            label.setText(shown)

    def say_leaving_ends(self) -> None:
        """Let the leave button say that nobody goes on after it."""
        self.leave_button.setText("End")
        self.leave_button.setToolTip("Esc: end it here")
