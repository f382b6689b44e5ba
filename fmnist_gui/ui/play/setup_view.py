"""Before a sitting: what to play, who is playing, and what can be gone on with."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.panel import panel_rules
from fmnist_gui.core.session.preset import CUSTOM, PRESETS
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.ui.play.asked import (
    USUAL_LOOK,
    DeckDrawAsked,
    DeckOpenAsked,
    DeckSaveAsked,
    HistoryAsked,
    KeysAsked,
    Look,
    PanelStartAsked,
    ResultAsked,
    StartAsked,
)
from fmnist_gui.ui.play.custom_desk import CustomReady
from fmnist_gui.ui.play.next_step import Step, custom_step, deck_step, next_step
from fmnist_gui.ui.play.past import DAILY, Past
from fmnist_gui.ui.play.preset_card import PresetCard
from fmnist_gui.ui.play.preset_note import PANEL, UNSETTLED
from fmnist_gui.ui.play.resume_list import ResumeList, Unfinished
from fmnist_gui.ui.play.setup_body import CONTENT_WIDTH, SetupBody
from fmnist_gui.ui.play.start_bar import StartBar

DEFAULT_PRESET = "quick-20"
PANEL_COUNT = 100
HISTORY = ("blitz", "flash", "tiny-matrix")
"""Presets that are compared with a person's own earlier sessions."""


