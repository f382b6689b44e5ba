"""The images of a queue as a list, each line made when it comes into sight."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.decision import CHANGING, Decision
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.review.queue_row import QueueRow

Index = QModelIndex | QPersistentModelIndex

_WORDS = {
    "keep": "kept",
    "ambiguous": "ambiguous",
    "bad": "bad image",
    "duplicate": "duplicate",
    "unsure": "unsure",
    "skip": "put off",
}


class QueueModel(QAbstractListModel):
    """Holds the images that wait in a queue, in their order.

    ``decision_of`` tells what is to be said about an image of the gallery, None for nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gallery: Gallery | None = None
        self._queue: ReviewQueue | None = None
        self.decision_of: Callable[[int], Decision | None] = _nothing

    @property
    def queue(self) -> ReviewQueue | None:
        """The queue that is listed."""
        return self._queue

    def show_queue(self, queue: ReviewQueue | None, gallery: Gallery | None) -> None:
        """List another queue, of images of `gallery`."""
        self.beginResetModel()
        self._queue, self._gallery = queue, gallery
        self.endResetModel()

    def refresh(self, numbers: Iterable[int]) -> None:
        """Look again at what was decided about these images of the gallery."""
        for number in numbers:
            place = self.place_of(number)
            if place is not None:
                self.dataChanged.emit(place, place)

    def refresh_all(self) -> None:
        """Look again at what was decided about every image."""
        count = self.rowCount()
        if count:
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def place_of(self, number: int | None) -> QModelIndex | None:
        """Return where image `number` of the gallery stands, None if it is not listed."""
        if self._queue is None or number is None:
            return None
        position = self._queue.position_of(number)
        return None if position is None else self.index(position)

    def number_at(self, index: Index) -> int | None:
        """Return the number in the gallery of the image at `index`."""
        if self._queue is None or not index.isValid():
            return None
        return int(self._queue.numbers[index.row()])

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many images are listed."""
        if self._queue is None or (parent is not None and parent.isValid()):
            return 0
        return len(self._queue)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line to be painted, and the same in words for those who listen."""
        if not index.isValid() or self._queue is None or self._gallery is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self._row(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._row(index.row()).said
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(self._row(index.row()).said)
        return None

    def _row(self, position: int) -> QueueRow:
        assert self._queue is not None
        assert self._gallery is not None
        candidate, names = self._queue[position], self._gallery.class_names
        number, suggested = candidate.number, candidate.suggested
        place, decision = self._gallery.place(number), self.decision_of(number)
        return QueueRow(
            number=number,
            image=self._gallery.images[number],
            place=f"{place.split} {place.index}",
            label=candidate.label,
            label_name=names[candidate.label],
            suggested=suggested,
            suggested_name="" if suggested is None else names[suggested],
            why=candidate.why,
            verdict="" if decision is None else verdict(decision, names),
            is_changed=decision is not None and decision.kind in CHANGING,
        )


def verdict(decision: Decision, class_names: tuple[str, ...]) -> str:
    """Return "is Dress", "kept", "ambiguous" and the like."""
    to_class = decision.to_class
    if decision.kind == "relabel" and to_class is not None:
        return f"is {class_names[to_class]}" if to_class < len(class_names) else "another class"
    # A later version of the program may know other kinds.
    return _WORDS.get(decision.kind, "decided")


def _nothing(_number: int) -> None:
    return None
