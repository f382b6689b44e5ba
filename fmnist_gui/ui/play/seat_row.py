"""One person of a panel: the name, how far, and whose turn it can be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.session.panel import Seat
from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel

WIDTH_PX = 88
IN_LINE = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
BEGIN, GO_ON, DONE, ENDED = "Begin", "Go on", "Done", "Ended early"


class SeatRow(QFrame):
    """Nothing here tells of right and wrong, since others are still to answer.

    Signals:
        asked(None): this person sits down.
    """

    asked = Signal()

    def __init__(self, seat: Seat, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        session = seat.session
        self._words = f"{seat.answered:,} of {count:,}"
        bar = QProgressBar()
        bar.setRange(0, max(1, count))
        bar.setValue(seat.answered)
        bar.setTextVisible(False)
        bar.setAccessibleName(f"{seat.name}: {self._words}")
        name, number = ElidedLabel(seat.name), QLabel(self._words)
        # Names that run from right to left stand in line with the others.
        name.setAlignment(IN_LINE)
        number.setProperty("role", "hint")
        self.button = QPushButton(BEGIN if session is None else GO_ON)
        self.button.setAccessibleName(f"{self.button.text()}: {seat.name}")
        self.button.clicked.connect(self.asked)
        over = DONE if seat.is_complete else ENDED if session and session.is_finished else ""
        self._over = QLabel(over)
        self._over.setProperty("role", "right" if seat.is_complete else "hint")
        for end in (self.button, self._over):
            # So that the bars of all people are equally long.
            end.setMinimumWidth(theme.scaled_px(WIDTH_PX))
        self._over.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button.setVisible(not over)
        self._over.setVisible(bool(over))
        words = QVBoxLayout()
        words.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(name, 1)
        line.addWidget(number)
        words.addLayout(line)
        words.addWidget(bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        row.addWidget(self._over)

    @property
    def words(self) -> str:
        """How far this person is, and whether that is all."""
        return " ".join(filter(None, (self._words, self._over.text())))
