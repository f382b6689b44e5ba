"""What all sessions of one person under one condition come to."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.fact import data_title
from fmnist_gui.core.session.pool import Pool
from fmnist_gui.core.stats.percent import images
from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.line_list.line import short_name
from fmnist_gui.ui.results.head_button import HeadButton
from fmnist_gui.ui.results.score_head import (
    HOLDS,
    Kicker,
    flag_line,
    rate_figure,
    score_figure,
    without_score,
)


class PoolCard(QFrame):
    """Says the pooled score over distinct images, and what it rests on.

    Signals:
        detail_asked(None): the charts of this condition are to be shown.
    """

    detail_asked = Signal()

    def __init__(
        self,
        pool: Pool,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        is_one_of: bool,
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.detail_button = HeadButton("Show its charts", icon("results", icons_folder))
        self.detail_button.setCheckable(True)
        if not is_one_of:
            self.detail_button.hide()
        self.detail_button.clicked.connect(self.detail_asked)
        headline, *rest = pool.headline
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Kicker(_about(pool), self.detail_button))
        column.addWidget(words(headline, "headline"))
        if pool.rate is not None:
            column.addWidget(rate_figure(pool.rate))
        elif pool.accuracy is not None:
            counted = f"{pool.right:,} of {images(pool.count)}, each counted once"
            column.addWidget(
                score_figure(pool.accuracy, pool.interval, counted=counted, note=HOLDS)
            )
            rest = without_score(rest, pool.right, pool.count)
        if rest:
            column.addWidget(words(" ".join(rest), "lead"))
        for doubt in doubts(pool):
            column.addWidget(flag_line(doubt))
        if note:
            column.addWidget(words(note, "hint"))

    def show_detailed(self, is_detailed: bool) -> None:
        """Say whether the charts below are those of this pool."""
        self.detail_button.setChecked(is_detailed)
        self.detail_button.say("Charts shown below" if is_detailed else "Show its charts")


def doubts(pool: Pool) -> list[str]:
    """Return what makes sessions doubtful, each sentence once with how many it is about."""
    told = Counter(flag.sentence for _, flag in pool.flags)
    return [f"{line} ({count} sessions)" if count > 1 else line for line, count in told.items()]


def _about(pool: Pool) -> list[str]:
    count = len(pool.history)
    parts = [
        short_name(pool.annotator.name),
        "simulated" if pool.is_simulated else "",
        "1 session" if count == 1 else f"{count:,} sessions",
        pool.condition,
    ]
    if pool.data_identity != OFFICIAL:
        parts.append(data_title(pool.data_identity))
    return parts
