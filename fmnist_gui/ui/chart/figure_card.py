"""A card with one figure: its sentence, the chart or its table, and how to read it."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import tool_button, words
from fmnist_gui.ui.card.quiet_button import HangingRow
from fmnist_gui.ui.chart.chart_view import ChartView
from fmnist_gui.ui.chart.table_view import TableView
from fmnist_gui.ui.icon import icon

TITLE_PX, BUTTON_PX = 160, 110
"""What a title needs, and a button with its words, at 100 %."""

CLOSED_NOTE = "Its images can be opened once the session is complete."


class FigureCard(QFrame):
    """Shows one figure; a `kicker` in place of its title says whose it is.

    Signals:
        opened(Spot): a part of the chart was opened.
        picture_asked(Figure): the chart is to be saved as a picture, as it is shown.
    """

    opened = Signal(object)
    picture_asked = Signal(object)

    def __init__(
        self,
        figure: Figure,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        can_open: bool = True,
        kicker: str = "",
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.figure = figure
        self.chart = ChartView(figure, can_open=can_open)
        self.chart.opened.connect(self.opened)
        self.table: TableView | None = None
        self.zoom_button = tool_button("Zoom", icon("zoom-in", icons_folder))
        self.zoom_button.setToolTip("Show the part of the axis where most scores lie")
        self.zoom_button.setCheckable(True)
        if figure.zoomed is None:
            self.zoom_button.hide()
        self.zoom_button.toggled.connect(self.chart.zoom)
        self.table_button = tool_button("As table", icon("rows", icons_folder))
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self.show_table)
        self.picture_button = tool_button("Save picture", icon("image", icons_folder))
        self.picture_button.clicked.connect(lambda: self.picture_asked.emit(self.chart.shown))
        self._buttons = (self.zoom_button, self.table_button, self.picture_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 12, 24, 16)
        self._column.setSpacing(12)
        self._column.addLayout(self._head(kicker or figure.title))
        self._column.addWidget(self.chart)
        closed = () if can_open or figure.key not in ("classes", "confusion") else (CLOSED_NOTE,)
        self._column.addWidget(words(" ".join((figure.note, *closed)), "small"))

    def show_table(self, is_shown: bool) -> None:
        """Show the figures as a table in place of the chart, or the chart again."""
        if is_shown and self.table is None:
            self.table = TableView(self.figure.table)
            self._column.insertWidget(self._column.indexOf(self.chart), self.table)
        self.chart.setVisible(not is_shown)
        self.zoom_button.setEnabled(not is_shown)
        if self.table is not None:
            self.table.setVisible(is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words on the buttons away where they would crowd out the title."""
        super().resizeEvent(event)
        shown = sum(not button.isHidden() for button in self._buttons)
        is_roomy = self.width() >= theme.scaled_px(TITLE_PX + BUTTON_PX * shown)
        style = Qt.ToolButtonStyle
        wanted = style.ToolButtonTextBesideIcon if is_roomy else style.ToolButtonIconOnly
        if wanted != self.table_button.toolButtonStyle():
            for button in self._buttons:
                button.setToolButtonStyle(wanted)
            # The title wraps anew, and what holds the card asked for its height before.
            QTimer.singleShot(0, self, self.updateGeometry)

    def _head(self, kicker: str) -> QVBoxLayout:
        row = HangingRow()
        row.setSpacing(4)
        row.addWidget(words(kicker, "small"), 1)
        for button in self._buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(row)
        head.addWidget(words(self.figure.sentence, "section"))
        return head
