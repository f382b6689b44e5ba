"""How far everybody of a panel is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from fmnist_gui.core.session.panel import Seat
from fmnist_gui.ui import theme
from fmnist_gui.ui.results.choice import SessionsChosen
from fmnist_gui.ui.results.label import words
from fmnist_gui.ui.results.session_row import short_name

BAR_PX = 160


class SeatCard(QFrame):
    """Shows each seat with its progress towards `planned` images.

    Signals:
        chosen(SessionsChosen): the session of one of them is to be looked at.
    """

    chosen = Signal(object)

    def __init__(self, seats: Sequence[Seat], planned: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.buttons: list[QPushButton] = []
        answered = sum(seat.answered for seat in seats)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        told = f"{answered:,} of {planned * len(seats):,} labels"
        grid.addWidget(words(told, "section"), 0, 0, 1, 4)
        for row, seat in enumerate(seats, start=1):
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, max(planned, 1))
            bar.setValue(seat.answered)
            bar.setMinimumWidth(theme.scaled_px(BAR_PX) // 2)
            bar.setMaximumWidth(theme.scaled_px(BAR_PX))
            bar.setAccessibleName(f"{seat.name}: {seat.answered:,} of {planned:,}")
            count = QLabel(f"{seat.answered:,} of {planned:,}")
            count.setFont(theme.font(theme.NORMAL))
            grid.addWidget(words(short_name(seat.name), "plain"), row, 0)
            grid.addWidget(bar, row, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(count, row, 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._state(seat), row, 3, Qt.AlignmentFlag.AlignRight)

    def _state(self, seat: Seat) -> QWidget:
        if seat.session is None:
            return words("not begun", "hint")
        button = QPushButton("Session")
        button.setProperty("role", "quiet")
        button.setToolTip(f"Show the session of {short_name(seat.name)}")
        chosen = SessionsChosen((seat.session.id,))
        button.clicked.connect(lambda: self.chosen.emit(chosen))
        self.buttons.append(button)
        return button
