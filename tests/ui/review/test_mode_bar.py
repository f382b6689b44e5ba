"""The bar above the desk keeps its words where there is little room."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.review.mode_bar import ModeBar


@pytest.mark.usefixtures("large_font")
def test_with_large_letters_in_a_small_window_the_switch_keeps_its_words(qtbot: QtBot) -> None:
    bar = ModeBar()
    qtbot.addWidget(bar)
    bar.offer_away(QMenu(bar))
    bar.title.say("Neither people nor models agree with the label")
    bar.offer_names(["Ada"], current="Ada")
    bar.resize(880, 60)
    bar.show()

    for button in (*bar.switch.buttons.values(), bar.away_button, bar.two_box):
        assert button.width() >= button.sizeHint().width()
    right = bar.name_field.geometry().right()
    assert right < bar.away_button.geometry().left()
