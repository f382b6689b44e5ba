"""The menu of all that can be done with decisions as files."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.offer_menu import OfferMenu
from fmnist_gui.ui.review.comparison_desk import ComparisonDesk
from fmnist_gui.ui.review.out_desk import OFFERS, OutDesk


class OutMenu(OfferMenu):
    """Offers each way to take decisions away, to take some in, and to compare patches.

    Signals:
        patch_asked(None): a label patch is to be taken in.
    """

    patch_asked = Signal()

    def __init__(self, desk: OutDesk, comparison: ComparisonDesk, parent: QWidget) -> None:
        super().__init__("Take away", OFFERS, desk, parent)
        self.addSeparator()
        self.addAction("&Take in a label patch …").triggered.connect(self.patch_asked)
        self.addAction("C&ompare label patches …").triggered.connect(comparison.choose)
        self.close_with_cancel()
