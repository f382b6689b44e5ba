"""What stands above the image: how far it is, take back, pause and leave."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget


class SittingBar(QWidget):
    """Says "37 of 100" and nothing about correctness; the buttons also have keys.

    `what` names the preset and the person.
    """

    def __init__(
        self, count: int, *, is_open_ended: bool, what: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._what = QLabel(what)
        self._what.setProperty("role", "hint")
        self._count = count
        self._is_open_ended = is_open_ended
        self._counter = QLabel()
        self._counter.setProperty("role", "section")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, count)
        self._progress.setVisible(not is_open_ended)
        self.back_button = _quiet("Take back", "Backspace: take the last answer back, once")
        self.pause_button = _quiet("Pause", "Space")
        self.leave_button = _quiet("Leave", "Esc: leave, and go on later")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._counter)
        row.addWidget(self._what)
        row.addWidget(self._progress, 1)
        if is_open_ended:
            row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.pause_button)
        row.addWidget(self.leave_button)

    @property
    def words(self) -> str:
        """What the counter says."""
        return self._counter.text()

    def show_position(self, position: int) -> None:
        """Show that the trial at `position`, from 0, is the current one."""
        self._progress.setValue(position)
        number = min(position + 1, self._count)
        self._counter.setText(
            f"Practice, image {number}" if self._is_open_ended else f"{number} of {self._count}"
        )

    def show_paused(self, is_paused: bool) -> None:
        """Let the pause button say what it would do."""
        self.pause_button.setText("Go on" if is_paused else "Pause")


def _quiet(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setProperty("role", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
