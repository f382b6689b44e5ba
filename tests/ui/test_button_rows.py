"""Buttons with keys stand whole in their rows, whatever the style sheet wants of a button."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.button_rows import ButtonRows
from fmnist_gui.ui.key_button import KeyButton

pytestmark = pytest.mark.window


@pytest.mark.parametrize("width", [900, 100])
def test_every_button_is_seen_down_to_its_lower_edge(qtbot: QtBot, dark: None, width: int) -> None:
    holder = QWidget()
    holder.setStyleSheet("QPushButton { min-height: 60px; }")
    qtbot.addWidget(holder)
    buttons = [KeyButton((word,), word[0], tip=word) for word in ("Keep", "Ambiguous", "Bad")]
    rows = ButtonRows(buttons, holder)
    holder.show()
    rows.resize(width, 10)
    rows.resize(width, rows.sizeHint().height())
    assert min(button.height() for button in buttons) >= 60
    assert max(button.geometry().bottom() for button in buttons) < rows.height()
    assert rows.rows == (1 if width == 900 else 3)
