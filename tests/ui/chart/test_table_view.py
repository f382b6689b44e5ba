"""A table that is copied: no spreadsheet runs a name, and numbers stay numbers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.ui.chart.table_view import TableView


def test_what_is_copied_is_guarded(qtbot: QtBot) -> None:
    table = Table(("person", "change"), (("=1+1", "-3"), ("Anna", "+2")), numeric=(1,))
    view = TableView(table)
    qtbot.addWidget(view)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "person\tchange\n'=1+1\t-3\nAnna\t+2"
    view.selectRow(1)
    assert view.text() == "person\tchange\nAnna\t+2"
