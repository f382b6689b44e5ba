"""The top of a card: whose score it is, the sentence, the large figure and what it rests on."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.core.session.rate import Rate
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.ui.results.label import isolated, words

HOLDS = "which holds however often one looks"


def kicker(parts: Iterable[str], *buttons: QWidget) -> QHBoxLayout:
    """Return a small line that says whose score it is, with `buttons` at its end."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(words("  ·  ".join(isolated(part) for part in parts if part), "small"), 1)
    for button in buttons:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def score_figure(share: float, interval: Interval, *, counted: str, note: str = "") -> QHBoxLayout:
    """Return the share in large figures, beside it its interval and what it was counted from."""
    told = f"95 % interval {percent_range(interval)}"
    return _figure(percent(share), f"{told}, {note}" if note else told, counted)


def rate_figure(rate: Rate) -> QHBoxLayout:
    """Return how many right answers there were in a minute."""
    counted = f"{rate.right:,} of {rate.count:,} right in {rate.seconds:.0f} s"
    return _figure(f"{rate.per_minute:.1f}", "right answers a minute", counted)


def without_score(sentences: Iterable[str], right: int, count: int) -> list[str]:
    """Return the sentences but the one that says what the large figure says already."""
    told = (sentence.score(right, count), sentence.running_score(right, count)) if count else ()
    return [line for line in sentences if line not in told]


def flag_line(doubt: str) -> QLabel:
    """Return a doubt about a score."""
    return words(f"!  {doubt}", "flag")


def _figure(large: str, first: str, second: str) -> QHBoxLayout:
    figure = QLabel(unbroken(large))
    figure.setProperty("role", "figure")
    figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    beside = QVBoxLayout()
    beside.setSpacing(2)
    beside.addStretch()
    beside.addWidget(words(first, "section"))
    beside.addWidget(words(second, "hint"))
    beside.addStretch()
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(figure)
    row.addLayout(beside, 1)
    return row
