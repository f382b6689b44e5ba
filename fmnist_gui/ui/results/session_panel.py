"""The lists at the left of the page: sessions, people, panels."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fmnist_gui.core.session.panel import Panel
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.card.label import icon_size, words
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.line_list.key_list import KeyList
from fmnist_gui.ui.results.choice import Choice, PanelChosen, PeopleChosen, SessionsChosen
from fmnist_gui.ui.results.group_row import EVERYBODY, panel_lines, people_lines
from fmnist_gui.ui.results.session_list import SessionList
from fmnist_gui.ui.results.view_switch import KINDS, Kind, ViewSwitch

NO_PANEL = (
    "No panel yet. In a panel several people answer the same images, each in an order of their "
    "own. Begin one on the Play page: Replicate Zalando."
)


class SessionPanel(QFrame):
    """Lets somebody choose what is shown.

    Signals:
        chosen(Choice): something else is to be shown.
        add_asked(None): sessions of other people are to be added from files.
    """

    chosen = Signal(object)
    add_asked = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "list")
        self._sessions: tuple[SessionSummary, ...] = ()
        self.switch = ViewSwitch()
        self.sessions = SessionList()
        self.people = KeyList("People", is_single=False)
        self.panels = KeyList("Panels", is_single=True)
        self.no_panel = words(NO_PANEL, "hint")
        self.add_button = QPushButton("Add sessions …")
        self.add_button.setIcon(icon("download", icons_folder))
        self.add_button.setIconSize(icon_size())
        self.add_button.setToolTip("Take in sessions that other people have saved as .fmsession")
        self._compose()
        self.switch.chosen.connect(self._on_switched)
        self.sessions.chosen.connect(self.chosen)
        self.people.keys_chosen.connect(self._tell)
        self.panels.keys_chosen.connect(self._tell)
        self.add_button.clicked.connect(self.add_asked)

    @property
    def least_width(self) -> int:
        """In less room than this the words of the switch would be cut."""
        return self.switch.sizeHint().width() + 24

    @property
    def choice(self) -> Choice | None:
        """What is chosen now; None where there is nothing to choose."""
        kind = self.switch.kind
        if kind == "people":
            return self._people_chosen()
        if kind == "panels":
            return next((PanelChosen(str(key)) for key in self.panels.chosen), None)
        chosen = self.sessions.selected
        return SessionsChosen(chosen) if chosen else None

    def show_sessions(
        self, sessions: Sequence[SessionSummary], panels: Sequence[Panel], choice: Choice | None
    ) -> None:
        """Take all lists anew and mark `choice`; what is not there gives way to the first line."""
        self._sessions = tuple(sessions)
        self.people.show_lines(people_lines(sessions), self.people.chosen)
        self.panels.show_lines(panel_lines(panels, sessions), self.panels.chosen)
        self.sessions.show_sessions(sessions, self.sessions.selected)
        self.no_panel.setVisible(not self.panels.lines.rowCount())
        self.panels.setVisible(self.panels.lines.rowCount() > 0)
        self.mark(choice)

    def mark(self, choice: Choice | None) -> None:
        """Choose something; nothing is told of it."""
        with QSignalBlocker(self):
            match choice:
                case SessionsChosen():
                    self.switch.choose("sessions")
                    self.sessions.mark(choice.session_ids)
                case PeopleChosen():
                    self.switch.choose("people")
                    is_all = len(choice.annotator_ids) == self._person_count > 1
                    self.people.mark([EVERYBODY] if is_all else choice.annotator_ids)
                case PanelChosen():
                    self.switch.choose("panels")
                    self.panels.mark([choice.deck_sha256])
                case None:
                    pass

    @property
    def _person_count(self) -> int:
        return len({session.annotator.id for session in self._sessions})

    def _people_chosen(self) -> PeopleChosen | None:
        keys = self.people.chosen
        if EVERYBODY in keys:
            keys = tuple(dict.fromkeys(session.annotator.id for session in self._sessions))
        people = tuple(key for key in keys if isinstance(key, UUID))
        return PeopleChosen(people) if people else None

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.switch)
        column.addLayout(head)
        panels = QWidget()
        inner = QVBoxLayout(panels)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.panels, 1)
        hint = QVBoxLayout()
        hint.setContentsMargins(12, 0, 12, 0)
        hint.addWidget(self.no_panel)
        hint.addStretch()
        inner.addLayout(hint)
        self._stack = QStackedWidget()
        for view in (self.sessions, self.people, panels):
            self._stack.addWidget(view)
        column.addWidget(self._stack, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.add_button)
        column.addLayout(foot)
        self.setFocusProxy(self.sessions)

    def _on_switched(self, kind: Kind) -> None:
        self._stack.setCurrentIndex(KINDS.index(kind))
        self.setFocusProxy({"people": self.people, "panels": self.panels}.get(kind, self.sessions))
        self._tell()

    def _tell(self, _keys: object = None) -> None:
        if (choice := self.choice) is not None:
            self.chosen.emit(choice)
