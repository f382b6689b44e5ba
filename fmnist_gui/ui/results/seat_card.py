"""How far everybody of a panel is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QToolButton, QWidget

from fmnist_gui.core.session.panel import Seat
from fmnist_gui.ui import theme
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.results.choice import SessionsChosen
from fmnist_gui.ui.results.label import isolated, tool_button, words
from fmnist_gui.ui.results.quiet_button import OVERHANG
from fmnist_gui.ui.results.session_row import short_name

NAME_PX, ROW_PX = 120, 32


class SeatCard(QFrame):
    """Shows each seat with its progress towards `planned` images.

    Signals:
        chosen(SessionsChosen): the session of one of them is to be looked at.
    """

    chosen = Signal(object)

    def __init__(
        self,
        seats: Sequence[Seat],
        planned: int,
        icons_folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._icons_folder = icons_folder
        self.buttons: list[QToolButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 16, 24 - OVERHANG, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, theme.scaled_px(NAME_PX))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        grid.addWidget(words("How far everybody is", "section"), 0, 0, 1, 4)
        for row, seat in enumerate(seats, start=1):
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, max(planned, 1))
            bar.setValue(seat.answered)
            bar.setAccessibleName(f"{seat.name}: {seat.answered:,} of {planned:,}")
            count = QLabel(f"{seat.answered:,} of {planned:,}")
            count.setFont(theme.font(theme.NORMAL))
            name = words(short_name(seat.name), "plain")
            grid.setRowMinimumHeight(row, theme.scaled_px(ROW_PX))
            for place, widget in enumerate((name, bar, count, self._state(seat))):
                grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignVCenter)

    def _state(self, seat: Seat) -> QWidget:
        if seat.session is None:
            label = QLabel("not begun")
            label.setProperty("role", "hint")
            return label
        button = tool_button("Session", icon("results", self._icons_folder))
        button.setToolTip(literal(f"Show the session of {isolated(short_name(seat.name))}"))
        chosen = SessionsChosen((seat.session.id,))
        button.clicked.connect(lambda: self.chosen.emit(chosen))
        self.buttons.append(button)
        return button
