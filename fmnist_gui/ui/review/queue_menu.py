"""The list in which a queue is chosen, or several that make a mixture."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.image.scroll_column import BAR_PX, ScrollColumn
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.review.queue_menu_row import HelpAsked, QueueMenuRow
from fmnist_gui.ui.review.queue_offer import QueueOffer

WIDTH_PX, AIR_PX = 560, 8

HOW = "Click a queue to take it alone, or tick several to rank by the mean of their places."


@dataclass(frozen=True)
class KeysChosen:
    """The queues that are chosen now, by their keys, one at least."""

    keys: tuple[str, ...]


class QueueMenu(QFrame):
    """A card that hangs below the button of the queues, and closes by a click elsewhere.

    Signals:
        chosen(KeysChosen): other queues are chosen.
        help_asked(HelpAsked): somebody wants what a queue lacks.
    """

    chosen = Signal(object)
    help_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.rows: dict[str, QueueMenuRow] = {}
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(12, 8, 6, 8)
        self._column.setSpacing(0)
        how = PlainLabel(HOW)
        how.setProperty("role", "small")
        how.setWordWrap(True)
        self._column.addWidget(how)
        self._scroll = ScrollColumn(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._scroll)

    @property
    def keys(self) -> tuple[str, ...]:
        """The queues that are ticked."""
        return tuple(key for key, row in self.rows.items() if row.box.isChecked())

    def offer(self, offers: Sequence[QueueOffer]) -> None:
        """List these queues; those that lack something say what."""
        for offer in offers:
            row = self.rows.get(offer.key)
            if row is None:
                row = self.rows[offer.key] = QueueMenuRow(offer.key)
                row.taken.connect(self._on_taken)
                row.ticked.connect(self._on_ticked)
                row.help_asked.connect(self._on_help_asked)
                self._column.addWidget(row)
            row.show_offer(offer)

    def say(self, keys: Sequence[str]) -> None:
        """Tick these queues alone; nobody is told."""
        for key, row in self.rows.items():
            row.tick(key in keys)

    def hang(self, below: QWidget) -> None:
        """Open under `below`, within its window and the screen."""
        window = below.window().geometry()
        corner = below.mapToGlobal(QPoint(0, below.height() + 4))
        width = min(theme.scaled_px(WIDTH_PX), window.width() - 2 * AIR_PX)
        room = window.bottom() - AIR_PX - corner.y()
        wished = self._column.heightForWidth(width - 2 - BAR_PX) + 2
        self.setFixedSize(width, max(min(wished, room), theme.scaled_px(120)))
        left = max(window.left() + AIR_PX, min(corner.x(), window.right() - AIR_PX - width))
        self.move(left, corner.y())
        self.show()
        for row in self.rows.values():
            if row.box.isChecked():
                row.button.setFocus(Qt.FocusReason.PopupFocusReason)
                self._scroll.ensureWidgetVisible(row)
                break

    def _on_taken(self, key: str) -> None:
        self.say((key,))
        self.hide()
        self.chosen.emit(KeysChosen((key,)))

    def _on_ticked(self, key: str) -> None:
        if not self.keys:
            # One queue at least is always chosen.
            self.rows[key].tick(True)
            return
        self.chosen.emit(KeysChosen(self.keys))

    def _on_help_asked(self, asked: HelpAsked) -> None:
        self.hide()
        self.help_asked.emit(asked)
