"""The figures of a chart as a table that can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.exchange.cell import guarded
from fmnist_gui.ui import theme


class TableView(QTableWidget):
    """Shows one table at its full height; Ctrl+C copies the rows that are selected, or all."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(len(table.rows), len(table.columns), parent)
        self.table = table
        self.verticalHeader().hide()
        self.setShowGrid(False)
        # Tab leaves the table; within it the arrows lead from cell to cell.
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(theme.font(theme.NORMAL))
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                item.setTextAlignment(_side(table, column))
                self.setItem(row, column, item)
        for column, name in enumerate(table.columns):
            heading = QTableWidgetItem(name)
            heading.setTextAlignment(_side(table, column))
            self.setHorizontalHeaderItem(column, heading)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.scaled_px(40))
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setDefaultSectionSize(theme.scaled_px(30))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the bar by which wide tables are moved, or take it back."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the full height; the width is whatever there is."""
        return QSize(200, self.height())

    def text(self) -> str:
        """Return the table with tabs between the cells, selected rows only if there are any."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        rows = [self.table.rows[row] for row in chosen] or self.table.rows
        lines = [map(guarded, self.table.columns), *map(self._guarded, rows)]
        return "\n".join("\t".join(cells) for cells in lines)

    def _guarded(self, cells: Sequence[str]) -> list[str]:
        """Return the cells such that no spreadsheet runs a name; numbers stay numbers."""
        numeric = self.table.numeric
        return [cell if n in numeric else guarded(cell) for n, cell in enumerate(cells)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or move as tables do."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        height = theme.scaled_px(30) * len(self.table.rows) + header.sizeHint().height() + 2
        if header.length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height)


def _side(table: Table, column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in table.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
