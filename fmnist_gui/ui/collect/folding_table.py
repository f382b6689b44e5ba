"""A table whose rows become a few lines of words where its columns have no room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QWidget

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.ui import theme
from fmnist_gui.ui.chart.table_view import TableView

FIRST_ROWS = 10
"""So many are shown until somebody asks for the rest; one or two more are shown at once."""

SPARE_ROWS = 2
ROW_PX, AIR_PX = 30, 12


class FoldingTable(TableView):
    """Shows `table`; too narrow for it, `folded` has the words of each row below its first cell.

    The first column gives way down to `least_px` at 100 %, or keeps its words with None. Of the
    others those that are `kept` stay in sight.
    """

    def __init__(
        self,
        table: Table,
        folded: Sequence[str],
        *,
        least_px: int | None = None,
        kept: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.is_folded = False
        self._is_fitting = False
        self._folded = tuple(folded)
        self._least_px = least_px
        self._kept = tuple(kept)
        self._figures = [n for n in range(1, len(table.columns)) if n not in kept]
        self._needed = 0
        super().__init__(table, parent)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    @property
    def can_rest(self) -> bool:
        """Whether there are more rows than one wants to see at first."""
        return self.rowCount() > FIRST_ROWS + SPARE_ROWS

    def show_rest(self, *, is_shown: bool) -> None:
        """Show all rows, or only the first."""
        for row in range(FIRST_ROWS, self.rowCount()):
            self.setRowHidden(row, self.can_rest and not is_shown)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure anew: only what is shown has the fonts that it is measured with."""
        super().showEvent(event)
        self._needed = 0
        self._fit()

    def _fit(self) -> None:
        """Choose columns or words by the room, and be as high as the rows are."""
        if self._is_fitting:
            return
        # To hide a heading or a column is to resize what is left, which would fit it again.
        self._is_fitting = True
        if not self._needed:
            self._fold(is_folded=False)
            self._needed = self._measured()
        self._fold(is_folded=self._needed > self.viewport().width())
        header = 0 if self.is_folded else self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + self.verticalHeader().length() + 2)
        self._is_fitting = False

    def _measured(self) -> int:
        """Return how wide the columns are with all that stands in them."""
        self.ensurePolished()
        wide = [self._wide(column) for column in range(len(self.table.columns))]
        if self._least_px is not None:
            wide[0] = min(wide[0], theme.scaled_px(self._least_px))
        return sum(wide)

    def _wide(self, column: int) -> int:
        return max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))

    def _fold(self, *, is_folded: bool) -> None:
        high = theme.scaled_px(ROW_PX)
        if is_folded != self.is_folded:
            self.is_folded = is_folded
            self.horizontalHeader().setVisible(not is_folded)
            self.setWordWrap(is_folded)
            for column in self._figures:
                self.setColumnHidden(column, is_folded)
            for row, words in enumerate(self._folded):
                if (item := self.item(row, 0)) is not None:
                    name = self.table.rows[row][0]
                    item.setText(f"{name}\n{words}" if is_folded else name)
                if not is_folded:
                    self.setRowHeight(row, high)
        if is_folded:
            self._fit_rows(high)

    def _fit_rows(self, least: int) -> None:
        """Give each row the height of its words in the width of the first column."""
        beside = sum(self._wide(column) for column in self._kept)
        room = self.viewport().width() - beside - 2 * theme.scaled_px(AIR_PX)
        wrap = int(Qt.TextFlag.TextWordWrap)
        for row in range(self.rowCount()):
            if (item := self.item(row, 0)) is None or self.isRowHidden(row):
                continue
            box = self.fontMetrics().boundingRect(0, 0, max(room, 1), 100_000, wrap, item.text())
            self.setRowHeight(row, max(least, box.height() + theme.scaled_px(AIR_PX)))


class RestButton(QPushButton):
    """Shows the rows that a long table keeps back, and again only the first; it is remembered."""

    def __init__(self, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_open = False
        self._noun = noun
        self._table: FoldingTable | None = None
        self.setProperty("role", "link")
        self.clicked.connect(self._on_clicked)
        self.hide()

    def serve(self, table: FoldingTable) -> None:
        """Stand for another table."""
        self._table = table
        self._show()

    def _on_clicked(self) -> None:
        self.is_open = not self.is_open
        self._show()

    def _show(self) -> None:
        table = self._table
        if table is None:
            return
        table.show_rest(is_shown=self.is_open)
        every = f"Show all {table.rowCount():,} {self._noun}"
        self.setText(f"Show the first {FIRST_ROWS}" if self.is_open else every)
        self.setVisible(table.can_rest)
