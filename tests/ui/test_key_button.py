"""A key can be learnt from its button even where its chip has no room."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.key_button import KeyButton

pytestmark = pytest.mark.window


@pytest.mark.parametrize(
    ("words", "key", "is_underlined"),
    [("Keep", "K", True), ("Bad image", "B", True), ("Skip", "Space", False)],
)
def test_without_a_chip_the_letter_of_the_key_is_underlined(
    qtbot: QtBot, words: str, key: str, is_underlined: bool
) -> None:
    button = KeyButton((words,), key, tip="")
    qtbot.addWidget(button)
    assert not button.is_key_underlined
    button.show_chip(False)
    assert button.is_key_underlined == is_underlined
    other = KeyButton((words,), "Q", tip="")
    qtbot.addWidget(other)
    other.show_chip(False)
    for each in (button, other):
        each.resize(120, 30)
    assert (button.grab().toImage() != other.grab().toImage()) == is_underlined


def test_without_a_chip_a_sign_stands_behind_the_words(qtbot: QtBot) -> None:
    signed, plain = (KeyButton(("Accept",), key, tip="") for key in ("↵", "A"))
    for button in (signed, plain):
        qtbot.addWidget(button)
    assert signed.width_px(has_chip=False) > plain.width_px(has_chip=False)
    assert signed.width_px(has_chip=False) < signed.width_px(has_chip=True)
