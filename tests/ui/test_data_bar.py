"""The slim bar at the top keeps its height, whatever the page below it wants."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.actions import ROWS, Actions
from fmnist_gui.ui.data_bar import DataBar

pytestmark = pytest.mark.window


@pytest.mark.usefixtures("large_font")
def test_a_tall_page_takes_no_height_from_the_button(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = DataBar(Actions(window, {row.key: lambda *_: None for row in ROWS}))
    bar.offer_play(True)
    column = QVBoxLayout(window)
    column.addWidget(bar)
    page = QLabel("Words that take more lines than any window has. " * 100)
    page.setWordWrap(True)
    column.addWidget(page, 1)
    window.resize(800, 300)
    with qtbot.waitExposed(window):
        window.show()
    assert bar.height() == bar.sizeHint().height()
