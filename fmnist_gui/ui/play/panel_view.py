"""How far a panel is: one bar for each person, and what can be done next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.session.panel import PanelProgress, Seat
from fmnist_gui.core.stats.percent import images
from fmnist_gui.ui import theme
from fmnist_gui.ui.column_view import ColumnView, wrapped
from fmnist_gui.ui.plain_text import isolated
from fmnist_gui.ui.play.asked import DeckSaveAsked, PanelAsked, SeatAsked
from fmnist_gui.ui.play.deck_card import CodeLabel
from fmnist_gui.ui.play.message_label import MessageLabel
from fmnist_gui.ui.play.seat_row import SeatRow

WIDTH_PX = 720
TURNS = "One after another at this machine. Answer alone, and tell nobody what you said."
ELSEWHERE = (
    "At other machines: save the deck, open it there under the same names, and add the session "
    "files that come back."
)
COMPLETE = "All labels are there."


class PanelView(ColumnView):
    """The people of a panel, and the doors to files and the result.

    Signals:
        asked(SeatAsked | DeckSaveAsked | PanelAsked): what somebody wants.
        sessions_asked(None): take in session files of other machines.
        left(None): back to the choices.
    """

    asked = Signal(object)
    sessions_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(theme.scaled_px(WIDTH_PX), parent)
        self._progress: PanelProgress | None = None
        self.rows: list[SeatRow] = []
        self._title, self._about, self._labels = QLabel(), wrapped("hint"), QLabel()
        self._room = MessageLabel()
        self._others, self._message = wrapped("hint"), MessageLabel()
        self._code = CodeLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._seats = QVBoxLayout()
        self.result_button = QPushButton("See the panel's result")
        self.result_button.setProperty("role", "primary")
        self.save_button = QPushButton("Save deck …")
        self.add_button = QPushButton("Add sessions …")
        self.back_button = QPushButton("Back")
        self._compose()
        self.result_button.clicked.connect(self._ask_for_result)
        self.save_button.clicked.connect(self._ask_to_save)
        self.add_button.clicked.connect(self.sessions_asked)
        self.back_button.clicked.connect(self.left)

    @property
    def progress(self) -> PanelProgress | None:
        """The panel that is shown."""
        return self._progress

    @property
    def words(self) -> str:
        """How many labels there are."""
        return self._labels.text()

    @property
    def message(self) -> str:
        """One sentence about what cannot be done; empty for none."""
        return self._message.text()

    @property
    def others(self) -> str:
        """The sentence about people who answer the deck and are none of the panel."""
        return self._others.text()

    def show_progress(self, progress: PanelProgress, title: str, *, needs: str) -> None:
        """Show how far a panel is; `needs` names the data that have to be opened, if any."""
        self._progress = progress
        count = len(progress.panel.deck.indices)
        self._title.setText(title)
        self._code.show_code(progress.panel.deck.code)
        self._labels.setText(f"{progress.answered:,} of {progress.planned:,} labels")
        self._bar.setRange(0, max(1, progress.planned))
        self._bar.setValue(progress.answered)
        self._about.setText(f"{images(count)}. {COMPLETE if progress.is_complete else TURNS}")
        self._fill(progress, is_open=not needs)
        self._others.setText(_others(progress))
        self._others.setVisible(bool(progress.others))
        self.result_button.setVisible(progress.is_complete)
        if needs or self._message.is_warning:
            self.say(needs)

    def say(self, sentence: str) -> None:
        """Show one sentence about what cannot be done; empty for none."""
        self._message.say(sentence)

    def warn_of_room(self, sentence: str) -> None:
        """Show what is wrong with the window for whoever begins next; empty for nothing."""
        self._room.say(sentence)

    @property
    def room(self) -> str:
        """The sentence about the window."""
        return self._room.text()

    def tell(self, sentence: str) -> None:
        """Show one sentence about something that was done; empty for none."""
        self._message.tell(sentence)

    def _fill(self, progress: PanelProgress, *, is_open: bool) -> None:
        while item := self._seats.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.rows = []
        for seat in progress.seats:
            row = SeatRow(seat, len(progress.panel.deck.indices))
            row.button.setEnabled(is_open)
            row.asked.connect(lambda s=seat: self._ask_for_seat(s))
            self.rows.append(row)
            self._seats.addWidget(row)

    def _ask_for_seat(self, seat: Seat) -> None:
        if self._progress is not None:
            session_id = seat.session.id if seat.session else None
            self.asked.emit(SeatAsked(seat.name, self._progress.panel.deck, session_id))

    def _ask_to_save(self) -> None:
        if self._progress is not None:
            self.asked.emit(DeckSaveAsked(self._progress.panel.deck))

    def _ask_for_result(self) -> None:
        if self._progress is not None:
            self.asked.emit(PanelAsked(self._progress.panel.deck.sha256))

    def _compose(self) -> None:
        column = self.column
        head = QHBoxLayout()
        self._title.setProperty("role", "headline")
        head.addWidget(self._title, 1)
        head.addWidget(self._code)
        column.addLayout(head)
        column.addWidget(self._about)
        self._labels.setProperty("role", "section")
        column.addWidget(self._labels)
        column.addWidget(self._bar)
        self._seats.setSpacing(8)
        column.addLayout(self._seats)
        column.addWidget(self._room)
        column.addWidget(self._others)
        column.addWidget(self._message)
        column.addWidget(wrapped("hint", ELSEWHERE))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.result_button, self.save_button, self.add_button, self.back_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)


def _others(progress: PanelProgress) -> str:
    names = ", ".join(isolated(name) for name in progress.others)
    verb = "answers" if len(progress.others) == 1 else "answer"
    return (
        f"{names} also {verb} this deck and is none of the panel."
        if len(progress.others) == 1
        else f"{names} also {verb} this deck and are none of the panel."
    )
