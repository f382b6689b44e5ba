"""Cards one below the other, never wider than one can read, in two columns where there is room."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

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

    It gives each card its place itself: a layout would measure all of them anew, at several
    widths, whenever one is added. ``cards`` are those that are there, from top to bottom.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, QWidget] = {}
        self._slots: list[Slot] = []
        self._waiting: list[Slot] = []
        self._heights: dict[QWidget, tuple[int, int]] = {}
        self._subject: Hashable = None
        self._body = QWidget()
        self.setWidget(self._body)
        self._pour = QTimer(self, interval=0)
        self._pour.timeout.connect(self._on_poured)
        self._changed = QTimer(self, singleShot=True, interval=0)
        self._changed.timeout.connect(self._arrange)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def is_whole(self) -> bool:
        """Whether every card has been made."""
        return not self._waiting

    def show_slots(self, slots: Iterable[Slot], subject: Hashable) -> None:
        """Show other cards, from the top; those about the same `subject` stay scrolled to."""
        is_same = subject == self._subject and bool(self.cards)
        before = self.verticalScrollBar().value()
        self._subject = subject
        for card in self.cards.values():
            card.hide()
            # Not at once: what was pressed to come here may be on it.
            card.deleteLater()
        self._slots, self._waiting, self.cards, self._heights = [], [], {}, {}
        self.add_slots(slots)
        while self._waiting and (is_same or self._arrange() < self.viewport().height()):
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure a card anew once something on it has changed."""
        if event.type() == QEvent.Type.LayoutRequest and watched in self._heights:
            del self._heights[watched]
            self._changed.start()
        return super().eventFilter(watched, event)

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
        made.setParent(self._body)
        made.installEventFilter(self)
        # Only what is shown has the fonts that it is measured with.
        made.show()

    def _take_in(self) -> None:
        self._arrange()
        if self.is_whole:
            _walk_in_order(list(self.cards.values()))

    def _arrange(self) -> int:
        """Give every card its place and return how far down they reach."""
        margin, width = theme.scaled_px(MARGIN), self.viewport().width()
        column, measure = theme.scaled_px(COLUMN), theme.scaled_px(MEASURE)
        free = width - 2 * margin
        has_two = free >= 2 * column + GAP and len(self.cards) > 1
        used = min(free, 2 * measure + GAP if has_two else measure)
        own = (used - GAP) // 2 if has_two else used
        ends = [margin, margin]
        for slot in self._slots:
            side = int(has_two and not slot.is_leading and ends[0] > ends[1])
            card = self.cards[slot.key]
            height = self._height(card, own)
            card.setGeometry((width - used) // 2 + side * (own + GAP), ends[side], own, height)
            ends[side] += height + GAP
        bottom = max(ends) - GAP + margin
        self._body.resize(width, bottom)
        return bottom

    def _height(self, card: QWidget, width: int) -> int:
        known = self._heights.get(card)
        if known is None or known[0] != width:
            wanted = card.heightForWidth(width) if card.hasHeightForWidth() else -1
            if wanted < 0:
                wanted = card.sizeHint().height()
            known = self._heights[card] = (width, max(wanted, card.minimumHeight()))
        return known[1]


def _walk_in_order(cards: Sequence[QWidget]) -> None:
    """Let Tab walk over the cards from top to bottom, whichever was made first."""
    before: QWidget | None = None
    for card in cards:
        for widget in card.findChildren(QWidget):
            # The list of a combo box is a window of its own.
            is_here = widget.window() is card.window()
            if is_here and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
