"""Fills the setup: who has played, what can be played with the open data, decks and keys."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.session.availability import why_not
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.deck_content import protocol_of
from fmnist_gui.core.session.key_choice import KeyChoice, shuffled
from fmnist_gui.core.session.name import checked_name
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Presentation
from fmnist_gui.store.sitting import matching_split
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.asked import (
    USUAL_LOOK,
    DeckDrawAsked,
    DeckOpenAsked,
    KeysAsked,
    Look,
)
from fmnist_gui.ui.play.custom_desk import CustomDesk, TableOf
from fmnist_gui.ui.play.deck_desk import DeckDesk, DeckOffered
from fmnist_gui.ui.play.key_dialog import KeyDialog
from fmnist_gui.ui.play.key_setting import keep_keys, keys_of
from fmnist_gui.ui.play.message_label import STILL_READING
from fmnist_gui.ui.play.open_study import OpenStudy, read_open_studies, study_lines
from fmnist_gui.ui.play.past import Past, read_past
from fmnist_gui.ui.play.presentation import presentation_in
from fmnist_gui.ui.play.resume_list import unfinished
from fmnist_gui.ui.play.setup_view import SetupView
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

OTHER_DATA = "Other data than is open"


class SetupDesk(QObject):
    """Knows the workspace, so that the view need not.

    `page` is where images would be shown, and `table_of` gives what filters are about.
    """

    def __init__(
        self, workspace: Workspace, view: SetupView, *, table_of: TableOf, page: QWidget
    ) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._view = view
        self._page = page
        self._past = Past(workspace.annotator_name)
        self.custom = CustomDesk(
            view.custom,
            workspace.settings,
            table_of=table_of,
            presentation_of=self._presentation_of,
        )
        self.custom.checked.connect(view.show_custom)
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

        self._show(Past(name))
        # A store that cannot be opened has been reported already; starting says it again.
        self._workspace.ask(verb, self._show_past, failed=_pass_known)
        self._workspace.ask(
            lambda store: read_open_studies(store, dataset), self._show_studies, failed=_pass_known
        )

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

    def offer_deck(self, deck: Deck, *, look: Look = USUAL_LOOK) -> None:
        """Offer a deck that somebody handed over. Raises RequestError for unknown rules."""
        self._view.offer_deck(deck, protocol_of(deck), data=self._data_title(deck), look=look)
        self._view.deck_card.say_problem(self._problem_with(deck))

    def _on_asked(self, asked: object) -> None:
        if isinstance(asked, DeckDrawAsked):
            self.decks.draw_and_save(asked.start)
        elif isinstance(asked, DeckOpenAsked):
            self.decks.choose()
        elif isinstance(asked, KeysAsked):
            self._ask_for_keys(asked.annotator)

    def _on_deck_offered(self, offered: DeckOffered) -> None:
        self.offer_deck(offered.deck, look=offered.look)
        self._view.tell(offered.sentence)

    def _on_annotator_chosen(self, name: str) -> None:
        if not name:
            return
        try:
            known = checked_name(name)
        except RequestError as error:
            self._view.say(spoken(error))
            return
        self._workspace.choose_annotator(known)
        self.refresh()

    def _ask_for_keys(self, annotator: str) -> None:
        dataset = self._workspace.dataset
        if dataset is None:
            self._view.say(STILL_READING)
            return

        def verb(store: "LabelStore") -> UUID | None:
            known = {person.name: person.id for person in store.annotators()}
            return known.get(annotator)

        def then(annotator_id: UUID | None) -> None:
            if dataset is self._workspace.dataset:
                self._show_dialog(annotator, dataset, order=_order(annotator_id, dataset))

        def failed(error: Exception) -> None:
            # Keys are kept in the settings, and can be chosen without a database.
            self._workspace.report(error, instead=lambda _known: then(None))

        self._workspace.ask(verb, then, failed=failed)

    def _show_dialog(self, annotator: str, dataset: Dataset, *, order: tuple[int, ...]) -> None:
        dialog = KeyDialog(
            annotator,
            dataset.class_names,
            choice=keys_of(self._workspace.settings, annotator),
            order=order,
            parent=self._view,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda choice: self._keep_keys(annotator, choice))
        dialog.open()

    def _keep_keys(self, annotator: str, choice: KeyChoice) -> None:
        keep_keys(self._workspace.settings, annotator, choice)
        self._show_keys()

    def _show_keys(self) -> None:
        dataset = self._workspace.dataset
        if dataset is None:
            return
        choice = keys_of(self._workspace.settings, self._past.annotator)
        count = len(dataset.class_names)
        order = _order(self._past.annotator_id, dataset) if choice.is_shuffled else ()
        words = f"{choice.kind}, shuffled" if choice.is_shuffled else choice.kind
        self._view.show_keys(words, choice.keys(order or range(count), count))

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
        self._show(past)

    def _show_studies(self, studies: tuple[OpenStudy, ...]) -> None:
        past = self._past
        self._view.show_studies(study_lines(studies, past.sittings, past.annotator))

    def _show(self, past: Past) -> None:
        """Show what this person can play with the open data, and by which keys."""
        self._past = past
        dataset = self._workspace.dataset
        if dataset is not None:
            fixed = {key: rule for key, rule in self._view.protocols.items() if key != CUSTOM}
            reasons = {key: why_not(rule, dataset, past.met) for key, rule in fixed.items()}
            self._view.say_why_not(reasons, has_references=dataset.has_references)
            self.custom.fit(dataset, past.met)
        self._show_keys()

    def _presentation_of(self, protocol: Protocol, look: Look) -> Presentation:
        dataset = self._workspace.dataset
        assert dataset is not None, "rules are checked against data"
        split = dataset.splits[protocol.split]
        return presentation_in(self._page, protocol, dataset=dataset, split=split, look=look)

    def _problem_with(self, deck: Deck) -> str:
        dataset = self._workspace.dataset
        try:
            if dataset is not None:
                matching_split(dataset, deck)
        except FmnistError as error:
            return spoken(error)
        return ""

    def _data_title(self, deck: Deck) -> str:
        dataset = self._workspace.dataset
        if dataset is not None and _holds(dataset, deck):
            return dataset.title
        known = self._workspace.catalog.identify({deck.split: deck.fingerprint})
        return known.title if known else OTHER_DATA


def _order(annotator_id: UUID | None, dataset: Dataset) -> tuple[int, ...]:
    """Return this person's own order of the buttons, empty for somebody new."""
    return shuffled(annotator_id, len(dataset.class_names)) if annotator_id else ()


def _holds(dataset: Dataset, deck: Deck) -> bool:
    split = dataset.splits.get(deck.split)
    return split is not None and split.fingerprint == deck.fingerprint


def _pass_known(error: Exception) -> None:
    if not isinstance(error, FmnistError):
        raise error
