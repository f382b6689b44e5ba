"""The keys of a page of images, but for those that walk and mark."""

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

from fmnist_gui.ui.class_pad import class_keys
from fmnist_gui.ui.key_reader import read_key
from fmnist_gui.ui.review.key_map import CTRL, CTRL_SHIFT, NONE

Act = Literal["decide", "unsure", "bad", "undo", "redo", "forward", "back", "way"]

ACTS: dict[QKeyCombination, Act] = {
    QKeyCombination(NONE, Qt.Key.Key_Return): "decide",
    QKeyCombination(NONE, Qt.Key.Key_Enter): "decide",
    QKeyCombination(NONE, Qt.Key.Key_U): "unsure",
    QKeyCombination(NONE, Qt.Key.Key_B): "bad",
    QKeyCombination(NONE, Qt.Key.Key_Backspace): "undo",
    QKeyCombination(CTRL, Qt.Key.Key_Z): "undo",
    QKeyCombination(CTRL_SHIFT, Qt.Key.Key_Z): "redo",
    QKeyCombination(CTRL, Qt.Key.Key_Y): "redo",
    QKeyCombination(NONE, Qt.Key.Key_PageDown): "forward",
    QKeyCombination(NONE, Qt.Key.Key_PageUp): "back",
    QKeyCombination(NONE, Qt.Key.Key_V): "way",
}


class GridKeys:
    """Calls what belongs to a key: one of ``acts``, or `give` with the class that it names."""

    def __init__(
        self, acts: Mapping[Act, Callable[[], object]], give: Callable[[int], object]
    ) -> None:
        self._acts = acts
        self._give = give
        self._classes = class_keys(0)

    def serve(self, class_count: int) -> None:
        """Name so many classes from now on."""
        self._classes = class_keys(class_count)

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key is for; False when it is for nothing here."""
        keypad = Qt.KeyboardModifier.KeypadModifier
        act = ACTS.get(QKeyCombination(event.modifiers() & ~keypad, Qt.Key(event.key())))
        number = None if act is not None else self._class_of(event)
        if act == "decide" and _press_focused():
            pass
        elif act is not None:
            self._acts[act]()
        elif number is not None:
            self._give(number)
        else:
            return False
        event.accept()
        return True

    def _class_of(self, event: QKeyEvent) -> int | None:
        """Return the class that a key names: a digit, or a letter with Shift."""
        pressed = read_key(event)
        signs = (sign for sign in pressed.signs if pressed.has_shift or not sign.isalpha())
        return next((n for n in map(self._classes.class_of, signs) if n is not None), None)


def _press_focused() -> bool:
    """Do what Enter means to a button or chooser that has the keyboard; False for anything else.

    Qt leaves the key to the page, which would decide sixty images instead.
    """
    focused = QApplication.focusWidget()
    if isinstance(focused, QAbstractButton):
        focused.click()
    elif isinstance(focused, QComboBox):
        focused.showPopup()
    else:
        return False
    return True
