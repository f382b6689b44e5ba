"""The part of the custom rules that says which images come."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.custom_choice import CustomChoice
from fmnist_gui.ui.form_field import Chooser, FormField, number_field, stacked
from fmnist_gui.ui.play.deck_desk import FILTER
from fmnist_gui.ui.query.query_entry import QueryEntry

MOST_IMAGES = 1_000_000
SAMPLINGS = {
    "simple random": "Simple random",
    "stratified": "Stratified: each class by its share",
    "balanced blocks": "Balanced blocks: each class once",
}
AMONG = {"all": "All of them", "filter": "Those a filter finds", "deck": "Those of a deck"}
USUAL_COUNT = 100


class CustomImages(QWidget):
    """Split, number, sampling, and a filter or a deck.

    Signals:
        changed(None): something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.split = Chooser({"test": "test"})
        self.count = number_field(1, MOST_IMAGES)
        self.endless = QCheckBox("No end")
        self.endless.setToolTip("Go on as long as you like")
        self.sampling = Chooser(SAMPLINGS)
        self.among = Chooser(AMONG)
        # What is wrong with it is said below the field, as with every other.
        self.filter = QueryEntry(is_explained=False)
        self.query = self.filter.line
        self.query.setPlaceholderText("margin<0.3 -tag:odd")
        self.deck_button = QPushButton()
        self._deck = ""
        self.fields = {
            "split": FormField("Images of", self.split),
            "count": FormField("How many", self.count, self.endless),
            "sampling": FormField("Drawn", self.sampling),
            "among": FormField("Among", self.among),
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

    def show_choice(self, choice: CustomChoice) -> None:
        """Show what is chosen."""
        self.split.choose(choice.split)
        self.count.setValue(choice.count or USUAL_COUNT)
        self.endless.setChecked(not choice.count)
        self.sampling.choose(choice.sampling)
        self.among.choose(choice.among)
        self.query.setText(choice.query)
        self._deck = choice.deck
        self._follow()

    def taken_into(self, choice: CustomChoice) -> CustomChoice:
        """Return `choice` with what is chosen here."""
        changes: dict[str, object] = {
            "split": self.split.value,
            "count": 0 if self.endless.isChecked() else self.count.value(),
            "sampling": self.sampling.value,
            "among": self.among.value,
            "query": self.query.text(),
            "deck": self._deck,
        }
        return replace(choice, **changes)  # type: ignore[arg-type]

    def choose_deck(self, path: str) -> None:
        """Draw among the images of the deck at `path`."""
        self._deck = path
        self._on_changed()

    def _connect(self) -> None:
        for chooser in (self.split, self.sampling, self.among):
            chooser.currentIndexChanged.connect(self._on_changed)
        self.count.valueChanged.connect(self._on_changed)
        self.endless.toggled.connect(self._on_changed)
        self.query.textChanged.connect(self._on_changed)
        self.deck_button.clicked.connect(self._ask_for_deck)

    def _on_changed(self, _value: object = None) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.count.setEnabled(not self.endless.isChecked())
        self.fields["query"].setVisible(self.among.value == "filter")
        self.fields["deck"].setVisible(self.among.value == "deck")
        self.deck_button.setText(Path(self._deck).name.replace("&", "&&") or "Choose a deck …")

    def _ask_for_deck(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Draw among a deck", self._deck, FILTER)
        if chosen:
            self.choose_deck(chosen)
