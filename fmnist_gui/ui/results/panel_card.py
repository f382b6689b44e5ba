"""What a panel says together: its sentence, and the doubts about its sessions."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session import panel_sentence
from fmnist_gui.core.session.fact import data_title
from fmnist_gui.core.session.panel_result import PanelResult
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.ui.card.label import isolated, words, wrappable
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.line_list.line import short_name
from fmnist_gui.ui.results.head_button import HeadButton
from fmnist_gui.ui.results.keep import saved_sentence
from fmnist_gui.ui.results.score_head import Kicker, flag_line, score_figure
from fmnist_gui.ui.results.story import PanelStory

SEALED = "What was right is told when everybody has finished."


class PanelCard(QFrame):
    """Says what the majority scored, or how far the panel is.

    Signals:
        report_asked(None): the report is to be saved.
    """

    report_asked = Signal()

    def __init__(
        self, story: PanelStory, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.report_button = HeadButton("Save report", icon("export", icons_folder))
        self.report_button.clicked.connect(self.report_asked)
        self.report_button.setHidden(story.result is None or story.is_sealed)
        self.saved_label = words("", "small")
        self.saved_label.hide()
        self.setProperty("role", "card")
        result = story.result
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Kicker(_about(story), self.report_button))
        if result is None:
            waiting = "Nobody has begun yet." if not story.begun else "One person has begun."
            why = story.problem or f"{waiting} A panel says something from two people on."
            column.addWidget(words(why, "headline"))
            return
        if story.is_sealed:
            column.addWidget(words(story.progress, "headline"))
            column.addWidget(words(SEALED, "lead"))
            return
        # Those who have not begun are none of the result, and yet of the panel.
        own = panel_sentence.progress(result.labels, result.labels_planned)
        told = [story.progress if line == own else line for line in result.headline]
        headline, *rest = told
        column.addWidget(words(headline, "headline"))
        if result.majority is not None:
            split = result.majority.split
            interval = wilson(round(split * result.n), result.n)
            counted = f"over {images(result.n)} that everybody answered"
            if result.majority.tie_share:
                counted += f"; {panel_sentence.TIES}"
            column.addWidget(score_figure(split, interval, counted=counted))
            # The score is what the large figure says already.
            rest = rest[1:]
        if rest:
            column.addWidget(words(" ".join(rest), "lead"))
        for doubt in _doubts(result):
            column.addWidget(flag_line(doubt))
        column.addWidget(self.saved_label)

    def say_saved(self, paths: Iterable[Path]) -> None:
        """Say where the report and what goes with it lie."""
        self.saved_label.setText(wrappable(saved_sentence(paths)))
        self.saved_label.show()


def _about(story: PanelStory) -> list[str]:
    is_simulated = story.result is not None and story.result.is_simulated
    who = "simulated annotators" if is_simulated else "people"
    parts = ["Panel", f"{len(story.seats)} {who}", f"deck {story.deck_sha256[:8]}"]
    if story.result is not None:
        parts.append(story.result.condition)
        if story.result.data_identity != OFFICIAL:
            parts.append(data_title(story.result.data_identity))
    return parts


def _doubts(result: PanelResult) -> list[str]:
    """Return the flags of every member but that somebody is not done, which the seats tell."""
    return [
        f"{isolated(short_name(member.annotator.name))}: {flag.sentence}"
        for member in result.members
        for flag in member.flags
        if flag.key != "incomplete"
    ]
