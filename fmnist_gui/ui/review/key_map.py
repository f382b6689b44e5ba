"""The keys of the Review page while one image is decided."""

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

from fmnist_gui.ui.class_pad import class_keys
from fmnist_gui.ui.key_reader import read_key
from fmnist_gui.ui.review.deciding import Act, Deciding

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier

ACTS: dict[QKeyCombination, Act] = {
    QKeyCombination(NONE, Qt.Key.Key_K): "keep",
    QKeyCombination(NONE, Qt.Key.Key_A): "ambiguous",
    QKeyCombination(NONE, Qt.Key.Key_B): "bad",
    QKeyCombination(NONE, Qt.Key.Key_D): "duplicate",
    QKeyCombination(NONE, Qt.Key.Key_U): "unsure",
    QKeyCombination(NONE, Qt.Key.Key_Space): "skip",
    QKeyCombination(NONE, Qt.Key.Key_N): "note",
    QKeyCombination(NONE, Qt.Key.Key_T): "tags",
    QKeyCombination(NONE, Qt.Key.Key_Left): "back",
    QKeyCombination(NONE, Qt.Key.Key_Right): "forward",
    QKeyCombination(NONE, Qt.Key.Key_Backspace): "undo",
    QKeyCombination(CTRL, Qt.Key.Key_Z): "undo",
    QKeyCombination(CTRL_SHIFT, Qt.Key.Key_Z): "redo",
    QKeyCombination(CTRL, Qt.Key.Key_Y): "redo",
    QKeyCombination(NONE, Qt.Key.Key_Return): "accept",
    QKeyCombination(NONE, Qt.Key.Key_Enter): "accept",
}

ANSWERS: dict[Qt.Key, Act] = {
    Qt.Key.Key_Return: "take",
    Qt.Key.Key_Enter: "take",
    Qt.Key.Key_Escape: "leave",
}
"""What answers a question."""

STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


def spoken_key(key: str) -> str:
    """Return what to press for a class with this `key`."""
    return f"Shift+{key}" if key.isalpha() else key


class KeyMap:
    """Which key does what; `ways` switches how the pixels are shown."""

    def __init__(self, deciding: Deciding, ways: Callable[[], object]) -> None:
        self._deciding = deciding
        self._ways = ways
        self._classes = class_keys(0)

    def serve(self, class_count: int) -> None:
        """Name so many classes from now on."""
        self._classes = class_keys(class_count)

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key is for; False when it is for nothing here."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        combination = QKeyCombination(NONE if is_plain else event.modifiers(), _key(event))
        is_done = self._answer(event) if self._deciding.question.question else False
        if not is_done and (number := self._class_of(event)) is not None:
            self._deciding.name(number)
            is_done = True
        if not is_done and combination == QKeyCombination(NONE, Qt.Key.Key_V):
            self._ways()
            is_done = True
        if not is_done and (act := ACTS.get(combination)) is not None:
            self._deciding.do(act)
            is_done = True
        if is_done:
            event.accept()
        return is_done

    def _answer(self, event: QKeyEvent) -> bool:
        """Take the key as part of an answer to what is asked."""
        if act := ANSWERS.get(_key(event)):
            self._deciding.do(act)
            return True
        if self._deciding.question.question == "original" and _key(event) in STEPS:
            self._deciding.step(STEPS[_key(event)])
            return True
        return False

    def _class_of(self, event: QKeyEvent) -> int | None:
        """Return the class that a key names.

        Letters mean something else by themselves, but for where a set of classes is asked for.
        """
        pressed = read_key(event)
        for sign in pressed.signs:
            is_letter = sign.isalpha()
            is_asked = self._deciding.question.question == "classes"
            if is_letter and not (pressed.has_shift or is_asked):
                continue
            number = self._classes.class_of(sign)
            if number is not None:
                return number
        return None


def _key(event: QKeyEvent) -> Qt.Key:
    return Qt.Key(event.key())
