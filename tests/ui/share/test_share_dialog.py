"""The dialog about a server fits where it is shown, and keeps what was written."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.share.share_dialog import ShareDialog

LONG = "a study with a name that goes on and on and on, as names of studies do " * 3


@pytest.mark.usefixtures("large_font")
@pytest.mark.parametrize("name", ["", f"“{LONG}”"])
def test_it_is_no_wider_and_no_higher_than_the_screen_with_large_type(
    qtbot: QtBot, name: str
) -> None:
    dialog = ShareDialog(name)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    room = dialog.screen().availableGeometry()
    dialog.refuse("lab: expected a server that answers, found none; check the address.")
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    assert dialog.address_field.text() == ""
