"""The keys of the Explore page beyond those of the canvas."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

from fmnist_gui.ui.explore.batch_desk import BatchDesk
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.export_menu import ExportMenu
from fmnist_gui.ui.explore.selection_desk import SelectionDesk
from fmnist_gui.ui.explore.toolbar import Toolbar
from fmnist_gui.ui.explore.trace import Tool

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
COMMANDS = CTRL | ALT | Qt.KeyboardModifier.MetaModifier


class Keyed(Protocol):
    """What a page has that keys can reach."""

    toolbar: Toolbar
    selection_desk: SelectionDesk
    exports: ExportMenu
    exhibit: Exhibit
    batch_desk: BatchDesk

    def let_go(self) -> None:
        """Let go of what is kept."""

    def ask_for_index(self) -> None:
        """Ask where to go."""

    def ask_for_tag(self) -> None:
        """Ask for a tag."""

    def take_tool(self, tool: Tool) -> None:
        """Let dragging do something else."""


class KeyMap:
    """Which key does what on the page."""

    def __init__(self, page: Keyed) -> None:
        key = Qt.Key
        self._acts: dict[QKeyCombination, Callable[[], object]] = {
            QKeyCombination(NONE, key.Key_Escape): page.let_go,
            QKeyCombination(NONE, key.Key_G): page.ask_for_index,
            QKeyCombination(NONE, key.Key_T): page.ask_for_tag,
            QKeyCombination(NONE, key.Key_R): page.selection_desk.send_to_review,
            QKeyCombination(NONE, key.Key_N): page.selection_desk.grow,
            QKeyCombination(NONE, key.Key_H): lambda: page.take_tool(Tool.HAND),
            QKeyCombination(NONE, key.Key_B): lambda: page.take_tool(Tool.BOX),
            QKeyCombination(NONE, key.Key_L): lambda: page.take_tool(Tool.LASSO),
            QKeyCombination(CTRL, key.Key_L): page.batch_desk.ask,
            QKeyCombination(CTRL, key.Key_Z): page.batch_desk.undo,
            QKeyCombination(CTRL, key.Key_F): page.toolbar.query_field.focus,
            QKeyCombination(CTRL, key.Key_A): page.selection_desk.select_all,
            QKeyCombination(CTRL, key.Key_I): page.selection_desk.invert,
            QKeyCombination(CTRL, key.Key_C): page.exports.copy_picture,
            QKeyCombination(CTRL_SHIFT, key.Key_C): page.exports.copy_indices,
            QKeyCombination(ALT, key.Key_Left): page.exhibit.go_back,
            QKeyCombination(ALT, key.Key_Right): page.exhibit.go_forward,
        }
        # By what they write, as they stand behind Shift on some keyboards.
        self._signs: dict[str, Callable[[], object]] = {"/": page.toolbar.query_field.focus}

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key is for; False when it is for nothing here."""
        act = self._acts.get(event.keyCombination())
        if act is None and not event.modifiers() & COMMANDS:
            act = self._signs.get(event.text())
        if act is None:
            return False
        act()
        event.accept()
        return True