class SetupView(QWidget):
    """Everything there is to choose before the first image, with Start always in sight.

    Signals:
        asked(Asked): what the person wants; one of the dataclasses in ``asked``.
        annotator_chosen(str): the name in the field is another now.
    """

    asked = Signal(object)
    annotator_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._past = Past("")
        self._protocols = {protocol.key: protocol for protocol in PRESETS}
        self._protocols |= {PANEL: panel_rules(PANEL_COUNT), CUSTOM: custom()}
        self._body = SetupBody(self._protocols)
        self.grid, self.custom = self._body.grid, self._body.custom
        self.deck_card, self.resume_list = self._body.deck_card, self._body.resume_list
        self.strip, self.open_button = self._body.strip, self._body.open_button
        self._ready: CustomReady | None = None
        self.bar = StartBar(CONTENT_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._body, 1)
        column.addWidget(self.bar)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._body.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._connect()
        self.grid.choose(DEFAULT_PRESET)
        self._say_start()

    @property
    def annotator(self) -> str:
        """The name in the field, without surrounding spaces."""
        return self.bar.name_box.name

    @property
    def protocol(self) -> Protocol:
        """The rules that are chosen."""
        return self.grid.card.protocol

    @property
    def name_box(self) -> QComboBox:
        """The field of the name."""
        return self.bar.name_box

    @property
    def start_button(self) -> QPushButton:
        """Begins what is chosen."""
        return self.bar.start_button

    @property
    def protocols(self) -> Mapping[str, Protocol]:
        """The rules of every card by their keys."""
        return self._protocols

    def card(self, key: str) -> PresetCard:
        """Return the card of the rules called `key`."""
        return self.grid.cards[key]

    def offer(self, names: Sequence[str], *, current: str) -> None:
        """Show who has played here before."""
        self.bar.name_box.offer(names, current=current)

    def show_past(self, past: Past, lines: Sequence[Unfinished]) -> None:
        """Show what this person has done: what can be gone on with, and what is done today."""
        self._past = past
        self.resume_list.show_lines(lines)
        today = past.today
        is_done = today is not None and today.is_finished
        self.card(DAILY).offer_link("Done today: see the result" if is_done else "")
        for key in HISTORY:
            self.card(key).offer_link("Your history" if key in past.played else "")
        self._say_start()

    def show_studies(self, lines: Sequence[Unfinished]) -> None:
        """Show for which studies this person can label."""
        self._body.study_list.show_lines(lines)

    @property
    def study_list(self) -> ResumeList:
        """The studies that can be labelled for."""
        return self._body.study_list

    def say_why_not(self, reasons: Mapping[str, str], *, has_references: bool) -> None:
        """Grey the presets that cannot be played; the reasons are by their keys.

        `has_references` says whether anything was published about the open data.
        """
        self.grid.say_why_not(reasons, has_references=has_references)

    def show_custom(self, ready: CustomReady | None) -> None:
        """Take the custom rules as they are put together; None while they are impossible."""
        self._ready = ready
        self.card(CUSTOM).say_compared(ready.compared if ready else UNSETTLED)
        self._say_start()

    def show_classes(self, split: Split | None, names: Sequence[str]) -> tuple[int, ...]:
        """Show examples of each class from `split`, and return the images that were used."""
        self.strip.show_classes(split, names)
        return self.strip.indices

    def show_keys(self, words: str, keys: Sequence[str]) -> None:
        """Show by which keys the person answers."""
        self.bar.keys_button.setText(f"Keys: {words}")
        self.strip.show_keys(keys)

    def say(self, sentence: str) -> None:
        """Show one sentence beside the start button; empty for none."""
        self.bar.say(sentence)

    def tell(self, sentence: str) -> None:
        """Show one sentence about something that was done; empty for none."""
        self.bar.tell(sentence)

    @property
    def message(self) -> str:
        """The sentence that is shown; empty for none."""
        return self.bar.message

    def offer_deck(
        self, deck: Deck, protocol: Protocol, *, data: str, look: Look = USUAL_LOOK
    ) -> None:
        """Offer a deck that was opened or saved; `data` is what its images are called.

        Start means this deck, and nothing else can be chosen, until it is put aside.
        """
        self.deck_card.offer(deck, protocol, data=data, look=look)
        self.start_button.setFocus()
        self._body.bring_into_sight(self.deck_card)

    def resume_buttons(self) -> list[QPushButton]:
        """Return the buttons of what can be gone on with."""
        return self.resume_list.buttons

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start with Enter from anywhere but a field, or another button, which it presses."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        else:
            self._start()

    def _connect(self) -> None:
        self.bar.start_asked.connect(self._start)
        self.bar.deck_asked.connect(self._draw_deck)
        self.bar.keys_asked.connect(self._ask_for_keys)
        self.bar.name_box.named.connect(self._on_named)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.asked.connect(lambda _key: self._start())
        self.grid.link_asked.connect(self._on_link)
        self.deck_card.changed.connect(self._on_deck_changed)
        self.deck_card.panel_asked.connect(self._seat_deck)
        self.deck_card.save_asked.connect(self._save_deck)
        self.open_button.clicked.connect(lambda: self.asked.emit(DeckOpenAsked()))
        self.resume_list.asked.connect(self.asked)
        self._body.study_list.asked.connect(self._on_study_asked)

    def _on_range_changed(self, _low: int, high: int) -> None:
        self.bar.leave_room(self._body.verticalScrollBar().sizeHint().width() if high else 0)

    def _step(self) -> Step | None:
        """Return what follows, None while the custom rules or the deck are impossible."""
        card = self.deck_card
        if card.deck is not None and card.protocol is not None:
            annotator, look = self.annotator, card.look
            step = deck_step(card.deck, card.protocol, annotator=annotator, look=look)
            return None if card.problem else step
        key = self.grid.key
        if key == CUSTOM:
            return custom_step(self._ready, annotator=self.annotator)
        return next_step(key, self.protocol, self._past, annotator=self.annotator)

    def _say_start(self) -> None:
        step = self._step()
        if step is not None:
            self.bar.start_button.setText(step.words)
        self.bar.start_button.setEnabled(step is not None)
        is_session = step is not None and isinstance(step.asked, StartAsked)
        self.bar.deck_button.setEnabled(is_session and self.deck_card.deck is None)

    def _start(self) -> None:
        step = self._step()
        if step is not None and self.bar.has_name():
            self.asked.emit(step.asked)

    def _draw_deck(self) -> None:
        step = self._step()
        if step is not None and isinstance(step.asked, StartAsked) and self.bar.has_name():
            self.asked.emit(DeckDrawAsked(step.asked))

    def _ask_for_keys(self) -> None:
        if self.bar.has_name():
            self.asked.emit(KeysAsked(self.annotator))

    def _seat_deck(self) -> None:
        card = self.deck_card
        if card.deck is not None and card.protocol is not None:
            self.asked.emit(PanelStartAsked(card.protocol, self.annotator, card.deck))

    def _save_deck(self) -> None:
        if self.deck_card.deck is not None:
            self.asked.emit(DeckSaveAsked(self.deck_card.deck))

    def _on_chosen(self, key: str) -> None:
        self._show_choices()
        if self.custom.isVisible():
            self._body.bring_into_sight(self.custom)
        self._say_start()

    def _on_deck_changed(self) -> None:
        self._show_choices()
        self._say_start()

    def _show_choices(self) -> None:
        is_free = self.deck_card.deck is None
        self.grid.setVisible(is_free)
        self.custom.setVisible(is_free and self.grid.key == CUSTOM)

    def _on_named(self, name: str) -> None:
        self._say_start()
        self.annotator_chosen.emit(name)

    def _on_study_asked(self, asked: object) -> None:
        # Whoever is named now labels, however late the lines are filled anew.
        if self.bar.has_name():
            self.asked.emit(asked)

    def _on_link(self, key: str) -> None:
        today = self._past.today
        if key == DAILY and today is not None:
            self.asked.emit(ResultAsked(today.id))
        else:
            self.asked.emit(HistoryAsked(key, self.annotator))
