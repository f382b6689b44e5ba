"""The menu of all that can be done with decisions as files."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from fmnist_gui.ui.review.comparison_desk import ComparisonDesk
from fmnist_gui.ui.review.out_desk import OFFERS, OutDesk
from fmnist_gui.ui.undertaking import Progress

UNDER_WAY = "Cancel what is being written"


class OutMenu(QMenu):
    """Offers each way to take decisions away, to take some in, and to compare patches.

    Signals:
        patch_asked(None): a label patch is to be taken in.
    """

    patch_asked = Signal()

    def __init__(self, desk: OutDesk, comparison: ComparisonDesk, parent: QWidget) -> None:
        super().__init__("Take away", parent)
        self._desk = desk
        self._offered = []
        for format, offer in OFFERS.items():
            action = self.addAction(offer.words)
            action.triggered.connect(partial(desk.ask, format))
            self._offered.append(action)
        self.addSeparator()
        self.addAction("&Take in a label patch …").triggered.connect(self.patch_asked)
        self.addAction("C&ompare label patches …").triggered.connect(comparison.choose)
        self.addSeparator()
        self._cancel = self.addAction(UNDER_WAY)
        self._cancel.triggered.connect(desk.cancel)
        desk.progressed.connect(self._on_progressed)
        desk.ended.connect(self._show_state)
        self.aboutToShow.connect(self._show_state)
        self._show_state()

    def _on_progressed(self, progress: Progress) -> None:
        self._cancel.setText(f"{UNDER_WAY}, {progress.done:,} of {progress.total:,}")

    def _show_state(self) -> None:
        is_busy = self._desk.is_busy
        for action in self._offered:
            action.setEnabled(not is_busy)
        self._cancel.setVisible(is_busy)
        if not is_busy:
            self._cancel.setText(UNDER_WAY)
