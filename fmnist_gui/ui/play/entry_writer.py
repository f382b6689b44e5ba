"""Gets the entries of a sitting to the disk, one after the other, and forgets none on the way."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.session.record import Entry
from fmnist_gui.ui.unsaved_bar import write_aside

Save = Callable[[Entry, Callable[[], None], Callable[[str], None]], None]
"""Writes an entry and calls back when it is on disk, or with a sentence when it is not."""


class EntryWriter(QObject):
    """Hands entries to `save`; what could not be saved stays here until it is, or is let go.

    Signals:
        told(str): why the last entry is not saved, or "" when all is well again.
    """

    told = Signal(str)

    def __init__(self, save: Save, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._is_saving = False
        self._told = ""
        self._unsaved: tuple[Entry, Callable[[], None]] | None = None

    @property
    def is_saving(self) -> bool:
        """Whether an entry is on its way to the disk."""
        return self._is_saving

    @property
    def unsaved(self) -> Entry | None:
        """The entry that could not be saved, if there is one."""
        return self._unsaved[0] if self._unsaved else None

    @property
    def is_free(self) -> bool:
        """Whether the next entry may be written."""
        return not self._is_saving and self._unsaved is None

    def write(self, entry: Entry, then: Callable[[], None]) -> None:
        """Write `entry`, and call `then` once it is on disk."""
        self._is_saving = True

        def on_saved() -> None:
            self._is_saving = False
            self._unsaved = None
            self._tell("")
            then()

        def on_failed(sentence: str) -> None:
            self._is_saving = False
            self._unsaved = (entry, then)
            self._tell(f"Not saved yet. {sentence}")

        self._save(entry, on_saved, on_failed)

    def try_again(self, then: Callable[[], None] | None = None) -> None:
        """Write the unsaved entry once more; `then` takes the place of what was to follow."""
        if self._unsaved and not self._is_saving:
            entry, follows = self._unsaved
            self.write(entry, then or follows)

    def keep_elsewhere(self, path: Path) -> None:
        """Write the unsaved entry as JSON to a file of the person's choice. Raises DataError."""
        if self._unsaved:
            write_aside(path, asdict(self._unsaved[0]))

    def let_go(self) -> None:
        """Give the unsaved entry up, because the person said so."""
        self._unsaved = None
        self._tell("")

    def _tell(self, sentence: str) -> None:
        if sentence or self._told:
            self._told = sentence
            self.told.emit(sentence)
