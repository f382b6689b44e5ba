"""The images of a queue, of which only those in sight cost anything."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.image.told import ToldChanged
from fmnist_gui.ui.review.queue_model import QueueModel
from fmnist_gui.ui.review.queue_row import QueueDelegate, row_height

_WALK = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class QueueList(QTableView):
    """A list of one column; a table, because that alone lays out 70,000 lines in no time.

    Arrows walk through it, and all other keys are left to the page, which decides by them.

    Signals:
        image_asked(ImageAsked): somebody wants to look at this image.
        told_changed(ToldChanged): labels of other images than before can be read here.
    """

    image_asked = Signal(object)
    told_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QueueModel(self)
        self._told: tuple[int, ...] = ()
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._tell)
        self.setModel(self.rows)
        self._delegate = QueueDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Images of this queue")
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self._fit_rows()
        self.clicked.connect(self._on_clicked)

    def show_queue(self, queue: ReviewQueue | None, gallery: Gallery | None) -> None:
        """List another queue, from its beginning."""
        self._delegate.forget()
        self.rows.show_queue(queue, gallery)
        self.scrollToTop()

    def follow(self, number: int | None) -> None:
        """Mark image `number` of the gallery and bring it into sight; nothing if it is not here."""
        place = self.rows.place_of(number)
        if place is None:
            self.selectionModel().clear()
        elif place != self.currentIndex():
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(place, flag.ClearAndSelect)
        if place is not None:
            self.scrollTo(place, QAbstractItemView.ScrollHint.EnsureVisible)

    @property
    def current(self) -> int | None:
        """The image that is marked, by its number in the gallery."""
        return self.rows.number_at(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with arrows; leave every other key to the page."""
        if event.key() in _WALK and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            before = self.current
            super().keyPressEvent(event)
            if self.current is not None and self.current != before:
                self.image_asked.emit(ImageAsked(self.current))
        else:
            event.ignore()

    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Let Home and End lead to the first and the last line; a table would stay in its line."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.rows.rowCount() - 1,
        }
        if action in ends:
            return self.rows.index(ends[action])
        return super().moveCursor(action, modifiers)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight, and tell of their labels once that is done."""
        if self.verticalHeader().defaultSectionSize() != row_height():
            self._fit_rows()
        super().paintEvent(event)
        self._settled.start()

    def _fit_rows(self) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(row_height())

    def _on_clicked(self, index: QModelIndex) -> None:
        number = self.rows.number_at(index)
        if number is not None:
            self.image_asked.emit(ImageAsked(number))

    def _tell(self) -> None:
        """Tell whose labels can be read now."""
        count = self.rows.rowCount()
        told: tuple[int, ...] = ()
        if count and self.isVisible():
            first = max(0, self.rowAt(0))
            last = self.rowAt(self.viewport().height() - 1)
            last = count - 1 if last < 0 else last
            found = (self.rows.number_at(self.rows.index(row)) for row in range(first, last + 1))
            told = tuple(number for number in found if number is not None)
        if told != self._told:
            self._told = told
            self.told_changed.emit(ToldChanged(told))
