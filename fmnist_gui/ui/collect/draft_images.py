"""The part of a new study that says what it is called and which images it is about."""

from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.study.draft import Among, Draft
from fmnist_gui.ui.form_field import Chooser, FormField, number_field, stacked
from fmnist_gui.ui.query.query_entry import QueryEntry

MOST_IMAGES = 1_000_000
AMONG = {
    "all": "All of them",
    "random": "Some by chance",
    "explore": "Those on the Explore page",
    "filter": "Those a filter finds",
    "deck": "Those of a deck",
}
DECKS = f"Decks (*{deck_file.SUFFIX});;All files (*)"
CHOOSE_DECK = "Label the images of a deck"


class DraftImages(QWidget):
    """Name, split, and which of its images.

    Signals:
        changed(None): something else is chosen.
        explored(None): those on the Explore page are to be taken as they are now.
    """

    changed = Signal()
    explored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setPlaceholderText("What people know it by")
        self.split = Chooser({"test": "test"})
        self.among = Chooser(AMONG)
        self.count = number_field(1, MOST_IMAGES)
        # What is wrong with it is said below the field, as with every other.
        self.filter = QueryEntry(is_explained=False)
        self.query = self.filter.line
        self.query.setPlaceholderText("margin<0.3 -tag:odd")
        self.explore_button = QPushButton("Take them as they are now")
        self.explore_button.setToolTip("The selected ones, or where none is all that are shown")
        self.deck_button = QPushButton()
        self._deck = ""
        self.fields = {
            "name": FormField("Name", self.name),
            "split": FormField("Images of", self.split),
            "among": FormField("Which", self.among),
            "count": FormField("How many", self.count),
            "explore": FormField("", self.explore_button),
            "query": FormField("Filter", self.filter),
            "deck": FormField("Deck", self.deck_button),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(tuple(self.fields.values()), "Images"))
        self._connect()
        self._follow()

    def fit(self, dataset: Dataset) -> None:
        """Offer the splits of these data."""
        self.split.blockSignals(True)
        self.split.offer(
            {name: f"{name}, {len(part):,} images" for name, part in dataset.splits.items()}
        )
        self.split.blockSignals(False)

    def show_draft(self, draft: Draft) -> None:
        """Show what is chosen."""
        self.name.setText(draft.name)
        self.split.choose(draft.split)
        self.among.choose(draft.among)
        self.count.setValue(draft.count)
        self.query.setText(draft.query)
        self._deck = draft.deck
        self._follow()

    def taken_into(self, draft: Draft) -> Draft:
        """Return `draft` with what is chosen here."""
        return replace(
            draft,
            name=self.name.text(),
            split=self.split.value,
            among=cast("Among", self.among.value),
            count=self.count.value(),
            query=self.query.text(),
            deck=self._deck,
        )

    def choose_deck(self, path: str) -> None:
        """Take the images of the deck at `path`."""
        self._deck = path
        self._on_changed()

    def _connect(self) -> None:
        for line in (self.name, self.query):
            line.textChanged.connect(self._on_changed)
        for chooser in (self.split, self.among):
            chooser.currentIndexChanged.connect(self._on_changed)
        self.count.valueChanged.connect(self._on_changed)
        self.explore_button.clicked.connect(self.explored)
        self.deck_button.clicked.connect(self._ask_for_deck)

    def _on_changed(self, _value: object = None) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        among = self.among.value
        for name, key in (
            ("count", "random"),
            ("explore", "explore"),
            ("query", "filter"),
            ("deck", "deck"),
        ):
            self.fields[name].setVisible(among == key)
        self.deck_button.setText(Path(self._deck).name.replace("&", "&&") or "Choose a deck …")

    def _ask_for_deck(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, CHOOSE_DECK, self._deck, DECKS)
        if chosen:
            self.choose_deck(chosen)
