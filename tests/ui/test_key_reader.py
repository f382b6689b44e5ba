"""What a key event says to a sitting."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.key_reader import Pressed, read_key

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def pressed(
    text: str,
    key: Qt.Key = Qt.Key.Key_unknown,
    modifiers: Qt.KeyboardModifier = NONE,
    *,
    scan_code: int = 0,
    virtual_key: int = 0,
) -> Pressed:
    kind = QEvent.Type.KeyPress
    return read_key(QKeyEvent(kind, key, modifiers, scan_code, virtual_key, 0, text))


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (Qt.Key.Key_Space, "pause"),
        (Qt.Key.Key_Backspace, "take back"),
        (Qt.Key.Key_Escape, "leave"),
        (Qt.Key.Key_Return, "skip"),
        (Qt.Key.Key_Enter, "skip"),
    ],
)
def test_some_keys_are_commands_whatever_they_write(
    qtbot: QtBot, key: Qt.Key, command: str
) -> None:
    assert pressed(" ", key, KEYPAD) == Pressed(command=command)  # type: ignore[arg-type]


def test_digits_of_the_keypad_are_digits(qtbot: QtBot) -> None:
    assert pressed("7", Qt.Key.Key_7, KEYPAD).signs == ("7",)


@pytest.mark.parametrize(
    ("platform", "scan_code", "virtual_key", "digit"),
    [
        ("xcb", 10, 0, "1"),
        ("xcb", 19, 0, "0"),
        ("wayland", 16, 0, "7"),
        ("windows", 2, 0, "1"),
        ("windows", 11, 0, "0"),
        ("cocoa", 1, 26, "7"),
        ("cocoa", 1, 29, "0"),
    ],
)
def test_a_key_of_the_digit_row_is_its_digit_on_every_keyboard(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    scan_code: int,
    virtual_key: int,
    digit: str,
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    # A French keyboard writes signs without Shift, and digits with it.
    plain = pressed("è", scan_code=scan_code, virtual_key=virtual_key)
    assert (plain.signs, plain.has_shift) == (("è", digit), False)
    shifted = pressed(digit, modifiers=SHIFT, scan_code=scan_code, virtual_key=virtual_key)
    assert (shifted.signs[0], shifted.has_shift) == (digit, True)


def test_other_keys_are_what_they_write(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    assert pressed("q", scan_code=24).signs == ("q",)
    assert pressed("Q", modifiers=SHIFT, scan_code=24) == Pressed(("Q",), has_shift=True)
    assert pressed("", Qt.Key.Key_Shift, SHIFT, scan_code=50).signs == ()


def test_what_is_held_with_control_answers_nothing(qtbot: QtBot) -> None:
    assert pressed("7", modifiers=Qt.KeyboardModifier.AltModifier) == Pressed()
