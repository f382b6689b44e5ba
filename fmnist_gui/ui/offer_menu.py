"""A menu of ways to take something away, which can also stop what is being written."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from fmnist_gui.ui.offer import Offer
from fmnist_gui.ui.undertaking import Progress

UNDER_WAY = "Cancel what is being written"


class Desk(Protocol):
    """Writes one thing at a time, and tells how far it is."""

    progressed: SignalInstance
    ended: SignalInstance

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""

    def cancel(self) -> None:
        """Stop it."""

    def ask(self, format: Any, /) -> None:
        """Ask where to, and write in this format."""


class OfferMenu(QMenu):
    """Offers each of some ways; while one is gone, only to give it up."""

    def __init__(
        self, title: str, offers: Mapping[Any, Offer], desk: Desk, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._desk = desk
        self.setToolTipsVisible(True)
        self.offered: dict[Hashable, QAction] = {}
        for format, offer in offers.items():
            action = self.addAction(offer.words)
            action.setToolTip(offer.tip)
            action.triggered.connect(partial(desk.ask, format))
            self.offered[format] = action

    def close_with_cancel(self) -> None:
        """Add, as the last entry, what stops the work that is under way."""
        self.addSeparator()
        self._cancel = self.addAction(UNDER_WAY)
        self._cancel.triggered.connect(self._desk.cancel)
        self._desk.progressed.connect(self._on_progressed)
        self._desk.ended.connect(self._show_state)
        self.aboutToShow.connect(self._show_state)
        self._show_state()

    def _on_progressed(self, progress: Progress) -> None:
        self._cancel.setText(f"{UNDER_WAY}, {progress.done:,} of {progress.total:,}")

    def _show_state(self) -> None:
        is_busy = self._desk.is_busy
        for action in self.offered.values():
            action.setEnabled(not is_busy)
        self._cancel.setVisible(is_busy)
        if not is_busy:
            self._cancel.setText(UNDER_WAY)
