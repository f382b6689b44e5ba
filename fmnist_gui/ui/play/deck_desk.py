"""Decks as files: drawn and saved before anything is played, and opened again."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.deck_content import protocol_of
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.store.sitting import draw_deck
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.asked import USUAL_LOOK, Look, StartAsked
from fmnist_gui.ui.play.message_label import STILL_READING
from fmnist_gui.ui.play.start_of import start_of
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

FILTER = f"Decks (*{deck_file.SUFFIX});;All files (*)"


@dataclass(frozen=True)
class DeckOffered:
    """A deck that was read or written, with its rules; ``sentence`` says what was done.

    A file holds no ``look``: that is how somebody wanted the deck shown who has just drawn it.
    """

    deck: Deck
    protocol: Protocol
    look: Look = USUAL_LOOK
    sentence: str = ""


class DeckDesk(QObject):
    """What the setup does with decks.

    Signals:
        offered(DeckOffered): a deck is there and can be played.
        said(str): one sentence about what could not be done.
    """

    offered = Signal(object)
    said = Signal(str)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def choose(self) -> None:
        """Ask for a file and offer the deck in it, or say what is wrong with it.

        One of other data is offered too: it waits for them, and its card says for which.
        """
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open a deck", start, FILTER)
        if not chosen:
            return
        try:
            self.offered.emit(read_deck(Path(chosen)))
        except FmnistError as error:
            self.said.emit(spoken(error))

    def draw_and_save(self, asked: StartAsked) -> None:
        """Draw the deck of such a session for this person, and save it where they say."""
        dataset = self._workspace.dataset
        if dataset is None:
            self.said.emit(STILL_READING)
            return

        start = start_of(asked)

        def verb(store: "LabelStore") -> Deck:
            return draw_deck(store, dataset, start)

        def then(deck: Deck) -> None:
            self.save(deck, look=asked.look)

        self._workspace.ask(verb, then, failed=self._say)

    def save(self, deck: Deck, *, look: Look = USUAL_LOOK) -> None:
        """Ask for a place and write `deck` there; then offer it."""
        name = f"{deck.preset} {deck.code}{deck_file.SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Save the deck", name, FILTER)
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(deck_file.SUFFIX)
        try:
            deck_file.write(path, deck)
        except FmnistError as error:
            self.said.emit(spoken(error))
        else:
            self.offered.emit(DeckOffered(deck, protocol_of(deck), look, f"Saved as {path}."))

    def _say(self, error: Exception) -> None:
        self._workspace.report(error, instead=lambda known: self.said.emit(spoken(known)))


def read_deck(path: Path) -> DeckOffered:
    """Return the deck in `path`, of whatever data.

    Raises DeckError for a damaged deck, RequestError for unknown rules.
    """
    deck = deck_file.read(path)
    return DeckOffered(deck, protocol_of(deck))
