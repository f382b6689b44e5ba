"""What was begun and can be gone on with: sessions of this person, panels, and studies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.fact import data_title
from fmnist_gui.core.session.panel import PanelProgress
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.plain_text import PlainLabel, isolated
from fmnist_gui.ui.play.asked import CollectAsked, PanelOpenAsked, ResumeAsked

SHOWN = 3
NEWER_PROGRAM = "begun by a newer program; update this one to go on"


@dataclass(frozen=True)
class Unfinished:
    """One line: what, how far and when, and why it cannot be gone on with now."""

    title: str
    detail: str
    button: str
    asked: ResumeAsked | PanelOpenAsked | CollectAsked
    problem: str = ""


def unfinished(
    sessions: Sequence[SessionSummary], panels: Sequence[PanelProgress], dataset: Dataset | None
) -> tuple[Unfinished, ...]:
    """Return a line for each session and panel; panels come first, for more people wait."""
    return (
        *(_of_panel(progress) for progress in panels),
        *(_of_session(session, dataset) for session in sessions),
    )


class ResumeList(QWidget):
    """The newest few, and the others on demand; hidden while there is nothing.

    Signals:
        asked(ResumeAsked | PanelOpenAsked | CollectAsked): go on with that one.
    """

    asked = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Unfinished, ...] = ()
        self._shows_all = False
        self.buttons: list[QPushButton] = []
        heading = QLabel(title)
        heading.setProperty("role", "group")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.more_button = QPushButton()
        self.more_button.setProperty("role", "quiet")
        self.more_button.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(self._rows)
        column.addWidget(self.more_button)
        self.hide()

    @property
    def lines(self) -> tuple[Unfinished, ...]:
        """Everything there is to go on with."""
        return self._lines

    def show_lines(self, lines: Sequence[Unfinished]) -> None:
        """List what can be gone on with."""
        if tuple(lines) == self._lines:
            # A button that has the keyboard keeps it.
            return
        self._lines = tuple(lines)
        self._fill()

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()

    def _fill(self) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.buttons = []
        shown = self._lines if self._shows_all else self._lines[:SHOWN]
        for line in shown:
            self._rows.addWidget(self._row(line))
        hidden = len(self._lines) - len(shown)
        self.more_button.setText(f"Show {hidden} more")
        self.more_button.setVisible(hidden > 0)
        self.setVisible(bool(self._lines))

    def _row(self, line: Unfinished) -> QFrame:
        row = QFrame()
        row.setProperty("role", "card")
        words = QVBoxLayout()
        words.setSpacing(2)
        title = PlainLabel(line.title)
        title.setWordWrap(True)
        detail = PlainLabel(f"{line.detail}; {line.problem}" if line.problem else line.detail)
        detail.setProperty("role", "hint")
        detail.setWordWrap(True)
        words.addWidget(title)
        words.addWidget(detail)
        button = QPushButton(line.button)
        button.setEnabled(not line.problem)
        button.setAccessibleName(f"{line.button}: {line.title}")
        button.clicked.connect(self._asker(line))
        self.buttons.append(button)
        box = QHBoxLayout(row)
        box.setContentsMargins(16, 8, 8, 8)
        box.addLayout(words, 1)
        box.addWidget(button)
        return row

    def _asker(self, line: Unfinished) -> Callable[[], None]:
        return lambda: self.asked.emit(line.asked)


def _of_session(session: SessionSummary, dataset: Dataset | None) -> Unfinished:
    rules = session.rules
    problem = "" if rules else NEWER_PROGRAM
    is_open_ended = rules is not None and rules.is_open_ended
    planned = "" if is_open_ended else f" of {session.count:,}"
    return Unfinished(
        title=_title(session, rules),
        detail=f"{session.answered:,}{planned} answered, begun {_when(session.started_at)}",
        button="Resume",
        asked=ResumeAsked(session.id),
        problem=problem or needed_data(session, dataset),
    )


def _title(session: SessionSummary, rules: Protocol | None) -> str:
    if rules is None:
        return session.preset
    is_own = rules.key == CUSTOM
    return f"{rules.title}: {rules.summary.removesuffix('.')}" if is_own else rules.title


def _of_panel(progress: PanelProgress) -> Unfinished:
    panel = progress.panel
    *others, last = (isolated(name) for name in panel.members)
    return Unfinished(
        title=f"Panel of {', '.join(others)} and {last}",
        detail=f"{progress.answered:,} of {progress.planned:,} labels, deck {panel.deck.code}, "
        f"made {_when(panel.at)}",
        button="Open",
        asked=PanelOpenAsked(panel.id),
    )


def needed_data(session: SessionSummary, dataset: Dataset | None) -> str:
    """Return which data a session needs that is not open; empty when it is."""
    known = {split.fingerprint for split in dataset.splits.values()} if dataset else set()
    if session.fingerprint in known:
        return ""
    what = data_title(session.data_identity) if session.data_identity else "data"
    return (
        f"needs {what} with {session.split} images of fingerprint {session.fingerprint[:16]}, "
        "which is not open"
    )


def _when(at: datetime) -> str:
    return at.astimezone().strftime("%d %b %Y, %H:%M")
