"""All sessions as a list, filtered by annotator."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.core.stats.percent import percent_range
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.ui.line_list.line import ROW_ROLE, Line, short_name
from fmnist_gui.ui.plain_text import literal

Index = QModelIndex | QPersistentModelIndex


class SessionModel(QAbstractListModel):
    """Holds the lines of the sessions, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[SessionSummary, ...] = ()
        self._shown: list[SessionSummary] = []
        self._annotator: UUID | None = None
        self._now = datetime.now(UTC).astimezone()

    def show_sessions(self, sessions: Sequence[SessionSummary]) -> None:
        """Take the list anew; it is in order already."""
        self._all = tuple(sessions)
        self._now = datetime.now(UTC).astimezone()
        if self._annotator not in {session.annotator.id for session in sessions}:
            self._annotator = None
        self._filter()

    def show_annotator(self, annotator: UUID | None) -> None:
        """Show one annotator's sessions only, or everybody's."""
        self._annotator = annotator
        self._filter()

    @property
    def count(self) -> int:
        """How many sessions there are, shown or not."""
        return len(self._all)

    @property
    def annotators(self) -> list[tuple[UUID, str]]:
        """Everybody who has a session, by name."""
        named = {session.annotator.id: session.annotator.name for session in self._all}
        return sorted(named.items(), key=lambda item: item[1].casefold())

    def session(self, index: Index) -> SessionSummary | None:
        """Return the session at `index`."""
        return self._shown[index.row()] if index.isValid() else None

    def of_annotator(self, annotator: UUID) -> list[SessionSummary]:
        """Return all sessions of one annotator, the newest first, shown or not."""
        return [session for session in self._all if session.annotator.id == annotator]

    def places(self, session_ids: Collection[UUID]) -> list[QModelIndex]:
        """Return where these sessions stand, from top to bottom; those not shown are left out."""
        rows = (row for row, session in enumerate(self._shown) if session.id in session_ids)
        return [self.index(row) for row in rows]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many sessions are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row to be painted, and the same in words for those who listen."""
        session = self.session(index)
        if session is None:
            return None
        if role == ROW_ROLE:
            return row_of(session, self._now)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            started = f"started {session.started_at.astimezone():%Y-%m-%d %H:%M}"
            said = f"{row_of(session, self._now).said}, {started}"
            return literal(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [
            session for session in self._all if self._annotator in (None, session.annotator.id)
        ]
        self.endResetModel()


def row_of(session: SessionSummary, now: datetime) -> Line:
    """Return what a list says of one session; `now` tells whether the year goes without saying."""
    protocol = session.rules
    title = protocol.title if protocol else session.preset
    is_scored = protocol is not None and protocol.enters_accuracy
    has_plan = protocol is None or protocol.count is not None
    started = session.started_at.astimezone()
    score, interval = f"{session.answered:,} answered", "not scored"
    is_open = session.state == "incomplete" and not session.is_simulated
    if is_scored and session.n and is_open:
        interval = "told at the end"
    elif is_scored and session.n:
        score = f"{session.correct:,} of {session.n:,}"
        interval = unbroken(percent_range(wilson(session.correct, session.n)))
    elif is_scored:
        score, interval = ("none scored" if session.answered else "no answer"), ""
    marks = ["Simulated"] if session.is_simulated else []
    if session.state == "incomplete":
        progress = f"Incomplete, {session.answered:,} of {session.count:,}"
        marks.append(progress if has_plan else "Not ended")
    when = f"{started.day} {started:%b}"
    when += f" {started:%H:%M}" if started.year == now.year else f" {started.year}"
    return Line(
        name=short_name(session.annotator.name),
        score=score,
        detail=", ".join((*marks, title)),
        interval=interval,
        when=when,
    )
