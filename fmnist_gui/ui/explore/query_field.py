"""The query line of Explore: say in a few words which images to show, or take a saved view."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.explore.view_menu import ViewMenu
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.query.query_entry import APPLY_AFTER_MS, QueryEntry


class QueryField(QueryEntry):
    """A line with suggestions below it and the saved views at its end.

    Signals:
        view_chosen(str), view_saved(str), view_removed(str): what to do with the saved view of
            this name.
    """

    view_chosen = Signal(str)
    view_saved = Signal(str)
    view_removed = Signal(str)

    def __init__(
        self,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        apply_after_ms: int = APPLY_AFTER_MS,
    ) -> None:
        super().__init__(icon("close", icons_folder), parent, apply_after_ms=apply_after_ms)
        self.view_menu = ViewMenu(icons_folder)
        self._row.addWidget(self.view_menu)
        self.line.textChanged.connect(self._propose)
        self.view_menu.chosen.connect(self.view_chosen)
        self.view_menu.saved.connect(self.view_saved)
        self.view_menu.removed.connect(self.view_removed)

    def offer_views(self, names: Sequence[str]) -> None:
        """Offer the saved views of these names."""
        self.view_menu.offer(names)

    def _propose(self, text: str) -> None:
        self.view_menu.proposal = text
