"""How far everybody of a panel is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QToolButton, QWidget

from fmnist_gui.core.session.panel import Seat
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import isolated, tool_button, words
from fmnist_gui.ui.card.quiet_button import OVERHANG
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.line_list.line import short_name
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.results.choice import SessionsChosen

NAME_PX, ROW_PX = 120, 32
WIDE_FROM_PX = 360
"""In a narrower card, at 100 %, the figures stand below the names."""


@dataclass(frozen=True)
class _Row:
    """What is shown of one seat."""

    name: QLabel
    bar: QProgressBar
    count: QLabel
    state: QWidget


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
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 16, 24 - OVERHANG, 16)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.addWidget(words("How far everybody is", "section"), 0, 0, 1, 4)
        self._rows = [self._row(seat, planned) for seat in seats]
        self._is_narrow: bool | None = None
        self._place(is_narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put figures below the names, and leave the bars away, where there is no room beside."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.scaled_px(WIDE_FROM_PX)
        if is_narrow != self._is_narrow:
            self._place(is_narrow=is_narrow)
            QTimer.singleShot(0, self, self.updateGeometry)

    def _row(self, seat: Seat, planned: int) -> "_Row":
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, max(planned, 1))
        bar.setValue(seat.answered)
        told = f"{seat.answered:,} of {planned:,}"
        bar.setAccessibleName(f"{seat.name}: {told}")
        count = QLabel(told)
        count.setFont(theme.font(theme.NORMAL))
        return _Row(words(short_name(seat.name), "plain"), bar, count, self._state(seat))

    def _place(self, *, is_narrow: bool) -> None:
        grid, self._is_narrow = self._grid, is_narrow
        middle = Qt.AlignmentFlag.AlignVCenter
        for column, stretch in enumerate((1, 0) if is_narrow else (1, 2)):
            grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(0, 0 if is_narrow else theme.scaled_px(NAME_PX))
        for number, row in enumerate(self._rows):
            first = 1 + 2 * number
            if is_narrow:
                grid.addWidget(row.name, first, 0, 1, 4)
                grid.addWidget(row.count, first + 1, 0, 1, 3, middle)
                grid.addWidget(row.state, first + 1, 3, middle)
            else:
                for place, widget in enumerate((row.name, row.bar, row.count, row.state)):
                    grid.addWidget(widget, first, place, middle)
            # Only now: without a parent it would be a window.
            row.bar.setHidden(is_narrow)
            grid.setRowMinimumHeight(first, 0 if is_narrow else theme.scaled_px(ROW_PX))

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
