"""Shows one image and all that is known about it, for a reviewer to decide."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.image.scroll_column import BAR_PX, ScrollColumn
from fmnist_gui.ui.image.stimulus import WAYS, Way
from fmnist_gui.ui.image.told import ToldChanged
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.evidence_sheet import EvidenceSheet
from fmnist_gui.ui.review.preview import Preview
from fmnist_gui.ui.review.spot import Spot, SpotPointed


class EvidenceView(QWidget):
    """Shows a case; no widget is made or destroyed for another one, and nothing jumps.

    Signals:
        image_asked(ImageAsked): a neighbour or an example was clicked.
        told_changed(ToldChanged): other labels than before can be read off it.
        way_changed(str): the pixels are shown in another way, by key or button.
    """

    image_asked = Signal(object)
    told_changed = Signal(object)
    way_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = EvidenceSheet()
        self._scroll = ScrollColumn(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.preview = Preview(self)
        self._told: list[int] = []
        # Only after all is placed and painted is it known what is in sight.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._tell)
        self._pieces: deque[Callable[[], None]] = deque()
        self._spare = QTimer(self, interval=0)
        self._spare.timeout.connect(self._prepare_piece)
        for spot in self.sheet.spots:
            spot.clicked.connect(self._on_clicked)
            spot.pointed.connect(self._on_pointed)
        for row in (self.sheet.neighbours, self.sheet.examples):
            row.painted.connect(self._settled.start)
        self._scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.sheet.way_asked.connect(self.show_way)
        self.sheet.ways.show_way(self.way)
        self.sheet.hide()

    @property
    def case(self) -> Case | None:
        """What it shows."""
        return None if self.sheet.isHidden() else self.sheet.case

    @property
    def way(self) -> Way:
        """How the pixels are shown."""
        return self.sheet.stimulus.way

    @property
    def told_numbers(self) -> list[int]:
        """The images whose label can be read now; what is scrolled out of sight tells nothing."""
        case = self.case
        if case is None or not self.isVisible():
            return []
        spots = (spot for spot in self.sheet.spots if spot.tells_label)
        shown = (spot.subject.number for spot in spots if spot.subject is not None)
        # An image may be a neighbour and an example.
        return list(dict.fromkeys([case.number, *shown]))

    def show_case(self, case: Case | None) -> None:
        """Show another case, or more about the same one; None shows nothing."""
        before = self.case
        is_other = case is None or before is None or not case.subject.is_of(before.subject)
        if is_other:
            # Where the cursor rests is a picture that nobody has pointed at.
            self.preview.leave()
        if case is not None:
            self.sheet.show_case(case)
        self.sheet.setVisible(case is not None)
        if is_other and case is not None and QAccessible.isActive():
            # The keyboard stays with the page: without this nobody would hear of another image.
            announce(self, self.sheet.question.accessibleName())
        self._settled.start()

    def prepare(self, cases: Sequence[Case]) -> None:
        """Have the pictures of these cases, which come next, ready before they are shown.

        They are made in short pieces while nothing else is to be done.
        """
        if not self.sheet.isHidden():
            self._pieces = deque(piece for case in cases for piece in self.sheet.preparations(case))
            self._spare.start()

    def _prepare_piece(self) -> None:
        if self._pieces:
            self._pieces.popleft()()
        else:
            self._spare.stop()

    def show_way(self, way: Way) -> None:
        """Show the pixels in another way."""
        if way != self.way:
            self.sheet.show_way(way)
            self.way_changed.emit(way)

    def switch_way(self) -> None:
        """Show the pixels in the next way: what the key V does."""
        self.show_way(WAYS[(WAYS.index(self.way) + 1) % len(WAYS)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next way; all other keys are the page's."""
        if event.key() == Qt.Key.Key_V and not event.modifiers():
            self.switch_way()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compose anew for the new room."""
        super().resizeEvent(event)
        room = self.size()
        room.setWidth(max(0, room.width() - BAR_PX))
        self.sheet.fit_into(room)
        self._settled.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell again what can be read."""
        super().showEvent(event)
        self._settled.start()

    def _on_scrolled(self, _value: int) -> None:
        self.preview.leave()
        self._settled.start()

    def _on_clicked(self) -> None:
        spot = self.sender()
        if isinstance(spot, Spot) and spot.subject is not None:
            self.image_asked.emit(ImageAsked(spot.subject.number))

    def _on_pointed(self, pointed: SpotPointed) -> None:
        if pointed.is_on:
            self.preview.show_spot(pointed.spot)
        elif self.preview.spot is pointed.spot:
            self.preview.leave()

    def _tell(self) -> None:
        told = self.told_numbers
        if told != self._told:
            self._told = told
            self.told_changed.emit(ToldChanged(tuple(told)))


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say `words`, wherever the keyboard is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
