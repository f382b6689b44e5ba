"""Cards one below the other, never wider than one can read, in two columns where there is room."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fmnist_gui.ui import theme

MEASURE, COLUMN = 960, 680
"""Widest and, in two columns, narrowest measure, in pixels at 100 %."""

GAP, MARGIN = 16, 24


@dataclass(frozen=True)
class Slot:
    """A card that is to stand in its place by `rank`; of equal ranks the first one comes first.

    In two columns one that ``is_leading`` stays at the left; the others fill the shorter one.
    """

    key: str
    rank: int
    make: Callable[[], QWidget]
    is_leading: bool = False


class CardColumn(QScrollArea):
    """Shows the cards about one thing, made one by one, so that the first are there at once.

    ``cards`` are those that are there, by their keys and from top to bottom.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, QWidget] = {}
        self._slots: list[Slot] = []
        self._waiting: list[Slot] = []
        self._subject: Hashable = None
        self._pour = QTimer(self, interval=0)
        self._pour.timeout.connect(self._on_poured)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._compose()

    @property
    def is_whole(self) -> bool:
        """Whether every card has been made."""
        return not self._waiting

    def show_slots(self, slots: Iterable[Slot], subject: Hashable) -> None:
        """Show other cards, from the top; those about the same `subject` stay scrolled to."""
        is_same = subject == self._subject and bool(self.cards)
        before = self.verticalScrollBar().value()
        self._subject = subject
        self._slots, self._waiting, self.cards = [], [], {}
        self._compose()
        self.add_slots(slots)
        while self._waiting and (is_same or self._has_room):
            self._make()
        self._take_in()
        self.verticalScrollBar().setValue(before if is_same else 0)

    def add_slots(self, slots: Iterable[Slot]) -> None:
        """Let more cards follow, each in its place."""
        self._waiting = sorted((*self._waiting, *slots), key=lambda slot: slot.rank)
        if self._waiting:
            self._pour.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in two columns where both are wide enough to be read."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _has_room(self) -> bool:
        """Whether the cards that are there do not fill what can be seen."""
        width = self.viewport().width()
        filled = sum(_height(card, width) for card in self.cards.values())
        return filled < self.viewport().height()

    def _compose(self) -> None:
        self._frame = QWidget()
        self._halves = (QVBoxLayout(), QVBoxLayout())
        self._row = row = QHBoxLayout()
        row.setSpacing(GAP)
        for half in self._halves:
            half.setSpacing(GAP)
            row.addLayout(half, 1)
        lines = QVBoxLayout(self._frame)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(row)
        lines.addStretch(1)
        body = QWidget()
        self._around = around = QHBoxLayout(body)
        margin = theme.scaled_px(MARGIN)
        around.setContentsMargins(margin, margin, margin, margin)
        around.addStretch(1)
        around.addWidget(self._frame, 1000)
        around.addStretch(1)
        # What was pressed to come here may be on the card that goes.
        if (before := self.takeWidget()) is not None:
            before.deleteLater()
        self.setWidget(body)
        self._columns: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def _on_poured(self) -> None:
        self._make()
        self._take_in()

    def _make(self) -> None:
        slot = self._waiting.pop(0)
        if not self._waiting:
            self._pour.stop()
        self._slots = sorted((*self._slots, slot), key=lambda slot: slot.rank)
        made = slot.make()
        self.cards = {s.key: self.cards.get(s.key, made) for s in self._slots}

    def _take_in(self) -> None:
        """Give new cards their places and heights now: painted before, they would be squeezed."""
        self._arrange()
        _walk_in_order(list(self.cards.values()))
        self._around.activate()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _arrange(self) -> None:
        margins = 2 * theme.scaled_px(MARGIN)
        column, measure = theme.scaled_px(COLUMN), theme.scaled_px(MEASURE)
        free = self.viewport().width() - margins
        has_two = free >= 2 * column + GAP and len(self.cards) > 1
        self._frame.setMaximumWidth(2 * measure + GAP if has_two else measure)
        wanted = self._divided(min(free, 2 * measure + GAP) // 2) if has_two else self._undivided()
        if wanted != self._columns:
            self._columns = wanted
            # An empty column would take its half of the width all the same.
            self._row.setStretch(1, int(has_two))
            self._row.setSpacing(GAP if has_two else 0)
            for half, keys in zip(self._halves, wanted, strict=True):
                while half.count():
                    half.takeAt(0)
                for key in keys:
                    half.addWidget(self.cards[key])
                    # Left to itself it would be shown, and counted, a moment later.
                    self.cards[key].show()
                half.addStretch(1)

    def _undivided(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(self.cards), ()

    def _divided(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the keys of both columns, each card in the one that is shorter so far."""
        columns: tuple[list[str], list[str]] = ([], [])
        heights = [0, 0]
        for slot in self._slots:
            side = 0 if slot.is_leading or heights[0] <= heights[1] else 1
            card = self.cards[slot.key]
            columns[side].append(slot.key)
            heights[side] += GAP + _height(card, width)
        return tuple(columns[0]), tuple(columns[1])


def _height(card: QWidget, width: int) -> int:
    return max(card.heightForWidth(width), card.sizeHint().height(), card.minimumHeight())


def _walk_in_order(cards: Sequence[QWidget]) -> None:
    """Let Tab walk over the cards from top to bottom, whichever was made first."""
    before: QWidget | None = None
    for card in cards:
        for widget in card.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
