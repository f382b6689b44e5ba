"""Asks for a tag to be put on the selected images."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from fmnist_gui.core.stats import percent
from fmnist_gui.ui.explore.floating_line import FloatingLine

HINT = "Enter puts it on, a hyphen before it takes it off"


class TagField(FloatingLine):
    """One line over the canvas with the tags there are; Enter takes it, Esc closes.

    Signals:
        entered(str): a tag was written; the line has closed itself.
    """

    entered = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, "Tag", note_role="small")
        self._tags = QStringListModel(self)
        self._completer = QCompleter(self._tags, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(self._completer)
        self.written.connect(self._on_written)
        self.say(HINT)

    def pop_up(self, count: int, tags: Sequence[str]) -> None:
        """Ask for a tag for `count` images."""
        self.title.setText(f"Tag {percent.images(count)}")
        self._tags.setStringList(list(tags))
        self.field.clear()
        self.begin()

    def _on_left(self) -> None:
        # The list of tags takes the focus while it is open.
        popup = self._completer.popup()
        if popup is None or not popup.isVisible():
            self.hide()

    def _on_written(self, text: str) -> None:
        self.close_up()
        if text.strip():
            self.entered.emit(text.strip())
