"""Before a sitting: who is playing, which preset, or which session to go on with."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.preset import PRESETS, preset
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.play.class_strip import ClassStrip
from fmnist_gui.ui.play.preset_card import PresetCard

CONTENT_WIDTH = 880
NAME_LENGTH = 80
UNFINISHED_SHOWN = 5
DEFAULT_PRESET = "quick-20"


@dataclass(frozen=True)
class StartAsked:
    """A person wants to begin; with a deck of their own, or with one that is drawn."""

    protocol: Protocol
    annotator: str
    deck: Deck | None = None


@dataclass(frozen=True)
class ResumeAsked:
    """A person wants to go on with a session."""

    session_id: UUID


class SetupView(QScrollArea):
    """Everything there is to choose before the first image.

    Signals:
        start_asked(StartAsked): begin a new session.
        resume_asked(ResumeAsked): go on with an unfinished one.
        annotator_chosen(str): the name in the field is another now.
    """

    start_asked = Signal(object)
    resume_asked = Signal(object)
    annotator_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.name_box = QComboBox()
        self.start_button = QPushButton("Start")
        self.cards = tuple(PresetCard(protocol) for protocol in PRESETS)
        self._group = QButtonGroup(self)
        self._message = QLabel()
        self._strip = ClassStrip()
        self._examples_heading = QLabel("The classes and their keys")
        self._examples_heading.setProperty("role", "section")
        self._deck: Deck | None = None
        self._deck_label = QLabel()
        self._deck_label.setProperty("role", "section")
        self.deck_button = QPushButton("Start this deck")
        self.deck_button.setProperty("role", "primary")
        self._deck_row = self._make_deck_row()
        self._unfinished = QWidget()
        self._rows = QVBoxLayout(self._unfinished)
        self._compose()
        self._connect()

    @property
    def annotator(self) -> str:
        """The name in the field, without surrounding spaces."""
        return " ".join(self.name_box.currentText().split())[:NAME_LENGTH]

    @property
    def protocol(self) -> Protocol:
        """The preset that is chosen."""
        return next(card.protocol for card in self.cards if card.radio.isChecked())

    def offer(self, names: Sequence[str], *, current: str) -> None:
        """Show who has played here before."""
        field = self.name_box.lineEdit()
        # A name that is being written stays, however late this comes.
        typed = field.text() if field is not None and field.isModified() else None
        with QSignalBlocker(self.name_box):
            self.name_box.clear()
            self.name_box.addItems(list(names))
            self.name_box.setEditText(current if typed is None else typed)
        if field is not None:
            field.setModified(typed is not None)

    def show_classes(self, split: Split | None, names: Sequence[str]) -> tuple[int, ...]:
        """Show examples of each class from `split`, and return the images that were used."""
        self._strip.show_classes(split, names)
        self._examples_heading.setVisible(bool(self._strip.indices))
        return self._strip.indices

    def offer_unfinished(self, sessions: Sequence[SessionSummary]) -> None:
        """List the sessions that can be resumed, newest first."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._unfinished.setVisible(bool(sessions))
        if not sessions:
            return
        heading = QLabel("Go on with")
        heading.setProperty("role", "section")
        self._rows.addWidget(heading)
        for session in sessions[:UNFINISHED_SHOWN]:
            self._rows.addWidget(self._unfinished_row(session))

    def say(self, sentence: str) -> None:
        """Show one sentence under the heading; empty for none."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def offer_deck(self, deck: Deck) -> None:
        """Offer a deck that was opened from a file."""
        self._deck = deck
        self._deck_label.setText(
            f"Deck {deck.code}: {len(deck.indices):,} {deck.split} images, {_title(deck.preset)}"
        )
        self._deck_row.show()
        self.deck_button.setFocus()

    @property
    def message(self) -> str:
        """The sentence that is shown; empty for none."""
        return self._message.text()

    def resume_buttons(self) -> list[QPushButton]:
        """Return the buttons of the sessions that can be resumed, newest first."""
        rows = (self._rows.itemAt(number) for number in range(self._rows.count()))
        widgets = [row.widget() for row in rows if row is not None]
        return [b for widget in widgets if widget for b in widget.findChildren(QPushButton)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start with Enter from anywhere: the deck while its button has the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            start = self._start_deck if self.deck_button.hasFocus() else self._start
            start()
        else:
            super().keyPressEvent(event)

    def _compose(self) -> None:
        body = QWidget()
        outer = QHBoxLayout(body)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        content = QWidget()
        content.setMaximumWidth(CONTENT_WIDTH)
        outer.addWidget(content, 100)
        outer.addStretch(1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(_label("Guess what each image shows", "headline"))
        column.addWidget(
            _label(
                "One image at a time, ten answers. What counts is whether you agree with the "
                "label in the file; afterwards you see how well you did, with its uncertainty.",
                "hint",
            )
        )
        self._message.setProperty("role", "wrong")
        self._message.setWordWrap(True)
        self._message.hide()
        column.addWidget(self._message)
        column.addWidget(self._deck_row)
        column.addLayout(self._make_cards())
        column.addLayout(self._make_start())
        self._rows.setContentsMargins(0, 8, 0, 0)
        self._rows.setSpacing(8)
        self._unfinished.hide()
        column.addWidget(self._unfinished)
        column.addSpacing(8)
        column.addWidget(self._examples_heading)
        column.addWidget(self._strip)
        column.addWidget(
            _label(
                "Keys: 0–9 answer, Backspace takes the last answer back, Space pauses, "
                "Esc leaves and you can go on later.",
                "small",
            )
        )
        column.addStretch(1)
        self.setWidget(body)

    def _make_deck_row(self) -> QFrame:
        row = QFrame()
        row.setProperty("role", "card")
        line = QHBoxLayout(row)
        line.setContentsMargins(16, 12, 12, 12)
        line.addWidget(self._deck_label, 1)
        line.addWidget(self.deck_button)
        row.hide()
        return row

    def _make_cards(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, card in enumerate(self.cards):
            self._group.addButton(card.radio)
            card.radio.setChecked(card.protocol == preset(DEFAULT_PRESET))
            grid.addWidget(card, number // 2, number % 2)
        return grid

    def _make_start(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        label = QLabel("&Who is playing")
        label.setBuddy(self.name_box)
        self.name_box.setEditable(True)
        self.name_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name_box.setMinimumWidth(200)
        self.name_box.setMaximumWidth(320)
        self.name_box.setAccessibleName("Who is playing")
        if field := self.name_box.lineEdit():
            field.setMaxLength(NAME_LENGTH)
            field.setPlaceholderText("A name")
        self.start_button.setProperty("role", "primary")
        self.start_button.setMinimumWidth(120)
        row.addWidget(label)
        row.addWidget(self.name_box, 1)
        row.addStretch(1)
        row.addWidget(self.start_button)
        return row

    def _connect(self) -> None:
        self.start_button.clicked.connect(self._start)
        self.deck_button.clicked.connect(self._start_deck)
        for card in self.cards:
            card.asked.connect(lambda _protocol: self._start())
        self.name_box.activated.connect(lambda _row: self._tell_name())
        if field := self.name_box.lineEdit():
            field.editingFinished.connect(self._tell_name)

    def _tell_name(self) -> None:
        self.annotator_chosen.emit(self.annotator)

    def _start(self) -> None:
        if self._has_name():
            self.start_asked.emit(StartAsked(self.protocol, self.annotator))

    def _start_deck(self) -> None:
        if self._deck is not None and self._has_name():
            chosen = preset(self._deck.preset)
            self.start_asked.emit(StartAsked(chosen, self.annotator, self._deck))

    def _has_name(self) -> bool:
        if self.annotator:
            self.say("")
            return True
        self.say("Write a name first, so that your sessions can be told from others'.")
        self.name_box.setFocus()
        return False

    def _unfinished_row(self, session: SessionSummary) -> QWidget:
        row = QFrame()
        row.setProperty("role", "card")
        line = QHBoxLayout(row)
        line.setContentsMargins(16, 8, 8, 8)
        name = QLabel(_title(session.preset))
        when = session.started_at.astimezone().strftime("%d %b %Y, %H:%M")
        detail = _label(f"{session.answered} of {session.count} answered, begun {when}", "hint")
        button = QPushButton("Resume")
        button.clicked.connect(lambda: self.resume_asked.emit(ResumeAsked(session.id)))
        line.addWidget(name)
        line.addWidget(detail, 1)
        line.addWidget(button)
        return row


def _title(key: str) -> str:
    """Return a preset's title; its key when a newer version of the program named it."""
    return next((protocol.title for protocol in PRESETS if protocol.key == key), key)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
