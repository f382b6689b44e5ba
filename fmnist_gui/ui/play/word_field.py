"""A line to write into, whose last word is completed from a list."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


class WordField(QLineEdit):
    """Words are parted by spaces; what stands before the last one stays when that is completed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QStringListModel(self)
        self._completer = _LastWord(self._words, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self._completer)

    @property
    def is_choosing(self) -> bool:
        """Whether the list of words is open."""
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def offer(self, words: Sequence[str]) -> None:
        """Complete from these words; without any nothing is completed."""
        self._words.setStringList(list(words))


class _LastWord(QCompleter):
    def __init__(self, words: QStringListModel, field: QLineEdit) -> None:
        super().__init__(words, field)
        self._field = field

    def splitPath(self, path: str) -> list[str]:
        """Look for the last word alone."""
        return [path.rpartition(" ")[2]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return all that is written with the last word completed."""
        before, space, _ = self._field.text().rpartition(" ")
        return f"{before}{space}{super().pathFromIndex(index)}"
