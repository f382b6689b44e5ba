"""A deck that was opened or saved: its code to read aloud, and what it holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.session.deck import BY_HAND, Deck
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.stats.percent import images
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.play.asked import USUAL_LOOK, Look

OWN_ORDER = "Each person of the panel gets an order of their own."


class CodeLabel(QLabel):
    """The code of a deck in letters of equal width, large enough to read it aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "deck-code")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setToolTip("The beginning of the deck's SHA-256: whoever has the same has the same")

    def show_code(self, code: str) -> None:
        """Show a code of 8 characters."""
        self.setText(code)
        self.setAccessibleName(f"Deck {' '.join(code)}")


class DeckCard(QFrame):
    """Tells what the deck is that would be started; hidden while there is none.

    Signals:
        changed(None): another deck is offered, none any more, or it can be played now or not.
        panel_asked(None): seat the people of a panel for it.
        save_asked(None): write it to a file.
    """

    changed = Signal()
    panel_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.deck: Deck | None = None
        self.protocol: Protocol | None = None
        self.look = USUAL_LOOK
        self._code = CodeLabel()
        self._title, self._detail, self._problem = PlainLabel(), PlainLabel(), PlainLabel()
        self.panel_button = QPushButton("Seat people …")
        self.save_button = QPushButton("Save …")
        self.away_button = QPushButton("Put aside")
        self._compose()
        self.panel_button.clicked.connect(self.panel_asked)
        self.save_button.clicked.connect(self.save_asked)
        self.away_button.clicked.connect(self.put_away)
        self.hide()

    @property
    def code(self) -> str:
        """The code that is shown."""
        return self._code.text()

    @property
    def words(self) -> str:
        """All that it says."""
        return " ".join((self._title.text(), self._detail.text(), self._problem.text()))

    @property
    def problem(self) -> str:
        """Why the deck cannot be played with the data that is open; empty when it can."""
        return self._problem.text()

    def offer(self, deck: Deck, protocol: Protocol, *, data: str, look: Look) -> None:
        """Offer `deck` under the rules `protocol`, shown in this `look`.

        `data` is what its images are called.
        """
        self.deck, self.protocol, self.look = deck, protocol, look
        self._code.show_code(deck.code)
        by_hand = deck.preset == BY_HAND and not deck.rules
        title = "Practice on chosen images" if by_hand else protocol.title
        self._title.setText(f"{title}, {images(len(deck.indices))}")
        source = f", {deck.source}" if deck.source else ""
        is_shared = protocol.is_panel and not deck.base
        parts = [
            f"{data}, {deck.split} split{source}.",
            deck.rules.summary if deck.rules and not protocol.is_panel else "",
            OWN_ORDER if is_shared else "",
        ]
        self._detail.setText(" ".join(filter(None, parts)))
        self.panel_button.setVisible(is_shared)
        self.show()
        self.say_problem("")

    def say_problem(self, sentence: str) -> None:
        """Say why it cannot be played now; empty when it can."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.panel_button.setEnabled(not sentence)
        self.changed.emit()

    def put_away(self) -> None:
        """Offer it no more."""
        self.deck = self.protocol = None
        self.hide()
        self.changed.emit()

    def _compose(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title.setProperty("role", "section")
        self._detail.setProperty("role", "hint")
        self._problem.setProperty("role", "wrong")
        for label in (self._title, self._detail, self._problem):
            label.setWordWrap(True)
            words.addWidget(label)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.panel_button, self.save_button, self.away_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(buttons)
