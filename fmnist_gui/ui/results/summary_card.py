"""The first card: the sentence, the figure with its interval, and what can be done now."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.fact import data_title, shown_name
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.ui.card.label import words, wrappable
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.results.empty_view import ON_ACCENT
from fmnist_gui.ui.results.head_button import HeadButton
from fmnist_gui.ui.results.keep import saved_sentence
from fmnist_gui.ui.results.score_head import (
    HOLDS,
    Kicker,
    flag_line,
    rate_figure,
    score_figure,
    without_score,
)


class SummaryCard(QFrame):
    """Says in one sentence what came of a session; a `note` says what is not shown.

    Signals:
        resume_asked(None): the session is to be gone on with.
        report_asked(None): the report is to be saved.
    """

    resume_asked = Signal()
    report_asked = Signal()

    def __init__(
        self,
        result: SessionResult,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.saved_label = words("", "small")
        self.saved_label.hide()
        self._make_buttons(result, icons_folder)
        headline, *rest = result.headline
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Kicker(_about(result), self.resume_button, self.report_button))
        column.addWidget(words(headline, "headline"))
        has_score = result.rate is None and result.accuracy is not None and not result.is_sealed
        if result.rate is not None and not result.is_sealed:
            column.addWidget(rate_figure(result.rate))
        elif result.accuracy is not None and not result.is_sealed:
            holds = "" if result.is_complete else HOLDS
            counted = _counted(result)
            column.addWidget(
                score_figure(result.accuracy, result.interval, counted=counted, note=holds)
            )
            rest = without_score(rest, result.right, result.count)
        if rest:
            column.addWidget(words(" ".join(rest), "lead"))
        if has_score and len(result.intervals) > 1:
            column.addWidget(_other_intervals(result))
        for flag in (flag for flag in result.flags if flag.key != "incomplete"):
            column.addWidget(flag_line(flag.sentence))
        if note:
            column.addWidget(words(note, "hint"))
        column.addWidget(self.saved_label)

    def say_saved(self, paths: Iterable[Path]) -> None:
        """Say where the report and what goes with it lie."""
        self.saved_label.setText(wrappable(saved_sentence(paths)))
        self.saved_label.show()

    def _make_buttons(self, result: SessionResult, icons_folder: Path) -> None:
        picture = icon("play", icons_folder, tint=ON_ACCENT)
        self.resume_button = HeadButton("Resume", picture)
        self.resume_button.setProperty("role", "primary")
        self.resume_button.clicked.connect(self.resume_asked)
        # A person who went on with a simulated session would answer in another's name.
        if not result.outcome.may_resume or result.record.is_simulated:
            self.resume_button.hide()
        self.report_button = HeadButton("Save report", icon("export", icons_folder))
        self.report_button.clicked.connect(self.report_asked)
        if not result.outcome.answered:
            self.report_button.hide()


def _about(result: SessionResult) -> list[str]:
    record = result.record
    started = record.started_at.astimezone()
    parts = [result.title, shown_name(result), f"{started.day} {started:%B %Y, %H:%M}"]
    if record.data_identity != OFFICIAL:
        parts.append(data_title(record.data_identity))
    if not result.is_complete:
        parts.append("incomplete")
    return parts


def _other_intervals(result: SessionResult) -> QLabel:
    """Return the intervals that are not told above, and in the tip what each is for."""
    others = [i for i in result.intervals if i.interval != result.interval]
    told = "  ·  ".join(f"{i.title} {percent_range(i.interval)}" for i in others)
    line = words(f"By other ways: {told}", "small")
    line.setToolTip(literal("\n".join(interval.line for interval in result.intervals)))
    return line


def _counted(result: SessionResult) -> str:
    told = f"{result.right:,} of {result.count:,} by the first answer"
    if result.outcome.revisions and result.accuracy_at_last is not None:
        told += (
            f"; {result.right_at_last:,} of {result.count:,} "
            f"({percent(result.accuracy_at_last)}) after revisions"
        )
    return told
