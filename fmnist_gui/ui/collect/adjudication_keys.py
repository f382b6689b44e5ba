"""What can be done to a disputed image, by key and by button."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

from fmnist_gui.core.session.key_map import KeyMap
from fmnist_gui.ui.class_pad import class_keys
from fmnist_gui.ui.key_reader import read_key

Act = Literal[
    "keep", "ambiguous", "bad", "unsure", "skip", "note", "votes", "undo", "redo", "back", "forward"
]

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Row(NamedTuple):
    """A button: what it does, its words, its key, and what it means."""

    act: Act
    words: str
    key: str
    tip: str


ROWS = (
    Row("keep", "Keep", "K", "The label in the file is right"),
    Row("ambiguous", "Ambiguous", "A", "More than one class is defensible: name them"),
    Row("bad", "Bad image", "B", "It shows none of the classes"),
    Row("unsure", "Unsure", "U", "Looked at, and nothing concluded"),
    Row("skip", "Skip", "Space", "Not now; it comes again"),
    Row("note", "Note", "N", "A line that goes with the decision"),
    Row("votes", "Votes", "V", "Show or hide what people said"),
    Row("undo", "Undo", "⌫", "Take the last decision back, also with Ctrl+Z"),
)

_KEYS: dict[QKeyCombination, Act] = {
    QKeyCombination(NONE, Qt.Key.Key_K): "keep",
    QKeyCombination(NONE, Qt.Key.Key_A): "ambiguous",
    QKeyCombination(NONE, Qt.Key.Key_B): "bad",
    QKeyCombination(NONE, Qt.Key.Key_U): "unsure",
    QKeyCombination(NONE, Qt.Key.Key_Space): "skip",
    QKeyCombination(NONE, Qt.Key.Key_N): "note",
    QKeyCombination(NONE, Qt.Key.Key_V): "votes",
    QKeyCombination(NONE, Qt.Key.Key_Left): "back",
    QKeyCombination(NONE, Qt.Key.Key_Right): "forward",
    QKeyCombination(NONE, Qt.Key.Key_Backspace): "undo",
    QKeyCombination(CTRL, Qt.Key.Key_Z): "undo",
    QKeyCombination(CTRL | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Z): "redo",
    QKeyCombination(CTRL, Qt.Key.Key_Y): "redo",
}


class AdjudicationKeys:
    """Tells `act` and `name_class` what is pressed; letters of classes are pressed with Shift."""

    def __init__(self, act: Callable[[Act], object], name_class: Callable[[int], object]) -> None:
        self._act = act
        self._name_class = name_class
        self._classes: KeyMap = class_keys(0)

    def serve(self, class_count: int) -> None:
        """Name so many classes from now on."""
        self._classes = class_keys(class_count)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; False when it is for nothing here."""
        if (number := self._class_of(event)) is not None:
            self._name_class(number)
            return True
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        modifiers = NONE if is_plain else event.modifiers()
        act = _KEYS.get(QKeyCombination(modifiers, Qt.Key(event.key())))
        if act is None:
            return False
        self._act(act)
        return True

    def _class_of(self, event: QKeyEvent) -> int | None:
        pressed = read_key(event)
        for sign in pressed.signs:
            if sign.isalpha() and not pressed.has_shift:
                continue
            if (number := self._classes.class_of(sign)) is not None:
                return number
        return None
