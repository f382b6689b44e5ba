"""What the colours on the canvas mean."""

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.floating import COLOURS, Floating
from fmnist_gui.ui.explore.legend_row import LegendRow, RowButton
from fmnist_gui.ui.explore.scale_bar import ScaleBar
from fmnist_gui.ui.icon import Tint, icon

MARGIN_PX = 8
ONE_COLUMN_MAX = 6
"""More rows than this stand in two columns."""

HEIGHT_SHARE, WIDTH_SHARE = 0.4, 0.6
"""The legend never takes more of the canvas; what is higher scrolls, long names are cut."""

CHEVRON_PX = 10


class Legend(Floating):
    """Lies in the bottom left corner of `over`; a click on its title folds it up.

    Signals:
        chosen(LegendRow): a row was clicked, to see only the images that it speaks of, or all.
    """

    chosen = Signal(object)

    def __init__(self, over: QWidget, icons_folder: Path) -> None:
        super().__init__(over, Qt.Corner.BottomLeftCorner)
        self._icons_folder = icons_folder
        self._filtered: frozenset[str] = frozenset()
        self.rows: list[RowButton] = []
        self._columns = 0
        self.title_button = self._made_title()
        self.scale = ScaleBar()
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setHorizontalSpacing(MARGIN_PX)
        self._scroll = _scroll_area(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 4, MARGIN_PX, 4)
        column.setSpacing(4)
        column.addWidget(self.title_button)
        column.addWidget(self._scroll)
        column.addWidget(self.scale)
        self.hide()

    @property
    def is_folded(self) -> bool:
        """Whether only its title is shown."""
        return not self.title_button.isChecked()

    def show_choices(self, title: str, rows: Sequence[LegendRow]) -> None:
        """Say what each colour stands for, row by row."""
        self.rows = self._replaced(rows)
        self._show_filtered()
        self._open(title)

    def show_scale(
        self, title: str, colours: Sequence[str], *, low: str, high: str, unknown: str
    ) -> None:
        """Say that `colours` go from `low` to `high`; `unknown` is the colour of none, or ""."""
        self.rows = self._replaced(())
        self.scale.show_scale(colours, low=low, high=high, unknown=unknown)
        self._open(title)

    def show_nothing(self) -> None:
        """Hide: the colours mean nothing."""
        self.rows = self._replaced(())
        self.hide()

    def show_filtered(self, values: Collection[str]) -> None:
        """Mark the rows with these values as the only ones that are asked for; none: all are."""
        self._filtered = frozenset(values)
        self._show_filtered()

    def fold(self, *, is_folded: bool) -> None:
        """Show only the title, or everything."""
        self.title_button.setChecked(not is_folded)

    def place(self) -> None:
        """Take what is needed, within its share of the canvas, and go to the corner."""
        is_open = not self.is_folded
        self._scroll.setVisible(is_open and bool(self.rows))
        self.scale.setVisible(is_open and not self.rows)
        if self.rows:
            self._fit_rows()
        super().place()
        self.raise_()

    def _fit_rows(self) -> None:
        """Give the rows their size: as many as fit, all of each."""
        most = int(self._over.width() * WIDTH_SHARE) - 2 * MARGIN_PX
        hints = [button.sizeHint() for button in self.rows]
        half = -(-len(hints) // 2)
        both = max(h.width() for h in hints[:half]) + MARGIN_PX
        both += max((h.width() for h in hints[half:]), default=0)
        columns = 2 if len(hints) > ONE_COLUMN_MAX and both <= most else 1
        deep = self._stand(columns)
        row = hints[0].height()
        title = self.title_button.sizeHint().height()
        room = int(self._over.height() * HEIGHT_SHARE) - title - 2 * MARGIN_PX
        seen = min(deep, max(1, room // row))
        bar = self._scroll.verticalScrollBar().sizeHint().width() + 4 if seen < deep else 0
        self._grid.setContentsMargins(0, 0, 4 if bar else 0, 0)
        self._inside.setFixedHeight(deep * row)
        wide = both if columns == 2 else max(h.width() for h in hints)
        self._scroll.setFixedSize(max(0, min(wide + bar, most)), seen * row)

    def _stand(self, columns: int) -> int:
        """Put the rows into so many columns, to be read downwards, and return how deep they are."""
        deep = -(-len(self.rows) // columns)
        if self._columns != columns:
            self._columns = columns
            for number, button in enumerate(self.rows):
                self._grid.addWidget(button, number % deep, number // deep)
            self._grid.setColumnStretch(0, 1)
            self._grid.setColumnStretch(1, columns - 1)
        return deep

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the canvas, but only while there is something to place."""
        return False if self.isHidden() else super().eventFilter(watched, event)

    def _open(self, title: str) -> None:
        self.title_button.setText(title)
        self.title_button.setAccessibleName(f"Legend: {title}")
        self.show()
        self.place()

    def _show_filtered(self) -> None:
        for button in self.rows:
            is_filtered = button.row.value in self._filtered
            is_dimmed = bool(self._filtered) and not is_filtered
            button.show_filtered(is_filtered=is_filtered, is_dimmed=is_dimmed)

    def _replaced(self, rows: Sequence[LegendRow]) -> list[RowButton]:
        for button in self.rows:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._columns = 0
        made = []
        for row in rows:
            button = RowButton(row, self._inside)
            button.clicked.connect(self._on_clicked)
            button.show()
            made.append(button)
        return made

    def _on_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, RowButton)
        self.chosen.emit(button.row)

    def _on_folded(self, is_open: bool) -> None:
        self._show_chevron(is_open)
        self.place()

    def _show_chevron(self, is_open: bool) -> None:
        tint = Tint(normal=QColor(COLOURS.hint))
        name = "chevron-down" if is_open else "chevron-right"
        self.title_button.setIcon(icon(name, self._icons_folder, tint=tint))

    def _made_title(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "fold")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCheckable(True)
        button.setChecked(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(1, 1) * theme.scaled_px(CHEVRON_PX))
        button.setToolTip("Fold or unfold the legend")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.toggled.connect(self._on_folded)
        self.title_button = button
        self._show_chevron(is_open=True)
        return button


def _scroll_area(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
