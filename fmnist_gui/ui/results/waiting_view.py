"""What is known at once, while the rest is being read and worked out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import isolated, words, wrappable
from fmnist_gui.ui.line_list.line import short_name

NAMED_MOST = 3


class WaitingView(QWidget):
    """Says whose sessions are coming, and how many answers there are to go through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._hint = words("", "headline"), words("", "hint")
        self._bar = bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setMaximumWidth(theme.scaled_px(240))
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(12)
        for widget in (self._title, self._hint, bar):
            column.addWidget(widget)
        column.addStretch(1)

    def say(self, sessions: Sequence[SessionSummary]) -> None:
        """Say what is coming."""
        names = list(dict.fromkeys(short_name(session.annotator.name) for session in sessions))
        shown = names[:NAMED_MOST]
        if len(names) > NAMED_MOST:
            shown.append(f"{len(names) - NAMED_MOST:,} others")
        count = "1 session" if len(sessions) == 1 else f"{len(sessions):,} sessions"
        self._title.setText(wrappable(listed([isolated(name) for name in shown])))
        answered = sum(session.answered for session in sessions)
        self._hint.setText(f"{count}, {answered:,} answers: being counted …")
        self._bar.show()

    def show_progress(self, done: int, total: int) -> None:
        """Say how many of the sessions have been read; what then takes long has no measure."""
        self._bar.setRange(0, total if done < total else 0)
        self._bar.setValue(done)

    def say_stopped(self) -> None:
        """Say that nothing can be shown."""
        self._title.setText("This cannot be shown.")
        self._hint.setText("The message above says why. Nothing was changed.")
        self._bar.hide()
