"""A person beside the crowd on the very same images, and the images on which they part."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fmnist_gui.core.session.crowd import CrowdResult
from fmnist_gui.core.stats.sentence import within
from fmnist_gui.ui.results.album import Album
from fmnist_gui.ui.results.opinion_card import OpinionCard
from fmnist_gui.ui.results.shown_image import Teller, told

ROWS = 2


class CrowdCard(OpinionCard):
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
        super().__init__(f"The crowd  ·  {source}", result.headline, album, icons_folder, parent)
        teller = Teller(album.name, album.class_names, result.who, result.images)
        if result.n:
            titles = (
                f"{result.who} right, the crowd wrong",
                f"The crowd right, {within(result.who)} wrong",
            )
            parted = (result.only_person, result.only_crowd)
            groups = (
                (title, told(found, teller.of_crowd))
                for title, found in zip(titles, parted, strict=True)
            )
            self.show_groups(groups, most_rows=ROWS)
        self.say(" ".join(result.notes), "small")
        self.end()
