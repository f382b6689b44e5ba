"""One queue in the list of all, with a tick for mixtures and what it lacks."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.review.ranking.ranking import Source
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.review.queue_offer import QueueOffer

Help = Literal["scores", "neighbours", "add"]

HELPS: dict[Source, tuple[Help, str]] = {
    "models": ("scores", "Score the images here"),
    "neighbours": ("neighbours", "Find the neighbours here"),
    "people": ("add", "Add predictions or counts"),
}
"""What can be done about a lack at a click: what to do, and the words for it."""


@dataclass(frozen=True)
class HelpAsked:
    """Somebody wants what a queue lacks: scores or neighbours computed here, or a file added."""

    help: Help


class QueueMenuRow(QWidget):
    """A tick, a title that takes this queue alone, and a sentence.

    Signals:
        taken(str): this queue, by its key, is wanted alone.
        ticked(str): its tick was set or taken away.
        help_asked(HelpAsked): what it lacks is wanted.
    """

    taken = Signal(str)
    ticked = Signal(str)
    help_asked = Signal(object)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._help: Help | None = None
        self.box = QCheckBox()
        self.button = QPushButton()
        self.button.setProperty("role", "link")
        self.sentence = PlainLabel()
        self.sentence.setProperty("role", "small")
        self.sentence.setWordWrap(True)
        self.help_button = QPushButton()
        self.help_button.setProperty("role", "link")
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 4)
        words.setSpacing(0)
        left = Qt.AlignmentFlag.AlignLeft
        words.addWidget(self.button, 0, left)
        words.addWidget(self.sentence)
        words.addWidget(self.help_button, 0, left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.button.clicked.connect(lambda: self.taken.emit(self.key))
        self.box.toggled.connect(lambda _: self.ticked.emit(self.key))
        self.help_button.clicked.connect(self._on_help)

    def show_offer(self, offer: QueueOffer) -> None:
        """Show a queue; one that lacks something can not be chosen, unless it is already."""
        self.button.setText(offer.title)
        self.button.setEnabled(offer.is_there)
        self.box.setEnabled(offer.is_there or self.box.isChecked())
        self.box.setAccessibleName(f"{offer.title}, together with others")
        self.sentence.setText(offer.ranks_by if offer.is_there else offer.lack)
        helps = [HELPS[source] for source in offer.need.sources if source in HELPS]
        self._help = helps[0][0] if helps else None
        self.help_button.setText(helps[0][1] if helps else "")
        self.help_button.setVisible(bool(helps) and not offer.is_there)

    def tick(self, is_on: bool) -> None:
        """Set the tick or take it away; nobody is told."""
        with QSignalBlocker(self.box):
            self.box.setChecked(is_on)

    def _on_help(self) -> None:
        if self._help is not None:
            self.help_asked.emit(HelpAsked(self._help))
