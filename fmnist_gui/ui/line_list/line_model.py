"""A short list of lines, each with a key."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from fmnist_gui.ui.line_list.line import ROW_ROLE, Line
from fmnist_gui.ui.plain_text import literal

Index = QModelIndex | QPersistentModelIndex


class LineModel(QAbstractListModel):
    """Holds lines in the order given; a key is that of the thing that a line is about."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[Hashable, Line], ...] = ()

    def show_lines(self, lines: Sequence[tuple[Hashable, Line]]) -> None:
        """Take all lines anew."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def key(self, index: Index) -> Hashable | None:
        """Return the key of the line at `index`."""
        return self._lines[index.row()][0] if index.isValid() else None

    def index_of(self, key: Hashable | None) -> QModelIndex:
        """Return where a line stands; an invalid index when it is not there."""
        keys = [own for own, _ in self._lines]
        return self.index(keys.index(key)) if key in keys else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line to be painted, and the same in words for those who listen."""
        if not index.isValid():
            return None
        row = self._lines[index.row()][1]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.said
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(row.said)
        return None
