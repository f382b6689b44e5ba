"""Fills the setup: who has played, what can be played with the open data, decks and keys."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.session.availability import why_not
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.store.sitting import matching_split
from fmnist_gui.ui.play.asked import DeckDrawAsked, DeckOpenAsked, DeckSaveAsked
from fmnist_gui.ui.play.deck_desk import DeckDesk, DeckOffered, rules_of, start_of
from fmnist_gui.ui.play.past import Past, read_past
from fmnist_gui.ui.play.resume_list import unfinished
from fmnist_gui.ui.play.setup_view import SetupView
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

OTHER_DATA = "other data than is open"


class SetupDesk(QObject):
    """Knows the workspace, so that the view need not."""

    def __init__(self, workspace: Workspace, view: SetupView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._view = view
        self.decks = DeckDesk(workspace, view)
        self.decks.offered.connect(self._on_deck_offered)
        self.decks.said.connect(view.say)
        view.asked.connect(self._on_asked)
        view.annotator_chosen.connect(self._on_annotator_chosen)
        workspace.labels_changed.connect(self._on_labels_changed)
        view.offer((), current=workspace.annotator_name)

    def refresh(self) -> None:
        """Read again who has played, what is unfinished and what may still be drawn."""
        dataset, name = self._workspace.dataset, self._workspace.annotator_name

        def verb(store: "LabelStore") -> Past:
            return read_past(store, dataset, annotator=name, day=date.today())

        self._show_availability(Past(name))
        # A store that cannot be opened has been reported already; starting says it again.
        self._workspace.ask(verb, self._show_past, failed=_pass_known)

    def follow_data(self) -> None:
        """Show what there is for the data that is open now."""
        self._view.say("")
        if self._view.deck_card.deck is not None:
            self._view.deck_card.say_problem(self._problem_with(self._view.deck_card.deck))
        self.refresh()

    def show_classes(self) -> None:
        """Show examples of the classes, and write down that they were seen."""
        dataset = self._workspace.dataset
        if dataset is None:
            return
        train = dataset.splits.get("train")
        shown = self._view.show_classes(train, dataset.class_names)
        if train is not None:
            self._workspace.expose(train, shown, source="examples")

    def offer_deck(self, deck: Deck) -> None:
        """Offer a deck that somebody handed over. Raises RequestError for unknown rules."""
        self._view.offer_deck(deck, rules_of(deck), data=self._data_title(deck))
        self._view.deck_card.say_problem(self._problem_with(deck))

    def _on_asked(self, asked: object) -> None:
        if isinstance(asked, DeckDrawAsked):
            self.decks.draw_and_save(start_of(asked.start.protocol, asked.start.annotator))
        elif isinstance(asked, DeckSaveAsked):
            self.decks.save(asked.deck)
        elif isinstance(asked, DeckOpenAsked):
            self.decks.choose()

    def _on_deck_offered(self, offered: DeckOffered) -> None:
        self.offer_deck(offered.deck)
        self._view.tell(offered.sentence)

    def _on_annotator_chosen(self, name: str) -> None:
        if name:
            self._workspace.choose_annotator(name)
            self.refresh()

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        # What happens while nobody looks is read when the page is shown.
        if not changed.is_exposure and self._view.isVisible():
            self.refresh()

    def _show_past(self, past: Past) -> None:
        if past.annotator != self._workspace.annotator_name:
            # Somebody else has sat down since; what is known of them comes next.
            return
        self._view.offer(past.names, current=past.annotator)
        lines = unfinished(past.unfinished, past.panels, self._workspace.dataset)
        self._view.show_past(past, lines)
        self._show_availability(past)

    def _show_availability(self, past: Past) -> None:
        dataset = self._workspace.dataset
        if dataset is not None:
            protocols = self._view.protocols
            reasons = {key: why_not(rule, dataset, past.met) for key, rule in protocols.items()}
            self._view.say_why_not(reasons, has_references=dataset.has_references)

    def _problem_with(self, deck: Deck) -> str:
        dataset = self._workspace.dataset
        try:
            if dataset is not None:
                matching_split(dataset, deck)
        except FmnistError as error:
            return str(error)
        return ""

    def _data_title(self, deck: Deck) -> str:
        dataset = self._workspace.dataset
        if dataset is not None and _holds(dataset, deck):
            return dataset.title
        known = self._workspace.catalog.identify({deck.split: deck.fingerprint})
        return known.title if known else OTHER_DATA


def _holds(dataset: Dataset, deck: Deck) -> bool:
    split = dataset.splits.get(deck.split)
    return split is not None and split.fingerprint == deck.fingerprint


def _pass_known(error: Exception) -> None:
    if not isinstance(error, FmnistError):
        raise error
