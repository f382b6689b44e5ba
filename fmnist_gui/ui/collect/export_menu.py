"""The menu of all formats in which the answers of a study go out."""

from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.collect.export_desk import OFFERS, ExportDesk
from fmnist_gui.ui.offer_menu import OfferMenu

FIRST_OF_GROUPS = ("crowd", "model-vs-human")
"""Before these a line parts answers, votes, and what other programs read."""


class ExportMenu(OfferMenu):
    """Offers each format, with a line about it; while one is written, only to give it up."""

    def __init__(self, desk: ExportDesk, parent: QWidget | None = None) -> None:
        super().__init__("Export", OFFERS, desk, parent)
        for format in FIRST_OF_GROUPS:
            self.insertSeparator(self.offered[format])
        self.close_with_cancel()
