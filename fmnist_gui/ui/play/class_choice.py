"""Which classes come and can be answered: a box to tick for each."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import literal

SWITCH_LEAST_PX, GAP_PX, PADDING_PX = 104, 8, 24


class ClassChoice(QWidget):
    """As many boxes in a row as there is room for; with none or all ticked, every class comes.

    Signals:
        changed(None): other classes are chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switches: list[QCheckBox] = []
        self._columns = 0
        self._names: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)

    @property
    def classes(self) -> tuple[int, ...]:
        """The chosen classes; empty for all of them."""
        chosen = tuple(n for n, switch in enumerate(self.switches) if switch.isChecked())
        return () if len(chosen) == len(self.switches) else chosen

    def offer(self, names: Sequence[str]) -> None:
        """Offer these classes, all of them chosen."""
        for switch in self.switches:
            self._grid.removeWidget(switch)
            switch.deleteLater()
        self.switches, self._names = [], tuple(names)
        for name in names:
            switch = QCheckBox()
            switch.setAccessibleName(name)
            switch.setToolTip(literal(name))
            switch.setChecked(True)
            switch.setMinimumWidth(1)
            switch.clicked.connect(self._on_clicked)
            self.switches.append(switch)
        self._columns = 0
        self._arrange()
        self._shorten()

    def choose(self, classes: Sequence[int]) -> None:
        """Choose these classes; all for none."""
        for number, switch in enumerate(self.switches):
            switch.setChecked(not classes or number in classes)

    def minimumSizeHint(self) -> QSize:
        """Leave it to the columns how narrow it may become."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()
        self._shorten()

    def _on_clicked(self) -> None:
        if not any(switch.isChecked() for switch in self.switches):
            self.choose(())
        self.changed.emit()

    def _shorten(self) -> None:
        """Show as much of each name as fits; the tool tip has the whole."""
        room = self.width() // max(1, self._columns) - GAP_PX - PADDING_PX
        for name, switch in zip(self._names, self.switches, strict=True):
            shown = switch.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
            switch.setText(shown.replace("&", "&&"))

    def _arrange(self) -> None:
        least = theme.scaled_px(SWITCH_LEAST_PX) + GAP_PX
        most = max(1, min(10, (self.width() + GAP_PX) // least))
        # As many in each row, rather than one left over for the last.
        rows = max(1, -(-len(self.switches) // most))
        columns = max(1, -(-len(self.switches) // rows))
        if columns == self._columns:
            return
        for number in range(max(columns, self._columns)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._columns = columns
        for number, switch in enumerate(self.switches):
            self._grid.addWidget(switch, number // columns, number % columns)
