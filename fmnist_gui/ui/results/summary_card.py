"""The first card: the sentence, the figure with its interval, and what can be done now."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.fact import data_title, shown_name
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.results.empty_view import ON_ACCENT
from fmnist_gui.ui.results.figure_card import icon_size, words


class SummaryCard(QFrame):
    """Says in one sentence what came of a session.

    Signals:
        resume_asked(None): the session is to be gone on with.
        report_asked(None): the report is to be saved.
    """

    resume_asked = Signal()
    report_asked = Signal()

    def __init__(
        self, result: SessionResult, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.saved_label = words("", "small")
        self.saved_label.hide()
        headline, *rest = result.headline
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addLayout(self._head(result, icons_folder))
        column.addWidget(words(headline, "headline"))
        if result.accuracy is not None and not result.is_sealed:
            column.addLayout(_figure(result))
            # The score is what the large figure says already.
            rest = rest[1:]
        if rest:
            column.addWidget(words(" ".join(rest), "lead"))
        for flag in (flag for flag in result.flags if flag.key != "incomplete"):
            column.addWidget(words(f"!  {flag.sentence}", "flag"))
        column.addWidget(self.saved_label)

    def say_saved(self, path: Path) -> None:
        """Say where the report lies."""
        self.saved_label.setText(f"Saved as {path}")
        self.saved_label.show()

    def _head(self, result: SessionResult, icons_folder: Path) -> QHBoxLayout:
        self.resume_button = QPushButton("Resume")
        self.resume_button.setProperty("role", "primary")
        self.resume_button.setIcon(icon("play", icons_folder, tint=ON_ACCENT))
        self.resume_button.setIconSize(icon_size())
        self.resume_button.clicked.connect(self.resume_asked)
        # A person who went on with a simulated session would answer in another's name.
        self.resume_button.setVisible(result.outcome.may_resume and not result.record.is_simulated)
        self.report_button = QPushButton("Save report")
        self.report_button.setIcon(icon("export", icons_folder))
        self.report_button.setIconSize(icon_size())
        self.report_button.clicked.connect(self.report_asked)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words(_kicker(result), "small"), 1)
        row.addWidget(self.resume_button)
        row.addWidget(self.report_button)
        return row


def _kicker(result: SessionResult) -> str:
    record = result.record
    started = record.started_at.astimezone()
    parts = [result.title, shown_name(result), f"{started.day} {started:%B %Y, %H:%M}"]
    if record.data_identity != OFFICIAL:
        parts.append(data_title(record.data_identity))
    if not result.is_complete:
        parts.append("incomplete")
    return "  ·  ".join(parts)


def _figure(result: SessionResult) -> QHBoxLayout:
    assert result.accuracy is not None
    figure = QLabel(unbroken(percent(result.accuracy)))
    figure.setProperty("role", "figure")
    figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    beside = QVBoxLayout()
    beside.setSpacing(2)
    interval = percent_range(result.wilson)
    beside.addStretch()
    beside.addWidget(words(f"95 % interval {interval}", "section"))
    beside.addWidget(words(_counted(result), "hint"))
    beside.addStretch()
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(figure)
    row.addLayout(beside, 1)
    return row


def _counted(result: SessionResult) -> str:
    told = f"{result.right:,} of {result.count:,} by the first answer"
    if result.outcome.revisions and result.accuracy_at_last is not None:
        told += (
            f"; {result.right_at_last:,} of {result.count:,} "
            f"({percent(result.accuracy_at_last)}) after revisions"
        )
    return told
