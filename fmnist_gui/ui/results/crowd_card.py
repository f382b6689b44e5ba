"""A person beside the crowd on the very same images, and the images on which they part."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.session.crowd import CrowdResult
from fmnist_gui.core.stats.sentence import within
from fmnist_gui.ui.results.album import Album
from fmnist_gui.ui.results.image_group import SHUT, ImageGroup
from fmnist_gui.ui.results.label import words
from fmnist_gui.ui.results.shown_image import Teller, told

ROWS = 2


class CrowdCard(QFrame):
    """Shows what the crowd scored on these images; `source` names the counts."""

    def __init__(
        self,
        result: CrowdResult,
        album: Album,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        source: str,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(words(f"The crowd  ·  {source}", "small"))
        first, *rest = result.headline
        column.addWidget(words(first, "section"))
        if rest:
            column.addWidget(words(" ".join(rest), "plain"))
        teller = Teller(album.name, album.class_names, result.who, result.images)
        titles = (
            f"{result.who} right, the crowd wrong",
            f"The crowd right, {within(result.who)} wrong",
        )
        groups = zip(titles, (result.only_person, result.only_crowd), strict=True)
        self.groups = tuple(
            ImageGroup(
                title,
                told(found, teller.of_crowd),
                album,
                icons_folder,
                most_rows=ROWS,
            )
            for title, found in groups
        )
        for group in self.groups if result.n else ():
            column.addWidget(group)
        if result.notes:
            column.addWidget(words(" ".join(result.notes), "small"))
        if album.keeps_shut:
            column.addWidget(words(SHUT, "small"))
