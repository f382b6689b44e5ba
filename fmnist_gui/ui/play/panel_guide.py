"""The guided start of a panel: how many images, and who the people are."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.panel import SIZE, check_members, panel_rules
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.stats.percent import images
from fmnist_gui.ui import theme
from fmnist_gui.ui.column_view import ColumnView, wrapped
from fmnist_gui.ui.form_field import FormField, number_field
from fmnist_gui.ui.name_field import NAME_CUT, NameField
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.deck_card import CodeLabel

WIDTH_PX = 640
MOST_IMAGES = 1_000_000
ORDINALS = ("First person", "Second person", "Third person")
HOW = (
    "Everybody answers the same images, each in an order of their own, alone and without help. "
    "Sit down at this machine one after another, or save the deck for other machines: the "
    "sessions come back as files."
)


@dataclass(frozen=True)
class PanelWanted:
    """Seat these people for the deck, or for one of these rules."""

    protocol: Protocol
    members: tuple[str, ...]
    deck: Deck | None


class PanelGuide(ColumnView):
    """Asks what is needed to make a panel, and says at once what is missing.

    Signals:
        wanted(PanelWanted): make it.
        left(None): back to the choices.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(theme.scaled_px(WIDTH_PX), parent)
        self._protocol: Protocol | None = None
        self._deck: Deck | None = None
        self._title, self._about = wrapped("headline"), wrapped("hint")
        self._code = CodeLabel()
        self.count = number_field(1, MOST_IMAGES)
        self.names = tuple(NameField() for _ in range(SIZE))
        self.fields = {
            "count": FormField("How many images", self.count),
            **{
                f"name {number}": FormField(ORDINALS[number], field)
                for number, field in enumerate(self.names)
            },
        }
        self._problem = wrapped("problem")
        self.make_button = QPushButton("Make the panel")
        self.make_button.setProperty("role", "primary")
        self.back_button = QPushButton("Back")
        self._compose()
        self.make_button.clicked.connect(self._make)
        self.back_button.clicked.connect(self.left)
        for name in self.names:
            name.cut.connect(lambda: self.say(NAME_CUT))

    @property
    def problem(self) -> str:
        """What keeps the panel from being made; empty for nothing."""
        return self._problem.text()

    def ask(
        self, protocol: Protocol, *, deck: Deck | None, names: Sequence[str], current: str
    ) -> None:
        """Ask who is to answer; `names` are known people, `current` the first one offered."""
        self._protocol, self._deck = protocol, deck
        self._title.setText(protocol.title)
        number = len(deck.indices) if deck else protocol.count
        is_free = deck is None and protocol.key == CUSTOM
        self._about.setText(HOW if is_free else f"{images(number or 0)}. {HOW}")
        self._code.setVisible(deck is not None)
        if deck is not None:
            self._code.show_code(deck.code)
        self.fields["count"].setVisible(is_free)
        if is_free:
            self.count.setValue(protocol.count or 1)
        for place, field in enumerate(self.names):
            field.offer(names, current="" if place else current)
        self.say("")
        first = self.names[1] if current else self.names[0]
        first.setFocus()

    def say(self, problem: str) -> None:
        """Say what keeps the panel from being made; empty for nothing."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _make(self) -> None:
        if self._protocol is None:
            return
        try:
            members = check_members([field.name for field in self.names])
        except RequestError as error:
            self.say(spoken(error))
            return
        self.say("")
        is_free = not self.fields["count"].isHidden()
        protocol = panel_rules(self.count.value()) if is_free else self._protocol
        self.wanted.emit(PanelWanted(protocol, members, self._deck))

    def _compose(self) -> None:
        column = self.column
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(self._code)
        for field in self.fields.values():
            column.addWidget(field)
        for name in self.names:
            name.setMaximumWidth(theme.scaled_px(WIDTH_PX))
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.make_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
