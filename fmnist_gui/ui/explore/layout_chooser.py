"""Chooses a layout among those that can be shown now."""

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.mosaic.arrangement import Kind, wanting
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.chooser import Chooser

NOT_WHILE_BLIND = "Not available while blind: it would tell labels"


class LayoutChooser(Chooser):
    """Offers every layout; those that cannot be shown are greyed and say why, keys pass them by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Layout", parent)
        self._table = Table(0)
        self._is_blind = False
        for kind in Kind:
            self.addItem(kind.title, kind)
        self._show_offered()

    def know(self, table: Table) -> None:
        """Offer what can be shown with what is known."""
        self._table = table
        self._show_offered()

    def set_blind(self, is_blind: bool) -> None:
        """Offer layouts that tell labels only when labels may be seen."""
        self._is_blind = is_blind
        self._show_offered()

    def _show_offered(self) -> None:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        for row, kind in enumerate(Kind):
            why_not = NOT_WHILE_BLIND
            if not (self._is_blind and kind.tells_labels):
                sentence = wanting(kind, self._table)
                why_not = f"Not available. {sentence}" if sentence else ""
            model.item(row).setEnabled(not why_not)
            model.item(row).setToolTip(why_not)
