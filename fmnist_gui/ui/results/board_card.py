"""Who stands where under one condition; a click on a person shows all about that one."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.chart.scene import Spot
from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.fact import data_title
from fmnist_gui.core.session.standing import Leaderboard
from fmnist_gui.ui.chart.figure_card import FigureCard
from fmnist_gui.ui.results.choice import PeopleChosen


class BoardCard(FigureCard):
    """Shows a leaderboard.

    Signals:
        chosen(PeopleChosen): one of the people is to be looked at.
    """

    chosen = Signal(object)

    def __init__(
        self,
        board: Leaderboard,
        figure: Figure,
        icons_folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        data = "" if board.data_identity == OFFICIAL else data_title(board.data_identity)
        about = "  ·  ".join(filter(None, ("Who stands where", board.condition, data)))
        super().__init__(figure, icons_folder, parent, kicker=about)
        self.board = board
        self.opened.connect(self._on_opened)

    def _on_opened(self, spot: Spot) -> None:
        self.chosen.emit(PeopleChosen((UUID(spot.key),)))
