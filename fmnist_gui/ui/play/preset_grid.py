"""All cards in their groups, in as many columns as there is room for."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QWidget

from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.ui import theme
from fmnist_gui.ui.play.preset_card import PresetCard, chosen_card
from fmnist_gui.ui.play.preset_note import GROUPS, NOTES, Group

CARD_LEAST_PX = 188
GAP_PX = 12
ABOVE_HEADING_PX = 8
COLUMNS = (4, 2, 1)


class PresetGrid(QWidget):
    """One card is always chosen.

    Signals:
        chosen(str): the key of the rules that are chosen now.
        asked(str): these rules are to be played at once.
        link_asked(str): the link on the card of these rules was clicked.
    """

    chosen = Signal(str)
    asked = Signal(str)
    link_asked = Signal(str)

    def __init__(self, protocols: Mapping[str, Protocol], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = 0
        self._buttons = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_PX)
        self._grid.setVerticalSpacing(GAP_PX)
        self._headings = {group.title: _heading(group.title) for group in GROUPS}
        self.cards: dict[str, PresetCard] = {}
        for group in GROUPS:
            for family in group.families:
                own = {key: protocols[key] for key in family.keys}
                title = family.title or protocols[family.keys[0]].title
                self._add(PresetCard(title, own, NOTES, self))
        self._arrange(COLUMNS[0])

    @property
    def key(self) -> str:
        """The key of the rules that are chosen."""
        return self.card.key

    @property
    def card(self) -> PresetCard:
        """The card that is chosen."""
        return chosen_card(tuple(self.cards.values()))

    def choose(self, key: str) -> None:
        """Choose the rules called `key`."""
        self.cards[key].choose(key)

    def say_why_not(self, reasons: Mapping[str, str], *, has_references: bool) -> None:
        """Grey what cannot be played; a choice that cannot is given up for the first that can."""
        cards = list(dict.fromkeys(self.cards.values()))
        for card in cards:
            card.say_why_not(reasons, has_references=has_references)
        possible = [card for card in cards if not card.reason]
        if self.card.reason and possible:
            possible[0].choose(possible[0].key)

    def minimumSizeHint(self) -> QSize:
        """Leave it to the columns how narrow it may become."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        least = theme.scaled_px(CARD_LEAST_PX)
        room = self.width() + GAP_PX
        self._arrange(next((n for n in COLUMNS if n * (least + GAP_PX) <= room), 1))

    def _add(self, card: PresetCard) -> None:
        self._buttons.addButton(card.radio)
        for key in card.keys:
            self.cards[key] = card
        card.chosen.connect(self.chosen)
        card.asked.connect(self.asked)
        card.link_asked.connect(self.link_asked)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0):
            pass
        for number in range(COLUMNS[0]):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        row = 0
        for band in _bands(columns):
            row = self._lay(band, row, columns=columns)

    def _lay(self, band: list[Group], row: int, *, columns: int) -> int:
        """Put groups side by side from `row` on, and return the row below them."""
        column, below = 0, row + 1
        for group in band:
            start = column
            heading = self._headings[group.title]
            heading.setContentsMargins(0, ABOVE_HEADING_PX, 0, 0)
            self._grid.addWidget(heading, row, start, 1, columns - start)
            line = row + 1
            for family in group.families:
                span = min(family.span, columns)
                if column + span > columns:
                    line, column = line + 1, 0
                self._grid.addWidget(self.cards[family.keys[0]], line, column, 1, span)
                column += span
            below = max(below, line + 1)
        return below


def _bands(columns: int) -> Iterator[list[Group]]:
    """Yield the groups that stand side by side in so many columns."""
    band: list[Group] = []
    width = 0
    for group in GROUPS:
        span = sum(min(family.span, columns) for family in group.families)
        if band and width + span > columns:
            yield band
            band, width = [], 0
        band.append(group)
        width += span
    if band:
        yield band


def _heading(title: str) -> QLabel:
    label = QLabel(title)
    label.setProperty("role", "group")
    return label
