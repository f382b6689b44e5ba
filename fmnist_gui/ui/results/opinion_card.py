"""What somebody else says of the same images: a sentence, and the images on which they part."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.card.quiet_button import HangingRow
from fmnist_gui.ui.results.album import Album
from fmnist_gui.ui.results.image_group import SHUT, ImageGroup
from fmnist_gui.ui.results.shown_image import Told


class OpinionCard(QFrame):
    """Shows a sentence under a small line that says whose opinion it is.

    ``groups`` are the images under their headings, from top to bottom.
    """

    def __init__(
        self,
        about: str,
        headline: Sequence[str],
        album: Album,
        icons_folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.groups: tuple[ImageGroup, ...] = ()
        self._album = album
        self._icons_folder = icons_folder
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(12)
        self.say(about, "small")
        first, *rest = headline
        self.say(first, "section")
        self.say(" ".join(rest), "plain")

    def say(self, sentence: str, role: str) -> None:
        """Add a sentence below what is there, if there is one."""
        if sentence:
            self._column.addWidget(words(sentence, role))

    def add(self, widget: QWidget) -> None:
        """Add something below what is there."""
        self._column.addWidget(widget)

    def show_groups(self, found: Iterable[tuple[str, Told]], *, most_rows: int) -> None:
        """Add images under a heading each, in `most_rows` of which the first ones stand."""
        self.groups = tuple(
            ImageGroup(title, told, self._album, self._icons_folder, most_rows=most_rows)
            for title, told in found
        )
        for group in self.groups:
            row = HangingRow()
            row.addWidget(group)
            self._column.addLayout(row)

    def end(self) -> None:
        """Say at the end why images wait to be asked for, if they do."""
        if self._album.keeps_shut:
            self.say(SHUT, "small")
