"""The list of all sessions at the left of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QListView, QVBoxLayout, QWidget

from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.results.session_model import SessionModel
from fmnist_gui.ui.results.session_row import SessionDelegate

EVERYBODY = "Everybody"
NAME_MOST = 40


@dataclass(frozen=True)
class SessionChosen:
    """A session that somebody wants to see."""

    session_id: UUID


class SessionPanel(QFrame):
    """Lists the sessions; arrows walk through them.

    Signals:
        chosen(SessionChosen): another session is the current one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "list")
        self.model = SessionModel(self)
        self._title = QLabel("Sessions")
        self._title.setProperty("role", "section")
        self.filter = QComboBox()
        self.filter.setAccessibleName("Annotator")
        self.filter.setMinimumContentsLength(8)
        self.filter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.filter.activated.connect(self._on_filtered)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(SessionDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("Sessions")
        self.view.selectionModel().currentChanged.connect(self._on_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self.filter)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self.filter.hide()

    @property
    def current(self) -> UUID | None:
        """The session that is marked."""
        session = self.model.session(self.view.currentIndex())
        return session.id if session else None

    def show_sessions(self, sessions: Sequence[SessionSummary], current: UUID | None) -> None:
        """Take the list anew and mark `current`, or the newest if that is not there."""
        self.model.show_sessions(sessions)
        self._title.setText(f"Sessions  {len(sessions):,}" if len(sessions) > 1 else "Sessions")
        self._fill_filter()
        self.mark(current)

    def mark(self, session_id: UUID | None) -> None:
        """Make a session the current one, whoever's sessions are shown."""
        index = self.model.index_of(session_id)
        if not index.isValid() and session_id is not None and self.filter.currentIndex() > 0:
            self.filter.setCurrentIndex(0)
            self.model.show_annotator(None)
            index = self.model.index_of(session_id)
        if not index.isValid():
            index = self.model.index(0)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _fill_filter(self) -> None:
        chosen = self.filter.currentData()
        annotators = self.model.annotators
        self.filter.clear()
        self.filter.addItem(EVERYBODY, None)
        for annotator_id, name in annotators:
            shown = name if len(name) <= NAME_MOST else name[: NAME_MOST - 1] + "…"
            self.filter.addItem(shown, annotator_id)
        self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)) if chosen else 0)
        self.filter.setVisible(len(annotators) > 1)

    def _on_filtered(self, _row: int) -> None:
        before = self.current
        self.model.show_annotator(self.filter.currentData())
        index = self.model.index_of(before)
        self.view.setCurrentIndex(index if index.isValid() else self.model.index(0))

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        session = self.model.session(current)
        if session is not None:
            self.chosen.emit(SessionChosen(session.id))
