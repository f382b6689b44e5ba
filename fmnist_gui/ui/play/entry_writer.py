"""Gets the entries of a sitting to the disk, one after the other, and forgets none on the way."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.review.tag import TagEvent
from fmnist_gui.core.session.record import Entry
from fmnist_gui.ui.unsaved_bar import write_aside


@dataclass(frozen=True)
class Written:
    """An entry, with what happened to tags by it."""

    entry: Entry
    tags: tuple[TagEvent, ...] = ()


Save = Callable[[Written, Callable[[], None], Callable[[str], None]], None]
"""Writes an entry with its tags and calls back when all is on disk, or with a sentence."""


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
        self._unsaved: tuple[Written, Callable[[], None]] | None = None

    @property
    def is_saving(self) -> bool:
        """Whether an entry is on its way to the disk."""
        return self._is_saving

    @property
    def unsaved(self) -> Entry | None:
        """The entry that could not be saved, if there is one."""
        return self._unsaved[0].entry if self._unsaved else None

    @property
    def is_free(self) -> bool:
        """Whether the next entry may be written."""
        return not self._is_saving and self._unsaved is None

    def write(
        self, entry: Entry, then: Callable[[], None], *, tags: tuple[TagEvent, ...] = ()
    ) -> None:
        """Write `entry` with its `tags`, and call `then` once all is on disk."""
        self._write(Written(entry, tags), then)

    def try_again(self, then: Callable[[], None] | None = None) -> None:
        """Write the unsaved entry once more; `then` takes the place of what was to follow."""
        if self._unsaved and not self._is_saving:
            written, follows = self._unsaved
            self._write(written, then or follows)

    def keep_elsewhere(self, path: Path) -> None:
        """Write the unsaved entry as JSON to a file of the person's choice. Raises DataError."""
        if self._unsaved:
            written = self._unsaved[0]
            tags = {"tags": [asdict(event) for event in written.tags]} if written.tags else {}
            write_aside(path, asdict(written.entry) | tags)

    def let_go(self) -> None:
        """Give the unsaved entry up, because the person said so."""
        self._unsaved = None
        self._tell("")

    def _write(self, written: Written, then: Callable[[], None]) -> None:
        self._is_saving = True

        def on_saved() -> None:
            self._is_saving = False
            self._unsaved = None
            self._tell("")
            then()

        def on_failed(sentence: str) -> None:
            self._is_saving = False
            self._unsaved = (written, then)
            self._tell(f"Not saved yet. {sentence}")

        self._save(written, on_saved, on_failed)

    def _tell(self, sentence: str) -> None:
        if sentence or self._told:
            self._told = sentence
            self.told.emit(sentence)
