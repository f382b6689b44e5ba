"""What a key event says to a sitting: an answer, a command, or nothing."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

Command = Literal["take back", "pause", "leave"]

COMMANDS: dict[Qt.Key, Command] = {
    Qt.Key.Key_Backspace: "take back",
    Qt.Key.Key_Space: "pause",
    Qt.Key.Key_Escape: "leave",
}


@dataclass(frozen=True)
class Pressed:
    """A key that writes `sign`, or one with a command of its own."""

    sign: str = ""
    command: Command | None = None


def read_key(event: QKeyEvent) -> Pressed:
    """Return what was pressed; an answer is never given with Control, Alt or the like."""
    if command := COMMANDS.get(Qt.Key(event.key())):
        return Pressed(command=command)
    modifier = Qt.KeyboardModifier
    held = event.modifiers() & ~(modifier.KeypadModifier | modifier.ShiftModifier)
    return Pressed(sign="" if held else event.text())
