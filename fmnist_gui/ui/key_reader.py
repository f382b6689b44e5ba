"""What a key event says to a sitting: a sign that may be an answer, or a command."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

Command = Literal["take back", "pause", "leave", "skip"]

COMMANDS: dict[Qt.Key, Command] = {
    Qt.Key.Key_Backspace: "take back",
    Qt.Key.Key_Space: "pause",
    Qt.Key.Key_Escape: "leave",
    Qt.Key.Key_Return: "skip",
    Qt.Key.Key_Enter: "skip",
}

DIGIT_ROW = "1234567890"
FIRST_SCAN_CODE = {"xcb": 10, "wayland": 10, "windows": 2}
"""The code of the digit row's first key, by platform; the others follow it."""

MAC_KEYS = (18, 19, 20, 21, 23, 22, 26, 28, 25, 29)
"""The virtual key codes of the digit row on macOS, which tells no scan codes."""

SHIFTED = "!@#$%^&*()"
"""What the digit row writes with Shift in the United States, for where nothing tells the key."""


@dataclass(frozen=True)
class Pressed:
    """A key: the signs that it may stand for, the likeliest first, or a command of its own."""

    signs: tuple[str, ...] = ()
    command: Command | None = None
    has_shift: bool = False


def read_key(event: QKeyEvent) -> Pressed:
    """Return what was pressed; an answer is never given with Control, Alt or the like.

    A key of the digit row stands for its digit as well, whatever it writes: with Shift it writes
    another sign, and on some keyboards it does so without.
    """
    if command := COMMANDS.get(Qt.Key(event.key())):
        return Pressed(command=command)
    modifier = Qt.KeyboardModifier
    if event.modifiers() & ~(modifier.KeypadModifier | modifier.ShiftModifier):
        return Pressed()
    signs = tuple(filter(None, (event.text(), _digit(event))))
    return Pressed(signs, has_shift=bool(event.modifiers() & modifier.ShiftModifier))


def _digit(event: QKeyEvent) -> str:
    platform = QGuiApplication.platformName()
    if platform in FIRST_SCAN_CODE and event.nativeScanCode():
        place = event.nativeScanCode() - FIRST_SCAN_CODE[platform]
        return DIGIT_ROW[place] if 0 <= place < len(DIGIT_ROW) else ""
    if platform == "cocoa":
        key = event.nativeVirtualKey()
        return DIGIT_ROW[MAC_KEYS.index(key)] if key in MAC_KEYS else ""
    place = SHIFTED.find(event.text()) if event.text() else -1
    return DIGIT_ROW[place] if place >= 0 else ""
