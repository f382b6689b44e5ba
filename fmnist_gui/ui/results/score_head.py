"""The top of a card: whose score it is, the sentence, the large figure and what it rests on."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.core.session.rate import Rate
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.percent import percent, percent_range
from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import isolated, words
from fmnist_gui.ui.results.head_button import HeadButton

BESIDE, LINES_LEAST_PX = 16, 150
"""Between the large figure and the lines beside it, and what these need, in pixels at 100 %."""

ABOUT_LEAST_PX, GAP = 120, 8
"""What the small line needs, at 100 %, and what lies between it and a button."""

HOLDS = "which holds however often one looks"


class Kicker(QWidget):
    """A small line that says whose score it is, with buttons at its end."""

    def __init__(self, parts: Iterable[str], *buttons: HeadButton) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        about = words("  ·  ".join(isolated(part) for part in parts if part), "small")
        row.addWidget(about, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons = buttons

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words on the buttons away where they would crowd out the line."""
        super().resizeEvent(event)
        shown = [button for button in self._buttons if not button.isHidden()]
        needed = sum(button.needed + GAP for button in shown)
        is_narrow = self.width() < theme.scaled_px(ABOUT_LEAST_PX) + needed
        for button in shown:
            if button.is_compact != is_narrow:
                button.be_compact(is_narrow)


def score_figure(
    share: float, interval: Interval, *, counted: str, note: str = ""
) -> "ScoreFigure":
    """Return the share in large figures, beside it its interval and what it was counted from."""
    told = f"95 % interval {percent_range(interval)}"
    return ScoreFigure(percent(share), f"{told}, {note}" if note else told, counted)


def rate_figure(rate: Rate) -> "ScoreFigure":
    """Return how many right answers there were in a minute."""
    counted = f"{rate.right:,} of {rate.count:,} right in {rate.seconds:.0f} s"
    return ScoreFigure(f"{rate.per_minute:.1f}", "right answers a minute", counted)


def without_score(sentences: Iterable[str], right: int, count: int) -> list[str]:
    """Return the sentences but the one that says what the large figure says already."""
    told = (sentence.score(right, count), sentence.running_score(right, count)) if count else ()
    return [line for line in sentences if line not in told]


def flag_line(doubt: str) -> QLabel:
    """Return a doubt about a score."""
    return words(f"!  {doubt}", "flag")


class ScoreFigure(QWidget):
    """A large figure, and two lines beside it, or below it where it would be cut."""

    def __init__(self, large: str, first: str, second: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = QLabel(unbroken(large))
        self.figure.setProperty("role", "figure")
        self.figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.figure.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addStretch()
        beside.addWidget(words(first, "section"))
        beside.addWidget(words(second, "hint"))
        beside.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.figure)
        self._row.addLayout(beside, 1)
        self._row.setSpacing(BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lines beside the figure where both have room, else below it."""
        super().resizeEvent(event)
        needed = self.figure.sizeHint().width() + BESIDE + theme.scaled_px(LINES_LEAST_PX)
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if self.width() >= needed else way.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self._row.setSpacing(BESIDE if wanted == way.LeftToRight else 2)
            # What holds it asked for its height before.
            QTimer.singleShot(0, self, self.updateGeometry)
