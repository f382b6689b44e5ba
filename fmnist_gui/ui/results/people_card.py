"""The first card about several people: who stands above whom, and what makes that doubtful."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.fact import data_title
from fmnist_gui.core.session.pool import Pool
from fmnist_gui.core.session.standing import Leaderboard
from fmnist_gui.core.stats.percent import images
from fmnist_gui.ui.card.label import isolated, words
from fmnist_gui.ui.results.score_head import Kicker, flag_line

APART = "No two people here share a condition, so that nothing compares them."
SIMULATED = "Simulated annotators have no place among people; each is drawn below."
DOUBTS_MOST = 6
"""More doubts than this are counted; the leaderboard's table has all."""


class PeopleCard(QFrame):
    """Compares everybody of a leaderboard in a sentence; `board` is None where they share none."""

    def __init__(
        self, board: Leaderboard | None, pools: Sequence[Pool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        people = {pool.annotator.id for pool in pools}
        if board is None:
            is_anybody = any(not pool.is_simulated for pool in pools)
            who = "people" if is_anybody else "simulated annotators"
            column.addWidget(Kicker([f"{len(people):,} {who}"]))
            column.addWidget(words(APART if is_anybody else SIMULATED, "headline"))
            return
        column.addWidget(Kicker(_about(board)))
        column.addWidget(words(board.headline, "headline"))
        if board.doubt:
            column.addWidget(words(board.doubt, "lead"))
        doubts = [f"{isolated(row.name)}: {doubt}" for row in board.rows for doubt in row.doubts]
        for doubt in doubts[:DOUBTS_MOST]:
            column.addWidget(flag_line(doubt))
        if len(doubts) > DOUBTS_MOST:
            left = len(doubts) - DOUBTS_MOST
            column.addWidget(words(f"{left:,} more doubts are in the table.", "small"))


def _about(board: Leaderboard) -> list[str]:
    total = sum(row.pool.count for row in board.rows)
    parts = [f"{len(board.rows):,} people", board.condition, images(total)]
    if board.data_identity != OFFICIAL:
        parts.append(data_title(board.data_identity))
    return parts
