"""The images of a consensus as rows that can be sorted by every column."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fmnist_gui.core.study.consensus_sentence import COLUMNS, SHARE, cells, remark
from fmnist_gui.core.table.consensus_table import ConsensusRow

IMAGE, CONSENSUS, POSTERIOR, VOTES, LABEL, REMARK = range(len(COLUMNS))
NUMERIC = (IMAGE, POSTERIOR, VOTES)

UP, DOWN = "↑", "↓"

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

_KEYS: dict[int, Callable[[ConsensusRow], int | float | str]] = {
    IMAGE: lambda row: row.index,
    CONSENSUS: lambda row: row.consensus,
    POSTERIOR: lambda row: row.posterior,
    VOTES: lambda row: row.votes,
    LABEL: lambda row: row.label,
    REMARK: remark,
}


class ConsensusModel(QAbstractTableModel):
    """Holds the rows in the order chosen; of equal ones those of lower numbers come first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ConsensusRow, ...] = ()
        self._names: Sequence[str] = ()
        self._is_share = False
        self._order = POSTERIOR, Qt.SortOrder.AscendingOrder

    def show_rows(
        self, rows: Sequence[ConsensusRow], class_names: Sequence[str], *, is_share: bool = False
    ) -> None:
        """Show other rows, in the order chosen before.

        With `is_share` their posterior is no more than the share of the votes.
        """
        self.beginResetModel()
        self._names = class_names
        self._is_share = is_share
        self.rows = self._sorted(rows)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._order = column, order
        self.layoutAboutToBeChanged.emit()
        before = self.rows
        self.rows = self._sorted(before)
        place = {id(row): number for number, row in enumerate(self.rows)}
        old = self.persistentIndexList()
        new = [self.index(place[id(before[i.row()])], i.column()) for i in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many images there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, and at which side they stand."""
        if role == Qt.ItemDataRole.DisplayRole:
            return cells(self.rows[index.row()], self._names)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return what a column is about."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section)
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _heading(self, section: int) -> str:
        column, order = self._order
        arrow = UP if order == Qt.SortOrder.AscendingOrder else DOWN
        words = SHARE if section == POSTERIOR and self._is_share else COLUMNS[section]
        return f"{words} {arrow}".strip() if section == column else words

    def _sorted(self, rows: Sequence[ConsensusRow]) -> tuple[ConsensusRow, ...]:
        column, order = self._order
        is_down = order == Qt.SortOrder.DescendingOrder
        by_index = sorted(rows, key=lambda row: row.index)
        return tuple(sorted(by_index, key=_KEYS[column], reverse=is_down))


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMERIC else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
