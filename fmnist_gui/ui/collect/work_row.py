"""One line about work that goes on beside the window: how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import words, wrappable
from fmnist_gui.ui.undertaking import Progress

STEPS = 1000
BAR_PX = 160
STOP, AGAIN = "Stop", "Compute"


class WorkRow(QWidget):
    """Words, and beside them a bar with a button that stops the work, or begins it again.

    Signals:
        stopped(None): the work is to be given up.
        asked(None): it is to be done after all.
    """

    stopped = Signal()
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = words("", "hint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.scaled_px(BAR_PX))
        self.button = QPushButton(STOP)
        self.button.setProperty("role", "link")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label, 1)
        row.addWidget(self.bar)
        row.addWidget(self.button)
        self.say("")

    def begin(self, what: str) -> None:
        """Say that something is being done; how far it is comes later."""
        self.label.setText(wrappable(what))
        self.bar.setRange(0, 0)
        self._turn(is_working=True, can_ask=False)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self.bar.setRange(0, STEPS if progress.total else 0)
        self.bar.setValue(STEPS * progress.done // progress.total if progress.total else 0)

    def say(self, sentence: str, *, can_ask: bool = False) -> None:
        """Say how it ended, or nothing; with `can_ask` offer to do it after all."""
        self.label.setText(wrappable(sentence))
        self._turn(is_working=False, can_ask=can_ask)

    @property
    def is_working(self) -> bool:
        """Whether something is being done."""
        return not self.bar.isHidden()

    def _turn(self, *, is_working: bool, can_ask: bool) -> None:
        self.bar.setVisible(is_working)
        self.button.setText(STOP if is_working else AGAIN)
        self.button.setVisible(is_working or can_ask)
        self.setVisible(is_working or can_ask or bool(self.label.text()))

    def _on_clicked(self) -> None:
        (self.stopped if self.is_working else self.asked).emit()
