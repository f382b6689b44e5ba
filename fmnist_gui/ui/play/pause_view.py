"""What stands in the image's place while nothing is asked: a few words and the way on."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.play.intermission import Card

WORDS_WIDTH = 560
LINES_MAX = 3


class PauseView(QFrame):
    """A mid-grey field like that around the image, so that the eye need not adapt anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surround")
        self.go_on_button = QPushButton("Go on")
        self.go_on_button.setProperty("role", "primary")
        self.go_on_button.setToolTip("Space")
        self.go_on_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hand_over_button = QPushButton("Hand over …")
        self.hand_over_button.setProperty("role", "on-surround")
        self.hand_over_button.setToolTip("Let somebody else go on; this sitting waits for you")
        self.hand_over_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hands_over = False
        self._title = PlainLabel()
        self._title.setProperty("role", "headline")
        self._lines = tuple(PlainLabel() for _ in range(LINES_MAX))
        self._rested = QLabel()
        self._hint = QLabel()
        self._hint.setProperty("role", "surround-hint")
        self._card = Card("")
        self._since_s = 0.0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._tell_rest)
        self._compose()

    @property
    def words(self) -> str:
        """All that is said now."""
        shown = (self._title, *self._lines, self._rested, self._hint)
        return "\n".join(label.text() for label in shown if label.text())

    def offer_hand_over(self) -> None:
        """Let somebody else sit down while this sitting waits."""
        self._hands_over = True

    def show_card(self, card: Card) -> None:
        """Say what `card` says; a rest is timed from now on."""
        self._card = card
        self._title.setText(card.title)
        for place, label in enumerate(self._lines):
            label.setText("".join(card.lines[place : place + 1]))
        self._hint.setText(card.hint)
        self.go_on_button.setVisible(card.goes_on)
        self.hand_over_button.setVisible(card.goes_on and self._hands_over)
        self._rested.setVisible(card.is_rest)
        self._rested.clear()
        self._tick.stop()
        if card.is_rest:
            self._since_s = time.monotonic()
            self._tell_rest()
            self._tick.start()
        self._fit()
        self.setAccessibleName(self.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._tick.stop()

    def _fit(self) -> None:
        """Leave out what the buttons say too, and then the last lines, where all has no room.

        The window must not grow because letters are large: the image would change its place.
        """
        for place, label in enumerate(self._lines):
            label.setVisible(place < len(self._card.lines))
        self._hint.setVisible(bool(self._card.hint))
        inside = self.layout()
        assert inside is not None
        spare: tuple[QLabel, ...] = (self._hint, *reversed(self._lines[1:]))
        for less in spare:
            inside.activate()
            if inside.minimumHeightForWidth(self.width()) <= self.height():
                break
            less.hide()

    def _tell_rest(self) -> None:
        minutes, seconds = divmod(int(time.monotonic() - self._since_s), 60)
        self._rested.setText(f"Rested {minutes}:{seconds:02}")

    def _compose(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addStretch(1)
        for label in (*self._lines, self._rested):
            label.setProperty("role", "lead")
        for label in (self._title, *self._lines, self._rested):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.go_on_button)
        buttons.addWidget(self.hand_over_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(4)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint.setWordWrap(True)
        column.addWidget(self._hint)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.addStretch()
        words = QWidget()
        words.setMaximumWidth(theme.scaled_px(WORDS_WIDTH))
        words.setLayout(column)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)
        column.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addStretch()
