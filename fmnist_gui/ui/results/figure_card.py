"""A card with one figure: its sentence, the chart or its table, and how to read it."""

import re
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.ui import theme
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.results.chart_view import ChartView
from fmnist_gui.ui.results.table_view import TableView

ROOMY = 600
CLOSED_NOTE = "Its images can be opened once the session is complete."


class FigureCard(QFrame):
    """Shows one figure.

    Signals:
        opened(Spot): a part of the chart was opened; it has a cell.
        picture_asked(Figure): the chart is to be saved as a picture.
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
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.figure = figure
        self.chart = ChartView(figure, can_open=can_open)
        self.chart.opened.connect(self.opened)
        self.table: TableView | None = None
        self.table_button = _button("As table", icon("rows", icons_folder))
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self.show_table)
        self.picture_button = _button("Save picture", icon("image", icons_folder))
        self.picture_button.clicked.connect(lambda: self.picture_asked.emit(figure))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(12)
        self._column.addLayout(self._head())
        self._column.addWidget(self.chart)
        closed = () if can_open or figure.key not in ("classes", "confusion") else (CLOSED_NOTE,)
        self._column.addWidget(words(" ".join((figure.note, *closed)), "small"))

    def show_table(self, is_shown: bool) -> None:
        """Show the figures as a table in place of the chart, or the chart again."""
        if is_shown and self.table is None:
            self.table = TableView(self.figure.table)
            self._column.insertWidget(self._column.indexOf(self.chart), self.table)
        self.chart.setVisible(not is_shown)
        if self.table is not None:
            self.table.setVisible(is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words on the buttons away where they would crowd out the sentence."""
        super().resizeEvent(event)
        is_roomy = self.width() >= theme.scaled_px(ROOMY)
        style = Qt.ToolButtonStyle
        for button in (self.table_button, self.picture_button):
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if is_roomy else style.ToolButtonIconOnly
            )

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(words(self.figure.sentence, "section"), 1)
        row.addSpacing(12)
        for button in (self.table_button, self.picture_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _button(text: str, picture: QIcon) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(text)
    button.setIcon(picture)
    button.setIconSize(icon_size())
    return button


def icon_size() -> QSize:
    """Return the size of an icon beside words."""
    side = theme.scaled_px(16)
    return QSize(side, side)


def words(text: str, role: str) -> QLabel:
    """Return a label that wraps, whose text can be selected and is never taken for markup."""
    # A long name without spaces wraps too, and never makes the page wider than the window.
    label = QLabel(re.sub(r"(\S{24})(?=\S)", "\\1\u200b", unbroken(text)))
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumWidth(theme.scaled_px(80))
    return label
