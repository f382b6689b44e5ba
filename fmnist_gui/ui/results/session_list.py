"""All sessions, of which one or several are looked at."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSignalBlocker,
    QTimer,
    Signal,
)
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView, QVBoxLayout, QWidget

from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.card.label import isolated
from fmnist_gui.ui.elided_button import ElidedButton
from fmnist_gui.ui.line_list.line import LineDelegate, short_name
from fmnist_gui.ui.results.choice import SessionsChosen
from fmnist_gui.ui.results.session_model import SessionModel

EVERYBODY = "Everybody"
SETTLE_MS = 120
"""Of a selection that grows as long as Shift and an arrow are held, only the last is read."""

HOW = "Ctrl or Shift and a click take several sessions together"


class SessionList(QWidget):
    """Lists the sessions; arrows walk through them, Ctrl and Shift choose several.

    Signals:
        chosen(SessionsChosen): other sessions are chosen now.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SessionModel(self)
        self.filter = QComboBox()
        self.filter.setAccessibleName("Annotator")
        self.filter.setMinimumContentsLength(8)
        self.filter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.filter.activated.connect(self._on_filtered)
        self.filter.hide()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(LineDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setAccessibleName("Sessions")
        self.view.setAccessibleDescription(HOW)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.whole_button = ElidedButton()
        self.whole_button.setToolTip("Take all sessions of this person together")
        self.whole_button.clicked.connect(self._on_whole_asked)
        self.whole_button.hide()
        self._whole: list[SessionSummary] = []
        self._is_untold = False
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._tell)
        self._compose()

    @property
    def selected(self) -> tuple[UUID, ...]:
        """The sessions that are chosen, the newest first."""
        return tuple(session.id for session in self._sessions())

    def show_sessions(self, sessions: Sequence[SessionSummary], chosen: Iterable[UUID]) -> None:
        """Take the list anew and mark those `chosen`, or the newest if none of them is there."""
        self.model.show_sessions(sessions)
        self._fill_filter()
        self.mark(chosen)

    def mark(self, session_ids: Iterable[UUID]) -> None:
        """Choose sessions, whoever's are shown; nothing is told of it."""
        wanted = set(session_ids)
        found = self.model.places(wanted)
        if len(found) < len(wanted) and self.filter.currentIndex() > 0:
            self.filter.setCurrentIndex(0)
            self.model.show_annotator(None)
            found = self.model.places(wanted)
        self._choose(found)

    def _choose(self, found: list[QModelIndex]) -> None:
        """Choose what stands there, or the newest."""
        selection = QItemSelection()
        for index in found or [self.model.index(0)]:
            if index.isValid():
                selection.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        chooser = self.view.selectionModel()
        with QSignalBlocker(self):
            if not selection.isEmpty():
                chooser.setCurrentIndex(selection.indexes()[0], flag.NoUpdate)
                self.view.scrollTo(selection.indexes()[0])
            chooser.select(selection, flag.ClearAndSelect)
        self._settled.stop()
        self._offer_whole()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing while nobody looks."""
        super().hideEvent(event)
        self._is_untold = self._is_untold or self._settled.isActive()
        self._settled.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what was chosen last."""
        super().showEvent(event)
        if self._is_untold:
            self._tell()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_inset(self.filter, bottom=12))
        column.addWidget(self.view, 1)
        # Below the list, which so stays where it is under the pointer that chooses.
        column.addLayout(_inset(self.whole_button, top=8))
        self.setFocusProxy(self.view)

    def _sessions(self) -> list[SessionSummary]:
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        found = (self.model.session(self.model.index(row)) for row in rows)
        return [session for session in found if session is not None]

    def _fill_filter(self) -> None:
        chosen = self.filter.currentData()
        annotators = self.model.annotators
        self.filter.clear()
        self.filter.addItem(f"{EVERYBODY}, {self.model.count:,} sessions", None)
        for annotator_id, name in annotators:
            self.filter.addItem(short_name(name), annotator_id)
        self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)) if chosen else 0)
        self.filter.setVisible(len(annotators) > 1)

    def _offer_whole(self) -> None:
        """Offer all sessions of a person while not all of them are chosen."""
        sessions = self._sessions()
        people = {session.annotator for session in sessions}
        self._whole = self.model.of_annotator(people.pop().id) if len(people) == 1 else []
        self.whole_button.setVisible(len(self._whole) > len(sessions))
        if self._whole:
            name = short_name(self._whole[0].annotator.name)
            self.whole_button.say(f"All {len(self._whole):,} of {isolated(name)}")

    def _on_whole_asked(self) -> None:
        self.mark([session.id for session in self._whole])
        self._tell()

    def _on_filtered(self, _row: int) -> None:
        before = set(self.selected)
        self.model.show_annotator(self.filter.currentData())
        self._choose(self.model.places(before))
        self._tell()

    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._offer_whole()
        if len(self.selected) > 1:
            self._settled.start()
        else:
            self._settled.stop()
            self._tell()

    def _tell(self) -> None:
        self._is_untold = False
        if chosen := self.selected:
            self.chosen.emit(SessionsChosen(chosen))


def _inset(widget: QWidget, *, top: int = 0, bottom: int = 0) -> QVBoxLayout:
    """Return a layout that keeps a widget away from the sides, and no room when it is hidden."""
    layout = QVBoxLayout()
    layout.setContentsMargins(12, top, 12, bottom)
    layout.addWidget(widget)
    return layout
