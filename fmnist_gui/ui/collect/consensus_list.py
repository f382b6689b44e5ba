"""The images of a consensus in a table that scrolls, and one of them beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.study.consensus_sentence import cells
from fmnist_gui.core.table.consensus_table import ConsensusRow
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import words, wrappable
from fmnist_gui.ui.collect.consensus_model import POSTERIOR, REMARK, ConsensusModel
from fmnist_gui.ui.image.picture import Picture

ROWS = 9
ROW_PX, SIDE_PX, BESIDE_PX = 30, 168, 620
"""Narrower than the last one, the image stands below the table."""

WIDEST_PX = 16_777_215
"""Qt's own."""

HINT = "Choose a row to see its image."
OTHER_DATA = "The images are not open: open the data set that the study was made of."
SEEN_AFTER_MS = 300
"""A row that is passed by faster was not read."""


class ConsensusList(QWidget):
    """Shows rows of a consensus, the least certain first, and the image of the chosen one.

    Signals:
        seen(tuple): indices of images whose labels have been legible.
    """

    seen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ConsensusModel(self)
        self.table = QTableView()
        self.picture = Picture()
        self.caption = words("", "hint")
        self._split: Split | None = None
        self._names: Sequence[str] = ()
        self._passing = QTimer(self, singleShot=True, interval=SEEN_AFTER_MS)
        self._passing.timeout.connect(self._tell_seen)
        self._compose()
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._passing.start())
        # It comes into sight also when what it lies on is scrolled: then it is painted.
        self.table.viewport().installEventFilter(self)

    @property
    def chosen(self) -> ConsensusRow | None:
        """The row that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def show_rows(
        self,
        rows: Sequence[ConsensusRow],
        class_names: Sequence[str],
        split: Split | None,
        *,
        is_share: bool = False,
    ) -> None:
        """Show other rows; `split` holds their images, None while other data is open.

        With `is_share` their posterior is no more than the share of the votes.
        """
        before = self.chosen
        self._split, self._names = split, class_names
        self.model.show_rows(rows, class_names, is_share=is_share)
        kept = [n for n, row in enumerate(self.model.rows) if before and row.index == before.index]
        if kept:
            self.table.selectRow(kept[0])
        self._show_image()
        self._fit()
        self.tell_seen()

    def tell_seen(self) -> None:
        """Tell of what is in sight soon, as if it were new: somebody else looks at it."""
        self._passing.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait until rows that have come into sight can have been read."""
        if event.type() == QEvent.Type.Paint and not self._passing.isActive():
            self._passing.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the image stand beside the table, or below it where that is narrow."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.scaled_px(BESIDE_PX)
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._side.setMinimumWidth(theme.scaled_px(SIDE_PX) if is_wide else 1)
            self._side.setMaximumWidth(theme.scaled_px(SIDE_PX) if is_wide else WIDEST_PX)
        self._fit()

    def _compose(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("Images and their consensus")
        table.setSortingEnabled(True)
        table.sortByColumn(POSTERIOR, Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setFont(theme.font(theme.NORMAL))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.scaled_px(ROW_PX))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        # The arrow would lie on headings that stand flush right: they say it themselves.
        header.setSortIndicatorShown(False)
        # By the rows in sight: a thousand would be measured again with each change of looks.
        header.setResizeContentsPrecision(0)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)
        self._side = QWidget()
        self._side.setFixedWidth(theme.scaled_px(SIDE_PX))
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture)
        column.addWidget(self.caption)
        column.addStretch(1)
        self.picture.fit_into(theme.scaled_px(SIDE_PX))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(table, 1)
        self._row.addWidget(self._side)

    def _fit(self) -> None:
        """Be as high as the rows are, up to as many as one looks through without scrolling."""
        header = self.table.horizontalHeader()
        shown = min(len(self.model.rows), ROWS)
        high = header.sizeHint().height() + shown * theme.scaled_px(ROW_PX) + 2
        if header.length() > self.table.viewport().width():
            high += self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(high)

    def _show_image(self) -> None:
        row, split = self.chosen, self._split
        is_there = row is not None and split is not None and row.index < len(split)
        self.picture.setVisible(is_there)
        if row is None:
            self.caption.setText(HINT if split is not None else OTHER_DATA)
            return
        if split is not None and is_there:
            self.picture.show_image(split.images[row.index])
        told = cells(row, self._names)
        said = f"{told[1]} by {told[3]} {'vote' if row.votes == 1 else 'votes'}"
        lines = [f"#{row.index:,}", said, f"in the file {told[4]}", told[5]]
        if not is_there:
            lines.append(OTHER_DATA)
        self.caption.setText(wrappable("\n".join(filter(None, lines))))

    def _on_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_image()

    def _tell_seen(self) -> None:
        """Tell whose labels have stood here long enough to be read."""
        shown = self.table.viewport().visibleRegion().boundingRect()
        if shown.isEmpty():
            return
        first = max(0, self.table.rowAt(shown.top()))
        last = self.table.rowAt(shown.bottom())
        rows = self.model.rows[first : last + 1 if last >= 0 else None]
        if rows:
            self.seen.emit(tuple(row.index for row in rows))
