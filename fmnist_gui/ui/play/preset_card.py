"""One card to choose: what it is called, what it is good for, how long, compared with what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.ui.play.preset_note import Note


class PresetCard(QFrame):
    """A card that is chosen by a click anywhere on it, or by the keyboard.

    It stands for one set of rules, or for several of different lengths among which there are
    buttons. Rules that cannot be played are greyed, with the reason in place of the facts.

    Signals:
        chosen(str): this card is the chosen one now, or another length on it; the rules' key.
        asked(str): it was double clicked: start at once.
        link_asked(str): the link at its foot was clicked.
    """

    chosen = Signal(str)
    asked = Signal(str)
    link_asked = Signal(str)

    def __init__(
        self,
        title: str,
        protocols: Mapping[str, Protocol],
        notes: Mapping[str, Note],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._protocols = dict(protocols)
        self._notes = notes
        self._reasons: dict[str, str] = {}
        self._key = next(iter(protocols))
        self._has_references = True
        self.radio = QRadioButton(title)
        self.radio.setProperty("role", "section")
        self._purpose, self._facts = _label("hint"), _label("small")
        self.link = QPushButton()
        self.link.setProperty("role", "link")
        self.link.hide()
        self.lengths: dict[str, QPushButton] = {}
        self._compose()
        self._say()
        self.radio.toggled.connect(self._on_toggled)
        self.link.clicked.connect(lambda: self.link_asked.emit(self._key))

    @property
    def key(self) -> str:
        """The key of the rules that are chosen on it."""
        return self._key

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all rules that it stands for."""
        return tuple(self._protocols)

    @property
    def protocol(self) -> Protocol:
        """The rules that are chosen on it."""
        return self._protocols[self._key]

    @property
    def is_chosen(self) -> bool:
        """Whether it is the chosen card."""
        return self.radio.isChecked()

    @property
    def reason(self) -> str:
        """Why what is chosen on it cannot be played; empty when it can."""
        return self._reasons.get(self._key, "")

    @property
    def words(self) -> str:
        """What stands below the title."""
        return f"{self._purpose.text()} {self._facts.text()}"

    def choose(self, key: str) -> None:
        """Choose this card, and on it the rules called `key`."""
        self._key = key
        self._say()
        with QSignalBlocker(self.radio):
            self.radio.setChecked(True)
        self._on_toggled(True)

    def change_protocol(self, protocol: Protocol) -> None:
        """Let it stand for other rules under the key that is chosen."""
        self._protocols[self._key] = protocol

    def say_compared(self, words: str) -> None:
        """Say what the rules that are chosen are compared with, in a few words."""
        note = replace(self._notes[self._key], compared=words)
        self._notes = {**self._notes, self._key: note}
        self._say()

    def say_why_not(self, reasons: Mapping[str, str], *, has_references: bool) -> None:
        """Grey the rules that cannot be played; `reasons` by their keys, empty where they can.

        `has_references` says whether anything was published about the open data.
        """
        self._has_references = has_references
        self._reasons = {key: reasons.get(key, "") for key in self._protocols}
        for key, button in self.lengths.items():
            button.setEnabled(not self._reasons[key])
            button.setToolTip(self._reasons[key])
        possible = [key for key, reason in self._reasons.items() if not reason]
        if self.reason and possible:
            self._key = possible[0]
        self.radio.setEnabled(bool(possible))
        self.setProperty("faded", not possible)
        self._restyle()
        self._say()

    def offer_link(self, text: str) -> None:
        """Show a link at the foot of the card, or none."""
        self.link.setText(text)
        self.link.setVisible(bool(text))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this card."""
        if self.radio.isEnabled():
            self.radio.setChecked(True)
            self.radio.setFocus()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose it and start."""
        if self.radio.isEnabled():
            self.choose(self._key)
            self.asked.emit(self._key)
        super().mouseDoubleClickEvent(event)

    def _compose(self) -> None:
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.radio)
        head.addStretch(1)
        if len(self._protocols) > 1:
            self._add_lengths(head)
        column.addLayout(head)
        column.addWidget(self._purpose)
        column.addWidget(self._facts)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _add_lengths(self, row: QHBoxLayout) -> None:
        group = QButtonGroup(self)
        for key, protocol in self._protocols.items():
            button = QPushButton(str(protocol.count))
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setAccessibleName(protocol.title)
            button.clicked.connect(lambda _checked, k=key: self.choose(k))
            group.addButton(button)
            self.lengths[key] = button
            row.addWidget(button)

    def _say(self) -> None:
        note = self._notes[self._key]
        self._purpose.setText(note.purpose)
        self._facts.setText(self.reason or note.facts(has_references=self._has_references))
        if self.lengths:
            self.lengths[self._key].setChecked(True)
        self.radio.setAccessibleDescription(f"{note.purpose} {self._facts.text()}")

    def _on_toggled(self, is_chosen: bool) -> None:
        self.setProperty("chosen", is_chosen)
        self._restyle()
        if is_chosen:
            self.chosen.emit(self._key)

    def _restyle(self) -> None:
        # A dynamic property changes nothing until the style is asked again.
        self.style().unpolish(self)
        self.style().polish(self)


def chosen_card(cards: Sequence[PresetCard]) -> PresetCard:
    """Return the card that is chosen."""
    return next(card for card in cards if card.is_chosen)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
