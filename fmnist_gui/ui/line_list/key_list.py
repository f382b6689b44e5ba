"""A short list of people, panels or studies, of which one or several are looked at."""

from collections.abc import Collection, Hashable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSignalBlocker, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from fmnist_gui.ui.line_list.line import Line, LineDelegate
from fmnist_gui.ui.line_list.line_model import LineModel

Lines = Sequence[tuple[Hashable, Line]]


class KeyList(QListView):
    """Shows lines that have a key.

    Signals:
        keys_chosen(tuple): the keys of the lines that are chosen now, from top to bottom.
    """

    keys_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, is_single: bool) -> None:
        super().__init__(parent)
        self.lines = LineModel()
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if is_single else mode.ExtendedSelection)
        self.setAccessibleName(name)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        """The keys of the lines that are chosen, from top to bottom."""
        places = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        keys = (self.lines.key(place) for place in places)
        return tuple(key for key in keys if key is not None)

    def show_lines(self, lines: Lines, chosen: Collection[Hashable]) -> None:
        """Take all lines anew and choose these keys, or the first; nothing is told of it."""
        self.lines.show_lines(lines)
        self.mark(chosen)

    def mark(self, keys: Collection[Hashable]) -> None:
        """Choose the lines with these keys, or the first; nothing is told of it."""
        found = [index for index in map(self.lines.index_of, keys) if index.isValid()]
        if not found and self.lines.rowCount():
            found = [self.lines.index(0)]
        selection = QItemSelection()
        for index in found:
            selection.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        with QSignalBlocker(self):
            if found:
                self.selectionModel().setCurrentIndex(found[0], flag.NoUpdate)
                self.scrollTo(found[0])
            self.selectionModel().select(selection, flag.ClearAndSelect)

    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if keys := self.chosen:
            self.keys_chosen.emit(keys)
